"""Comparing: what the words of many pairs say of who took from whom, counted over columns.

Words are told apart by their stems, which are put by hash in a table of a pair's own; now and then two stems fall
together. What it says of a pair depends on the two articles and their passages alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Reuse
from onrecord.tracing.folding import I64, Bools
from onrecord.tracing.sheets import NUMBER, QUOTED, WEIGHT_UNIT, Sheets

F64 = NDArray[np.float64]

TELLING = np.uint8(4 * WEIGHT_UNIT)
"""Words of this weight and more carry matter: about the 350 commonest of English do not."""

QUOTED_WORDS = 5  # a shorter quotation is a turn of phrase

FUNCTION_BITS = 5.5  # of surprise, from which weights of words count
TOPICAL = 4.0  # how much oftener than in general text a word stands in another article on like matters
RECURS, REACH = 0.4, 400.0
"""A telling word of a passage recurs in the rest of its own story with this chance, where the rest is long; in one
of REACH words with 0.63 of it. Fitted, with TOPICAL, to passages moved between real reports: of 44, 40 are told
right, one wrong."""

REST = 40  # words: with fewer beside the passages there is nothing to hold them against
SLOTS_PER_WORD, LEAST_SLOTS = 4, 1024
MIX = np.uint64(0x9E3779B1)  # Knuth's multiplicative hash: 2^32 over the golden ratio


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of a pair; `a` and `b` as in `Reuse`.

    differ:   the share of the words of passages that are not verbatim which the other side has not, 0 to 1.
    kept:     how many telling words stand in the passages of both, but oftener in a's; and in b's.
    rest:     how many words a has beside the passages, and b.
    belong:   how far the passages belong to the rest of a, and of b, as a logarithm of odds; 0.0 where there is too
              little of either.
    reported: places, among the passages, of those that a tells in its own words and b quotes; and the other way.
    """

    differ: float
    kept: tuple[int, int]
    rest: tuple[int, int]
    belong: tuple[float, float]
    reported: tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Passages:
    """All passages, one after the other: their pair, their place among its passages, whether they are verbatim, and
    where they begin and end."""

    pair: I64
    place: I64
    copied: Bools
    edges_a: I64
    edges_b: I64


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of one article of each pair, in columns; the stories of all pairs one after the other.

    slot: where the word's stem is counted. inside, changed: whether it stands in a passage, in one not verbatim.
    quoted: (passages) how many words of it stand in quotation marks.
    """

    pair: I64
    slot: I64
    weight: NDArray[np.uint8]
    number: Bools
    inside: Bools
    changed: Bools
    quoted: I64


def counted(sheets: Sheets, places: tuple[I64, I64], reuse: Sequence[Reuse]) -> list[Counted]:
    """What the words say of each of `reuse`.

    places: of its articles `a` and `b` in `sheets`.
    """
    count = len(reuse)
    size = sum(sheets.word_from[place + 1] - sheets.word_from[place] for place in places)
    bits = np.ceil(np.log2(np.maximum(size * SLOTS_PER_WORD, LEAST_SLOTS))).astype(np.uint64)
    first = np.concatenate(([0], np.cumsum(np.int64(1) << bits.astype(np.int64))))
    passages = _passages(reuse)
    a = _side(sheets, places[0], passages, passages.edges_a, (bits, first))
    b = _side(sheets, places[1], passages, passages.edges_b, (bits, first))
    in_a, in_b = (np.bincount(side.slot[side.changed], minlength=first[-1]) for side in (a, b))
    (differ_a, kept_a), (differ_b, kept_b) = _different(a, in_a, in_b, count), _different(b, in_b, in_a, count)
    rest_a, rest_b = (np.bincount(side.pair[~side.inside], minlength=count) for side in (a, b))
    enough = np.minimum(rest_a, rest_b) >= REST
    belong_a, belong_b = _belonging(a, rest_a, enough), _belonging(b, rest_b, enough)
    changed = np.maximum(*(np.bincount(side.pair[side.changed], minlength=count) for side in (a, b)))
    reported = _reported(a, b, passages), _reported(b, a, passages)
    return [
        Counted(
            differ=float(max(differ_a[pair], differ_b[pair]) / max(changed[pair], 1)),
            kept=(int(kept_a[pair]), int(kept_b[pair])),
            rest=(int(rest_a[pair]), int(rest_b[pair])),
            belong=(float(belong_a[pair]), float(belong_b[pair])),
            reported=(reported[0].get(pair, ()), reported[1].get(pair, ())),
        )
        for pair in range(count)
    ]


def _reported(own: _Side, other: _Side, passages: _Passages) -> dict[int, tuple[int, ...]]:
    """By pair, the places of the passages that `own` tells in its own words and `other` quotes."""
    found = (own.quoted == 0) & (other.quoted >= QUOTED_WORDS) & ~passages.copied
    out: dict[int, tuple[int, ...]] = {}
    for pair, place in zip(passages.pair[found].tolist(), passages.place[found].tolist(), strict=True):
        out[pair] = (*out.get(pair, ()), place)
    return out


def _passages(reuse: Sequence[Reuse]) -> _Passages:
    pair = np.repeat(np.arange(len(reuse)), [len(each.passages) for each in reuse])
    place = np.array([at for each in reuse for at in range(len(each.passages))], np.int64)
    copied = np.array([p.relation == "verbatim" for each in reuse for p in each.passages], np.bool_)
    edges_a = np.array([p.a for each in reuse for p in each.passages], np.int64).reshape(-1, 2)
    edges_b = np.array([p.b for each in reuse for p in each.passages], np.int64).reshape(-1, 2)
    return _Passages(pair, place, copied, edges_a, edges_b)


def _side(
    sheets: Sheets, place: I64, passages: _Passages, edges: I64, table: tuple[NDArray[np.uint64], I64]
) -> _Side:
    bits, first = table
    size = sheets.word_from[place + 1] - sheets.word_from[place]
    pair = np.repeat(np.arange(len(place)), size)
    rows = np.arange(size.sum()) + np.repeat(sheets.word_from[place] - (np.cumsum(size) - size), size)
    hashed = (sheets.stem[rows] * MIX) & np.uint64(0xFFFFFFFF)
    slot = (hashed >> (np.uint64(32) - bits)[pair]).astype(np.int64) + first[pair]
    flags = sheets.flags[rows]
    at = np.searchsorted((pair << 32) + sheets.begin[rows], (passages.pair << 32)[:, None] + edges)
    quoted = np.concatenate(([0], np.cumsum((flags & QUOTED) != 0)))
    return _Side(
        pair=pair,
        slot=slot,
        weight=sheets.weight[rows],
        number=(flags & NUMBER) != 0,
        inside=_covered(len(rows), at),
        changed=_covered(len(rows), at[~passages.copied]),
        quoted=quoted[at[:, 1]] - quoted[at[:, 0]],
    )


def _covered(size: int, edges: I64) -> Bools:
    """Which of `size` words lie between any of the edges."""
    steps = np.bincount(edges[:, 0], minlength=size + 1) - np.bincount(edges[:, 1], minlength=size + 1)
    return np.asarray(np.cumsum(steps[:-1]) > 0)


def _different(side: _Side, own: I64, others: I64, pairs: int) -> tuple[I64, I64]:
    """Of one side's words that the other has not, or not as often: how many, and how many telling ones both have.

    own, others: how often each stem stands in the changed passages of this side and of the other, by slot.
    """
    rows = np.flatnonzero(side.changed)
    rows = _once(side.slot, rows[own[side.slot[rows]] > others[side.slot[rows]]])
    slot, pair = side.slot[rows], side.pair[rows]
    kept = (side.weight[rows] >= TELLING) & ((others[slot] > 0) | _copied(side)[slot])
    words = np.bincount(pair, weights=own[slot] - others[slot], minlength=pairs).astype(np.int64)
    return words, np.bincount(pair[kept], minlength=pairs)


def _copied(side: _Side) -> Bools:
    """Whether a telling word stands in a verbatim passage, and so in both articles, by slot."""
    out = np.zeros(int(side.slot.max(initial=0)) + 1, np.bool_)
    out[side.slot[side.inside & ~side.changed & (side.weight >= TELLING)]] = True
    return out


def _once(slot: I64, rows: I64) -> I64:
    """Of `rows`, one for each slot: the last."""
    where = slot[rows]
    last = np.empty(int(where.max(initial=-1)) + 1, np.int64)
    last[where] = rows
    return np.asarray(rows[last[where] == rows], np.int64)


def _belonging(side: _Side, rest: I64, enough: Bools) -> F64:
    """How far the passages belong to what stands beside them.

    rest: (pairs) how many words do. enough: (pairs) whether that is enough to tell; 0.0 where it is not.
    """
    matter = np.flatnonzero((side.weight >= TELLING) & ~side.number & enough[side.pair])
    inside = side.inside[matter]
    found = np.zeros(int(side.slot.max(initial=0)) + 1, np.bool_)
    found[side.slot[matter[~inside]]] = True
    rows = _once(side.slot, matter[inside])
    bits = side.weight[rows] / WEIGHT_UNIT + FUNCTION_BITS
    length = rest[side.pair[rows]].astype(np.float64)
    chance = np.minimum(1.0 - np.exp(-length * TOPICAL * np.exp2(-bits)), 0.95)
    recurs = chance + (1.0 - chance) * RECURS * (1.0 - np.exp(-length / REACH))
    told = np.where(found[side.slot[rows]], np.log(recurs / chance), np.log((1.0 - recurs) / (1.0 - chance)))
    return np.round(np.bincount(side.pair[rows], weights=told, minlength=len(rest)), 3)
