"""Coverage: how much of two articles' stories lies in what they share, and which relation most of that has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.alignment.ragged import summed
from onrecord.tracing.alignment.relations import RELATIONS
from onrecord.tracing.alignment.stretches import Stretches
from onrecord.tracing.arrays import I64
from onrecord.tracing.sheets import U8, Sheets, owner

F64 = NDArray[np.float64]
PARTS = 10_000  # coverage is told in so many parts, rounded half up in whole numbers: the same on any machine
TEXT_BITS = 32  # characters of one text are fewer


def coverages(sheets: Sheets, pairs: Pairs, found: Stretches) -> F64:
    """(pairs, 2) the share of each article's story characters that lie in the given passages, 0 to 1."""
    story = _Story(sheets)
    a = story.share(pairs.first, found.pair, found.a_from, found.a_to)
    b = story.share(pairs.second, found.pair, found.b_from, found.b_to)
    return np.stack((a, b), axis=1)


class _Story:
    """Counts the story characters between two places of a text."""

    def __init__(self, sheets: Sheets) -> None:
        article = owner(sheets.part_from)
        self._begin = (article << TEXT_BITS) + sheets.part_begin
        self._size = sheets.part_end.astype(np.int64) - sheets.part_begin
        self._before = summed(self._size)
        self._part_from = sheets.part_from

    def share(self, article: I64, pair: I64, begin: I64, end: I64) -> F64:
        """By pair, how much of its article's story the stretches cover; none of a pair overlaps another."""
        of = article[pair]
        covered = self._count(of, end) - self._count(of, begin)
        total = self._before[self._part_from[article + 1]] - self._before[self._part_from[article]]
        held = np.bincount(pair, weights=covered, minlength=len(article)).astype(np.int64)
        held, total = np.minimum(held, total), np.maximum(total, 1)
        return np.asarray((2 * PARTS * held + total) // (2 * total) / PARTS)

    def _count(self, article: I64, place: I64) -> I64:
        """Story characters of all articles before, and of this one up to `place`."""
        part = np.searchsorted(self._begin, (article << TEXT_BITS) + place, side="right") - 1
        inside = place + (article << TEXT_BITS) - self._begin[np.maximum(part, 0)]
        held = np.minimum(inside, self._size[np.maximum(part, 0)])
        return np.where(part >= 0, self._before[np.maximum(part, 0)] + held, 0)


def main_relations(pairs: Pairs, found: Stretches, relation: U8) -> U8:
    """By pair, the weakest relation that covers most of what is shared, by characters of both sides."""
    size = found.a_to - found.a_from + found.b_to - found.b_from
    kinds = len(RELATIONS)
    held = np.bincount(found.pair * kinds + relation, weights=size, minlength=kinds * len(pairs))
    grown = np.cumsum(held.reshape(-1, kinds), axis=1)
    return np.asarray(np.argmax(2 * grown >= grown[:, -1:], axis=1), np.uint8)
