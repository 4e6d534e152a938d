"""The occasion on which a commitment is told: the words around it, and whether two reports are of one."""

from __future__ import annotations

from onrecord.model import Span
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.statements.telling import likeness
from onrecord.reconciliation.words import Wording

AROUND = 200
"""Characters on either side of a commitment in which its occasion is told."""
NEAR_TOP = 700
"""A commitment that begins this near its article's beginning is what the headline is about."""
SOME_BITS, MANY_BITS, MOST_BITS = 24.0, 30.0, 36.0
"""Bits of telling words that two reports have in common: by chance hardly, of one matter likely, of one event."""
SOME_SHARE, MANY_SHARE, MOST_SHARE = 0.2, 0.3, 0.4
"""Share of the one with less that the other has."""
FEW_BITS, NEARLY_ALL = 12.0, 0.9
"""Two short reports in the same words."""

Words = tuple[str, ...]


def occasion(each: Located, wording: Wording) -> Words:
    """The keys of the words of matter around a commitment, and of its headline where it stands near the top."""
    text, extent, headline = each.article.text, each.extent, each.article.layout.headline
    spans = [Span(max(0, extent.begin - AROUND), min(len(text), extent.end + AROUND))]
    if headline is not None and extent.begin <= NEAR_TOP and headline.end <= spans[0].begin:
        spans.insert(0, headline)
    return tuple(sorted(set(wording.keys(spans)) - meaning().function_words))


def one_occasion(a: Words, b: Words, bits: float, share: float) -> bool:
    """Whether two reports have at least so many bits of telling words, and such a share of them, in common.

    Of short ones that say hardly anything else, fewer bits are enough.
    """
    both = likeness(a, b)
    return (both.common >= bits and both.contained >= share) or (
        both.common >= FEW_BITS and both.contained >= NEARLY_ALL
    )
