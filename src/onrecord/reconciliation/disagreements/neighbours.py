"""Neighbours: quotations that follow an aligned passage in both articles and were reworded too much to be aligned.

A speaker quoted twice in a row, with the first quotation aligned, is the same speaker going on: what stands in the
same place of both articles is compared, as long as the two have some matter in common.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Passage, Reuse, Span
from onrecord.reconciliation.alignment import Alignment
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import Word, Wording

IN_COMMON = 0.5
"""Share of the shorter quotation's content words that the other must have, synonyms included."""
GAP = 4
"""Characters (a space, quotation marks) that may lie between a passage and the quotation that follows it."""


def following_quotations(reuse: Reuse, a: Wording, b: Wording) -> Iterator[Passage]:
    """Passages for the quotations right after aligned ones, in both articles in the same paragraph."""
    taken_a, taken_b = ([getattr(passage, side) for passage in reuse.passages] for side in ("a", "b"))
    for passage in reuse.passages:
        next_a, next_b = _following(a, passage.a, taken_a), _following(b, passage.b, taken_b)
        if next_a is not None and next_b is not None and _alike(a.within(next_a), b.within(next_b)):
            yield Passage(next_a, next_b, "rewritten")


def _following(wording: Wording, span: Span, taken: list[Span]) -> Span | None:
    for quote in wording.quotes:
        if quote.begin >= span.end:
            between = wording.article.text[span.end : quote.begin]
            near = len(between) <= GAP and "\n" not in between
            return quote if near and not any(quote.overlaps(other) for other in taken) else None
    return None


def _alike(a: tuple[Word, ...], b: tuple[Word, ...]) -> bool:
    alignment = Alignment(a, b)
    if not any(x.content for x, _ in alignment.same):
        return False
    shorter, longer = sorted(([w for w in side if w.content] for side in (a, b)), key=len)
    common = sum(any(meaning().synonymous(x.key, y.key) for y in longer) for x in shorter)
    return common >= IN_COMMON * len(shorter)
