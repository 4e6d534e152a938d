"""Places: the sentences of many pairs of articles side by side, so that one pass works on all pairs at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from onrecord.tracing.alignment.columns import Pairs
from onrecord.tracing.arrays import I64, offsets
from onrecord.tracing.sheets import Sheets

NONE = -1
PLACE_BITS = 24
PLACE_MASK = (1 << PLACE_BITS) - 1
MOST_SENTENCES = 1 << 21
"""Of a longer article the rest is not looked at, so that the places of one pair can be told in PLACE_BITS."""


@dataclass(frozen=True, slots=True)
class Places:
    """A place for each sentence of a pair's first article, a gap, one for each of its second, a gap; pair by pair.

    Before and behind each sentence there is a place that is in no link and in no other side.

    sentence: (places) index in the sheets' columns of sentences; of a gap, NONE.
    side:     (places) twice the pair's index, plus one on the side of the second article.
    """

    sentence: I64
    side: I64

    def __len__(self) -> int:
        return len(self.sentence)


def places_of(sheets: Sheets, pairs: Pairs) -> Places:
    """The places of `pairs`, no more than 2 ** PLACE_BITS (see `shares`)."""
    articles = np.stack((pairs.first, pairs.second), axis=1).ravel()
    size = _sentences(sheets, articles)
    start = offsets(size + 1)
    sentence = np.arange(start[-1]) + np.repeat(sheets.sentence_from[articles] - start[:-1], size + 1)
    sentence[start[1:] - 1] = NONE
    return Places(sentence, np.repeat(np.arange(len(articles)), size + 1))


def shares(sheets: Sheets, pairs: Pairs, words: int) -> list[slice]:
    """`pairs` cut into stretches of about so many words, both sides counted; a longer pair stands alone."""
    size = np.diff(sheets.word_from)
    of = np.cumsum(size[pairs.first] + size[pairs.second]) // max(words, 1)
    places = np.cumsum(_sentences(sheets, pairs.first) + _sentences(sheets, pairs.second) + 2)
    of += places >> (PLACE_BITS - 2)
    edges = [0, *(np.flatnonzero(np.diff(of)) + 1).tolist(), len(pairs)]
    return [slice(begin, end) for begin, end in itertools.pairwise(edges) if begin < end]


def _sentences(sheets: Sheets, articles: I64) -> I64:
    return np.minimum(np.diff(sheets.sentence_from)[articles], MOST_SENTENCES)


def words_at(sheets: Sheets, places: Places, at: I64) -> I64:
    """How many words the sentences at the given places have."""
    sentence = places.sentence[at]
    return sheets.sentence_word[sentence + 1] - sheets.sentence_word[sentence]
