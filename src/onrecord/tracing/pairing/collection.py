"""Collections: the features of all articles, in one or several sorted columns, read in slices or looked up.

Articles are numbered through the collection. Where columns lie on disk they are never read whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from onrecord.tracing.arrays import ragged
from onrecord.tracing.fingerprints import ARTICLE_BITS, ARTICLE_MASK
from onrecord.tracing.folding import F32, I64, U64

PART_ROWS = 400_000
"""Rows that are looked at together: they fit in a processor's cache with what is made of them."""


class Features(Protocol):
    """Rows of 40 bits of hash and 24 bits of article (numbered in the collection), sorted, each once."""

    def __len__(self) -> int: ...

    def places(self, values: U64) -> I64:
        """How many rows are smaller than each of `values` (which are sorted)."""
        ...

    def slices(self, begins: I64, ends: I64) -> U64:
        """The rows from each of `begins` to the end (excluded) beside it, one after the other."""
        ...


@dataclass(frozen=True, slots=True)
class HeldFeatures:
    """Features in memory, or in a memory map.

    rows: numbered in their segment. base: the number of the segment's first article in the collection.
    """

    rows: U64
    base: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    def places(self, values: U64) -> I64:
        """How many rows are smaller than each of `values`, whose articles are numbered in the collection."""
        return np.searchsorted(self.rows, values).astype(np.int64)

    def slices(self, begins: I64, ends: I64) -> U64:
        """The rows from each of `begins` to the end (excluded) beside it, one after the other."""
        if len(begins) == 1:
            return np.asarray(self.rows[begins[0] : ends[0]]) + np.uint64(self.base)
        return np.asarray(self.rows[ragged(begins, ends - begins)]) + np.uint64(self.base)


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles and their features.

    grams, terms, frames: of one or several segments, as `preparing.Prints` has them.
    same:   rows of the hash of all words of an article, as `whole_rows` makes them.
    rate:   by article, the share of its grams that was kept; of its frames, half as many were.
    words:  how many words its story has. held: how many grams are kept of it.
    outlet: a number that articles of one outlet share, below 2**22; -1 where it is not known.
    day:    of publication, `dates.NO_DAY` where it is not known.
    rank:   orders the articles: by time of publication, then id. No two are alike.
    """

    grams: tuple[Features, ...]
    terms: tuple[Features, ...]
    frames: tuple[Features, ...]
    same: tuple[Features, ...]
    rate: F32
    words: I64
    held: I64
    outlet: I64
    day: I64
    rank: I64

    def __len__(self) -> int:
        return len(self.rate)


def held_of(grams: U64, articles: int) -> I64:
    """How many grams each article has."""
    return np.bincount((grams & ARTICLE_MASK).astype(np.int64), minlength=articles).astype(np.int64)


def extended(old: Collection, fresh: Collection) -> Collection:
    """Both as one; the articles of `fresh` are numbered after those of `old` already, in its features and here."""
    return Collection(
        grams=old.grams + fresh.grams,
        terms=old.terms + fresh.terms,
        frames=old.frames + fresh.frames,
        same=old.same + fresh.same,
        rate=np.concatenate((old.rate, fresh.rate)),
        words=np.concatenate((old.words, fresh.words)),
        held=np.concatenate((old.held, fresh.held)),
        outlet=np.concatenate((old.outlet, fresh.outlet)),
        day=np.concatenate((old.day, fresh.day)),
        rank=np.concatenate((old.rank, fresh.rank)),
    )


def whole_rows(whole: U64) -> U64:
    """Sorted rows of `Prints.whole`, for articles that have words."""
    some = np.flatnonzero(whole)
    return np.sort((whole[some] & ~ARTICLE_MASK) | some.astype(np.uint64))


def features_of(collection: Collection, family: str) -> tuple[Features, ...]:
    """The columns of the family of that name."""
    columns: tuple[Features, ...] = getattr(collection, family)
    return columns


def parts(every: Sequence[Features], share: tuple[int, int] = (0, 1)) -> Iterator[U64]:
    """All rows in order, in parts of about PART_ROWS that cut no feature in two.

    share: (n, of): every `of`-th part from the n-th on only, for processes that share the work.
    """
    columns = [each for each in every if len(each)]
    total = sum(len(each) for each in columns)
    count = -(-total // PART_ROWS)
    step = (1 << 64 - ARTICLE_BITS) // max(count, 1)
    bounds = (np.arange(1, count, dtype=np.uint64) * np.uint64(step)) << np.uint64(ARTICLE_BITS)
    cuts = [np.concatenate(([0], each.places(bounds), [len(each)])) for each in columns]
    for part in range(share[0], count, share[1]):
        begins, ends = [cut[part : part + 1] for cut in cuts], [cut[part + 1 : part + 2] for cut in cuts]
        yield merged([each.slices(*edge) for each, *edge in zip(columns, begins, ends, strict=True)])


def merged(rows: Sequence[U64]) -> U64:
    """Several columns of sorted rows as one."""
    if len(rows) == 1:
        return rows[0]
    every = np.concatenate([np.zeros(0, np.uint64), *rows])
    every.sort()
    return every
