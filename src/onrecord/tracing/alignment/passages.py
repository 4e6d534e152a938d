"""Passages: what was found, in columns, as the values that users get."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from onrecord.model import Article, Passage, Reuse, Span
from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.alignment.coverage import F64, main_relations
from onrecord.tracing.alignment.relations import RELATIONS
from onrecord.tracing.alignment.stretches import Stretches
from onrecord.tracing.arrays import Bools
from onrecord.tracing.sheets import U8


def merged_stretches(found: Stretches, goes_on: Bools) -> tuple[Stretches, Bools]:
    """Stretches that go on from the one before, joined to it; and which were the first of one that is left."""
    first = ~goes_on
    if not goes_on.any():
        return found, first
    at = np.flatnonzero(first)
    last = np.append(at[1:], len(found)) - 1
    joined = Stretches(
        found.pair[at],
        found.a[at],
        found.a_end[last],
        found.b[at],
        found.b_end[last],
        found.a_from[at],
        found.a_to[last],
        found.b_from[at],
        found.b_to[last],
    )
    return joined, first


def passages(found: Stretches, relation: U8) -> list[Passage]:
    """One passage for each stretch."""
    span = partial(tuple.__new__, Span)  # what Span(...) does, without a call of Python's own for each
    left = map(span, zip(found.a_from.tolist(), found.a_to.tolist(), strict=True))
    right = map(span, zip(found.b_from.tolist(), found.b_to.tolist(), strict=True))
    return list(map(Passage, left, right, [RELATIONS[number] for number in relation.tolist()]))


def reuses(
    articles: Sequence[Article],
    pairs: Pairs,
    found: Stretches,
    relation: U8,
    told: tuple[F64, Mapping[int, Passage]],
) -> list[Reuse | None]:
    """The reuse of each pair that has stretches; None for the others.

    found, relation: what the pairs share. told: (pairs, 2) how much of both articles that is, and the passages that
    their headlines are.
    """
    coverage, heads = told
    out: list[Reuse | None] = [None] * len(pairs)
    every = passages(found, relation)
    mains = main_relations(pairs, found, relation)
    shared = np.flatnonzero(np.bincount(found.pair, minlength=len(pairs)))
    bounds = np.append(np.searchsorted(found.pair, shared), len(every)).tolist()
    rows = zip(
        shared.tolist(),
        pairs.first[shared].tolist(),
        pairs.second[shared].tolist(),
        [RELATIONS[number] for number in mains[shared].tolist()],
        coverage[shared].tolist(),
        pairwise(bounds),
        strict=True,
    )
    for pair, first, second, main, (cover_a, cover_b), (begin, end) in rows:
        own = every[begin:end]
        if pair in heads:
            insort(own, heads[pair], key=_begin)
        out[pair] = Reuse(articles[first].id, articles[second].id, main, cover_a, cover_b, tuple(own))
    return out


def _begin(passage: Passage) -> int:
    return passage.a.begin
