"""From scores to trees and names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Places = NDArray[np.intp]

NEVER = -1e5
LONGEST = 400
"""Words up to which the best tree is sought; a longer row is no sentence, and a tree of any kind will do."""


def tree(arcs: Array) -> Places:
    """The best tree with one root: for each word its head, counted from 1, 0 for the root.

    arcs: (words, 1 + words), the score of each head for each word. The best head of every word is taken when that
    makes a tree; else Chu, Liu and Edmonds' algorithm finds the best tree for each likely root.
    """
    heads: Places = arcs.argmax(axis=1)
    if (heads == 0).sum() == 1 and _reaches_root(heads):
        return heads
    n = len(arcs)
    if n > LONGEST:
        return _mended(arcs)
    scores = np.full((n + 1, n + 1), NEVER)
    scores[1:] = arcs
    best, best_total = heads, -np.inf
    for root in np.argsort(-arcs[:, 0], kind="stable")[:3]:
        only = scores.copy()
        only[1:, 0] = NEVER
        only[root + 1, 1:] = NEVER
        only[root + 1, 0] = scores[root + 1, 0]
        found = _edmonds(only)[1:]
        total = float(arcs[np.arange(n), found].sum())
        if total > best_total:
            best, best_total = found, total
    return best


def _mended(arcs: Array) -> Places:
    """A tree near the best heads: one root, and one word of each cycle hung from it."""
    root = int(arcs[:, 0].argmax())
    heads: Places = arcs[:, 1:].argmax(axis=1) + 1
    heads[root] = 0
    while (cycle := _cycle(np.concatenate([[0], heads]))) is not None:
        heads[cycle[0] - 1] = root + 1
    return heads


def _reaches_root(heads: Places) -> bool:
    at = heads
    above = np.concatenate([[0], heads])
    for _ in range(len(heads).bit_length() + 1):
        at = above[at]
        if not at.any():
            return True
        above = above[above]
    return not at.any()


def _edmonds(scores: NDArray[np.float64]) -> Places:
    """The best arborescence over nodes 0..n with root 0: `scores[d, h]`; the result at 0 is 0."""
    heads: Places = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, outer)] - kept[:, None]
    out_of = scores[np.ix_(outer, cycle)]
    small = np.full((len(outer) + 1, len(outer) + 1), NEVER)
    small[:-1, :-1] = scores[np.ix_(outer, outer)]
    small[-1, :-1] = into.max(axis=0) + kept.sum()
    small[:-1, -1] = out_of.max(axis=1)
    np.fill_diagonal(small, NEVER)
    solved = _edmonds(small)
    result = heads.copy()
    for i, node in enumerate(outer):
        if node:
            above = solved[i]
            result[node] = cycle[int(out_of[i].argmax())] if above == len(outer) else outer[above]
    entry = int(solved[-1])
    broken = cycle[int(into[:, entry].argmax())]
    result[broken] = outer[entry]
    return result


def _cycle(heads: Places) -> Places | None:
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return np.array(path[path.index(at) :])
        state[path] = 2
    return None


class NameDecoder:
    """The best well-formed row of B, I, E, S and O marks (Viterbi)."""

    def __init__(self, marks: Sequence[str]) -> None:
        def fits(a: str, b: str) -> bool:
            inside = a[0] in "BI"
            return (b[0] in "IE" and b[1:] == a[1:]) if inside else b[0] in "OBS"

        self._marks = list(marks)
        self._steps = np.array([[0.0 if fits(a, b) else NEVER for b in marks] for a in marks])
        self._first = np.array([0.0 if mark[0] in "OBS" else NEVER for mark in marks])
        self._last = np.array([0.0 if mark[0] in "OES" else NEVER for mark in marks])
        self._outside = self._marks.index("O")

    def names(self, scores: Array) -> list[tuple[int, int, str]]:
        """(first, last + 1, label) of each name; `scores` has a row for each word."""
        if (scores.argmax(axis=1) == self._outside).all():
            return []
        at = scores[0] + self._first
        back = []
        for row in scores[1:]:
            ways = at[:, None] + self._steps
            back.append(ways.argmax(axis=0))
            at = ways.max(axis=0) + row
        best = [int((at + self._last).argmax())]
        for row in reversed(back):
            best.append(int(row[best[-1]]))
        out, begin = [], 0
        for i, mark in enumerate(self._marks[k] for k in reversed(best)):
            if mark[0] in "BS":
                begin = i
            if mark[0] in "ES":
                out.append((begin, i + 1, mark[2:]))
        return out
