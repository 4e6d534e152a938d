"""Neighbours: sentences that stand beside links on both sides, and are linked for that."""

from __future__ import annotations

import numpy as np

from onrecord.tracing.alignment.places import NONE, Places
from onrecord.tracing.alignment.scores import order_of_words
from onrecord.tracing.arrays import I64, Bools, ragged
from onrecord.tracing.sheets import QUOTED, Sheets

GAP, ENCLOSED = 3, 3_500
"""Up to GAP sentences between two links, as many on both sides, are linked from this share of words in order."""

FOLLOWING_QUOTATION, QUOTED_PART = 3_000, (4, 5)
"""The same for a quotation behind a link; a quotation has QUOTED_PART of its words in quotation marks."""


def neighbours(sheets: Sheets, places: Places, partner: I64, at: I64) -> tuple[I64, I64]:
    """Sentences beside a link on both sides: between two links, or quotations, from a low bar of words in order.

    A sentence amid others that were told again was most likely told again too; and a speaker's second sentence is
    often the one that a rewriting changes past all likeness.
    """
    a = at[(partner[at] == NONE) & (places.side[at] & 1 == 0)]
    edge = (partner != NONE) | (places.sentence == NONE)
    here = np.arange(len(places))
    before = np.maximum.accumulate(np.where(edge, here, 0))[a]
    after = np.minimum.accumulate(np.where(edge, here, len(places))[::-1])[::-1][a]
    b = np.minimum(partner[before] + a - before, len(places) - 1)
    able = (partner[before] != NONE) & (partner[b] == NONE) & (places.sentence[b] != NONE)
    enclosed = (partner[after] - partner[before] == after - before) & (after - before <= GAP + 1)
    able &= enclosed | (before == a - 1)
    a, b, enclosed = a[able], b[able], enclosed[able]
    able = enclosed | _quoted(sheets, places.sentence[a]) & _quoted(sheets, places.sentence[b])
    a, b, enclosed = a[able], b[able], enclosed[able]
    alike = order_of_words(sheets, places, a, b)
    kept = np.where(enclosed, alike >= ENCLOSED, alike >= FOLLOWING_QUOTATION)
    return a[kept], b[kept]


def _quoted(sheets: Sheets, sentence: I64) -> Bools:
    """Whether most words of each sentence stand inside quotation marks."""
    size = sheets.sentence_word[sentence + 1] - sheets.sentence_word[sentence]
    quoted = (sheets.flags[ragged(sheets.sentence_word[sentence], size)] & QUOTED) != 0
    inside = np.bincount(np.repeat(np.arange(len(size)), size), weights=quoted, minlength=len(size))
    share, of = QUOTED_PART
    return np.asarray((size > 0) & (of * inside >= share * size))
