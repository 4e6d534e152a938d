"""Finding reuse and derivations among the articles of a store, part by part, in one or several processes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.names import Named
from onrecord.tracing.index.result_bytes import packed_derivations, packed_reuse, unpacked_reuse
from onrecord.tracing.index.results import parted
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.index.tables import Table

PART_WORDS = 1_000_000
"""Words of the articles that are worked on at a time: some 18 MB of sheets."""


def reuse_of_pairs(store: Store, stages: Stages, pairs: U64, standing: U64) -> list[bytes | None]:
    """The packed reuse of each candidate pair."""
    first, second = parted(pairs)
    numbers, place = np.unique(np.concatenate((first, second)), return_inverse=True)
    articles = store.some(numbers)
    a, b = place[: len(pairs)], place[len(pairs) :]
    turned = np.array(
        [articles[x].id > articles[y].id for x, y in zip(a.tolist(), b.tolist(), strict=True)], np.bool_
    )
    those = Pairs(np.where(turned, b, a), np.where(turned, a, b))
    found = stages.align(articles, store.sheets(numbers), those, standing)
    return [
        None if each is None else packed_reuse(each, around)
        for each, around in zip(found, turned.tolist(), strict=True)
    ]


def parts_of_pairs(store: Store, pairs: U64) -> list[U64]:
    """`pairs` in parts of bounded size, those that hang together side by side: so fewer articles are read twice."""
    words = store.articles["words"].astype(np.int64)
    first, second = parted(pairs)
    order = np.argsort(components(first, second, len(store))[first], kind="stable")
    ordered = pairs[order]
    return [ordered[part] for part in _parts((words[first] + words[second])[order])]


def parts_of_articles(store: Store, numbers: I64, pairs: U64) -> list[I64]:
    """`numbers` of articles in parts of bounded size, those that `pairs` bring together side by side."""
    ordered = numbers[np.argsort(components(*parted(pairs), len(store))[numbers], kind="stable")]
    return [ordered[part] for part in _parts(store.articles["words"][ordered].astype(np.int64))]


def components(first: I64, second: I64, articles: int) -> I64:
    """By article, the least number of those that hang together with it by way of pairs."""
    label = np.arange(articles)
    while True:
        low = np.minimum(label[first], label[second])
        after = label.copy()
        np.minimum.at(after, label[first], low)
        np.minimum.at(after, label[second], low)
        after = after[after]
        if np.array_equal(after, label):
            return label
        label = after


def _parts(words: I64) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.cumsum(words) // PART_WORDS)) + 1
    bounds = [0, *edges.tolist(), len(words)]
    return [slice(begin, end) for begin, end in pairwise(bounds) if end > begin]


class Neighbours:
    """Who shares with whom."""

    def __init__(self, pairs: U64, articles: int) -> None:
        first, second = parted(pairs)
        ends = np.concatenate((first, second))
        order = np.argsort(ends, kind="stable")
        self._pairs = np.concatenate((pairs, pairs))[order]
        self._from = np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=articles))))

    def pairs_of(self, numbers: I64) -> U64:
        """The pairs of any of these articles, in order, each once."""
        begin, end = self._from[numbers], self._from[numbers + 1]
        size = end - begin
        at = np.repeat(begin - np.cumsum(size) + size, size) + np.arange(size.sum())
        return np.unique(self._pairs[at])


@dataclass(frozen=True, slots=True)
class Concluded:
    """Derivations of articles, packed, and the links to their sources, each two numbers as one."""

    numbers: I64
    packed: list[bytes]
    links: U64


def conclude(store: Store, stages: Stages, reuse: Table, task: tuple[I64, U64], named: Named) -> Concluded:
    """The derivations of articles. task: their numbers, and all pairs of them that share something."""
    numbers, pairs = task
    first, second = parted(pairs)
    sharing = np.unique(np.concatenate((first, second)))
    every = np.concatenate((sharing, np.setdiff1d(numbers, sharing)))
    articles = store.some(every)
    ids = {number: article.id for number, article in zip(every.tolist(), articles, strict=True)}
    known = {article.id: number for number, article in zip(every.tolist(), articles, strict=True)}
    shared = [
        unpacked_reuse(raw, ids[a], ids[b])
        for raw, a, b in zip(reuse.values(pairs), first.tolist(), second.tolist(), strict=True)
    ]
    touched = [ids[number] for number in numbers.tolist()]
    shared.sort(key=lambda each: (each.a, each.b))
    found = stages.conclude(articles, store.sheets(sharing), touched, shared, named)
    links = [
        number << 24 | known[each.source]
        for number, those in zip(numbers.tolist(), found, strict=True)
        for each in those
        if each.source is not None
    ]
    return Concluded(numbers, [packed_derivations(those) for those in found], np.array(links, np.uint64))
