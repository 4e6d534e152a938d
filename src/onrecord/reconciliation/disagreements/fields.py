"""Fields: findings of one entry whose values differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, cast

from onrecord.model import Commitment, Disagreement, MembershipStep, Span, Spans, Statement
from onrecord.reconciliation import items
from onrecord.reconciliation.commitments.joining import party, same_party
from onrecord.reconciliation.disagreements.causes import Case, verdict
from onrecord.reconciliation.disagreements.judgement import on_both_sides
from onrecord.reconciliation.disagreements.numbers import Precise, figure_differences, measured
from onrecord.reconciliation.disagreements.sides import disagreement, side
from onrecord.reconciliation.disagreements.weights import INDEPENDENT, Change
from onrecord.reconciliation.ladder import REVERSALS
from onrecord.reconciliation.ladder.parts import told_as
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import Located, days_apart
from onrecord.reconciliation.speakers.names import person, same_name
from onrecord.reconciliation.speakers.voices import apart, voice
from onrecord.reconciliation.words import WORD

SAME_NEWS_DAYS = 1
"""A copied passage with another stage is a disagreement while the news is the same; later it is the next rung."""
SAME_STORY_DAYS = 4
"""Beyond these days even one passage tells other news: every month's package is told in the words of the last."""
NEAR = 100
"""Characters on either side of a finding that tell what its figure is one of."""
Aligned = Callable[[Located, Located], bool]

STEPS = ("contracted", "shipped", "delivered")
"""Stages of which a count grows until all is there."""


class Differing(NamedTuple):
    """How two findings differ in one field.

    values: the two figures, where it is one of figures.
    """

    change: Change
    fields: tuple[str, ...]
    reason: str
    values: tuple[float, float] | None = None


def field_disagreements(group: Sequence[Located], aligned: Aligned) -> Iterator[Disagreement]:
    """The disagreements between findings of one entry; one for each pair of differing values, not of articles.

    aligned: whether two findings stand at one place of an aligned passage. There any value may differ; two
    independent reports that merely leave something out, or name a doer otherwise, tell the same, and are held
    against each other in their figures alone.
    """
    seen: set[tuple[str, str, str]] = set()
    precise = measured(group)
    for a, b in combinations(_distinct(group), 2):
        if a.article.id == b.article.id or (days_apart(a, b) or 0) > SAME_STORY_DAYS:
            continue
        copied = aligned(a, b)
        for one in _differing(a, b, copied, precise):
            if copied and _as_written(a, one.fields) == _as_written(b, one.fields):
                continue  # what was read out of the same words differs, not the words
            values = sorted(_said(each, one.fields) for each in (a, b))
            if (one.change, *values) in seen:
                continue
            seen.add((one.change, values[0], values[1]))
            side_a, side_b = (side(each.article, _spans(each, one.fields)) for each in (a, b))
            case = Case(
                one.change,
                side_a.text,
                side_b.text,
                (a.article, b.article),
                copied,
                values=one.values,
                money=one.fields == ("amount",),
                promised=all(_promised(each) for each in (a, b)),
                around=(_around(a), _around(b)),
            )
            adjusted = () if copied else (INDEPENDENT,)
            yield disagreement(one.change, side_a, side_b, one.reason, adjusted=adjusted, verdict=verdict(case))


def _promised(each: Located) -> bool:
    """Whether a finding tells of what is to come as a whole, and not of what has come so far."""
    return isinstance(each.finding, Commitment) and each.finding.stage not in STEPS


def _around(each: Located) -> frozenset[str]:
    """The keys of the words that stand around a finding."""
    text, extent = each.article.text, each.extent
    matches = WORD.finditer(text, max(0, extent.begin - NEAR), min(len(text), extent.end + NEAR))
    return frozenset(meaning().key(match.group()) for match in matches)


def _distinct(group: Sequence[Located]) -> list[Located]:
    """The first finding of each article-independent set of values, so that copies are compared once."""
    first: dict[tuple[object, ...], Located] = {}
    for each in group:
        f = each.finding
        if isinstance(f, Commitment):
            key: tuple[object, ...] = (
                f.actor,
                f.actor_name,
                f.item,
                f.quantity,
                f.amount,
                f.currency,
                f.stage,
                f.date,
            )
        elif isinstance(f, MembershipStep):
            key = (f.stage, f.count, f.of, f.date, f.outstanding)
        else:
            key = (f.speaker.name,)
        first.setdefault(key, each)
    return list(first.values())


def _differing(a: Located, b: Located, copied: bool, precise: Precise) -> Iterator[Differing]:
    x, y = a.finding, b.finding
    if isinstance(x, Commitment) and isinstance(y, Commitment):
        if _part(a, b) or _part(b, a):
            return
        for change, field, reason, values in figure_differences(a, b, copied, precise):
            yield Differing(change, (field,), reason, values)
        if copied:
            yield from _commitments(a, b)
    elif not copied:
        return
    elif isinstance(x, MembershipStep) and isinstance(y, MembershipStep):
        yield from _memberships(x, y)
    elif isinstance(x, Statement) and isinstance(y, Statement):
        yield from _speakers(a, b)


def _part(a: Located, b: Located) -> bool:
    """Whether `a` tells of some that have come, or are the rest, and `b` how many there are in all."""
    x, y = cast(Commitment, a.finding), cast(Commitment, b.finding)
    if x.quantity is None or y.quantity is None or x.quantity >= y.quantity or told_as(b, "rest"):
        return False
    return told_as(a, "rest") or (x.stage in STEPS and y.stage not in STEPS)


def _speakers(a: Located, b: Located) -> Iterator[Differing]:
    """Two people, both named where they speak, of one statement.

    Who "he" is may be our own mistake; a ministry, its minister and their state are one voice.
    """
    x, y = cast(Statement, a.finding), cast(Statement, b.finding)
    first, second = x.speaker.name, y.speaker.name
    evidence = [each.evidence.get("speaker.name") for each in (x, y)]
    named = all(each is not None and each.how == "stated" for each in evidence)
    if first and second and _several(first, second):
        return
    if named and first and second and apart(voice(a)) and apart(voice(b)) and not same_name(first, second):
        reason = f"the words are {first}'s on one side, {second}'s on the other"
        yield Differing("speaker", ("speaker.name",), reason)


def _several(first: str, second: str) -> bool:
    """Whether one name has all the words of the other ("Lind", "Lind and Moe"), or is a plain word."""
    keys = [{meaning().key(word) for word in WORD.findall(name)} for name in (first, second)]
    return keys[0] <= keys[1] or keys[1] <= keys[0] or any(len(k) == 1 and meaning().knows(*k) for k in keys)


def _commitments(a: Located, b: Located) -> Iterator[Differing]:
    """What two findings at one place of a passage say otherwise."""
    x, y = cast(Commitment, a.finding), cast(Commitment, b.finding)
    yield from _items(x, y)
    actors = party(x.actor, x.actor_name), party(y.actor, y.actor_name)
    if same_party(*actors) is False and all(c.actor or person(c.actor_name or "") for c in (x, y)):
        names = x.actor_name or x.actor, y.actor_name or y.actor
        reason = f"the doer is {on_both_sides(str(names[0]), str(names[1]))}"
        yield Differing("doer", ("actor", "actor_name"), reason)
    if x.stage is not None and y.stage is not None and x.stage != y.stage:
        yield from _stages(a, b, x.stage, y.stage)
    yield from _dates(x.date, y.date)


def _stages(a: Located, b: Located, first: str, second: str) -> Iterator[Differing]:
    if (days_apart(a, b) or 0) <= SAME_NEWS_DAYS:
        change: Change = "reversed stage" if {first, second} & REVERSALS else "stage"
        yield Differing(change, ("stage",), f"the stage is {on_both_sides(first, second)}")


def _items(x: Commitment, y: Commitment) -> Iterator[Differing]:
    relation = items.relation(x.item, x.item_class, y.item, y.item_class)
    named_alike = bool(items.models(x.item) & items.models(y.item))
    classes = x.item_class and y.item_class and x.item_class != y.item_class
    classes = (
        classes and x.quantity == y.quantity and x.amount == y.amount
    )  # else one side tells more, not otherwise
    if relation in ("kind of", "different") and classes and not named_alike:
        lost = relation == "kind of"
        reason = f"the item is {on_both_sides(f'“{x.item}”', f'“{y.item}”')}: " + (
            "one is a kind of the other, the class is lost" if lost else "these are two things"
        )
        loose = lost and (items.generic(x.item_class) and items.generic(y.item_class))
        yield Differing("loose class" if loose else "class", ("item",), reason)
    elif relation == "same" and _detail_lost(x.item, y.item):
        reason = f"{on_both_sides(f'“{x.item}”', f'“{y.item}”')}: only one names the type"
        yield Differing("type", ("item",), reason)


def _detail_lost(a: str | None, b: str | None) -> bool:
    """Whether a type's name (a word with a digit) stands on one side only."""
    marks = [{word for word in items.words(item) if any(char.isdigit() for char in word)} for item in (a, b)]
    return bool(marks[0]) != bool(marks[1])


def _dates(first: str | None, second: str | None) -> Iterator[Differing]:
    """Two dates of which neither is the other told more finely."""
    if not first or not second or "/" in first + second:
        return
    if not first.startswith(second) and not second.startswith(first):
        yield Differing("date", ("date",), f"the date is {on_both_sides(first, second)}")


def _as_written(each: Located, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each.article.text[span.begin : span.end].lower() for span in _spans(each, fields))


def _memberships(x: MembershipStep, y: MembershipStep) -> Iterator[Differing]:
    if x.stage != y.stage:
        yield Differing("stage", ("stage",), f"the step is {on_both_sides(x.stage, y.stage)}")
    elif x.count is not None and y.count is not None and (x.count, x.of) != (y.count, y.of):
        reason = f"the members who have ratified are {on_both_sides(_of(x), _of(y))}"
        yield Differing("count", ("count",), reason, (float(x.count), float(y.count)))


def _of(step: MembershipStep) -> str:
    return f"{step.count} of {step.of}" if step.of is not None else str(step.count)


def _spans(each: Located, fields: tuple[str, ...]) -> Spans:
    found: list[Span] = []
    for field in fields:
        evidence = each.finding.evidence.get(field)
        found.extend(evidence.spans if evidence else ())
    return tuple(sorted(found)) or each.core


def _said(each: Located, fields: tuple[str, ...]) -> str:
    if isinstance(each.finding, Statement):
        return repr(each.finding.speaker.name)
    return repr(
        [getattr(each.finding, field) for field in (*fields, *(("currency",) if "amount" in fields else ()))]
    )
