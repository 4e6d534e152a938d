"""Sorting more rows than are held in memory: sorted runs on disk, merged range by range of their values.

Rows are the packed features of `preparing.Prints`: hash above, article below. Beside the sorted rows stands every
PAGE-th of them, which says in which page of the file a feature's rows begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from onrecord.tracing.folding import U64
from onrecord.tracing.index.files import Rows, write_rows

SPILL_ROWS = 1 << 22
"""Rows that are held and merged at once: 32 MB."""

PAGE = 512  # rows: 4 KiB, what a disk reads at once
SAMPLE = 1024


class Run(Protocol):
    """Sorted rows that are read by slices."""

    def __len__(self) -> int: ...

    def slice(self, begin: int, end: int) -> U64:
        """The rows from `begin` to `end` (excluded), sorted."""
        ...


class RowSorter:
    """Takes rows in any order and writes them, sorted, to an .npy file."""

    def __init__(self, path: Path, spill: int = SPILL_ROWS) -> None:
        self._path = path
        self._spill = spill
        self._held: list[U64] = []
        self._size = 0
        self._runs: list[Path] = []

    def add(self, rows: U64) -> None:
        """Take more rows."""
        self._held.append(rows)
        self._size += len(rows)
        if self._size >= self._spill:
            run = self._path.with_name(f"{self._path.stem}.run{len(self._runs)}.npy")
            np.save(run, self._sorted())
            self._runs.append(run)

    def finish(self) -> None:
        """Write all rows that were taken, and remove what was put aside."""
        last = _Held(self._sorted())
        runs = [Rows(path) for path in self._runs]
        try:
            write_sorted(self._path, merged([*runs, last], self._spill))
        finally:
            for run in runs:
                run.close()
        for path in self._runs:
            path.unlink()

    def _sorted(self) -> U64:
        rows = np.concatenate([np.zeros(0, np.uint64), *self._held])
        self._held, self._size = [], 0
        rows.sort()
        return rows


class _Held:
    """A run that is held in memory."""

    def __init__(self, rows: U64) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def slice(self, begin: int, end: int) -> U64:
        return self._rows[begin:end]


def write_sorted(path: Path, pieces: Iterable[U64]) -> None:
    """Rows that come in order, in pieces, as an .npy file; beside it `every` PAGE-th of them."""
    sample: list[U64] = []
    write_rows(path, _sampled(pieces, sample), "<u8")
    np.save(every(path), np.concatenate([np.zeros(0, np.uint64), *sample]))


def every(path: Path) -> Path:
    """Where every PAGE-th row of the sorted rows at `path` stands."""
    return path.with_name(f"{path.stem}_every.npy")


def _sampled(pieces: Iterable[U64], sample: list[U64]) -> Iterator[U64]:
    at = 0
    for piece in pieces:
        sample.append(piece[-at % PAGE :: PAGE].copy())
        at += len(piece)
        yield piece


def merged(runs: Sequence[Run], spill: int = SPILL_ROWS) -> Iterator[U64]:
    """The rows of all `runs` in order, in pieces of about `spill` rows; no feature is cut in two."""
    edges = _edges(runs, spill)
    at = [0] * len(runs)
    for edge in [*edges.tolist(), None]:
        parts = []
        for number, run in enumerate(runs):
            end = len(run) if edge is None else _place(run, edge, at[number])
            parts.append(run.slice(at[number], end))
            at[number] = end
        piece = np.concatenate(parts) if parts else np.zeros(0, np.uint64)
        if len(runs) > 1:
            piece.sort()
        if len(piece):
            yield piece


def _edges(runs: Sequence[Run], spill: int) -> U64:
    """Values that part all rows into ranges of about `spill`; whole features, as their article bits are 0."""
    total = sum(len(run) for run in runs)
    if total <= spill:
        return np.zeros(0, np.uint64)
    seen = [run.slice(at, at + 1) for run in runs for at in range(0, len(run), SAMPLE)]
    ranked = np.sort(np.concatenate(seen))
    step = max(1, spill // SAMPLE)
    return np.unique(ranked[step::step] & ~np.uint64(0xFFFFFF))


def _place(run: Run, value: int, low: int) -> int:
    """Where in a sorted run, from `low`, the first row of at least `value` stands."""
    high = len(run)
    while high - low > PAGE:
        middle = (low + high) // 2
        if int(run.slice(middle, middle + 1)[0]) < value:
            low = middle + 1
        else:
            high = middle
    return low + int(np.searchsorted(run.slice(low, high), np.uint64(value)))
