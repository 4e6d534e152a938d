"""Comparing: what the words of many pairs say of who took from whom, counted over columns.

Words are told apart by their stems, sorted by pair. Only such words are looked at as can tell: of what both have
word for word those that carry matter, and what stands beside it where there is enough of that on both sides. What
is said of a pair depends on the two articles and their passages alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Reuse
from onrecord.tracing.derivation.ranges import disjoint, spread, word_at
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
PART = 0.7  # what covers no more of either story may be lifted out of one
CORE, COPIED = 0.3, 0.2
"""Two stories may each be cut from a third where so much of both is shared, and no more of its words differ."""

B_SIDE, BOTH_HAVE, TELLS = 1, 2, 4
"""Marks of a word that is compared: it is of `b`; it stands in a verbatim passage, and so in both; it carries
matter, as do all those in verbatim passages that are asked for."""

FIELD = 21
"""Bits in which words of one article are counted: it has less than 2**21 (`fingerprints.CHARACTER_LIMIT`)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of a pair; `a` and `b` as in `Reuse`.

    differ:   the share of the words of passages that are not verbatim which the other side has not, 0 to 1.
    kept:     how many telling words stand in the passages of both, but oftener in a's; and in b's.
    rest:     how many words a has beside the passages, and b.
    belong:   how far the passages belong to the rest of a, and of b, as a logarithm of odds; 0.0 where there is too
              little of either, or it tells nothing.
    reported: places, among the passages, of those that a tells in its own words and b quotes; and the other way.
    rows_a, rows_b: (passages, 2) where each begins and ends, as rows of the sheets.
    """

    differ: float
    kept: tuple[int, int]
    rest: tuple[int, int]
    belong: tuple[float, float]
    reported: tuple[tuple[int, ...], tuple[int, ...]]
    rows_a: I64
    rows_b: I64


@dataclass(frozen=True, slots=True)
class _Sides:
    """The articles of all pairs, first all `a`, then all `b`, and what they share.

    place:  (sides) of each in the sheets. shift: (sides) from rows of the sheets to places among the words of all
            sides, which stand one after the other.
    side:   (passages, first those of all `a`, then of all `b`) of which side each is.
    copied: (passages) whether it is verbatim. begin, end: where it stands, as rows of the sheets.
    at:     (passages of `a` alone) the number of each among those of its pair.
    """

    place: I64
    shift: I64
    side: I64
    copied: Bools
    begin: I64
    end: I64
    at: I64


def counted(sheets: Sheets, places: tuple[I64, I64], reuse: Sequence[Reuse]) -> list[Counted]:
    """What the words say of each of `reuse`.

    places: of its articles `a` and `b` in `sheets`.
    """
    count = len(reuse)
    sides = _sides(sheets, np.concatenate(places), reuse)
    shift = sides.shift[sides.side]
    which, begin, size = disjoint(sides.begin + shift, sides.end + shift)
    inside = np.bincount(sides.side[which], weights=size, minlength=2 * count).astype(np.int64)
    rest = np.diff(sheets.word_from)[sides.place] - inside
    differ, kept = _different(sheets, sides)
    belong = np.zeros(2 * count)
    asked = np.flatnonzero(_place_tells(reuse, differ) & (np.minimum(rest[:count], rest[count:]) >= REST))
    if len(asked):
        belong = _belonging(sheets, sides, (begin, begin + size), np.concatenate((asked, asked + count)), rest)
    here, there = _reported(sheets, sides)
    reported = ((here.get(pair, ()), there.get(pair, ())) for pair in range(count))
    columns = zip(differ.tolist(), _twos(kept), _twos(rest), _twos(belong), reported, strict=True)
    rows_a, rows_b = np.stack((sides.begin, sides.end), axis=1).reshape(2, -1, 2)
    end = list(accumulate(len(each.passages) for each in reuse))
    parts = [slice(begin, end) for begin, end in zip([0, *end], end, strict=False)]
    return [Counted(*row, rows_a[part], rows_b[part]) for row, part in zip(columns, parts, strict=True)]


def _place_tells(reuse: Sequence[Reuse], differ: F64) -> Bools:
    """Whether it tells where passages belong: they may be lifted from one of two, or both cut from a third."""
    covered = np.array([(each.coverage_a, each.coverage_b) for each in reuse], np.float64).reshape(-1, 2)
    lifted = (covered.max(axis=1) < PART) & (differ < 0.5)
    cut = (covered.min(axis=1) >= CORE) & (differ <= COPIED)
    return np.asarray(lifted | cut, np.bool_)


def _twos(values: NDArray[np.generic]) -> list[tuple[int, int]]:
    """Values of all sides as one for `a` and one for `b` of each pair."""
    return list(zip(*values.reshape(2, -1).tolist(), strict=True))


def _sides(sheets: Sheets, place: I64, reuse: Sequence[Reuse]) -> _Sides:
    count = len(reuse)
    number = np.fromiter((len(each.passages) for each in reuse), np.int64, count)
    total = int(number.sum())
    passages = [passage for each in reuse for passage in each.passages]
    copied = np.array([passage.relation == "verbatim" for passage in passages], np.bool_)
    spans = chain([passage.a for passage in passages], [passage.b for passage in passages])
    edges = np.fromiter(chain.from_iterable(spans), np.int64, 4 * total)
    pair = np.repeat(np.arange(count), number)
    side = np.concatenate((pair, pair + count))
    article, character = np.tile(place[side], 2), np.concatenate((edges[0::2], edges[1::2]))
    begin, end = word_at(sheets, article, character).reshape(2, -1)
    size = sheets.word_from[place + 1] - sheets.word_from[place]
    return _Sides(
        place=place,
        shift=np.cumsum(size) - size - sheets.word_from[place],
        side=side,
        copied=np.concatenate((copied, copied)),
        begin=begin,
        end=end,
        at=np.arange(total) - np.repeat(np.cumsum(number) - number, number),
    )


def _reported(sheets: Sheets, sides: _Sides) -> tuple[dict[int, tuple[int, ...]], ...]:
    """By pair, the places of the passages that `a` tells in its own words and `b` quotes; and the other way."""
    told = np.flatnonzero(~sides.copied[: len(sides.at)])
    both = np.concatenate((told, told + len(sides.at)))
    size = sides.end[both] - sides.begin[both]
    quoted = np.concatenate(([0], np.cumsum((sheets.flags[spread(sides.begin[both], size)] & QUOTED) != 0)))
    upto = np.concatenate(([0], np.cumsum(size)))
    in_a, in_b = (quoted[upto[1:]] - quoted[upto[:-1]]).reshape(2, -1)
    out: list[dict[int, tuple[int, ...]]] = []
    for own, other in ((in_a, in_b), (in_b, in_a)):
        found = told[(own == 0) & (other >= QUOTED_WORDS)]
        places: dict[int, tuple[int, ...]] = {}
        for pair, at in zip(sides.side[found].tolist(), sides.at[found].tolist(), strict=True):
            places[pair] = (*places.get(pair, ()), at)
        out.append(places)
    return tuple(out)


def _different(sheets: Sheets, sides: _Sides) -> tuple[F64, I64]:
    """By pair, the share of the changed words that the other side has not, or not as often; by side, how many
    telling words it has oftener that both have."""
    count = len(sides.place) // 2
    copied, changed = np.flatnonzero(sides.copied), np.flatnonzero(~sides.copied)
    shift = sides.shift[sides.side[changed]]
    which, begin, size = disjoint(sides.begin[changed] + shift, sides.end[changed] + shift)
    changed = changed[which]
    rows = spread(begin - sides.shift[sides.side[changed]], size)
    words = np.bincount(sides.side[changed], weights=size, minlength=2 * count).astype(np.int64)
    key = _keys(sheets, rows, np.repeat(sides.side[changed], size), count)
    key |= (sheets.weight[rows] >= TELLING) * np.int64(TELLS)
    size = sides.end[copied] - sides.begin[copied]
    rows = spread(sides.begin[copied], size)
    tells = sheets.weight[rows] >= TELLING
    both_have = _keys(sheets, rows[tells], np.repeat(sides.side[copied], size)[tells], count)
    return _compared(np.concatenate((key, both_have | (BOTH_HAVE | TELLS))), words)


def _keys(sheets: Sheets, rows: I64, side: I64, count: int) -> I64:
    """Words to be sorted by pair and stem, with three low bits for their marks."""
    pair = np.where(side < count, side << 35, ((side - count) << 35) | B_SIDE)
    return np.asarray(pair | (sheets.stem[rows].astype(np.int64) << 3), np.int64)


def _compared(key: I64, words: I64) -> tuple[F64, I64]:
    """See `_different`. words: (sides) how many of them are changed."""
    count = len(words) // 2
    if not len(key):
        return np.zeros(count), np.zeros(2 * count, np.int64)
    key.sort()
    stem = key >> 3
    last = np.flatnonzero(np.append(stem[1:] != stem[:-1], True))
    pair = key[last] >> 35
    in_a, in_b = (_tallied(key & 7, last, side) for side in (0, B_SIDE))
    more: list[I64] = []
    kept: list[I64] = []
    for (own, tells, copied), (others, _, _) in ((in_a, in_b), (in_b, in_a)):
        ahead = own > others
        known = ahead & (tells > 0) & ((others > 0) | (copied > 0))
        more.append(np.bincount(pair[ahead], weights=(own - others)[ahead], minlength=count).astype(np.int64))
        kept.append(np.bincount(pair[known], minlength=count))
    most = np.maximum(words[:count], words[count:])
    return np.maximum(*more) / np.maximum(most, 1), np.concatenate(kept)


def _tallied(mark: I64, last: I64, side: int) -> tuple[I64, I64, I64]:
    """How often each stem stands in the changed passages of one side, how often as a telling word, and how often in
    verbatim ones. last: where each stem's words end."""
    value = np.zeros(8, np.int64)
    value[side], value[side | TELLS], value[side | TELLS | BOTH_HAVE] = 1, 1 | 1 << FIELD, 1 << 2 * FIELD
    tally = np.diff(np.cumsum(value[mark])[last], prepend=0)
    field = (1 << FIELD) - 1
    return tally & field, (tally >> FIELD) & field, tally >> 2 * FIELD


def _belonging(sheets: Sheets, sides: _Sides, covered: tuple[I64, I64], asked: I64, rest: I64) -> F64:
    """How far the passages of the sides `asked` belong to what stands beside them; 0.0 for the others.

    covered: where passages begin and end, among the words of all sides. rest: (sides) how many words there are
    beside them.
    """
    place = sides.place[asked]
    size = sheets.word_from[place + 1] - sheets.word_from[place]
    rows = spread(sheets.word_from[place], size)
    side = np.repeat(asked, size)
    weight = sheets.weight[rows]
    matter = np.flatnonzero((weight >= TELLING) & ((sheets.flags[rows] & NUMBER) == 0))
    rows, side = rows[matter], side[matter]
    inside = np.zeros(int((sheets.word_from[sides.place + 1] - sheets.word_from[sides.place]).sum()), np.int64)
    inside[spread(covered[0], covered[1] - covered[0])] = 256
    key = (side << 41) | (sheets.stem[rows].astype(np.int64) << 9) | inside[rows + sides.shift[side]]
    key |= weight[matter]
    key.sort()
    first = np.diff(key >> 9, prepend=-1) != 0
    last = np.append(first[1:], True)[: len(key)]
    recurs_there = (key[first] & 256) == 0
    each = key[last]
    passage = (each & 256) != 0
    each, found = each[passage], recurs_there[passage]
    side = each >> 41
    bits = (each & 255) / WEIGHT_UNIT + FUNCTION_BITS
    length = rest[side].astype(np.float64)
    chance = np.minimum(1.0 - np.exp(-length * TOPICAL * np.exp2(-bits)), 0.95)
    recurs = chance + (1.0 - chance) * RECURS * (1.0 - np.exp(-length / REACH))
    told = np.where(found, np.log(recurs / chance), np.log((1.0 - recurs) / (1.0 - chance)))
    return np.round(np.bincount(side, weights=told, minlength=len(rest)), 3)
