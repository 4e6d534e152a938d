"""Cells: pairs of sentences that share telling words, and what they share; of many pairs of articles at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.alignment.places import PLACE_BITS, PLACE_MASK, Places
from onrecord.tracing.arrays import I64, Bools, ragged
from onrecord.tracing.folding import scattered
from onrecord.tracing.sheets import WEIGHT_UNIT, Sheets

LEAST_WEIGHT = int(2 * WEIGHT_UNIT)
"""Words that tell less than two bits beyond a function word are two thirds of all meetings and hardly evidence."""

LEAST_SHARED = int(7 * WEIGHT_UNIT)
"""What two sentences must share to be compared at all: a name, or two content words."""

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

    shared: what the stems that stand in both tell, less the bits that choose among their meetings.
    alike:  what they share as a share of both (weighted Dice); contained: of the poorer one; in 1 / UNIT.
    of_a, of_b: the weight of the stems of each sentence, less the same bits.
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


def cells_of(heavy: Heavy, places: Places, at: I64) -> tuple[Cells, I64]:
    """The cells between the places `at`, those of one pair's two sides, that share LEAST_SHARED.

    And by pair, how alike its sides are as wholes, of what stands at these places: what the stems on both sides
    tell as a share of the weight of those on each (Dice), every stem once a side, in 1 / UNIT.
    """
    rows = _rows(heavy, places, at)
    total = np.zeros(len(places), np.int64)
    total[at] = heavy.total[places.sentence[at]]
    apart = rows[1:] ^ rows[:-1]
    again = rows[:-1][apart <= WEIGHT_MASK]
    np.subtract.at(total, _place(again), again & WEIGHT_MASK)
    met = _met(rows, apart)
    groups = _groups(places, met)
    a, b, shared = _summed(_meetings(met, groups))
    told = _told(groups, np.bincount(places.side >> 1, weights=total).astype(np.int64))
    total -= _by_chance(met, groups, len(places))
    of_a, of_b = total[a], total[b]
    alike = 2 * UNIT * shared // np.maximum(of_a + of_b, 1)
    contained = UNIT * shared // np.maximum(np.minimum(of_a, of_b), 1)
    return Cells(a, b, shared, alike, np.minimum(contained, UNIT), of_a, of_b), told


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
    return np.asarray(rows[met])


def _place(rows: I64) -> I64:
    return (rows >> WEIGHT_BITS) & PLACE_MASK


@dataclass(frozen=True, slots=True)
class _Groups:
    """The stems that stand at several places of one pair, as groups of rows.

    start, here, there: where each group's rows begin, and how many stand on the left and on the right.
    pair:   its pair.
    weight: of the stem where it first stands.
    tells:  what one meeting of the stem tells: its weight less the bits that say which of its meetings in the pair
            that is; 0 where it stands on one side only. A name that stands all over both articles does not tell
            which sentence goes with which.
    """

    start: I64
    here: I64
    there: I64
    pair: I64
    weight: I64
    tells: I64


def _groups(places: Places, rows: I64) -> _Groups:
    """The groups of `rows`, which are as `_met` gives them."""
    side = places.side[_place(rows)]
    named = rows >> STEM_SHIFT
    change = (named[1:] != named[:-1]) | (side[1:] >> 1 != side[:-1] >> 1)
    start = np.flatnonzero(np.append(True, change)[: len(rows)])
    there = _sums(side & 1, start)
    here = np.diff(np.append(start, len(rows))) - there
    weight = rows[start] & WEIGHT_MASK
    tells = np.zeros(len(start), np.int64)
    both = np.flatnonzero(here * there)
    tells[both] = np.maximum(weight[both] - choice(here[both] * there[both]), 0)
    return _Groups(start, here, there, side[start] >> 1, weight, tells)


def choice(ways: I64) -> I64:
    """The weight that says which of so many ways it is: what weighs less is found in one of them by chance."""
    return np.rint(WEIGHT_UNIT * np.log2(np.maximum(ways, 1))).astype(np.int64)


def _told(groups: _Groups, total: I64) -> I64:
    """How alike the two sides of each pair are as wholes.

    total: by pair, the weight of all stems, each once in a place.
    """
    again = np.maximum(groups.here - 1, 0) + np.maximum(groups.there - 1, 0)
    once = total - np.bincount(groups.pair, weights=groups.weight * again, minlength=len(total)).astype(np.int64)
    shared = np.bincount(groups.pair, weights=groups.tells, minlength=len(total)).astype(np.int64)
    return 2 * UNIT * shared // np.maximum(once, 1)


def _by_chance(rows: I64, groups: _Groups, size: int) -> I64:
    """By place, how much less than their weights its stems tell that stand on both sides."""
    some = np.flatnonzero(groups.here * groups.there > 1)
    count = groups.here[some] + groups.there[some]
    rows = rows[ragged(groups.start[some], count)]
    less = np.minimum(np.repeat(groups.weight[some] - groups.tells[some], count), rows & WEIGHT_MASK)
    return np.bincount(_place(rows), weights=less, minlength=size).astype(np.int64)


def _meetings(rows: I64, groups: _Groups) -> I64:
    """Each meeting of equal stems of one pair: the places on the left and right, and what it tells.

    A stem that weighs W bits has no more than 2 ** W meetings that tell anything, and so a pair has no more than
    forty times as many as words, whatever the articles. rows: as `_met` gives them.
    """
    kept = np.flatnonzero(groups.tells)
    start, here, there = groups.start[kept], groups.here[kept], groups.there[kept]
    place = _place(rows)
    times = np.repeat(there, here)
    left = (place[ragged(start, here)] << STEM_SHIFT) | np.repeat(groups.tells[kept], here)
    end = np.cumsum(times)
    row = np.zeros(int(end[-1]) if len(end) else 0, np.int64)
    row[end[:-1]] = 1
    np.cumsum(row, out=row)  # of each meeting the row on the left
    right = np.arange(len(row)) + (np.repeat(start + here, here) - end + times)[row]
    return left[row] | (place << WEIGHT_BITS)[right]


def _sums(values: I64, start: I64) -> I64:
    """What the values from each start to the next sum to: differences of one running sum."""
    if not len(start):
        return start
    before = np.cumsum(values)
    return np.asarray(np.diff(before[np.append(start[1:] - 1, len(values) - 1)], prepend=0))


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
