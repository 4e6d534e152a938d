"""Planning: the work of an update in tasks of bounded size, so that few articles are read twice."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.finding import Task
from onrecord.tracing.index.results import parted

PART_WORDS = 1_000_000
"""Words of the articles that are worked on at a time: some 18 MB of sheets. With a half or a quarter as many, more
articles are read twice, and the whole takes a sixth or a quarter longer (50,000 articles, two processes)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The work of an update.

    tasks:    articles that stand near each other, with the fresh pairs among them; and other pairs by themselves.
    articles: those that are in other pairs too, to be concluded when all pairs are aligned.
    """

    tasks: list[Task]
    articles: I64


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


def planned(words: I64, touched: I64, fresh: U64, known: Neighbours) -> Plan:
    """The work on the articles `touched`, among which are those of all `fresh` pairs.

    words: of each article. known: who shares with whom by pairs that are not fresh.
    """
    first, second = parted(fresh)
    ordered = touched[np.argsort(_nearness(first, second, len(words))[touched], kind="stable")]
    parts = parts_of_articles(words, ordered)
    part_of = np.full(len(words), -1)
    for number, part in enumerate(parts):
        part_of[part] = number
    across = part_of[first] != part_of[second]
    waits = np.zeros(len(words), np.bool_)
    waits[np.concatenate((first[across], second[across]))] = True
    inside = fresh[~across][np.argsort(part_of[first[~across]], kind="stable")]
    edges = np.searchsorted(part_of[parted(inside)[0]], np.arange(len(parts) + 1)).tolist()
    tasks = []
    for part, (low, high) in zip(parts, pairwise(edges), strict=True):
        numbers = part[~waits[part]]
        tasks.append(Task(inside[low:high], numbers, known.pairs_of(numbers)))
    nobody, nothing = ordered[:0], fresh[:0]
    tasks += [Task(pairs, nobody, nothing) for pairs in _parts_of_pairs(fresh[across], words)]
    return Plan(tasks, ordered[waits[ordered]])


def _parts_of_pairs(pairs: U64, words: I64) -> list[U64]:
    """`pairs` in parts of bounded size; those of the same longer article side by side."""
    first, second = parted(pairs)
    longer = np.where(words[first] >= words[second], first, second)
    order = np.argsort(longer, kind="stable")
    longer, shorter = longer[order], (first + second - longer)[order]
    size = words[shorter] + np.where(np.diff(longer, prepend=-1) != 0, words[longer], 0)
    return [pairs[order[part]] for part in _parts(size)]


def _nearness(first: I64, second: I64, articles: int) -> I64:
    """By article, its place in an order in which those that pairs bring together stand near each other.

    Groups that hang together follow each other; in large ones, those that have their least neighbours in common.
    """
    once = np.arange(articles)
    np.minimum.at(once, first, second)
    np.minimum.at(once, second, first)
    twice = once.copy()
    np.minimum.at(twice, first, once[second])
    np.minimum.at(twice, second, once[first])
    place = np.empty(articles, np.int64)
    place[np.lexsort((once, twice, components(first, second, articles)))] = np.arange(articles)
    return place


def concluding(words: I64, articles: I64, known: Neighbours) -> list[Task]:
    """The derivations of `articles` whose pairs are all known, in tasks."""
    nothing = np.zeros(0, np.uint64)
    return [Task(nothing, part, known.pairs_of(part)) for part in parts_of_articles(words, articles)]


def parts_of_articles(words: I64, articles: I64) -> list[I64]:
    """`articles` in parts of bounded size."""
    return [articles[part] for part in _parts(words[articles])]


def _parts(words: I64) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.cumsum(words) // PART_WORDS)) + 1
    bounds = [0, *edges.tolist(), len(words)]
    return [slice(low, high) for low, high in pairwise(bounds) if high > low]


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
