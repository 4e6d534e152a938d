"""What the words of aligned passages say differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.model import Article, Disagreement, Passage, Reuse, Trace
from onrecord.reconciliation.alignment import Alignment
from onrecord.reconciliation.disagreements.causes import Case, verdict
from onrecord.reconciliation.disagreements.certainty import certainty
from onrecord.reconciliation.disagreements.goods import goods
from onrecord.reconciliation.disagreements.judgement import Judgement
from onrecord.reconciliation.disagreements.neighbours import following_quotations
from onrecord.reconciliation.disagreements.polarity import polarity
from onrecord.reconciliation.disagreements.quotations import altered_quotations
from onrecord.reconciliation.disagreements.replacements import replacements
from onrecord.reconciliation.disagreements.rewriting import machine_rewritten
from onrecord.reconciliation.disagreements.roles import roles
from onrecord.reconciliation.disagreements.scope import scope
from onrecord.reconciliation.disagreements.sides import disagreement, sides_of
from onrecord.reconciliation.disagreements.units import Unit, units
from onrecord.reconciliation.disagreements.weights import TOP
from onrecord.reconciliation.disagreements.wording import Reworded, folded, reworded
from onrecord.reconciliation.located import days_between
from onrecord.reconciliation.numerals import value_of
from onrecord.reconciliation.words import Word, Wording

MEANT_OTHERWISE = 0.05
"""What a change of meaning weighs more inside quotation marks than outside."""
MOVING = frozenset(("figure", "date", "item"))
"""Kinds that move on with time: the same sentence weeks later has other numbers and nobody is wrong."""
MOSTLY, SAME_STORY_DAYS = 0.6, 4
"""Articles of one story stand within these days; later ones only when most of one is the other's."""
QUOTED_LIKENESS = 0.3
IN_HEADLINES = 0.5
"""Every outlet words its own headline: between two of them only what turns the matter counts."""
LIKENESS = 0.4
"""Below this share of common content words two sentences are not one sentence reworded, and are not judged."""

Wordings = Mapping[str, Wording]


def passage_disagreements(
    articles: Mapping[str, Article], wordings: Wordings, trace: Trace
) -> Iterator[Disagreement]:
    """The disagreements that lie in the words of aligned passages; one pair of texts is judged once."""
    judged: set[tuple[str, str]] = set()
    for reuse in sorted(trace.reuse, key=lambda each: (each.a, each.b)):
        if reuse.a not in wordings or reuse.b not in wordings:
            continue
        a, b = articles[reuse.a], articles[reuse.b]
        later = _far_apart(a, b)
        if later and max(reuse.coverage_a, reuse.coverage_b) < MOSTLY:
            continue  # a habit of writing, not one report
        found = list(_compared(reuse, a, b, wordings, judged))
        rewritten = machine_rewritten(unit for unit, _, _ in found)
        yield from _of_pair(found, a, b, later, rewritten)


Compared = tuple[Unit, Passage, float]
"""A unit, the passage it stands in, and the likeness it must have to be judged."""


def _compared(
    reuse: Reuse, a: Article, b: Article, wordings: Wordings, judged: set[tuple[str, str]]
) -> Iterator[Compared]:
    """The units of all passages of a pair of articles whose texts were not compared before."""
    nearby = tuple(following_quotations(reuse, wordings[a.id], wordings[b.id]))
    for passage in (*reuse.passages, *nearby):
        texts = a.text[passage.a.begin : passage.a.end], b.text[passage.b.begin : passage.b.end]
        if texts in judged or texts[0] == texts[1]:
            continue
        judged |= {texts, texts[::-1]}
        alignment = Alignment(wordings[a.id].within(passage.a), wordings[b.id].within(passage.b))
        for unit in units(alignment):
            yield unit, passage, 0.0 if passage in nearby else LIKENESS


def _of_pair(found: list[Compared], a: Article, b: Article, later: bool, rewritten: bool) -> Iterator[Disagreement]:
    """What two articles say differently, their mere rewordings as one disagreement."""
    loose: list[Reworded] = []
    for unit, passage, floor in found:
        heads = passage.a == a.layout.headline
        graver, rest = judgements(unit, floor)
        if rest is not None and not later and not heads:
            loose.append(rest)
        for one in graver:
            if (later and one.kind in MOVING) or (heads and one.severity < IN_HEADLINES):
                continue
            side_a, side_b = sides_of(one, unit, a, b)
            found_out = verdict(_case(one, unit, a, b, rewritten))
            yield disagreement(one.change, side_a, side_b, one.reason, adjusted=one.adjusted, verdict=found_out)
    yield from folded(loose, a, b, rewritten)


def _case(one: Judgement, unit: Unit, a: Article, b: Article, rewritten: bool) -> Case:
    first, second = (" ".join(word.text for word in words) for words in (one.a, one.b))
    around = frozenset(word.key for word in unit.a), frozenset(word.key for word in unit.b)
    return Case(one.change, first, second, (a, b), True, rewritten, _values(one), around=around)


def _values(one: Judgement) -> tuple[float, float] | None:
    """The two numbers of a change of figure."""
    if one.kind != "figure" or len(one.a) != 1 or len(one.b) != 1:
        return None
    first, second = (1.0 if word.key == "one" else value_of(word.text) for word in (one.a[0], one.b[0]))
    return None if first is None or second is None else (first, second)


def _far_apart(a: Article, b: Article) -> bool:
    """Whether two articles are of different days' news, as far as their dates are known."""
    apart = days_between(a.published or "", b.published or "")
    return apart is not None and apart > SAME_STORY_DAYS


def judgements(unit: Unit, floor: float = LIKENESS) -> tuple[list[Judgement], Reworded | None]:
    """What a unit's changes amount to, the gravest word on each stretch, and what is mere wording beside it."""
    if unit.likeness < floor:
        return (list(altered_quotations(unit)) if unit.likeness >= QUOTED_LIKENESS else []), None
    grave = [*polarity(unit), *roles(unit), *scope(unit), *goods(unit), *replacements(unit), *certainty(unit)]
    quotes = [_with_meaning(quote, grave) for quote in altered_quotations(unit)]
    found: list[Judgement] = []
    for each in sorted([*quotes, *grave], key=lambda one: -one.severity):
        if not any(_overlap(each, other) for other in found):
            found.append(each)
    rest = _remaining(unit, found)
    return found, reworded(rest) if rest.changes else None


def _with_meaning(quote: Judgement, grave: list[Judgement]) -> Judgement:
    """A quotation whose altered words also change the meaning is graver for it, and says so."""
    inside = [each for each in grave if each.kind != "actor scope" and _overlap(quote, each)]
    if not inside:
        return quote
    worst = max(inside, key=lambda each: each.severity)
    more = round(min(TOP, worst.severity + MEANT_OTHERWISE) - quote.severity, 3)
    reason = f"{quote.reason}; {worst.reason}"
    adjusted = ((_does(worst), more),) if more > 0 else ()
    return Judgement(quote.change, reason, quote.a, quote.b, adjusted)


def _does(one: Judgement) -> str:
    return one.weight.reason.rsplit(" (", 1)[0]


def _overlap(x: Judgement, y: Judgement) -> bool:
    return bool(set(x.a) & set(y.a) or set(x.b) & set(y.b))


def _remaining(unit: Unit, found: list[Judgement]) -> Unit:
    taken: set[Word] = {word for each in found for word in (*each.a, *each.b)}
    changes = tuple(c for c in unit.changes if not taken & {*c.a, *c.b})
    return replace(unit, changes=changes)
