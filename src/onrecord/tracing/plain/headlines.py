"""Headlines: the titles of two articles that share passages, aligned as one more passage.

A headline is hardly ever evidence of copying: an event's names make titles alike by themselves. So headlines make
no pair of articles a candidate and count for no coverage; but where the stories are shared, what stands in both
titles is one thing told twice.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Passage, Reuse, Span
from onrecord.tracing.plain.passages import EDITED, same_words
from onrecord.tracing.plain.sheets import Sheet, text_of
from onrecord.tracing.plain.similarity import order_alike

REWRITTEN = 0.35
"""Share of the words of both, in order, from which one headline is the other rewritten: titles are so short that
names and little words are all that a rewriting leaves."""

OWN_WORDS = 0.5
"""Only where so much of one story is the other's; articles that share a quotation have titles of their own."""

SHARED_BITS = 12.0
"""What a rewritten headline must share with the other, in bits beyond function words: two names, or a rare one."""


def with_headlines(reuse: Reuse, a: Sheet, b: Sheet) -> Reuse:
    """`reuse` of the two articles with their headlines among the passages, where those are alike."""
    passage = _headlines(a, b, max(reuse.coverage_a, reuse.coverage_b))
    if passage is None:
        return reuse
    passages = sorted((passage, *reuse.passages), key=lambda each: (each.a, each.b))
    return replace(reuse, passages=tuple(passages))


def _headlines(a: Sheet, b: Sheet, coverage: float) -> Passage | None:
    left, right = _headline(a), _headline(b)
    if left is None or right is None:
        return None
    if same_words(text_of(a, left), text_of(b, right)):
        return Passage(left, right, "verbatim")
    alike = order_alike(a.headline, b.headline)
    if alike >= EDITED:
        return Passage(left, right, "edited")
    told = alike >= REWRITTEN and coverage >= OWN_WORDS and _shared_bits(a, b) >= SHARED_BITS
    return Passage(left, right, "rewritten") if told else None


def _headline(sheet: Sheet) -> Span | None:
    """Where the headline stands; None when it has no words or is a part of the story."""
    span, story = sheet.article.layout.headline, sheet.article.layout.story
    if span is None or not len(sheet.headline) or any(span.overlaps(part) for part in story):
        return None
    return span


def _shared_bits(a: Sheet, b: Sheet) -> float:
    weigh: dict[int, float] = dict(zip(a.headline.tolist(), a.headline_weight.tolist(), strict=True))
    return sum(weigh[word] for word in weigh.keys() & set(b.headline.tolist()))
