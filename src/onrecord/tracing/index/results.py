"""Results: what was found among the articles of an index, in a folder that each change writes anew.

pairs.npy            candidate pairs (sorted), each two article numbers as one: smaller << 24 | larger
met_*.npy            what the candidate stage keeps for the next time
standing.npy         hashes of the grams that are standing text, sorted
reuse_*, derivations_*  tables by pair and by article; derivations before rings are broken
links.npy            each article number << 24 | its source's
mended_*             table by article: its derivations, where a ring was broken in them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.tables import Table

NUMBER_BITS = np.uint64(24)
NUMBER_MASK = np.uint64((1 << 24) - 1)
MET = "met_"


def pair_of(one: I64, two: I64) -> U64:
    """Two article numbers as one, the smaller above."""
    return linked(np.minimum(one, two), np.maximum(one, two))


def linked(above: I64, below: I64) -> U64:
    """Two article numbers as one."""
    return (above.astype(np.uint64) << NUMBER_BITS) | below.astype(np.uint64)


def parted(pairs: U64) -> tuple[I64, I64]:
    """The two article numbers."""
    return (pairs >> NUMBER_BITS).astype(np.int64), (pairs & NUMBER_MASK).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Met:
    """What the candidate stage found.

    pairs:    candidates (as `pair_of` gives them), sorted.
    standing: hashes of grams that are standing text, sorted.
    state:    what else it wants to be given the next time.
    """

    pairs: U64
    standing: U64
    state: Mapping[str, NDArray[Any]] = field(default_factory=dict)


class Results:
    """Results that are open to read."""

    def __init__(self, folder: Path) -> None:
        state = {path.stem.removeprefix(MET): np.load(path) for path in sorted(folder.glob(f"{MET}*.npy"))}
        self.met = Met(np.load(folder / "pairs.npy"), load_standing(folder), state)
        self.links: U64 = np.load(folder / "links.npy")
        self.reuse = Table(folder, "reuse")
        self.derivations = Table(folder, "derivations")
        self.mended = Table(folder, "mended")

    def close(self) -> None:
        """Close the files."""
        for table in (self.reuse, self.derivations, self.mended):
            table.close()


def write_met(folder: Path, met: Met) -> None:
    """Write what the candidate stage found."""
    np.save(folder / "pairs.npy", met.pairs)
    np.save(folder / "standing.npy", met.standing)
    for name, values in met.state.items():
        np.save(folder / f"{MET}{name}.npy", values)


def load_standing(folder: Path) -> U64:
    """The standing text that `write_met` wrote."""
    found: U64 = np.load(folder / "standing.npy")
    return found
