"""Sheets: articles laid out for comparison, in columns; everything that alignment needs to know but the texts.

A column holds the values of all articles one after the other ("ragged" columns): those of article `i` stand from
`word_from[i]` to `word_from[i + 1]`, its sentences from `sentence_from[i]` to `sentence_from[i + 1]`, and so on.
What a sheet says depends on its article alone, never on the collection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.arrays import I64, U64, Bytes, offsets, ragged
from onrecord.tracing.arrays import U32 as U32

U8 = Bytes

QUOTED, KEPT, NUMBER, CAPITAL = np.uint8(1), np.uint8(2), np.uint8(4), np.uint8(8)
"""Flags of a word: inside quotation marks; the gram that begins here is among the fingerprints; begins with a
digit; begins with a capital."""

WEIGHT_UNIT = 16.0
"""Weights are whole sixteenths of a bit, so that sums are exact in any order."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Articles laid out, in columns.

    word_from:      (articles + 1) where each article's words begin in the columns of words.
    word, stem:     (words) 32-bit hashes of the folded word and of its first letters.
    begin, end:     (words) character offsets into the article's text.
    weight:         (words) what sharing the word tells, in sixteenths of a bit beyond a function word.
    flags:          (words) QUOTED, KEPT, NUMBER, CAPITAL.
    sentence_from:  (articles + 1) where each article's sentences begin in the columns of sentences.
    sentence_word:  (sentences + 1) index, in the columns of words, of each sentence's first word; every word of a
                    story stands in a sentence.
    sentence_begin, sentence_end: (sentences) character offsets into the article's text.
    key:            (sentences) a hash of the sentence's words in order: equal words, equal keys.
    frame:          (sentences) a hash of its commonest words and their places; 0 where they are too few to tell.
    part_from:      (articles + 1) where each article's story parts begin in `part_begin` and `part_end`.
    part_begin, part_end: (parts) character offsets of the parts of the story, in order, none overlapping.
    headline_from:  (articles + 1) where the words of each article's headline begin; a headline that is part of the
                    story, or has no words, has none here.
    headline_word, headline_weight: (headline words) as `word` and `weight`.
    """

    word_from: I64
    word: U32
    stem: U32
    begin: U32
    end: U32
    weight: U8
    flags: U8
    sentence_from: I64
    sentence_word: I64
    sentence_begin: U32
    sentence_end: U32
    key: U64
    frame: U64
    part_from: I64
    part_begin: U32
    part_end: U32
    headline_from: I64
    headline_word: U32
    headline_weight: U8

    def __len__(self) -> int:
        return len(self.word_from) - 1


WORD_COLUMNS = ("word", "stem", "begin", "end", "weight", "flags")
SENTENCE_COLUMNS = ("sentence_begin", "sentence_end", "key", "frame")
PART_COLUMNS = ("part_begin", "part_end")
HEADLINE_COLUMNS = ("headline_word", "headline_weight")


def taken(sheets: Sheets, articles: I64) -> Sheets:
    """The sheets of the given articles, in the order given."""
    word_from, words = _rows(sheets.word_from, articles)
    sentence_from, sentences = _rows(sheets.sentence_from, articles)
    part_from, parts = _rows(sheets.part_from, articles)
    headline_from, headlines = _rows(sheets.headline_from, articles)
    size = sheets.sentence_word[sentences + 1] - sheets.sentence_word[sentences]
    columns = {name: getattr(sheets, name)[words] for name in WORD_COLUMNS}
    columns |= {name: getattr(sheets, name)[sentences] for name in SENTENCE_COLUMNS}
    columns |= {name: getattr(sheets, name)[parts] for name in PART_COLUMNS}
    columns |= {name: getattr(sheets, name)[headlines] for name in HEADLINE_COLUMNS}
    return Sheets(
        word_from=word_from,
        sentence_from=sentence_from,
        sentence_word=offsets(size),
        part_from=part_from,
        headline_from=headline_from,
        **columns,
    )


def joined(batches: Sequence[Sheets]) -> Sheets:
    """Several batches as one, in order."""
    if len(batches) == 1:
        return batches[0]
    columns: dict[str, NDArray[np.generic]] = {}
    for name in (field.name for field in fields(Sheets)):
        values = [getattr(batch, name) for batch in batches]
        if name.endswith("_from") or name == "sentence_word":
            sizes = np.concatenate([np.diff(each) for each in values]) if values else np.zeros(0, np.int64)
            columns[name] = offsets(sizes)
        else:
            columns[name] = np.concatenate(values)
    return Sheets(**columns)  # type: ignore[arg-type]


def owner(bounds: I64) -> I64:
    """For each row of a ragged column, the article it belongs to."""
    return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))


def _rows(bounds: I64, articles: I64) -> tuple[I64, I64]:
    """New offsets, and the rows of the given articles in a column with the old ones."""
    size = bounds[articles + 1] - bounds[articles]
    fresh = offsets(size)
    return fresh, ragged(bounds[articles], size)
