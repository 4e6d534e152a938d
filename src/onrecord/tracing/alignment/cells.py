"""Cells: pairs of sentences that share telling words, and what they share; of many pairs of articles at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.alignment.places import PLACE_BITS, PLACE_MASK, Places, ragged
from onrecord.tracing.folding import I64, Bools, scattered
from onrecord.tracing.sheets import WEIGHT_UNIT, Sheets

LEAST_WEIGHT = int(2 * WEIGHT_UNIT)
"""Words that tell less than two bits beyond a function word are two thirds of all meetings and hardly evidence."""

LEAST_SHARED = int(9 * WEIGHT_UNIT)
"""What two sentences must share to be compared at all: about one rare name, or two content words."""

MEETINGS = 16
"""Most meetings of equal stems in a pair of articles, by word that tells: beyond it the commonest are left out."""

UNIT = 10_000
WEIGHT_BITS = 8
WEIGHT_MASK = (1 << WEIGHT_BITS) - 1
STEM_SHIFT = PLACE_BITS + WEIGHT_BITS
PAIR_MASK = (1 << 63) - (1 << STEM_SHIFT)


@dataclass(frozen=True, slots=True)
class Heavy:
    """The words of a batch that tell enough, in order.

    packed: 31 bits of stem, room for a place, the weight.
    first:  (sentences + 1) where each sentence's begin.
    total:  (sentences) what they weigh together.
    """

    packed: I64
    first: I64
    total: I64


@dataclass(frozen=True, slots=True)
class Cells:
    """Pairs of sentences, by place, in order of `a`, then `b`.

    shared: the weight of the stems that stand in both.
    alike:  what they share as a share of both (weighted Dice); contained: of the poorer one; in 1 / UNIT.
    of_a, of_b: the weight of the stems of each sentence.
    """

    a: I64
    b: I64
    shared: I64
    alike: I64
    contained: I64
    of_a: I64
    of_b: I64

    def __len__(self) -> int:
        return len(self.a)

    def of(self, which: Bools | I64) -> Cells:
        """Some of the cells."""
        columns = (self.a, self.b, self.shared, self.alike, self.contained, self.of_a, self.of_b)
        return Cells(*(column[which] for column in columns))


def heavy_words(sheets: Sheets, weightless: Bools | None) -> Heavy:
    """The words that tell, without those of `weightless` sentences."""
    tells = sheets.weight >= LEAST_WEIGHT
    if weightless is not None and weightless.any():
        size = np.diff(sheets.sentence_word)[weightless]
        tells[ragged(sheets.sentence_word[:-1][weightless], size)] = False
    kept = np.flatnonzero(tells)
    first = np.searchsorted(kept, sheets.sentence_word)
    stem, weight = (sheets.stem[kept] >> np.uint32(1)).astype(np.int64), sheets.weight[kept]
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(weight, dtype=np.int64)))[first]
    return Heavy(stem << STEM_SHIFT | weight, first, np.diff(before))


def cells_of(heavy: Heavy, places: Places, at: I64) -> Cells:
    """The cells between the places `at`, those of one pair's two sides, that share LEAST_SHARED."""
    rows = _rows(heavy, places, at)
    total = np.zeros(len(places), np.int64)
    total[at] = heavy.total[places.sentence[at]]
    apart = rows[1:] ^ rows[:-1]
    again = rows[:-1][apart <= WEIGHT_MASK]
    np.subtract.at(total, _place(again), again & WEIGHT_MASK)
    a, b, shared = _summed(_meetings(places, _met(rows, apart), _count_of_pairs(places, at, heavy)))
    of_a, of_b = total[a], total[b]
    alike = 2 * UNIT * shared // np.maximum(of_a + of_b, 1)
    contained = UNIT * shared // np.maximum(np.minimum(of_a, of_b), 1)
    return Cells(a, b, shared, alike, np.minimum(contained, UNIT), of_a, of_b)


def _rows(heavy: Heavy, places: Places, at: I64) -> I64:
    """The words that tell at the given places, sorted by stem and pair (31 bits made of both), place, weight."""
    sentence = places.sentence[at]
    begin = heavy.first[sentence]
    size = heavy.first[sentence + 1] - begin
    rows = heavy.packed[ragged(begin, size)]
    # A number of each pair's own keeps the stems of different pairs apart, but for one in a thousand million.
    own = scattered((places.side[at] >> 1).astype(np.uint64)).view(np.int64) & PAIR_MASK
    rows ^= np.repeat(own | at << WEIGHT_BITS, size)
    rows.sort()
    return rows


def _met(rows: I64, apart: I64) -> I64:
    """The rows that have another of the same stem and pair beside them, each stem once in a place."""
    near = apart <= PLACE_MASK << WEIGHT_BITS | WEIGHT_MASK
    met = np.append(near, False)[: len(rows)]
    met[1:] |= near
    met[:-1] &= apart > WEIGHT_MASK
    return rows[met]


def _place(rows: I64) -> I64:
    return (rows >> WEIGHT_BITS) & PLACE_MASK


def _count_of_pairs(places: Places, at: I64, heavy: Heavy) -> I64:
    """By pair, how many words tell at its places among `at`."""
    sentence = places.sentence[at]
    count = heavy.first[sentence + 1] - heavy.first[sentence]
    return np.bincount(places.side[at] >> 1, weights=count, minlength=1).astype(np.int64)


def _meetings(places: Places, rows: I64, count: I64) -> I64:
    """Each meeting of equal stems of one pair: the places on the left and right, the weight where it first stands.

    rows: as `_met` gives them. count: by pair, its words that tell.
    """
    place = _place(rows)
    side = places.side[place]
    named = rows >> STEM_SHIFT
    start = np.flatnonzero(
        np.append(True, (named[1:] != named[:-1]) | (side[1:] >> 1 != side[:-1] >> 1))[: len(rows)]
    )
    if not len(start):
        return start
    there = _sums(side & 1, start)
    here = np.diff(np.append(start, len(rows))) - there
    kept = _bounded(here * there, side[start] >> 1, count)
    start, here, there = start[kept], here[kept], there[kept]
    times = np.repeat(there, here)
    left = (place[ragged(start, here)] << STEM_SHIFT) | np.repeat(rows[start] & WEIGHT_MASK, here)
    end = np.cumsum(times)
    row = np.zeros(int(end[-1]) if len(end) else 0, np.int64)
    row[end[:-1]] = 1
    np.cumsum(row, out=row)  # of each meeting the row on the left
    right = np.arange(len(row)) + (np.repeat(start + here, here) - end + times)[row]
    return left[row] | (place << WEIGHT_BITS)[right]


def _sums(values: I64, start: I64) -> I64:
    """What the values from each start to the next sum to: differences of one running sum."""
    before = np.cumsum(values)
    return np.diff(before[np.append(start[1:] - 1, len(values) - 1)], prepend=0)


def _bounded(count: I64, pair: I64, of_pair: I64) -> Bools:
    """Which groups of meetings to look at: all but the largest where a pair has too many, those of a size together.

    count: meetings of each group. pair: its pair. of_pair: by pair, its words that tell.
    """
    kept = count > 0
    most = MEETINGS * of_pair
    over = np.flatnonzero(np.bincount(pair, weights=count, minlength=len(of_pair)) > most)
    for number in over.tolist():
        own = np.flatnonzero(pair == number)
        size, times = np.unique(count[own], return_counts=True)
        fits = int(np.searchsorted(np.cumsum(size * times), most[number], side="right"))
        kept[own] &= count[own] < (size[fits] if fits < len(size) else size[-1] + 1)
    return kept


def _summed(meetings: I64) -> tuple[I64, I64, I64]:
    """Each cell once, with the weight shared, where that is LEAST_SHARED."""
    meetings.sort()
    cell = meetings >> WEIGHT_BITS
    start = np.flatnonzero(np.append(True, cell[1:] != cell[:-1])[: len(cell)])
    if not len(start):
        return start, start, start
    shared = _sums(meetings & WEIGHT_MASK, start)
    kept = shared >= LEAST_SHARED
    cell = cell[start[kept]]
    return cell >> PLACE_BITS, cell & PLACE_MASK, shared[kept]
