"""How much it tells when two texts share a word: its surprise in bits, from what is known of words beforehand.

Known are the commonest words of English, and names and words that every newspaper prints (vocabulary
`word_frequencies`); of all others their length. No other text of the collection has a say, so what is said of two
articles is the same in a report of two and in an archive of millions.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.arrays import F32, I64, U32, Bytes
from onrecord.tracing.folding import Words, words_of_texts
from onrecord.vocabulary import vocabulary

UNIT = 16.0
"""Bits are counted in whole sixteenths, so that sums are exact in any order."""

LENGTH_BITS = (0.0, 7.0, 8.0, 10.5, 12.5, 14.0, 15.0, 15.5)
"""Surprise of a word that is in no list, by its letters (the last for all longer): shorter words are commoner in
every language (Zipf's law of abbreviation)."""

STATE_RATE = 120.0
"""Names of states, of their people and capitals (vocabulary `actors`), per million words: less telling than a name
that nobody knows, more than those that the news of a year is about."""

BUCKET_BITS = 12
LEAST_SLOT_BITS = 15  # of 2,000 words that are known; more words get more slots


@dataclass(frozen=True, slots=True)
class _Known:
    """A set of hashes in a table without collisions ("hash and displace": Belazzougui and others 2009).

    The first BUCKET_BITS of a hash name a bucket; the hash times the bucket's `factor`, without its last `dropped`
    bits, is the slot where it stands if it is known.
    """

    dropped: np.uint32
    factor: U32
    hashes: U32
    units: Bytes


@cache
def _known() -> tuple[_Known, _Known]:
    """The known words and the known stems, with their surprise in sixteenths of a bit."""
    rates: list[float] = []
    texts: list[str] = []
    for rate, listed in _listed():
        rates.append(rate)
        texts.append(listed)
    words = words_of_texts(texts)
    distinct, first, place = np.unique(words.word, return_index=True, return_inverse=True)
    highest = np.zeros(len(distinct))
    np.maximum.at(highest, place, np.array(rates)[words.text])
    return _table(distinct, highest / 1e6), _table(words.stem[first], highest / 1e6)


def _listed() -> Iterator[tuple[float, str]]:
    """Rates per million words, and words that have them."""
    for group in vocabulary("word_frequencies").values():
        for rate, listed in group.items():
            yield float(rate), listed
    for state in vocabulary("actors")["states"].values():
        yield STATE_RATE, " ".join(chain(state["names"], state.get("demonyms", ()), state.get("capitals", ())))


def _table(hashes: U32, share: NDArray[np.float64]) -> _Known:
    distinct, place = np.unique(hashes, return_inverse=True)
    bits = -np.log2(np.bincount(place, weights=share))
    units = np.clip(np.round(bits * UNIT), 0, 255).astype(np.uint8)
    slots = 1 << max(LEAST_SLOT_BITS, (4 * len(distinct)).bit_length())
    dropped = np.uint32(33 - slots.bit_length())
    table = _Known(
        dropped, np.ones(1 << BUCKET_BITS, np.uint32), np.zeros(slots, np.uint32), np.zeros(slots, np.uint8)
    )
    bounds = np.searchsorted(distinct >> np.uint32(32 - BUCKET_BITS), np.arange((1 << BUCKET_BITS) + 1))
    for bucket in np.argsort(-np.diff(bounds), kind="stable").tolist():  # the fullest are placed first
        members = slice(bounds[bucket], bounds[bucket + 1])
        for factor in itertools.count(1, 2):
            slot = (distinct[members] * np.uint32(factor)) >> dropped
            if len(set(slot.tolist())) == len(slot) and not table.units[slot].any():
                break
        table.factor[bucket] = factor
        table.hashes[slot], table.units[slot] = distinct[members], np.maximum(units[members], 1)
    return table


def _units(hashes: U32, length: I64, table: _Known) -> Bytes:
    slot = (hashes * table.factor.take(hashes >> np.uint32(32 - BUCKET_BITS))) >> table.dropped
    listed = table.hashes.take(slot) == hashes
    by_length = np.round(np.array(LENGTH_BITS) * UNIT).astype(np.uint8)
    unlisted = by_length.take(np.minimum(length, len(LENGTH_BITS) - 1))
    unlisted *= ~listed
    return np.asarray(table.units.take(slot) * listed + unlisted, dtype=np.uint8)


def word_units(word: U32, length: I64) -> Bytes:
    """Surprise of words in sixteenths of a bit. length: letters of each."""
    return _units(word, length, _known()[0])


def stem_units(stem: U32, length: I64) -> Bytes:
    """The same for their stems."""
    return _units(stem, length, _known()[1])


def word_bits(words: Words) -> F32:
    """Surprise of each word in bits: it depends on no other text."""
    return word_units(words.word, words.length).astype(np.float32) / np.float32(UNIT)
