"""Order of words: how much of two stretches stands in both in the same order, for many stretches at once."""

from __future__ import annotations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from onrecord.tracing.arrays import I64, U32, ragged

UNIT = 10_000
FIRST_CODE, CODE_SHIFT = 0x10000, 12
"""A word is told by the first 20 bits of its hash, which fit above the code points of common scripts (and of
surrogates): two different words of two sentences are taken for one in fewer than one sentence of a thousand."""


def order_alike(words: U32, a: tuple[I64, I64], b: tuple[I64, I64]) -> I64:
    """Share of the words of both stretches that stand in both in the same order, in units of 1 / UNIT.

    a, b: for each pair of stretches, the first word of each and the number of its words.

    It is twice the longest common subsequence over both lengths: RapidFuzz's bit-parallel Indel distance, over
    strings that have a letter for a word.
    """
    first = np.concatenate((a[0], b[0]))
    size = np.concatenate((a[1], b[1]))
    if not len(first):
        return first
    _, at, place = np.unique((first << 1 << 20) + size, return_index=True, return_inverse=True)
    size_of = size[at]
    codes = (words[ragged(first[at], size_of)] >> np.uint32(CODE_SHIFT)) + np.uint32(FIRST_CODE)
    letters = codes.astype("<u4").tobytes().decode("utf-32-le")
    end = np.cumsum(size_of)
    texts = [letters[i:j] for i, j in zip((end - size_of).tolist(), end.tolist(), strict=True)]
    number = place.tolist()
    half = len(a[0])
    left = [texts[i] for i in number[:half]]
    right = [texts[i] for i in number[half:]]
    both = a[1] + b[1]
    apart = process.cpdist(left, right, scorer=Indel.distance, dtype=np.int32)
    return np.asarray((both - apart) * UNIT // np.maximum(both, 1), np.int64)
