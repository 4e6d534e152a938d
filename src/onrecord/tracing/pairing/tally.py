"""Tally: sums up the links of pairs in bounded memory.

Links are gathered in one buffer. When it is full they are sorted and summed in place; if even then it stays full,
the window of first articles that are looked at is narrowed, and what falls out of it is left for another pass. So
any input is summed exactly, and only degenerate ones cost more than one pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.tracing.folding import I64, U64
from onrecord.tracing.pairing.groups import COUNT, COUNT_BITS, FIRST, SECOND, VALUE_BITS

ROOM = 1 << 25
"""Links held at once: 256 MiB."""

FIRST_ROOM = 1 << 16

ALL = 1 << 24  # articles

CHUNK = 1 << 19
MOST_COUNT = (1 << COUNT_BITS) - 1
WEIGHT_MASK = np.uint64((1 << VALUE_BITS - COUNT_BITS) - 1)
COUNT_MASK = np.uint64(MOST_COUNT)
NUMBER_MASK = np.uint64((1 << 24) - 1)
WEIGHT_SHIFT = 32
"""A score is one number: the summed weights from this bit on, the number of shared features below it."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Pairs (the two article numbers in 48 bits), in order, each once, with their `weight_of` and `count_of`."""

    pair: U64
    score: I64


def weight_of(score: I64) -> I64:
    return score >> WEIGHT_SHIFT


def count_of(score: I64) -> I64:
    return score & ((1 << WEIGHT_SHIFT) - 1)


def summed(links: U64, least: int) -> Sums:
    """The sums of sorted links: those of at least `least` in weight."""
    found = list(_chunks(links, least))
    if not found:
        return Sums(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    return Sums(np.concatenate([each.pair for each in found]), np.concatenate([each.score for each in found]))


def _chunks(links: U64, least: int) -> Iterator[Sums]:
    begin = 0
    while begin < len(links):
        end = min(begin + CHUNK, len(links))
        if end < len(links):
            last = links[end] >> SECOND << SECOND
            end = int(np.searchsorted(links[begin:], last)) + begin
            if end == begin:
                end = int(np.searchsorted(links, last | np.uint64((1 << VALUE_BITS) - 1), side="right"))
        chunk = links[begin:end]
        begin = end
        pair = chunk >> SECOND
        start = np.flatnonzero(np.append(True, pair[1:] != pair[:-1]))
        value = ((chunk >> COUNT & WEIGHT_MASK) << np.uint64(WEIGHT_SHIFT)) | (chunk & COUNT_MASK)
        score = np.add.reduceat(value, start).astype(np.int64)
        kept = np.flatnonzero(weight_of(score) >= least)
        yield Sums(pair[start[kept]], score[kept])


class Tally:
    """Sums the links whose first article is in [begin, until); `until` may come down while links are added."""

    def __init__(self, begin: int, until: int, room: int = ROOM) -> None:
        self.begin, self.until = begin, until
        self._narrow = begin > 0 or until < ALL
        self._room = room
        self._links = np.empty(min(room, FIRST_ROOM), np.uint64)
        self._used = 0

    def add(self, links: U64) -> None:
        """Count these links in."""
        if self._narrow:
            first = links >> FIRST
            links = links[(first >= np.uint64(self.begin)) & (first < np.uint64(self.until))]
        while len(links):
            self._grow(self._used + len(links))
            taken = links[: len(self._links) - self._used]
            self._links[self._used : self._used + len(taken)] = taken
            self._used += len(taken)
            links = links[len(taken) :]
            if self._used == self._room:
                self._make_room()
                links = links[(links >> FIRST) < np.uint64(self.until)]

    def links(self) -> U64:
        """All links counted in so far, sorted."""
        held = self._links[: self._used]
        held.sort()
        return held

    def short(self) -> U64:
        """The same with as few links as can hold the sums: no pair has more than before, so they fit in place."""
        used = 0
        for sums in _chunks(self.links(), 0):
            fewer = _relinked(sums)
            self._links[used : used + len(fewer)] = fewer
            used += len(fewer)
        self._used = used
        return self._links[:used]

    def _grow(self, wanted: int) -> None:
        if wanted > len(self._links) < self._room:
            larger = np.empty(min(self._room, max(wanted, 2 * len(self._links))), np.uint64)
            larger[: self._used] = self._links[: self._used]
            self._links = larger

    def _make_room(self) -> None:
        shorter = self.short()
        if len(shorter) > self._room // 2:
            middle = int(shorter[len(shorter) // 2] >> FIRST)
            self.until = max(middle, self.begin + 1)
            self._narrow = True
            shorter = shorter[: np.searchsorted(shorter, np.uint64(self.until) << FIRST)]
        if len(shorter) > self._room // 2:  # one article's own
            self._room *= 2
        self._used = len(shorter)


def _relinked(sums: Sums) -> U64:
    """Sorted links with these sums, as few as can hold them."""
    weight, count = weight_of(sums.score), count_of(sums.score)
    pieces = np.maximum(-(-count // MOST_COUNT), -(-weight // int(WEIGHT_MASK)))
    piece = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    weights = np.repeat(weight // pieces, pieces) + (piece < np.repeat(weight % pieces, pieces))
    counts = np.repeat(count // pieces, pieces) + (piece < np.repeat(count % pieces, pieces))
    value = weights.astype(np.uint64) << COUNT | counts.astype(np.uint64)
    links: U64 = np.repeat(sums.pair << SECOND, pieces) | value
    links.sort()
    return links
