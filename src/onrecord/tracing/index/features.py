"""Features: the sorted feature rows of one kind of one segment, looked up and read by slices."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.files import Rows
from onrecord.tracing.index.runs import PAGE, every

LOOKED_UP, NEAR = 1024, 4
"""Values that are looked up at once; pages so near each other are read at once."""


class Features:
    """Rows of 40 bits of hash and 24 bits of article, sorted, each once; the article is numbered in the collection.

    Of the file, one row in PAGE is held in memory; the rest is read when it is asked for.
    """

    def __init__(self, path: Path, base: int = 0) -> None:
        """base: the number of the segment's first article in the collection."""
        self._rows = Rows(path)
        self._every: U64 = np.load(every(path), allow_pickle=False)
        self._base = np.uint64(base)

    def __len__(self) -> int:
        return len(self._rows)

    def slice(self, begin: int, end: int) -> U64:
        """The rows from `begin` to `end` (excluded)."""
        return np.asarray(self._rows.slice(begin, end) + self._base)

    def slices(self, begins: I64, ends: I64) -> U64:
        """The rows from each of `begins` to the end (excluded) beside it, one after the other."""
        return np.asarray(self._rows.slices(begins, ends) + self._base)

    def places(self, values: U64) -> I64:
        """How many rows are smaller than each of `values` (which are sorted)."""
        values = np.maximum(values, self._base) - self._base
        parts = [self._places(values[at : at + LOOKED_UP]) for at in range(0, len(values), LOOKED_UP)]
        return np.concatenate([np.zeros(0, np.int64), *parts])

    def of(self, hashes: U64) -> U64:
        """The rows of the features `hashes` (sorted, article bits 0), sorted."""
        edges = np.stack((hashes, hashes | ARTICLE_MASK), axis=1).ravel()
        places = self.places(edges)
        return self.slices(*_joined(places[::2], places[1::2]))

    def close(self) -> None:
        """Close the file."""
        self._rows.close()

    def _places(self, values: U64) -> I64:
        """A value stands in the page whose first row is the last one before it."""
        page = np.maximum(np.searchsorted(self._every, values) - 1, 0)
        cut = np.flatnonzero(page[1:] > page[:-1] + NEAR) + 1
        begins = page[np.append(0, cut)] * PAGE
        ends = np.minimum((page[np.append(cut, len(page)) - 1] + 1) * PAGE, len(self._rows))
        rows = self._rows.slices(begins, ends)
        size = ends - begins
        stretch = np.repeat(np.arange(len(begins)), np.diff(np.append(np.append(0, cut), len(page))))
        before = (np.cumsum(size) - size)[stretch]
        return np.asarray(np.searchsorted(rows, values) - before + begins[stretch], dtype=np.int64)


def _joined(begins: I64, ends: I64) -> tuple[I64, I64]:
    """The slices that are not empty, those that touch as one."""
    some = ends > begins
    begins, ends = begins[some], ends[some]
    if not len(begins):
        return begins, ends
    cut = np.flatnonzero(begins[1:] != ends[:-1]) + 1
    return begins[np.append(0, cut)], ends[np.append(cut, len(ends)) - 1]
