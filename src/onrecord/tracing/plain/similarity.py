"""How alike the sentences of two articles are, by the rare words they share: every pair of sentences at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from onrecord.tracing.folding import F32, I64, U64, Bools
from onrecord.tracing.plain.sheets import Sheet

MEETINGS = 2_000_000
"""Most word meetings that are looked at for one pair of articles; beyond it the commonest words are left out."""

LEAST_SHARED = 9.0
"""Bits that two sentences must share to be compared at all: about one rare name, or two content words."""

LEAST_ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Cells:
    """Pairs of sentences (`a`, `b`) with the bits they share.

    alike:     shared bits as a share of both sentences' bits (weighted Dice), 0 to 1.
    contained: shared bits as a share of the poorer sentence's bits, 0 to 1.
    """

    a: I64
    b: I64
    shared: F32
    alike: F32
    contained: F32


def cells_of(a: Sheet, b: Sheet, free_a: Bools, free_b: Bools) -> Cells:
    """The pairs of sentences, of those that are free, that share enough to be looked at."""
    left = np.flatnonzero(free_a[a.stem_sentence])
    right = np.flatnonzero(free_b[b.stem_sentence])
    rows, cols, weight = _meetings(
        (a.stems[left], a.stem_sentence[left], a.stem_weight[left]), (b.stems[right], b.stem_sentence[right])
    )
    width = max(len(b.spans), 1)
    cell, place = np.unique(rows * width + cols, return_inverse=True)
    shared = np.bincount(place, weights=weight, minlength=len(cell)).astype(np.float32)
    at_a, at_b = cell // width, cell % width
    total_a, total_b = a.total[at_a], b.total[at_b]
    alike = 2 * shared / np.maximum(total_a + total_b, 1e-6)
    contained = shared / np.maximum(np.minimum(total_a, total_b), 1e-6)
    kept = (shared >= LEAST_SHARED) & (np.maximum(alike, contained - 0.3) >= LEAST_ALIKE)
    return Cells(at_a[kept], at_b[kept], shared[kept], alike[kept], np.minimum(contained[kept], 1.0))


def _meetings(left: tuple[U64, I64, F32], right: tuple[U64, I64]) -> tuple[I64, I64, F32]:
    """Each meeting of equal stems: the sentence on the left, the one on the right, the stem's weight."""
    stems, sentence, weight = left
    low = np.searchsorted(right[0], stems, side="left")
    count = np.searchsorted(right[0], stems, side="right") - low
    limit = 1 << 30
    while int(np.where(count <= limit, count, 0).sum()) > MEETINGS:
        limit = min(limit, int(count.max())) // 2
    count = np.where(count <= limit, count, 0)
    rows = np.repeat(sentence, count)
    inside = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    return rows, right[1][np.repeat(low, count) + inside], np.repeat(weight, count)


def order_alike(a: U64, b: U64) -> float:
    """Share of the words of two stretches that stand in both in the same order (normalised Indel), 0 to 1."""
    return float(Indel.normalized_similarity(a.tolist(), b.tolist()))
