"""Features: the sorted feature rows of one kind of one segment, looked up and read by slices."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.files import Rows
from onrecord.tracing.index.runs import PAGE, every

LOOKED_UP, NEAR = 1024, 4
"""Values that are looked up at once; where there are more, pages so near each other are read at once."""

LAST = np.uint64((1 << 64) - 1)


class Features:
    """Rows of 40 bits of hash and 24 bits of article, sorted, each once; the article is numbered in the collection.

    Of the file, one row in PAGE is held in memory; the rest is read when it is asked for.
    """

    def __init__(self, path: Path, base: int = 0) -> None:
        """base: the number of the segment's first article in the collection."""
        self._rows = Rows(path)
        self._every: U64 = np.load(every(path), allow_pickle=False)
        self._base = np.uint64(base)
        self._pages: I64 = np.zeros(0, np.int64)
        self._held: U64 = np.zeros((0, PAGE), np.uint64)

    def __len__(self) -> int:
        return len(self._rows)

    def slice(self, begin: int, end: int) -> U64:
        """The rows from `begin` to `end` (excluded)."""
        return np.asarray(self._rows.slice(begin, end) + self._base)

    def slices(self, begins: I64, ends: I64) -> U64:
        """The rows from each of `begins` to the end (excluded) beside it, one after the other; `begins` ascend."""
        some = ends > begins
        begins, ends = begins[some], ends[some]
        cuts = range(0, len(begins), LOOKED_UP)
        parts = [self._slices(begins[at : at + LOOKED_UP], ends[at : at + LOOKED_UP]) for at in cuts]
        return np.concatenate([np.zeros(0, np.uint64), *parts]) + self._base

    def places(self, values: U64) -> I64:
        """How many rows are smaller than each of `values` (which are sorted)."""
        values = np.maximum(values, self._base) - self._base
        page = np.maximum(np.searchsorted(self._every, values) - 1, 0)
        if len(values) <= LOOKED_UP:
            return self._few_places(values, page)
        cuts = range(0, len(values), LOOKED_UP)
        return np.concatenate([self._places(values[at : at + LOOKED_UP], page[at : at + LOOKED_UP]) for at in cuts])

    def of(self, hashes: U64) -> U64:
        """The rows of the features `hashes` (sorted, article bits 0), sorted."""
        return self.slices(*_joined(self.places(hashes), self.places(hashes | ARTICLE_MASK)))

    def close(self) -> None:
        """Close the file."""
        self._rows.close()

    def _slices(self, begins: I64, ends: I64) -> U64:
        """Slices that are less than a page apart are read as one."""
        cut = np.flatnonzero(begins[1:] > ends[:-1] + PAGE) + 1
        first, last = np.append(0, cut), np.append(cut, len(begins)) - 1
        rows = self._rows.slices(begins[first], ends[last])
        if len(first) == len(begins):
            return rows
        size, whole = ends - begins, ends[last] - begins[first]
        before = np.repeat(np.cumsum(whole) - whole - begins[first], last - first + 1)
        found: U64 = rows[np.repeat(begins + before - np.cumsum(size) + size, size) + np.arange(size.sum())]
        return found

    def _few_places(self, values: U64, page: I64) -> I64:
        """page: of each value, the page whose first row is the last one before it.

        The pages are held until the next look-up, which mostly is for the other end of the same features.
        """
        pages = np.unique(page)
        held = np.full((len(pages), PAGE), LAST)
        at = np.searchsorted(self._pages, pages)
        known = at < len(self._pages)
        known[known] = self._pages[at[known]] == pages[known]
        held[known] = self._held[at[known]]
        for place in np.flatnonzero(~known).tolist():
            begin = int(pages[place]) * PAGE
            rows = self._rows.slice(begin, min(begin + PAGE, len(self._rows)))
            held[place, : len(rows)] = rows
        self._pages, self._held = pages, held
        smaller = (held[np.searchsorted(pages, page)] < values[:, None]).sum(axis=1)
        return np.asarray(page * PAGE + smaller, dtype=np.int64)

    def _places(self, values: U64, page: I64) -> I64:
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
