"""Ragged ranges: many slices of one column, looked at together (`places.ragged` gives their places)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.arrays import I64, Bools, ragged


def summed(values: NDArray[np.generic]) -> I64:
    """What all values before each place sum to, and what all do: the sum of a range is a difference of two."""
    out = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=out[1:])
    return out


def equal_ranges(column: NDArray[np.generic], a: I64, b: I64, size: I64) -> Bools:
    """Whether the `size` values from `a` are those from `b`, range by range."""
    total = summed(column[ragged(a, size)] == column[ragged(b, size)])
    end = np.cumsum(size)
    return np.asarray(total[end] - total[end - size] == size)
