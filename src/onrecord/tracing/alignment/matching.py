"""Pairing: which cells become links, best first and one to one, of all pairs of articles at a time."""

from __future__ import annotations

import numpy as np

from onrecord.tracing.alignment.places import NONE
from onrecord.tracing.arrays import I64, Bools


def one_to_one(a: I64, b: I64, size: int) -> I64:
    """The cells that a greedy matching takes, best first: each whose two ends no better cell has taken.

    a, b: the ends of each cell, best cell first. Both are below `size`, and no number is an end of either kind.
    The cells taken one after the other are those that, round by round, are the best of both their ends.
    """
    taken = np.zeros(size, np.bool_)
    best = np.empty(size, np.int64)
    cell = np.arange(len(a))
    kept: list[I64] = []
    while len(cell):
        ends_a, ends_b = a[cell], b[cell]
        best[ends_a[::-1]] = cell[::-1]  # of several values for one place the last stands
        best[ends_b[::-1]] = cell[::-1]
        mutual = (best[ends_a] == cell) & (best[ends_b] == cell)
        kept.append(cell[mutual])
        taken[ends_a[mutual]] = True
        taken[ends_b[mutual]] = True
        cell = cell[~(taken[ends_a] | taken[ends_b])]
    return np.concatenate(kept) if kept else cell


def mutually_best(a: I64, b: I64, size: int) -> Bools:
    """Cells, best first, that are the best of both their ends."""
    best = np.empty(size, np.int64)
    cell = np.arange(len(a))
    best[a[::-1]] = cell[::-1]
    best[b[::-1]] = cell[::-1]
    return np.asarray((best[a] == cell) & (best[b] == cell))


def beside(partner: I64, a: I64, b: I64, reach: int) -> Bools:
    """Whether the sentence before `a` is linked with one up to `reach` before `b`, or that after with one after."""
    before, after = partner[a - 1], partner[a + 1]
    follows = (before != NONE) & (b > before) & (b - before <= reach)
    leads = (after != NONE) & (after > b) & (after - b <= reach)
    return np.asarray(follows | leads)
