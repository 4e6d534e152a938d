"""Files of an index: read by slices, so that what is read is paid for and what is not is not.

Mapped pages count as a process's memory for as long as it keeps the map, so nothing is mapped: a slice is asked for
and copied. Objects here hold an open file and are for one thread.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.folding import I64

COPY_BYTES = 1 << 24
"""How much of a file is held at once where it is copied or read through."""

Column = NDArray[Any]


class Blob:
    """Values of any length, one after the other in `name.bin`, with where each begins in `name_from.npy`."""

    def __init__(self, folder: Path, name: str) -> None:
        self.offsets: I64 = np.load(folder / f"{name}_from.npy", allow_pickle=False)
        self._file = (folder / f"{name}.bin").open("rb", buffering=0)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def one(self, place: int) -> bytes:
        """The value at `place`."""
        return read_at(self._file, int(self.offsets[place]), int(self.offsets[place + 1]))

    def many(self, places: I64) -> list[memoryview]:
        """The values at `places`, in that order; neighbours are read at once."""
        if not len(places):
            return []
        first = np.flatnonzero(np.append(True, np.diff(places) != 1))
        last = np.append(first[1:], len(places)) - 1
        begins, ends = self.offsets[places], self.offsets[places + 1]
        out: list[memoryview] = []
        for low, high in zip(first.tolist(), last.tolist(), strict=True):
            start = int(begins[low])
            raw = memoryview(read_at(self._file, start, int(ends[high])))
            edges = zip(begins[low : high + 1].tolist(), ends[low : high + 1].tolist(), strict=True)
            out += [raw[begin - start : end - start] for begin, end in edges]
        return out

    def pieces(self, places: I64) -> Iterator[bytes]:
        """The bytes of the values at `places` (in order), one after the other, in pieces of bounded size."""
        first = np.flatnonzero(np.append(True, np.diff(places) != 1)) if len(places) else np.zeros(0, np.int64)
        last = np.append(first[1:], len(places)) - 1
        for low, high in zip(first.tolist(), last.tolist(), strict=False):
            end = int(self.offsets[places[high] + 1])
            for begin in range(int(self.offsets[places[low]]), end, COPY_BYTES):
                yield read_at(self._file, begin, min(begin + COPY_BYTES, end))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class BlobWriter:
    """Writes what `Blob` reads."""

    def __init__(self, folder: Path, name: str) -> None:
        self._offsets = folder / f"{name}_from.npy"
        self._file = (folder / f"{name}.bin").open("wb")
        self._lengths: list[I64] = []

    def add(self, raw: bytes, lengths: I64) -> None:
        """Append values of these lengths (in bytes), which stand one after the other in `raw`."""
        self.add_raw(raw)
        self._lengths.append(np.asarray(lengths, np.int64))

    def add_raw(self, raw: bytes) -> None:
        """Append bytes whose lengths are given by another call of `add`."""
        self._file.write(raw)

    def finish(self) -> None:
        """Write where each value begins, and close."""
        self._file.close()
        sizes = np.concatenate([np.zeros(1, np.int64), *self._lengths])
        np.save(self._offsets, np.cumsum(sizes))

    def close(self) -> None:
        """Close the file, whether it is finished or not."""
        self._file.close()


class Rows:
    """A column of numbers in an .npy file, read by slices."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        shape, self.dtype = _header(self._file)
        self._begin = self._file.tell()
        self._count = shape[0]

    def __len__(self) -> int:
        return self._count

    def slice(self, begin: int, end: int) -> Column:
        """The numbers from `begin` to `end` (excluded)."""
        size = self.dtype.itemsize
        raw = read_at(self._file, self._begin + begin * size, self._begin + end * size)
        return np.frombuffer(raw, self.dtype)

    def slices(self, begins: I64, ends: I64) -> Column:
        """The numbers of several slices, one after the other."""
        size = self.dtype.itemsize
        edges = zip((begins * size + self._begin).tolist(), (ends * size + self._begin).tolist(), strict=True)
        return np.frombuffer(b"".join([read_at(self._file, *each) for each in edges]), self.dtype)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def write_rows(path: Path, pieces: Iterable[Column], dtype: str) -> None:
    """An .npy file of numbers that come in pieces."""
    count = 0
    with path.open("wb") as file:
        _write_header(file, 0, dtype)
        for piece in pieces:
            file.write(np.ascontiguousarray(piece, dtype=dtype).data)
            count += len(piece)
        file.seek(0)
        _write_header(file, count, dtype)  # as long as before: NumPy leaves room in it for any number


def _write_header(file: BinaryIO, count: int, dtype: str) -> None:
    np.lib.format.write_array_header_1_0(file, {"descr": dtype, "fortran_order": False, "shape": (count,)})


def read_at(file: BinaryIO | Any, begin: int, end: int) -> bytes:  # noqa: ANN401
    """The bytes of an unbuffered `file` from `begin` to `end`. Raises OSError where it ends before."""
    wanted = end - begin
    file.seek(begin)
    raw: bytes = file.read(wanted) if wanted else b""
    while len(raw) < wanted:  # an operating system may give less than 2 GiB at once
        more = file.read(wanted - len(raw))
        if not more:
            raise OSError(f"{file.name} ends at byte {begin + len(raw)}, {end} expected")
        raw += more
    return raw


def sync(path: Path) -> None:
    """Have the operating system put the file or the folder at `path` on the disk."""
    try:
        number = os.open(path, os.O_RDONLY)
    except PermissionError:  # a folder, on Windows
        return
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _header(file: BinaryIO | Any) -> tuple[tuple[int, ...], np.dtype[Any]]:  # noqa: ANN401
    np.lib.format.read_magic(file)
    shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    return shape, dtype
