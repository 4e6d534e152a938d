"""Counts: sentences of independent articles that tell one event and count its dead or its votes otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from onrecord.model import Article, Disagreement, Trace
from onrecord.reconciliation.disagreements.causes import Case, verdict
from onrecord.reconciliation.disagreements.counted import Counted, counted
from onrecord.reconciliation.disagreements.judgement import on_both_sides
from onrecord.reconciliation.disagreements.numbers import meant_roughly
from onrecord.reconciliation.disagreements.sides import disagreement, side
from onrecord.reconciliation.disagreements.weights import INDEPENDENT
from onrecord.reconciliation.figures import Figure, compare, likely_slip
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import days_between
from onrecord.reconciliation.statements.telling import weight

LIKE, COMMON = 0.45, 24.0
"""Share of the shorter sentence's bits, and bits, that two sentences on one event have in common."""
NEWS_DAYS = 1
"""Two reports of one event stand within so many days."""
RAREST = 4
"""Words of a sentence by which others are looked for."""
RECENT = 40
"""Sentences of one block with which a new one is compared."""
COMPARABLE = 3.5
"""Counts further apart than this count two things."""


def count_disagreements(articles: Mapping[str, Article], trace: Trace) -> Iterator[Disagreement]:
    """For each count that is new among the reports of one event: it against the likest report before it.

    Where the two articles share a passage, what it says otherwise is found there, not here.
    """
    copies = {frozenset((reuse.a, reuse.b)) for reuse in trace.reuse}
    blocks: dict[tuple[str, str], list[Counted]] = {}
    told: dict[tuple[object, ...], str] = {}
    for each in sorted(counted(articles.values()), key=lambda one: one.order):
        rare = sorted(each.others, key=lambda key: (-weight(key), key))[:RAREST]
        near: dict[tuple[str, int], Counted] = {}
        for key in rare:
            block = blocks.setdefault((each.thing, key), [])
            for other in block[-RECENT:]:
                near[other.article.id, other.place.begin] = other
            block.append(each)
        found = _otherwise(each, near.values())
        if found is None or {each.article.id, found.article.id} in copies:
            continue
        pair = (each.thing, *sorted((each.value, found.value)))
        last = told.get(pair)
        told[pair] = each.article.published or ""
        if last is None or (days_between(last, told[pair]) or 0) > NEWS_DAYS:
            yield _disagreement(found, each)


def _otherwise(each: Counted, near: Iterable[Counted]) -> Counted | None:
    """The likest earlier report of the event, where its count is another one and none before gives this one."""
    alike = sorted(
        ((-share, other.order, other) for other in near if (share := _likeness(each, other)) >= LIKE),
        key=lambda row: row[:2],
    )
    if not alike or any(_agree(each, other) for _, _, other in alike):
        return None
    best = alike[0][2]
    low, high = sorted((each.value, best.value))
    return best if high <= COMPARABLE * low else None


def _agree(a: Counted, b: Counted) -> bool:
    if a.value == b.value:
        return True
    figures = Figure("", a.value, bound=a.bound), Figure("", b.value, bound=b.bound)
    if meant_roughly(*figures):
        return True
    one_bound = a.bound is not None and a.bound == b.bound
    return not one_bound and compare(*figures) != "different"


def _likeness(a: Counted, b: Counted) -> float:
    """Share of the shorter sentence's bits that the other has; 0 where they may tell two events."""
    days = days_between(a.article.published or "", b.article.published or "")
    if a.article.id == b.article.id or days is None or days > NEWS_DAYS:
        return 0.0
    if (a.names - b.others and b.names - a.others) or (a.states - b.states and b.states - a.states):
        return 0.0
    common = sum(weight(key) for key in a.others & b.others)
    return common / min(a.bits, b.bits) if common >= COMMON else 0.0


def _disagreement(first: Counted, second: Counted) -> Disagreement:
    told = on_both_sides(*(f"“{one.shown}” ({one.said})" for one in (first, second)))
    reason = f"the count differs: {told}{likely_slip(first.value, second.value)}"
    sides = [side(one.article, (one.place,)) for one in (first, second)]
    toll = {meaning().key(second.thing)} if second.thing in meaning().tolls.values() else set()
    around = tuple(frozenset({*toll, *(t.key for t in one.tokens)}) for one in (first, second))
    case = Case(
        "number",
        first.shown,
        second.shown,
        (first.article, second.article),
        values=(first.value, second.value),
        around=(around[0], around[1]),
    )
    found = verdict(case)
    return disagreement("number", sides[0], sides[1], reason, adjusted=(INDEPENDENT,), verdict=found)
