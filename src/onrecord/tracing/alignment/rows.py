"""Rows: the same few words in a row on both sides, found by one join for many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.arrays import I64, U64, ragged
from onrecord.tracing.folding import scattered
from onrecord.tracing.rolling import BASE
from onrecord.tracing.sheets import U32

ROW = 9
"""Words of a row: the shortest stretch that tells by itself, and only inside quotation marks."""

REPEATS = 4
"""A row that stands more often than this in one side starts no run."""

PLACE_BITS = 24
PLACE_MASK = np.uint64((1 << PLACE_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a batch's words.

    hashes: a hash of the ROW words from each word on, as far as there are so many in the column.
    common: places, in order, of the rows that stand in the batch more than once; no others can meet.
    """

    hashes: U64
    common: I64


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges of words in which rows are looked for. Rows meet within one group only.

    group: (ranges) a number. begin, end: (ranges) places in the columns of words.
    """

    group: I64
    begin: I64
    end: I64


def rows_of(word: U32) -> Rows:
    """The rows of a batch's words, one article's after the other's."""
    hashes = _hashes(word)
    if len(hashes) > PLACE_MASK:
        return Rows(hashes, np.arange(len(hashes)))
    # In 40 bits of hash and 24 of place, so that one sort of numbers finds those that may be equal.
    packed = hashes & ~PLACE_MASK
    packed |= np.arange(len(hashes), dtype=np.uint64)
    packed.sort()
    again = np.zeros(len(hashes), np.bool_)
    again[1:] = packed[1:] ^ packed[:-1] <= PLACE_MASK
    again[:-1] |= again[1:]
    places = packed[again] & PLACE_MASK
    places.sort()
    return Rows(hashes, places.astype(np.int64))


def _hashes(word: U32) -> U64:
    """The hash of each row: its words times powers of BASE, summed for two words, for four, for eight, for ROW."""
    if len(word) < ROW:
        return np.zeros(0, np.uint64)
    out = word.astype(np.uint64)
    for size in (1, 2, 4):
        out = out[:-size] * np.uint64(pow(BASE, size, 1 << 64)) + out[size:]
    return out[:-1] * np.uint64(BASE) + word[ROW - 1 :]


def meetings(rows: Rows, a: Ranges, b: Ranges) -> tuple[I64, I64, I64]:
    """Where the two sides have the same row: the group, the place of the row in `a`, its place in `b`.

    A row that stands more than REPEATS times in a group on a side meets none.
    """
    (key_a, place_a, group_a), (key_b, place_b, _) = _rows(rows, a), _rows(rows, b)
    at_a, at_b = _joined(key_a, key_b)
    return group_a[at_a], place_a[at_a], place_b[at_b]


def _rows(rows: Rows, ranges: Ranges) -> tuple[U64, I64, I64]:
    """Of each row that may meet another, the hash together with its group, the place, the group."""
    first = np.searchsorted(rows.common, ranges.begin)
    size = np.maximum(np.searchsorted(rows.common, ranges.end - ROW + 1) - first, 0)
    place = rows.common[ragged(first, size)]
    salt = scattered(ranges.group.astype(np.uint64) + np.uint64(1))
    return rows.hashes[place] ^ np.repeat(salt, size), place, np.repeat(ranges.group, size)


def _joined(a: U64, b: U64) -> tuple[I64, I64]:
    """The places of equal keys in `a` and in `b`, each with each."""
    keys = np.concatenate((a, b))
    # In 40 bits of hash and 24 of place, so that one sort of numbers does; then the whole hashes are compared.
    packed = np.sort((keys & ~PLACE_MASK) | np.arange(len(keys), dtype=np.uint64))
    order = (packed & PLACE_MASK).astype(np.int64)
    keys = keys[order]
    start = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    if not len(start):
        return order, order
    size = np.diff(np.append(start, len(keys)))
    in_a = np.add.reduceat(order < len(a), start, dtype=np.int64)
    in_b = size - in_a
    met = (in_a > 0) & (in_b > 0) & (in_a <= REPEATS) & (in_b <= REPEATS)
    start, in_a, in_b = start[met], in_a[met], in_b[met]
    left = ragged(start, in_a)
    right = ragged(np.repeat(start + in_a, in_a), np.repeat(in_b, in_a))
    return order[np.repeat(left, np.repeat(in_b, in_a))], order[right] - len(a)
