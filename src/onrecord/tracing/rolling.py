"""Hashes of runs of words, of any length and beginning, from one pass over the words (Karp and Rabin 1987).

The hash of a run is the sum of its words times powers of one odd number, modulo 2**64, then mixed. An odd number
has an inverse modulo 2**64, so every run's sum is a difference of two prefix sums times a power of the inverse.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from onrecord.tracing.arrays import I64, U32, U64
from onrecord.tracing.folding import scattered

BASE = 0x9E3779B97F4A7C15  # the golden ratio's first 64 bits, odd: an arbitrary number that is no pattern's friend
KEPT_POWERS = 1 << 17


def prefix_sums(words: U32 | U64) -> U64:
    """(words + 1) sums from which `window_hashes` and `range_hashes` are made."""
    out = np.zeros(len(words) + 1, np.uint64)
    np.cumsum(words * _powers(len(words))[0], out=out[1:])
    return out


def window_hashes(sums: U64, size: int) -> U64:
    """The hash of each run of `size` words; empty when there are fewer."""
    count = max(len(sums) - size, 0)
    return scattered((sums[size:] - sums[:count]) * _powers(count)[1])


def range_hashes(sums: U64, bounds: I64) -> U64:
    """The hash of the words from each of `bounds` to the next."""
    at = sums[bounds]
    return scattered((at[1:] - at[:-1]) * _powers(len(sums))[1][bounds[:-1]])


def hashes_at(words: U32, places: I64, size: int) -> U64:
    """The hash of the `size` words from each of `places` on, without sums: for a few places of many."""
    out = words[places + (size - 1)].astype(np.uint64)
    for offset in range(size - 2, -1, -1):
        out *= np.uint64(BASE)
        out += words[places + offset]
    return scattered(out)


def _powers(size: int) -> tuple[U64, U64]:
    """At least `size` powers of BASE and of its inverse."""
    forth, back = _kept_powers() if size <= KEPT_POWERS else _made_powers(size)
    return forth[:size], back[:size]


@cache
def _kept_powers() -> tuple[U64, U64]:
    return _made_powers(KEPT_POWERS)


def _made_powers(size: int) -> tuple[U64, U64]:
    factors = np.full((2, size), 1, np.uint64)
    factors[0, 1:] = BASE
    factors[1, 1:] = pow(BASE, -1, 1 << 64)
    forth, back = np.cumprod(factors, axis=1)
    return forth, back
