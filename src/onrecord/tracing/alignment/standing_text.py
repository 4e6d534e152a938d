"""Standing text of a batch: which words and sentences are what an outlet prints again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.tracing.arrays import U64, Bools
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

    grams: the hashes of grams that are standing text, sorted, as `standing_grams` gives them. Of an article's grams
           only those that are among its fingerprints are looked up.
    """
    none = Standing(np.zeros(len(sheets.key), np.bool_), sheets.weight)
    kept = np.flatnonzero(sheets.flags[: max(len(sheets.word) - GRAM + 1, 0)] & KEPT)
    if not len(grams) or not len(kept):
        return none
    known = _among(hashes_at(sheets.word, kept, GRAM) & ~ARTICLE_MASK, grams)
    if not known.any():
        return none
    weight = sheets.weight.copy()
    weight[(kept[known][:, None] + np.arange(GRAM)).ravel()] = 0
    sentence = np.searchsorted(sheets.sentence_word, kept, side="right") - 1
    whole = kept + GRAM <= sheets.sentence_word[sentence + 1]
    of = np.bincount(sentence[whole], minlength=len(sheets.key))
    standing = np.bincount(sentence[whole & known], minlength=len(sheets.key))
    return Standing(np.asarray((standing > 0) & (2 * standing >= of)), weight)


def _among(hashes: U64, grams: U64) -> Bools:
    shift = np.uint64(64 - TABLE_BITS)
    table = np.zeros(1 << TABLE_BITS, np.bool_)
    table[grams >> shift] = True
    out = table[hashes >> shift]
    maybe = np.flatnonzero(out)
    place = np.minimum(np.searchsorted(grams, hashes[maybe]), len(grams) - 1)
    out[maybe] = grams[place] == hashes[maybe]
    return np.asarray(out)
