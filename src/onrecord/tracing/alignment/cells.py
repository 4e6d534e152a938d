"""Cells: pairs of sentences that share telling words, and what they share; of many pairs of articles at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.alignment.places import PLACE_BITS, PLACE_MASK, Places, ragged
from onrecord.tracing.folding import I64, Bools
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


@dataclass(frozen=True, slots=True)
class Heavy:
    """The words of a batch that tell enough, in order: 31 bits of stem, room for a place, the weight.

    first: where each sentence's begin.
    """

    packed: I64
    first: I64


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
    stem = (sheets.stem[kept] >> np.uint32(1)).astype(np.int64)
    return Heavy(
        stem << (PLACE_BITS + WEIGHT_BITS) | sheets.weight[kept], np.searchsorted(kept, sheets.sentence_word)
    )


def cells_of(heavy: Heavy, places: Places, at: I64) -> Cells:
    """The cells between the places `at`, those of one pair's two sides, that share LEAST_SHARED."""
    rows = _stems(heavy, places, at)
    place = (rows >> WEIGHT_BITS) & PLACE_MASK
    total = np.bincount(place, weights=rows & WEIGHT_MASK, minlength=len(places)).astype(np.int64)
    a, b, shared = _summed(_meetings(places, rows, place))
    of_a, of_b = total[a], total[b]
    alike = 2 * UNIT * shared // np.maximum(of_a + of_b, 1)
    contained = UNIT * shared // np.maximum(np.minimum(of_a, of_b), 1)
    return Cells(a, b, shared, alike, np.minimum(contained, UNIT), of_a, of_b)


def _stems(heavy: Heavy, places: Places, at: I64) -> I64:
    """The stems at the given places, sorted: 31 bits of stem, place, weight; each stem once in a place."""
    sentence = places.sentence[at]
    begin = heavy.first[sentence]
    size = heavy.first[sentence + 1] - begin
    rows = heavy.packed[ragged(begin, size)]
    rows |= np.repeat(at << WEIGHT_BITS, size)
    rows.sort()
    named = rows >> WEIGHT_BITS
    return rows[np.append(named[1:] != named[:-1], True)[: len(rows)]]


def _meetings(places: Places, rows: I64, place: I64) -> I64:
    """Each meeting of equal stems of one pair: the place on the left, that on the right, the least weight there.

    rows, place: stems as `_stems` gives them, and the place of each.
    """
    side = places.side[place]
    stem = rows >> (PLACE_BITS + WEIGHT_BITS)
    same = (stem[1:] == stem[:-1]) & (side[1:] >> 1 == side[:-1] >> 1)
    fresh = np.append(True, ~same)[: len(rows)]
    met = np.flatnonzero(np.append(same, False) | ~fresh) if len(rows) else place
    start = np.flatnonzero(fresh[met])
    if not len(start):
        return start
    place, right = place[met], side[met] & 1
    weight = np.minimum.reduceat(rows[met] & WEIGHT_MASK, start)
    there = np.add.reduceat(right, start)
    here = np.diff(np.append(start, len(place))) - there
    kept = _bounded(here * there, side[met[start]] >> 1, np.bincount(side >> 1))
    start, here, there, weight = start[kept], here[kept], there[kept], weight[kept]
    left = (place[ragged(start, here)] << (PLACE_BITS + WEIGHT_BITS)) | np.repeat(weight, here)
    count = np.repeat(there, here)
    out = place[ragged(np.repeat(start + here, here), count)] << WEIGHT_BITS
    out |= np.repeat(left, count)
    return out


def _bounded(count: I64, pair: I64, rows: I64) -> Bools:
    """Which groups of meetings to look at: all but the largest where a pair has too many, those of a size together.

    count: meetings of each group. pair: its pair. rows: by pair, its words that tell.
    """
    kept = count > 0
    most = MEETINGS * rows
    over = np.flatnonzero(np.bincount(pair, weights=count, minlength=len(rows)) > most)
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
    shared = np.add.reduceat(meetings & WEIGHT_MASK, start)
    kept = shared >= LEAST_SHARED
    cell = cell[start[kept]]
    return cell >> PLACE_BITS, cell & PLACE_MASK, shared[kept]
