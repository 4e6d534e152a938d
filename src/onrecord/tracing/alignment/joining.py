"""Joining: a sentence left over joins the link beside it that holds what it says (one sentence made two)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.alignment.cells import UNIT, Cells
from onrecord.tracing.alignment.matching import one_to_one
from onrecord.tracing.alignment.places import NONE, Places
from onrecord.tracing.arrays import I64, Bools

JOINS = 3_500
"""Share of a left-over sentence's weight, in 1 / UNIT, that the sentence on the other side must hold."""

FULL = 7_500
"""A sentence of which the other side of its link holds this much already is not one half of anything."""

TIMES = 2  # a sentence made four is the longest that is put together


@dataclass(frozen=True, slots=True)
class Blocks:
    """Links while they grow: places `a` to `a_end` (excluded) beside `b` to `b_end`."""

    a: I64
    a_end: I64
    b: I64
    b_end: I64


def joined(places: Places, partner: I64, cells: Cells) -> Blocks:
    """The links of `partner`, and the sentences that joined them, in the order of `a`."""
    a = np.flatnonzero((partner != NONE) & (places.side & 1 == 0))
    links = Blocks(a, a + 1, partner[a], partner[a] + 1)
    if not len(a):
        return links
    link_of = np.full(len(places), NONE)
    link_of[links.a] = link_of[links.b] = np.arange(len(a))
    held_a, held_b = (UNIT * cells.shared // np.maximum(of, 1) for of in (cells.of_a, cells.of_b))
    for _ in range(TIMES):
        of_a, of_b = link_of[cells.a], link_of[cells.b]
        linked = (of_a == of_b) & (of_a != NONE)
        full_a, full_b = (
            np.bincount(of_a[linked], weights=held[linked], minlength=len(a)) >= FULL for held in (held_a, held_b)
        )
        left = (of_a == NONE) & (held_a >= JOINS) & ~full_b[of_b]
        right = (of_b == NONE) & (held_b >= JOINS) & ~full_a[of_a]
        left = _can_grow(left, cells.a, of_b, (links.a, links.a_end), (links.b, links.b_end))
        right = _can_grow(right, cells.b, of_a, (links.b, links.b_end), (links.a, links.a_end))
        some = np.flatnonzero(left | right)
        if not len(some):
            break
        held = np.where(left, held_a, held_b)[some]
        some = some[np.argsort(-held, kind="stable")]
        free = np.where(left[some], cells.a[some], cells.b[some])
        link = np.where(left[some], of_b[some], of_a[some])
        kept = one_to_one(free, links.a[link], len(places))
        free, link = free[kept], link[kept]
        link_of[free] = link
        on_right = right[some[kept]]
        for side, begin, end in ((~on_right, links.a, links.a_end), (on_right, links.b, links.b_end)):
            begin[link[side]] = np.minimum(begin[link[side]], free[side])
            end[link[side]] = np.maximum(end[link[side]], free[side] + 1)
    return links


def _can_grow(free: Bools, place: I64, link: I64, near: tuple[I64, I64], far: tuple[I64, I64]) -> Bools:
    """Whether a free place stands beside the near side of a link whose far side is one sentence."""
    touches = (place == near[0][link] - 1) | (place == near[1][link])
    return np.asarray(free & (link != NONE) & touches & (far[1][link] - far[0][link] == 1))
