"""Rows: the same few words in a row on both sides, found by one join for many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.alignment.places import ragged
from onrecord.tracing.arrays import I64, U64, Bools
from onrecord.tracing.folding import scattered
from onrecord.tracing.rolling import prefix_sums, window_hashes
from onrecord.tracing.sheets import U32

ROW = 9
"""Words of a row: the shortest stretch that tells by itself, and only inside quotation marks."""

REPEATS = 4
"""A row that stands more often than this in one side starts no run."""

TABLE_LOAD = 8  # slots for each hash, so that few rows are looked at in vain
PLACE_BITS = 24
PLACE_MASK = np.uint64((1 << PLACE_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges of words in which rows are looked for. Rows meet within one group only.

    group: (ranges) a number. begin, end: (ranges) places in the columns of words.
    """

    group: I64
    begin: I64
    end: I64

    def of(self, kept: Bools) -> Ranges:
        return Ranges(self.group[kept], self.begin[kept], self.end[kept])


def row_hashes(word: U32) -> U64:
    """A hash of the ROW words from each word on, as far as there are so many in the column."""
    return window_hashes(prefix_sums(word), ROW)


def meetings(hashes: U64, a: Ranges, b: Ranges) -> tuple[I64, I64, I64]:
    """Where the two sides have the same row: the group, the place of the row in `a`, its place in `b`.

    hashes: as `row_hashes` gives them. A row that stands more than REPEATS times in a group on a side meets none.
    """
    groups = int(max(a.group.max(initial=-1), b.group.max(initial=-1))) + 1
    one, two = _of_groups(a, b, groups), _of_groups(b, a, groups)
    (key_a, place_a, group_a), (key_b, place_b, _) = _rows(hashes, one), _rows(hashes, two)
    kept_b = np.flatnonzero(_maybe_among(key_b, key_a))
    kept_a = np.flatnonzero(_maybe_among(key_a, key_b[kept_b]))
    kept_b = kept_b[_maybe_among(key_b[kept_b], key_a[kept_a])]
    at_a, at_b = _joined(key_a[kept_a], key_b[kept_b])
    at_a, at_b = kept_a[at_a], kept_b[at_b]
    return group_a[at_a], place_a[at_a], place_b[at_b]


def _of_groups(ranges: Ranges, other: Ranges, groups: int) -> Ranges:
    """The ranges that hold a row, of groups in which the other side holds one too."""
    there = np.zeros(groups, np.bool_)
    there[other.group[other.end - other.begin >= ROW]] = True
    return ranges.of(np.asarray((ranges.end - ranges.begin >= ROW) & there[ranges.group]))


def _rows(hashes: U64, ranges: Ranges) -> tuple[U64, I64, I64]:
    """Each row's hash together with its group, its place, its group."""
    size = ranges.end - ranges.begin - ROW + 1
    place = ragged(ranges.begin, size)
    salt = scattered(ranges.group.astype(np.uint64) + np.uint64(1))
    return hashes[place] ^ np.repeat(salt, size), place, np.repeat(ranges.group, size)


def _maybe_among(keys: U64, others: U64) -> Bools:
    """Which keys may be among the others; those that are not are left out but for a few."""
    bits = max(int(len(others) * TABLE_LOAD).bit_length(), 4)
    shift = np.uint64(64 - bits)
    table = np.zeros(1 << bits, np.bool_)
    table[others >> shift] = True
    return np.asarray(table[keys >> shift])


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
