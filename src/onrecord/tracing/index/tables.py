"""Tables: values of any length by a number; what is kept per pair of articles and per article.

A table is written whole beside the one before it, of which most is copied as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.tracing.arrays import among
from onrecord.tracing.folding import I64, U64, Bools
from onrecord.tracing.index.files import Blob, BlobWriter


class Table:
    """A table that is open to read: `name_keys.npy` (sorted), `name_places.npy`, and the values as a `Blob`."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.keys: U64 = np.load(folder / f"{name}_keys.npy", allow_pickle=False)
        self._places: I64 = np.load(folder / f"{name}_places.npy", allow_pickle=False)
        self._blob = Blob(folder, name)

    def __len__(self) -> int:
        return len(self.keys)

    def has(self, keys: U64) -> Bools:
        """Which of `keys` have a value."""
        return among(keys, self.keys)

    def values(self, keys: U64) -> list[memoryview]:
        """The values of `keys`, all of which are in the table, in that order."""
        return self._blob.many(self._places[np.searchsorted(self.keys, keys)])

    def close(self) -> None:
        """Close the file."""
        self._blob.close()


class TableWriter:
    """Writes a table; values may come in any order."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._keys: list[U64] = []
        self._blob = BlobWriter(folder, name)

    def copy(self, table: Table, kept: Bools) -> None:
        """Take over the values of those keys of `table` that are kept."""
        at = np.flatnonzero(kept)
        at = at[np.argsort(table._places[at])]
        places = table._places[at]
        for piece in table._blob.pieces(places):
            self._blob.add_raw(piece)
        self._blob.add(b"", table._blob.offsets[places + 1] - table._blob.offsets[places])
        self._keys.append(table.keys[at])

    def add(self, keys: U64, values: Sequence[bytes]) -> None:
        """Add values; no key stands in the table already."""
        self._blob.add(b"".join(values), np.array([len(value) for value in values], np.int64))
        self._keys.append(keys)

    def finish(self) -> None:
        """Write the keys, and close."""
        keys = np.concatenate([np.zeros(0, np.uint64), *self._keys])
        order = np.argsort(keys, kind="stable")
        np.save(self._folder / f"{self._name}_keys.npy", keys[order])
        np.save(self._folder / f"{self._name}_places.npy", order.astype(np.int64))
        self._blob.finish()
