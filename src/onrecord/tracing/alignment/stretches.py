"""Stretches: what stands beside what in two articles, in words and in characters; many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.alignment.columns import Links
from onrecord.tracing.alignment.ragged import summed
from onrecord.tracing.arrays import I64, Bools, ragged
from onrecord.tracing.sheets import Sheets

WORD_BITS = 32  # the words of a batch are fewer

FEW_WORDS = 4
"""Shorter sentences tell nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """A stretch of a pair's first article beside a stretch of its second; no two of a pair overlap on a side.

    pair:             the pair's place among `Pairs`, not decreasing.
    a, a_end, b, b_end: places in the batch's columns of words.
    a_from, a_to, b_from, b_to: characters of the articles' texts.
    """

    pair: I64
    a: I64
    a_end: I64
    b: I64
    b_end: I64
    a_from: I64
    a_to: I64
    b_from: I64
    b_to: I64

    def __len__(self) -> int:
        return len(self.pair)

    def of(self, kept: NDArray[np.generic]) -> Stretches:
        """Those at the given places, or where a mask is true."""
        return Stretches(*(getattr(self, field.name)[kept] for field in fields(self)))

    def words(self) -> I64:
        """The words of the shorter side of each."""
        return np.asarray(np.minimum(self.a_end - self.a, self.b_end - self.b))


def whole_links(sheets: Sheets, links: Links) -> Links:
    """`links` with those of several sentences taken apart where they are equal sentence by sentence."""
    size = links.a_end - links.a
    several = (size == links.b_end - links.b) & (size > 1)
    if not several.any():
        return links
    at = np.flatnonzero(several)
    same = summed(sheets.key[ragged(links.a[at], size[at])] == sheets.key[ragged(links.b[at], size[at])])
    end = np.cumsum(size[at])
    several[at] = same[end] - same[end - size[at]] == size[at]
    times = np.where(several, size, 1)
    a, b = ragged(links.a, times), ragged(links.b, times)
    step = np.repeat(np.where(several, 1, 0), times)
    whole_a, whole_b = np.repeat(links.a_end, times), np.repeat(links.b_end, times)
    return Links(np.repeat(links.pair, times), a, np.where(step, a + 1, whole_a), b, np.where(step, b + 1, whole_b))


def telling(sheets: Sheets, standing: Bools, links: Links) -> Bools:
    """Which links tell something by themselves: no standing text, and no snippet of a few words.

    standing: (sentences) whether each is standing text.
    """
    first = sheets.sentence_word
    words = np.minimum(first[links.a_end] - first[links.a], first[links.b_end] - first[links.b])
    out = np.asarray(words >= FEW_WORDS)
    if standing.any():
        seen = summed(standing)
        out &= seen[links.a_end] - seen[links.a] < links.a_end - links.a
        out &= seen[links.b_end] - seen[links.b] < links.b_end - links.b
    return out


def beside_telling(links: Links, tells: Bools) -> Bools:
    """Which links tell, or stand right beside one that does on both sides."""
    out = tells.copy()
    next_to = (links.a[1:] == links.a_end[:-1]) & (links.b[1:] == links.b_end[:-1])
    next_to &= links.pair[1:] == links.pair[:-1]
    out[1:] |= next_to & tells[:-1]
    out[:-1] |= next_to & tells[1:]
    return out


def chosen(links: Links, kept: NDArray[np.generic]) -> Links:
    """The links at the given places, or where a mask is true."""
    return Links(links.pair[kept], links.a[kept], links.a_end[kept], links.b[kept], links.b_end[kept])


def stretches_of(sheets: Sheets, links: Links) -> Stretches:
    """The stretches that the links' sentences make up."""
    first, begin, end = sheets.sentence_word, sheets.sentence_begin, sheets.sentence_end
    return Stretches(
        links.pair,
        first[links.a],
        first[links.a_end],
        first[links.b],
        first[links.b_end],
        begin[links.a].astype(np.int64),
        end[links.a_end - 1].astype(np.int64),
        begin[links.b].astype(np.int64),
        end[links.b_end - 1].astype(np.int64),
    )


def overlapping(found: Stretches, others: Stretches) -> Bools:
    """Which stretches have words in common with any of `others`, on either side."""
    out = np.zeros(len(found), np.bool_)
    for side, side_end in (("a", "a_end"), ("b", "b_end")):
        begins = np.sort((others.pair << WORD_BITS) + getattr(others, side))
        ends = np.sort((others.pair << WORD_BITS) + getattr(others, side_end))
        begin, end = ((found.pair << WORD_BITS) + getattr(found, name) for name in (side, side_end))
        out |= np.searchsorted(begins, end, side="left") > np.searchsorted(ends, begin, side="right")
    return out


def joined_stretches(one: Stretches, two: Stretches) -> tuple[Stretches, I64]:
    """Both by pair, then in the order of the first article, and the place of each in `one` followed by `two`."""
    both = Stretches(
        *(np.concatenate((getattr(one, field.name), getattr(two, field.name))) for field in fields(Stretches))
    )
    order = np.lexsort((both.a_from, both.pair))
    return both.of(order), order
