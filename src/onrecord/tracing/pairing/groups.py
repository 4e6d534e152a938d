"""Groups: the articles that carry the same feature, as runs of sorted rows, and the pairs that they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.arrays import ragged
from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import I64, U64, Bools

NUMBER_BITS = 24
VALUE_BITS = 16
COUNT_BITS = 6
"""A link is one 64-bit number: the two articles (24 bits each, the smaller first), a weight in sixteenths (10 bits)
and how many shared features it stands for (6 bits). So links sort by pair, and sort fast."""

SECOND, FIRST, COUNT = np.uint64(VALUE_BITS), np.uint64(VALUE_BITS + NUMBER_BITS), np.uint64(COUNT_BITS)


@dataclass(frozen=True, slots=True)
class Groups:
    """Runs of rows that hold one feature: `size` rows from `start` on; of two rows or more."""

    start: I64
    size: I64

    def __len__(self) -> int:
        return len(self.start)

    def where(self, chosen: Bools | I64) -> Groups:
        """Those that are chosen, or stand at these places."""
        return Groups(self.start[chosen], self.size[chosen])


def groups(rows: U64) -> Groups:
    """The features that several articles carry, in sorted rows."""
    at = np.flatnonzero((rows[1:] ^ rows[:-1]) <= ARTICLE_MASK)
    if not len(at):
        return Groups(np.zeros(0, np.int64), np.zeros(0, np.int64))
    head = np.flatnonzero(np.append(True, np.diff(at) != 1))
    return Groups(at[head], np.diff(np.append(head, len(at))) + 1)


def links_of_all(rows: U64, found: Groups, weight: I64) -> U64:
    """A link for each two carriers of each group, of the group's weight."""
    article = rows[ragged(found.start, found.size)] & ARTICLE_MASK
    own = np.arange(len(article))
    after = np.repeat(np.cumsum(found.size), found.size) - own - 1
    value = np.repeat(values(weight), found.size)
    left = np.repeat(article << FIRST | value, after)
    right = np.arange(len(left)) - np.repeat(np.cumsum(after) - after - own - 1, after)
    return np.asarray(left | article[right] << SECOND)


def links_to_anchors(carrier: I64, anchor: I64, rank: I64, weight: int) -> U64:
    """A link of each carrier to those of its anchors that rank before it.

    carrier: (rows) article numbers. anchor: (rows, ANCHORS) article numbers, -1 for none.
    """
    mine = np.broadcast_to(carrier[:, None], anchor.shape)
    linked = (anchor >= 0) & (rank[anchor] < rank[mine])
    one, two = mine[linked].astype(np.uint64), anchor[linked].astype(np.uint64)
    return np.minimum(one, two) << FIRST | np.maximum(one, two) << SECOND | values(np.array(weight))


def values(weight: I64) -> U64:
    """The low bits of links that stand for one shared feature."""
    return weight.astype(np.uint64) << COUNT | np.uint64(1)


def anchors(carrier: I64, size: I64, rank: I64, count: int) -> I64:
    """The `count` carriers of each group that rank first, in order; -1 where a group has fewer.

    carrier: article numbers, group after group. size: of each group. rank: of each article of the collection,
    no two alike.
    """
    order = np.lexsort((rank[carrier], np.repeat(np.arange(len(size)), size)))
    begin = np.cumsum(size) - size
    out = np.full((len(size), count), -1, np.int64)
    for column in range(count):
        some = size > column
        out[some, column] = carrier[order[begin[some] + column]]
    return out
