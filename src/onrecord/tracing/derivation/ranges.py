"""Ranges of words: where spans stand among the words of articles, for many articles at a time."""

from __future__ import annotations

import numpy as np

from onrecord.tracing.arrays import I64
from onrecord.tracing.sheets import Sheets


def word_at(sheets: Sheets, article: I64, character: I64) -> I64:
    """The first word of each article that begins at a character or behind it, as a row of the columns of words.

    A binary search in all articles at once, by steps that are halved; behind the last word where there is none.
    """
    if not len(sheets.begin):
        return np.zeros(len(article), np.int64)
    found = sheets.word_from[article] - 1  # the last word known to begin before
    last = sheets.word_from[article + 1] - 1
    step = 1 << int((last - found).max(initial=0)).bit_length()
    while step:
        ahead = np.minimum(found + step, last)
        found = np.where(sheets.begin[ahead] < character, np.maximum(ahead, found), found)
        step >>= 1
    return np.asarray(found + 1, np.int64)


def spread(begin: I64, size: I64) -> I64:
    """The rows of ranges, one after the other."""
    before = np.cumsum(size) - size
    return np.asarray(np.arange(size.sum()) + np.repeat(begin - before, size), np.int64)


def disjoint(begin: I64, end: I64) -> tuple[I64, I64, I64]:
    """Ranges in order, each without what lies in one before it: which each was, where it begins, and its size."""
    order = np.argsort(begin, kind="stable")
    begin, end = begin[order], np.maximum.accumulate(end[order]) if len(end) else end
    begin[1:] = np.maximum(begin[1:], end[:-1])
    return order, begin, end - begin
