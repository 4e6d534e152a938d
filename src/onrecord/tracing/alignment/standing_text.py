"""Standing text of a batch: which words and sentences are what an outlet prints again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.arrays import I64, U64, Bools
from onrecord.tracing.fingerprints import ARTICLE_MASK, GRAM
from onrecord.tracing.rolling import hashes_at
from onrecord.tracing.sheets import KEPT, U8, Sheets

TABLE_BITS = 20
"""Grams are looked up by their first bits, in a table that stays in the cache, before they are searched for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a batch of sheets is standing text.

    sentences: (sentences) of the sentence's kept grams at least half are standing, and one is.
    weight:    (words) the words' weights; 0 inside standing grams.
    """

    sentences: Bools
    weight: U8


def standing_text(sheets: Sheets, grams: U64) -> Standing:
    """Which sentences are standing text, and what words weigh beside it.

    grams: the hashes of grams that are standing text, sorted, as the candidate stage finds them. Of an article's
           grams only those that are among its fingerprints are looked up.
    """
    kept = np.flatnonzero((sheets.flags[: max(len(sheets.word) - GRAM + 1, 0)] & KEPT) != 0)
    known = kept[:0] if not len(grams) else kept[_among(hashes_at(sheets.word, kept, GRAM) & ~ARTICLE_MASK, grams)]
    sentences = np.zeros(len(sheets.key), np.bool_)
    if not len(known):
        return Standing(sentences, sheets.weight)
    weight = sheets.weight.copy()
    weight[(known[:, None] + np.arange(GRAM)).ravel()] = 0
    able = np.unique(np.searchsorted(sheets.sentence_word, known, side="right") - 1)
    begin, end = sheets.sentence_word[able], sheets.sentence_word[able + 1] - GRAM + 1
    standing, of = _between(known, begin, end), _between(kept, begin, end)
    sentences[able] = (standing > 0) & (2 * standing >= of)
    return Standing(sentences, weight)


def _between(places: I64, begin: I64, end: I64) -> I64:
    """How many of `places`, which are in order, stand from each of `begin` to the end (excluded) beside it."""
    return np.asarray(np.maximum(np.searchsorted(places, end) - np.searchsorted(places, begin), 0))


def _among(hashes: U64, grams: U64) -> Bools:
    shift = np.uint64(64 - TABLE_BITS)
    table = np.zeros(1 << TABLE_BITS, np.bool_)
    table[grams >> shift] = True
    out = table[hashes >> shift]
    maybe = np.flatnonzero(out)
    place = np.minimum(np.searchsorted(grams, hashes[maybe]), len(grams) - 1)
    out[maybe] = grams[place] == hashes[maybe]
    return np.asarray(out)
