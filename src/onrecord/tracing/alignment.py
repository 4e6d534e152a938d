"""Alignment: which sentences of two articles say the same, in the same words or in others.

Sentences are paired greedily, best first, in any order: equal ones, then alike ones, then weaker ones beside pairs
that stand already; a sentence left over may join a pair whose other side says what it says (one sentence made two).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.tracing.folding import Bools
from onrecord.tracing.sheets import Sheet
from onrecord.tracing.similarity import Cells, cells_of, order_alike

ALIKE = 0.42
"""Mean of likeness and containment from which two sentences are paired wherever they stand."""

BESIDE = 0.14
"""What it adds that a neighbouring sentence is paired with a neighbour on the other side."""

JOINS = 0.6
"""Share of a left-over sentence's bits that a paired sentence of the other article must hold for it to join."""

FEW_WORDS = 4
ORDER_COUNTS_FROM = 0.3


class Link(NamedTuple):
    """Sentences `a` to `a_end` (excluded) of one article beside `b` to `b_end` of the other."""

    a: int
    a_end: int
    b: int
    b_end: int


def aligned_sentences(a: Sheet, b: Sheet) -> list[Link]:
    """The links between two articles in the order of `a`; no sentence is in two links."""
    equal = _equal(a, b)
    free_a, free_b = _free(a, (i for i, _ in equal)), _free(b, (j for _, j in equal))
    if not (free_a.any() and free_b.any()):
        return _links(equal)
    cells = cells_of(a, b, free_a, free_b)
    score = _scores(a, b, cells)
    pairs = _paired(cells, score, equal)
    return _joined(a, b, cells, pairs)


def _free(sheet: Sheet, taken: Iterable[int]) -> Bools:
    free = np.ones(len(sheet.spans), np.bool_)
    free[list(taken)] = False
    return free


def _links(pairs: Iterable[tuple[int, int]]) -> list[Link]:
    return [Link(i, i + 1, j, j + 1) for i, j in sorted(pairs)]


def _equal(a: Sheet, b: Sheet) -> list[tuple[int, int]]:
    """Sentences with equal words; of several, the one nearest to where the last pair leads."""
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    expected = 0
    for i, key in enumerate(a.keys):
        there = [j for j in b.places.get(key, ())[:64] if j not in used]
        if there:
            j = min(there, key=lambda place: (abs(place - expected), place))
            pairs.append((i, j))
            used.add(j)
            expected = j + 1
    return _without_stray(a, pairs)


def _without_stray(a: Sheet, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Very short sentences ("Yes.", "he said.") count only beside another pair."""
    every = set(pairs)
    return [
        (i, j)
        for i, j in pairs
        if a.first[i + 1] - a.first[i] >= FEW_WORDS or (i - 1, j - 1) in every or (i + 1, j + 1) in every
    ]


def _scores(a: Sheet, b: Sheet, cells: Cells) -> list[float]:
    """How alike each cell's sentences are: shared words, and the order in which they stand."""
    base = 0.65 * cells.alike + 0.35 * cells.contained
    out: list[float] = base.tolist()
    for place in np.flatnonzero(base >= ORDER_COUNTS_FROM).tolist():
        order = order_alike(a.words_in(int(cells.a[place])), b.words_in(int(cells.b[place])))
        out[place] = max(out[place], 0.5 * (out[place] + order))
    return out


def _paired(cells: Cells, score: Sequence[float], equal: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Sentence of `a` -> sentence of `b`, best first; then weaker ones beside a pair."""
    pairs = dict(equal)
    taken = set(pairs.values())
    order = sorted(range(len(score)), key=lambda c: (-score[c], int(cells.a[c]), int(cells.b[c])))
    for bonus in (0.0, BESIDE, BESIDE):
        for cell in order:
            i, j = int(cells.a[cell]), int(cells.b[cell])
            if i in pairs or j in taken:
                continue
            if score[cell] >= ALIKE or (bonus and score[cell] + bonus >= ALIKE and _has_neighbour(pairs, i, j)):
                pairs[i] = j
                taken.add(j)
    return pairs


def _has_neighbour(pairs: dict[int, int], i: int, j: int) -> bool:
    before, after = pairs.get(i - 1), pairs.get(i + 1)
    return (before is not None and 0 < j - before <= 2) or (after is not None and 0 < after - j <= 2)


def _joined(a: Sheet, b: Sheet, cells: Cells, pairs: dict[int, int]) -> list[Link]:
    """Links, with sentences left over joined to a neighbour whose partner holds most of what they say."""
    links = {link.a: link for link in _links(pairs.items())}
    owner_b = {j: i for i, j in pairs.items()}
    left_a = set(range(len(a.spans))) - set(pairs)
    left_b = set(range(len(b.spans))) - set(owner_b)
    for cell in np.argsort(-cells.contained, kind="stable").tolist():
        i, j = int(cells.a[cell]), int(cells.b[cell])
        if cells.shared[cell] < JOINS * (a.total[i] if i in left_a else b.total[j]):
            continue
        if i in left_a and j in owner_b:
            key = next((k for k in (i - 1, i + 1) if pairs.get(k) == j), None)
            if key is not None and links[key].a_end - links[key].a == 1 and links[key].b_end - links[key].b == 1:
                links[key] = Link(min(i, key), max(i, key) + 1, j, j + 1)
                left_a.discard(i)
        elif j in left_b and i in pairs and abs(pairs[i] - j) == 1:
            link = links[i]
            if link.a_end - link.a == 1 and link.b_end - link.b == 1:
                links[i] = Link(link.a, link.a_end, min(j, link.b), max(j + 1, link.b_end))
                left_b.discard(j)
    return sorted(links.values())
