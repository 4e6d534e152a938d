"""Scores: how alike the two sentences of a cell are, by the words they share and the order in which these stand."""

from __future__ import annotations

import numpy as np

from onrecord.tracing.alignment.cells import Cells
from onrecord.tracing.alignment.order import order_alike
from onrecord.tracing.alignment.places import Places
from onrecord.tracing.arrays import I64, Bools
from onrecord.tracing.sheets import Sheets

ORDER_COUNTS_FROM = 3_000
"""Of less alike sentences the order of words is not looked at."""


def scores(sheets: Sheets, places: Places, cells: Cells, linked_from: int) -> I64:
    """How alike the sentences of each cell are, in 1 / UNIT: the words they share, raised by their order.

    linked_from: the score from which cells are linked. One that competes with none but those whose order is not
    looked at comes before them in any case, so its own is not needed.
    """
    base = mean_alike(cells)
    which = np.flatnonzero(base >= ORDER_COUNTS_FROM)
    first = (base[which] >= linked_from) & _alone(cells.a[which], cells.b[which], len(places))
    which = which[~first]
    order = order_of_words(sheets, places, cells.a[which], cells.b[which])
    base[which] = np.maximum(base[which], (base[which] + order) // 2)
    return base


def mean_alike(cells: Cells) -> I64:
    """Mean of likeness and containment of each cell: one sentence may say more than the other."""
    return (65 * cells.alike + 35 * cells.contained) // 100


def _alone(a: I64, b: I64, size: int) -> Bools:
    """Which of the cells with the given ends share neither end with another."""
    ends = np.bincount(a, minlength=size) + np.bincount(b, minlength=size)
    return np.asarray((ends[a] == 1) & (ends[b] == 1))


def order_of_words(sheets: Sheets, places: Places, a: I64, b: I64) -> I64:
    """Share of the words of the sentences at `a` and `b` that stand in both in the same order, in 1 / UNIT."""
    first = sheets.sentence_word
    a, b = places.sentence[a], places.sentence[b]
    return order_alike(sheets.word, (first[a], first[a + 1] - first[a]), (first[b], first[b + 1] - first[b]))
