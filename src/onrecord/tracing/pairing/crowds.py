"""Crowds: grams that more articles carry than are linked with each other, and what is kept of them.

A story that ten thousand print has hundreds of such grams. With this at hand, one more printing is linked without
reading the ten thousand again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.tracing.dates import NO_DAY
from onrecord.tracing.folding import I64, U64, Bools
from onrecord.tracing.pairing.collection import Collection
from onrecord.tracing.pairing.families import ANCHORS
from onrecord.tracing.standing import DAYS

NEVER = 1 << 22
"""Later than any day."""


@dataclass(frozen=True, slots=True)
class Crowds:
    """Grams of crowds that are no standing text.

    gram:   hashes, sorted.
    anchor: (grams, ANCHORS) the carriers that rank first, in order.
    earliest, latest: the days of the first and last dated carrier; NEVER and NO_DAY where none is dated.
    """

    gram: U64
    anchor: I64
    earliest: I64
    latest: I64

    def __len__(self) -> int:
        return len(self.gram)

    def where(self, chosen: Bools | I64) -> Crowds:
        """Those that are chosen, or stand at these places."""
        return Crowds(self.gram[chosen], self.anchor[chosen], self.earliest[chosen], self.latest[chosen])


def gathered(found: Sequence[Crowds]) -> Crowds:
    """All of them, in order; no gram stands in two."""
    every = Crowds(
        np.concatenate([np.zeros(0, np.uint64), *(each.gram for each in found)]),
        np.concatenate([np.zeros((0, ANCHORS), np.int64), *(each.anchor for each in found)]),
        np.concatenate([np.zeros(0, np.int64), *(each.earliest for each in found)]),
        np.concatenate([np.zeros(0, np.int64), *(each.latest for each in found)]),
    )
    return every if np.all(every.gram[1:] > every.gram[:-1]) else every.where(np.argsort(every.gram))


def days_between(carrier: I64, size: I64, day: I64) -> tuple[I64, I64]:
    """`earliest` and `latest` of groups of carriers. carrier: group after group. size: of each, 1 at least."""
    if not len(size):
        return size, size
    first = np.cumsum(size) - size
    when = day[carrier]
    return np.minimum.reduceat(np.where(when == NO_DAY, NEVER, when), first), np.maximum.reduceat(when, first)


def widened(crowds: Crowds, earliest: I64, latest: I64) -> Crowds:
    """The same with more carriers, of these days."""
    return Crowds(
        crowds.gram, crowds.anchor, np.minimum(crowds.earliest, earliest), np.maximum(crowds.latest, latest)
    )


def settled(crowds: Crowds, carrier: I64, size: I64, collection: Collection) -> Bools:
    """Which crowds stay as they are, but for their days, when these carriers join: they have the same anchors, and
    print on too few days to be standing text.

    crowds: as they were. carrier: those that join, crowd after crowd. size: how many join each, 1 at least.
    """
    if not len(size):
        return np.zeros(0, np.bool_)
    first = np.cumsum(size) - size
    wide = widened(crowds, *days_between(carrier, size, collection.day))
    rank = np.minimum.reduceat(collection.rank[carrier], first)
    undated = (collection.day[carrier] == NO_DAY) & (collection.outlet[carrier] >= 0)
    out = rank > collection.rank[crowds.anchor[:, -1]]
    out &= wide.latest - wide.earliest < DAYS
    return np.asarray(out & ~np.logical_or.reduceat(undated, first))
