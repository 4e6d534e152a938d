"""How much it tells when two texts share a word: its surprise in bits.

What is known of English words beforehand (vocabulary `word_frequencies`) is blended with what the collection shows,
so that two articles alone are judged sensibly and so is a collection in which every article names the same war.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.folding import F32, I64, U64, Words, words_of_texts
from onrecord.vocabulary import vocabulary

SLOTS = 1 << 18
COUNT_BINS = 1 << 20
PRIOR_WORDS = 20_000.0
"""The weight of what is known beforehand, as a number of words read. At this weight a name that two articles of
600 words both carry keeps about the surprise it has in general text."""

LENGTH_BITS = (0.0, 7.0, 8.0, 10.5, 12.5, 14.0, 15.0, 15.5)
"""Surprise of a word that is in no list, by its letters (the last for all longer): shorter words are commoner in
every language (Zipf's law of abbreviation)."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Known frequencies in a direct-mapped table: slot -> hash and bits."""

    hashes: U64
    bits: F32


@cache
def _known() -> tuple[_Known, _Known]:
    """The known words and the known stems."""
    rates: list[float] = []
    words: list[str] = []
    for language in vocabulary("word_frequencies").values():
        for rate, listed in language.items():
            words += listed.split()
            rates += [float(rate)] * len(listed.split())
    hashed = words_of_texts(words)
    share = np.array(rates)[hashed.text] / 1e6
    return _table(hashed.word, share), _table(hashed.stem, share)


def _table(hashes: U64, share: NDArray[np.float64]) -> _Known:
    distinct, place = np.unique(hashes, return_inverse=True)
    total = np.bincount(place, weights=share)
    order = np.argsort(total, kind="stable")  # the commonest is written last and keeps a contested slot
    table = _Known(np.zeros(SLOTS, np.uint64), np.zeros(SLOTS, np.float32))
    slot = (distinct[order] >> np.uint64(46)).astype(np.int64)
    table.hashes[slot] = distinct[order]
    table.bits[slot] = -np.log2(total[order])
    return table


def _prior(hashes: U64, length: I64, table: _Known) -> F32:
    slot = (hashes >> np.uint64(46)).astype(np.int64)
    by_length = np.array(LENGTH_BITS, np.float32)[np.minimum(length, len(LENGTH_BITS) - 1)]
    return np.where(table.hashes[slot] == hashes, table.bits[slot], by_length)


def word_bits(words: Words) -> F32:
    """Surprise of each word in bits, from what is known beforehand alone: it depends on no other text."""
    return _prior(words.word, words.length, _known()[0])


def stem_bits(words: Words) -> F32:
    """The same for each word's stem."""
    return _prior(words.stem, words.length, _known()[1])


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each stem stands in a collection, in hashed bins: a collision makes a stem look commoner."""

    bins: NDArray[np.uint32]
    total: int


def counts_of(stems: U64) -> NDArray[np.uint32]:
    """The bins of one batch, to be summed."""
    return np.bincount(stems >> np.uint64(44), minlength=COUNT_BINS).astype(np.uint32)


def collection_bits(words: Words, counts: Counts) -> F32:
    """Surprise of each word's stem in bits, blended from what is known beforehand and from the collection."""
    prior = np.exp2(-stem_bits(words)) * PRIOR_WORDS
    seen = counts.bins[(words.stem >> np.uint64(44)).astype(np.int64)]
    return -np.log2((seen + prior) / (counts.total + PRIOR_WORDS)).astype(np.float32)
