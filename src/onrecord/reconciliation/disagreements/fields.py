"""Fields: findings of one entry whose values differ."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, cast

from onrecord.model import Commitment, Disagreement, DisagreementKind, MembershipStep, Span, Spans, Statement
from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments import party, same_party
from onrecord.reconciliation.disagreements.judgement import on_both_sides
from onrecord.reconciliation.disagreements.sides import disagreement, side
from onrecord.reconciliation.ladder import REVERSALS
from onrecord.reconciliation.located import Located, days_apart
from onrecord.reconciliation.names import person, same_name

FIGURE, FIGURE_ROUNDED, ITEM_CLASS, ITEM_DETAIL, ITEM_LOOSE, ACTOR, STAGE, REVERSED_STAGE, DATE, SPEAKER = (
    0.85, 0.2, 0.8, 0.6, 0.3, 0.75, 0.65, 0.8, 0.5, 0.75
)  # fmt: skip
"""Severities by field: a figure, a class of weapon, a doer or a stage is what the record is kept for; a rounded
figure is hardly a disagreement."""


SAME_NEWS_DAYS = 1
"""A copied passage with another stage is a disagreement while the news is the same; later it is the next rung."""


class Differing(NamedTuple):
    """How two findings differ in one field."""

    kind: DisagreementKind
    fields: tuple[str, ...]
    severity: float
    reason: str


SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
Aligned = Callable[[Located, Located], bool]


def field_disagreements(group: Sequence[Located], aligned: Aligned) -> Iterator[Disagreement]:
    """The disagreements between findings of one entry; one for each pair of differing values, not of articles."""
    seen: set[tuple[str, str, str]] = set()
    for a, b in combinations(_distinct(group), 2):
        if a.article.id == b.article.id:
            continue
        for differing in _differing(a, b, aligned(a, b)):
            values = sorted(_said(each, differing.fields) for each in (a, b))
            if (differing.kind, *values) in seen:
                continue
            seen.add((differing.kind, values[0], values[1]))
            side_a, side_b = (side(each.article, _spans(each, differing.fields)) for each in (a, b))
            yield disagreement(differing.kind, side_a, side_b, differing.reason, differing.severity)


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


def _differing(a: Located, b: Located, aligned: bool) -> Iterator[Differing]:
    x, y = a.finding, b.finding
    if isinstance(x, Commitment) and isinstance(y, Commitment):
        yield from _commitments(a, b, aligned)
    elif isinstance(x, MembershipStep) and isinstance(y, MembershipStep):
        yield from _memberships(x, y, aligned)
    elif isinstance(x, Statement) and isinstance(y, Statement):
        yield from _speakers(x, y)


def _speakers(x: Statement, y: Statement) -> Iterator[Differing]:
    """Two named speakers of one statement, both named where they speak; who "he" is may be our own mistake."""
    first, second = x.speaker.name, y.speaker.name
    evidence = [each.evidence.get("speaker.name") for each in (x, y)]
    named = all(each is not None and each.how == "stated" for each in evidence)
    if named and first and second and person(first) and person(second) and not same_name(first, second):
        yield Differing(
            "actor", ("speaker.name",), SPEAKER, f"the words are {first}'s on one side, {second}'s on the other"
        )


def _commitments(a: Located, b: Located, aligned: bool) -> Iterator[Differing]:
    x, y = cast(Commitment, a.finding), cast(Commitment, b.finding)
    yield from _figures(a, b)
    yield from _items(x, y, aligned)
    actors = party(x.actor, x.actor_name), party(y.actor, y.actor_name)
    if same_party(*actors) is False and all(c.actor or person(c.actor_name or "") for c in (x, y)):
        names = x.actor_name or x.actor, y.actor_name or y.actor
        yield Differing(
            "actor", ("actor", "actor_name"), ACTOR, f"the doer is {on_both_sides(str(names[0]), str(names[1]))}"
        )
    differ = x.stage is not None and y.stage is not None and x.stage != y.stage
    if differ and aligned and (days_apart(a, b) or 0) <= SAME_NEWS_DAYS:
        severity = REVERSED_STAGE if {x.stage, y.stage} & REVERSALS else STAGE
        yield Differing("stage", ("stage",), severity, f"the stage is {on_both_sides(str(x.stage), str(y.stage))}")
    if aligned:
        yield from _dates(x.date, y.date)


def _figures(a: Located, b: Located) -> Iterator[Differing]:
    x, y = cast(Commitment, a.finding), cast(Commitment, b.finding)
    for name in ("amount", "quantity"):
        values = getattr(x, name), getattr(y, name)
        if None in values or values[0] == values[1]:
            continue
        money = name == "amount"
        if money and x.currency != y.currency:
            yield Differing("figure", (name,), FIGURE, f"the sum is {on_both_sides(_sum(x), _sum(y))}")
            continue
        measures = (next(f for f in figures.figures(each) if f.money == money) for each in (a, b))
        rounded = figures.compare(*measures) == "rounded"
        ending = "; one is the other rounded or bounded" if rounded else figures.likely_slip(*map(float, values))
        told = on_both_sides(_sum(x), _sum(y)) if money else on_both_sides(*map(shown, values))
        reason = f"the {'sum' if money else 'number'} is {told}{ending}"
        yield Differing("figure", (name,), FIGURE_ROUNDED if rounded else FIGURE, reason)


def _sum(commitment: Commitment) -> str:
    return f"{shown(commitment.amount or 0.0)} {commitment.currency or 'of an unknown currency'}"


def shown(value: float) -> str:
    """A figure as a reader writes it: "2.6 billion", "1,250", "0.5"."""
    for scale, name in SCALES:
        if abs(value) >= scale and math.isclose(round(value / scale, 3) * scale, value):
            return f"{value / scale:,.10g} {name}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _items(x: Commitment, y: Commitment, aligned: bool) -> Iterator[Differing]:
    relation = items.relation(x.item, x.item_class, y.item, y.item_class)
    named_alike = bool(items.models(x.item) & items.models(y.item))
    if relation in ("kind of", "different") and x.item_class != y.item_class and not named_alike:
        lost = relation == "kind of"
        reason = f"the item is {on_both_sides(f'“{x.item}”', f'“{y.item}”')}: " + (
            "one is a kind of the other, the class is lost" if lost else "these are two things"
        )
        if aligned or (x.quantity is not None and x.quantity == y.quantity):
            loose = lost and (items.generic(x.item_class) and items.generic(y.item_class))
            yield Differing("item", ("item",), ITEM_LOOSE if loose else ITEM_CLASS, reason)
    elif relation == "same" and aligned and _detail_lost(x.item, y.item):
        yield Differing(
            "item",
            ("item",),
            ITEM_DETAIL,
            f"{on_both_sides(f'“{x.item}”', f'“{y.item}”')}: only one names the type",
        )


def _detail_lost(a: str | None, b: str | None) -> bool:
    """Whether a type's name (a word with a digit) stands on one side only."""
    marks = [{word for word in items.words(item) if any(char.isdigit() for char in word)} for item in (a, b)]
    return bool(marks[0]) != bool(marks[1])


def _dates(a: str | None, b: str | None) -> Iterator[Differing]:
    if a and b and not a.startswith(b) and not b.startswith(a) and "/" not in a + b:
        yield Differing("date", ("date",), DATE, f"the date is {on_both_sides(a, b)}")


def _memberships(x: MembershipStep, y: MembershipStep, aligned: bool) -> Iterator[Differing]:
    if x.stage == y.stage and aligned:
        if x.count is not None and y.count is not None and (x.count, x.of) != (y.count, y.of):
            yield Differing(
                "figure", ("count",), FIGURE, f"the members who have ratified are {on_both_sides(_of(x), _of(y))}"
            )
        yield from _dates(x.date, y.date)
    elif aligned:
        yield Differing("stage", ("stage",), STAGE, f"the step is {on_both_sides(x.stage, y.stage)}")


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
