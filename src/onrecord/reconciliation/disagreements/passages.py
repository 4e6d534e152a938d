"""What the words of aligned passages say differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.model import Article, Disagreement, Trace
from onrecord.reconciliation.alignment import Alignment
from onrecord.reconciliation.disagreements.certainty import certainty
from onrecord.reconciliation.disagreements.goods import goods
from onrecord.reconciliation.disagreements.judgement import Judgement
from onrecord.reconciliation.disagreements.neighbours import following_quotations
from onrecord.reconciliation.disagreements.polarity import polarity
from onrecord.reconciliation.disagreements.quotations import altered_quotations
from onrecord.reconciliation.disagreements.replacements import replacements
from onrecord.reconciliation.disagreements.roles import roles
from onrecord.reconciliation.disagreements.scope import scope
from onrecord.reconciliation.disagreements.sides import disagreement, sides_of
from onrecord.reconciliation.disagreements.units import Unit, units
from onrecord.reconciliation.disagreements.wording import wording
from onrecord.reconciliation.located import days_between
from onrecord.reconciliation.words import Wording

ALTERED_AND_TURNED = 0.95
MOVING = frozenset(("figure", "date", "item"))
"""Kinds that move on with time: the same sentence weeks later has other numbers and nobody is wrong."""
MOSTLY, SAME_STORY_DAYS = 0.6, 4
"""Articles of one story stand within these days; later ones only when most of one is the other's."""
QUOTED_LIKENESS = 0.3
IN_HEADLINES = 0.5
"""Every outlet words its own headline: between two of them only what turns the matter counts."""
LIKENESS = 0.4
"""Below this share of common content words two sentences are not one sentence reworded, and are not judged."""


def passage_disagreements(
    articles: Mapping[str, Article], wordings: Mapping[str, Wording], trace: Trace
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
        nearby = tuple(following_quotations(reuse, wordings[a.id], wordings[b.id]))
        for passage in (*reuse.passages, *nearby):
            texts = a.text[passage.a.begin : passage.a.end], b.text[passage.b.begin : passage.b.end]
            if texts in judged or texts[0] == texts[1]:
                continue
            judged |= {texts, texts[::-1]}
            heads = passage.a == a.layout.headline
            alignment = Alignment(wordings[a.id].within(passage.a), wordings[b.id].within(passage.b))
            for unit in units(alignment):
                for found in judgements(unit, 0.0 if passage in nearby else LIKENESS):
                    if (later and found.kind in MOVING) or (heads and found.severity < IN_HEADLINES):
                        continue
                    side_a, side_b = sides_of(found, unit, a, b)
                    yield disagreement(found.kind, side_a, side_b, found.reason, found.severity)


def _far_apart(a: Article, b: Article) -> bool:
    """Whether two articles are of different days' news, as far as their dates are known."""
    apart = days_between(a.published or "", b.published or "")
    return apart is not None and apart > SAME_STORY_DAYS


def judgements(unit: Unit, floor: float = LIKENESS) -> list[Judgement]:
    """What a unit's changes amount to, the gravest word on each stretch, wording only where nothing graver is."""
    if unit.likeness < floor:
        return list(altered_quotations(unit)) if unit.likeness >= QUOTED_LIKENESS else []
    grave = [*polarity(unit), *roles(unit), *scope(unit), *goods(unit), *replacements(unit), *certainty(unit)]
    quotes = [_with_meaning(quote, grave) for quote in altered_quotations(unit)]
    found: list[Judgement] = []
    for each in sorted([*quotes, *grave], key=lambda one: -one.severity):
        if not any(_overlap(each, other) for other in found):
            found.append(each)
    rest = _remaining(unit, found)
    last = wording(rest) if rest.changes else None
    return [*found, last] if last is not None else found


def _with_meaning(quote: Judgement, grave: list[Judgement]) -> Judgement:
    """A quotation whose altered words also change the meaning is graver for it, and says so."""
    inside = [each for each in grave if each.kind != "actor scope" and _overlap(quote, each)]
    if not inside:
        return quote
    worst = max(inside, key=lambda each: each.severity)
    severity = min(ALTERED_AND_TURNED, worst.severity + 0.05)
    return Judgement("quote", max(severity, quote.severity), f"{quote.reason}; {worst.reason}", quote.a, quote.b)


def _overlap(x: Judgement, y: Judgement) -> bool:
    return bool(set(x.a) & set(y.a) or set(x.b) & set(y.b))


def _remaining(unit: Unit, found: list[Judgement]) -> Unit:
    taken = {word for each in found for word in (*each.a, *each.b)}
    changes = tuple(c for c in unit.changes if not taken & {*c.a, *c.b})
    return replace(unit, changes=changes)
