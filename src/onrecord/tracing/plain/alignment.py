"""Alignment: which sentences of two articles say the same, in the same words or in others.

Sentences are paired greedily, best first, in any order: equal ones, then alike ones, then weaker ones beside pairs
that stand already; a sentence left over may join a pair whose other side says what it says (one sentence made two).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.tracing.folding import Bools
from onrecord.tracing.plain.sheets import Sheet
from onrecord.tracing.plain.similarity import Cells, cells_of, order_alike

ALIKE = 0.42
"""Mean of likeness and containment from which two sentences are paired wherever they stand."""

BESIDE = 0.14
"""What it adds that a neighbouring sentence is paired with a neighbour on the other side."""

JOINS = 0.6
"""Share of a left-over sentence's bits that a paired sentence of the other article must hold for it to join."""

KIN, KIN_BITS, KIN_FROM = 0.3, 25.0, 4
"""In articles with KIN_FROM pairs, sentences that fit each other best are paired from this likeness and this many
shared bits: that both are about the same event is known by then."""

QUOTATION_ALIKE, QUOTED_SHARE = 0.3, 0.8
FRAMES_FROM = 3
REPEATS = 64  # of a sentence that stands more often than this in an article, the rest is not looked at
FEW_WORDS = 4
ORDER_COUNTS_FROM = 0.3


class Link(NamedTuple):
    """Sentences `a` to `a_end` (excluded) of one article beside `b` to `b_end` of the other."""

    a: int
    a_end: int
    b: int
    b_end: int


Rule = Callable[[Mapping[int, int], int, int], bool]


def aligned_sentences(a: Sheet, b: Sheet) -> list[Link]:
    """The links between two articles in the order of `a`; no sentence is in two links."""
    equal = _without_stray(a, _matching(a.keys, b.places))
    free_a, free_b = _free(a, (i for i, _ in equal)), _free(b, (j for _, j in equal))
    if not (free_a.any() and free_b.any()):
        return _links(equal)
    cells = cells_of(a, b, free_a, free_b)
    score = _scores(a, b, cells)
    pairs = dict(equal)
    for bar, rule in ((ALIKE, _anywhere), (ALIKE - BESIDE, _beside), (ALIKE - BESIDE, _beside)):
        _pair(pairs, cells, score, bar, rule)
    _pair_frames(a, b, pairs)
    if len(pairs) >= KIN_FROM:
        _pair_kin(cells, score, pairs)
    _pair_quotations(a, b, pairs)
    return _joined(a, b, cells, pairs)


def _free(sheet: Sheet, taken: Iterable[int]) -> Bools:
    free = np.ones(len(sheet.spans), np.bool_)
    free[list(taken)] = False
    return free


def _links(pairs: Iterable[tuple[int, int]]) -> list[Link]:
    return [Link(i, i + 1, j, j + 1) for i, j in sorted(pairs)]


def _matching(keys: Iterable[int], places: Mapping[int, Sequence[int]]) -> list[tuple[int, int]]:
    """Sentences with equal keys; of several, the one nearest to where the last pair leads."""
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    expected = 0
    for i, key in enumerate(keys):
        there = [j for j in places.get(key, ())[:REPEATS] if j not in used]
        if there:
            j = min(there, key=lambda place: (abs(place - expected), place))
            pairs.append((i, j))
            used.add(j)
            expected = j + 1
    return pairs


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


def _pair(pairs: dict[int, int], cells: Cells, score: Sequence[float], bar: float, rule: Rule) -> None:
    """Add pairs that score at least `bar` and that `rule` lets stand beside those there are, best first."""
    taken = set(pairs.values())
    able = [cell for cell, value in enumerate(score) if value >= bar]
    for cell in sorted(able, key=lambda cell: (-score[cell], int(cells.a[cell]), int(cells.b[cell]))):
        i, j = int(cells.a[cell]), int(cells.b[cell])
        if i not in pairs and j not in taken and rule(pairs, i, j):
            pairs[i] = j
            taken.add(j)


def _anywhere(pairs: Mapping[int, int], i: int, j: int) -> bool:  # noqa: ARG001
    return True


def _beside(pairs: Mapping[int, int], i: int, j: int) -> bool:
    before, after = pairs.get(i - 1), pairs.get(i + 1)
    return (before is not None and 0 < j - before <= 2) or (after is not None and 0 < after - j <= 2)


def _pair_frames(a: Sheet, b: Sheet, pairs: dict[int, int]) -> None:
    """Add sentences with the same common words at the same places: word-by-word rewrites. One alone is chance."""
    taken = set(pairs.values())
    places: dict[int, list[int]] = {}
    for j, key in enumerate(b.frames):
        if key and j not in taken:
            places.setdefault(key, []).append(j)
    keys = [0 if i in pairs else key for i, key in enumerate(a.frames)]
    found = [(i, j) for i, j in _matching(keys, places) if keys[i]]
    if len(found) >= FRAMES_FROM or pairs:
        pairs.update(found)


def _pair_kin(cells: Cells, score: Sequence[float], pairs: dict[int, int]) -> None:
    """In articles with much in common, add sentences that are each other's best and share much by themselves."""
    taken = set(pairs.values())
    free = [
        (value, int(cells.a[cell]), int(cells.b[cell]), cell)
        for cell, value in enumerate(score)
        if int(cells.a[cell]) not in pairs and int(cells.b[cell]) not in taken
    ]
    best_a: dict[int, float] = {}
    best_b: dict[int, float] = {}
    for value, i, j, _ in free:
        best_a[i] = max(best_a.get(i, 0.0), value)
        best_b[j] = max(best_b.get(j, 0.0), value)
    for value, i, j, cell in sorted(free, key=lambda each: (-each[0], each[1], each[2])):
        alone = value == best_a[i] == best_b[j]
        if alone and value >= KIN and cells.shared[cell] >= KIN_BITS and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _pair_quotations(a: Sheet, b: Sheet, pairs: dict[int, int]) -> None:
    """Add a quotation that follows a pair on both sides, where neither has another partner.

    A speaker's second sentence is often the one that a rewriting changes past all likeness.
    """
    taken = set(pairs.values())
    for i in sorted(pairs):
        j = pairs[i]
        after_a, after_b = i + 1, j + 1
        if after_a in pairs or after_b in taken or after_a >= len(a.spans) or after_b >= len(b.spans):
            continue
        alike = order_alike(a.words_in(after_a), b.words_in(after_b))
        if _is_quotation(a, after_a) and _is_quotation(b, after_b) and alike >= QUOTATION_ALIKE:
            pairs[after_a] = after_b
            taken.add(after_b)


def _is_quotation(sheet: Sheet, sentence: int) -> bool:
    part = sheet.quoted[sheet.first[sentence] : sheet.first[sentence + 1]]
    return len(part) > 0 and bool(part.mean() >= QUOTED_SHARE)


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
