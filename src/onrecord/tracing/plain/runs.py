"""Runs: equal words in a row that two articles share inside sentences that are not alike as wholes.

A quotation set into another sentence, or a text without sentence marks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from onrecord.tracing.fingerprints import GRAM, gram_hashes
from onrecord.tracing.folding import I64, U64, Bools
from onrecord.tracing.plain.sheets import Sheet

LEAST_WORDS = 7
LEAST_BITS = 30.0
"""What a run must tell, in bits beyond function words: a clause with about four content words."""

REPEATS = 4
"""A gram that stands more often than this in one article starts no run."""


class Run(NamedTuple):
    """`size` equal words from word `a` of one article and word `b` of the other."""

    a: int
    b: int
    size: int


def shared_runs(a: Sheet, b: Sheet, free_a: Bools, free_b: Bools) -> list[Run]:
    """The runs among the free words of two articles, in the order of `a`; none overlaps another."""
    starts = _common_grams(_grams(a.words, free_a), _grams(b.words, free_b))
    found = [run for run in _diagonals(*starts) if run.size >= LEAST_WORDS and _bits(a, run) >= LEAST_BITS]
    used_a, used_b = ~free_a, ~free_b
    kept: list[Run] = []
    for run in sorted(found, key=lambda run: (-run.size, run)):
        trimmed = _unused(run, used_a, used_b)
        if trimmed.size >= LEAST_WORDS and _bits(a, trimmed) >= LEAST_BITS:
            used_a[trimmed.a : trimmed.a + trimmed.size] = True
            used_b[trimmed.b : trimmed.b + trimmed.size] = True
            kept.append(trimmed)
    return sorted(kept)


def _grams(words: U64, free: Bools) -> tuple[U64, I64]:
    """The grams whose words are all free, and where each begins, without those that repeat too often."""
    hashes = gram_hashes(words)
    whole = np.convolve(free, np.ones(GRAM, np.int64), "valid") == GRAM if len(words) >= GRAM else free[:0]
    at = np.flatnonzero(whole)
    _, place, count = np.unique(hashes[at], return_inverse=True, return_counts=True)
    at = at[count[place] <= REPEATS]
    return hashes[at], at


def _common_grams(a: tuple[U64, I64], b: tuple[U64, I64]) -> tuple[I64, I64]:
    order = np.argsort(b[0], kind="stable")
    low = np.searchsorted(b[0][order], a[0], side="left")
    count = np.searchsorted(b[0][order], a[0], side="right") - low
    inside = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(a[1], count), b[1][order][np.repeat(low, count) + inside]


def _diagonals(at_a: I64, at_b: I64) -> list[Run]:
    if not len(at_a):
        return []
    order = np.lexsort((at_a, at_a - at_b))
    at_a, at_b = at_a[order], at_b[order]
    fresh = np.append(True, (np.diff(at_a) != 1) | (np.diff(at_b) != 1))
    first = np.flatnonzero(fresh)
    size = np.diff(np.append(first, len(at_a))) + GRAM - 1
    return [Run(int(i), int(j), int(n)) for i, j, n in zip(at_a[first], at_b[first], size, strict=True)]


def _bits(a: Sheet, run: Run) -> float:
    return float(a.weight[run.a : run.a + run.size].sum())


def _unused(run: Run, used_a: Bools, used_b: Bools) -> Run:
    """The longest part of the run that no longer run has taken."""
    blocked = used_a[run.a : run.a + run.size] | used_b[run.b : run.b + run.size]
    if not blocked.any():
        return run
    edges = np.flatnonzero(np.append(np.append(True, blocked), True))
    gaps = np.diff(edges) - 1
    best = int(gaps.argmax())
    return Run(run.a + int(edges[best]), run.b + int(edges[best]), int(gaps[best]))
