"""The arrays that tracing works on, by the type of what they hold, and ragged columns: ranges in a row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]


def offsets(sizes: I64) -> I64:
    """Where each of the ranges of such sizes begins, and the end of the last."""
    out = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=out[1:])
    return out


def ragged(begin: I64, size: I64) -> I64:
    """begin[0], begin[0] + 1, ... (size[0] numbers), begin[1], begin[1] + 1, ...; one after the other."""
    some = np.flatnonzero(size)
    if not len(some):
        return some
    begin, size = begin[some], size[some]
    end = np.cumsum(size)
    step = np.ones(int(end[-1]), np.int64)  # summing steps takes a third of the time of repeating numbers
    step[0] = begin[0]
    step[end[:-1]] = begin[1:] - begin[:-1] - size[:-1] + 1
    return np.cumsum(step, out=step)


def among(keys: U64, sorted_keys: U64) -> Bools:
    """Which of `keys` are among `sorted_keys`."""
    if not len(sorted_keys):
        return np.zeros(len(keys), np.bool_)
    at = np.minimum(np.searchsorted(sorted_keys, keys), len(sorted_keys) - 1)
    return np.asarray(sorted_keys[at] == keys)
