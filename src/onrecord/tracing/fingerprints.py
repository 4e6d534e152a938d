"""Fingerprints: what of an article is compared with all others.

Three kinds of features, each hashed and packed with the article's number into one 64-bit row:
- grams: five words in a row, for copies and edited copies; common phrases are left out, and long articles keep a
  sample that is drawn by hash, so that the same gram is kept or left in every article of that length (all are kept
  inside quotation marks, which outlive any rewriting);
- terms: single rare words and names, for rewrites;
- frames: the commonest words with their distances, for word-by-word rewrites that swap nearly all others.
An article's features depend on that article alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Article, Span, Spans
from onrecord.tracing.arrays import F32, I64, U64, Bools, Bytes
from onrecord.tracing.folding import Folded, Words
from onrecord.tracing.rarity import UNIT
from onrecord.tracing.rolling import prefix_sums, range_hashes, window_hashes

GRAM = 5
GRAM_BITS = 40.0
"""A gram less surprising than this is a turn of the language ("in the run up to", "said in a statement on")."""

TERM_BITS = 14.0
"""Terms are words of five letters or more that no list knows, and no numbers: what a list knows stands in too many
articles of a large collection to link any, and so do numbers."""

FULL_SAMPLE = 256  # articles up to this many words keep every gram; longer ones about this many
LEAST_RATE = 0.25
ARTICLE_BITS = 24
ARTICLE_MASK = np.uint64((1 << ARTICLE_BITS) - 1)
BATCH_CHARACTERS = 400_000
CHARACTER_LIMIT = 4_000_000
"""What stands beyond this many characters of one article is not compared: six times a text of 100,000 words."""

FRAME = 10
FRAME_COMMON_BITS = 9.0
"""Words at least this common make a frame: in English the sixty commonest, which machines leave alone."""

FRAME_BITS = 24.0  # a frame holds about four of them

UNCOMMON = np.uint64(1)  # stands in frames for every word that is not common


@dataclass(frozen=True, slots=True)
class Features:
    """What a batch of articles is found by.

    grams, terms, frames: rows of 40 bits of hash and 24 bits of article, in no order.
    kept:  (words) whether the gram that begins at the word is among `grams`.
    rate, whole: as in `Prints`.
    key, frame: (sentences) as in `Sheets`.
    """

    grams: U64
    terms: U64
    frames: U64
    kept: Bools
    rate: F32
    whole: U64
    key: U64
    frame: U64


@dataclass(frozen=True, slots=True)
class Ranges:
    """Where things begin in a batch's columns of words; the last of each is the number of words.

    article:  each article's words.
    sentence: each sentence's.
    number:   of the batch's first article in the collection.
    """

    article: I64
    sentence: I64
    number: int = 0


def story_of(article: Article) -> Spans:
    """The parts of the text that are compared: the story, or the whole text when no story was made out."""
    parts = article.layout.story or (Span(0, len(article.text)),)
    if parts[-1].end <= CHARACTER_LIMIT:
        return parts
    return tuple(Span(part.begin, min(part.end, CHARACTER_LIMIT)) for part in parts if part.begin < CHARACTER_LIMIT)


def batches(articles: Sequence[Article]) -> Iterator[slice]:
    """Articles one after the other in batches of about BATCH_CHARACTERS; one empty batch when there are none."""
    first, characters = 0, 0
    for index, article in enumerate(articles):
        if characters and characters + len(article.text) > BATCH_CHARACTERS:
            yield slice(first, index)
            first, characters = index, 0
        characters += len(article.text)
    yield slice(first, len(articles))


def sorted_rows(rows: Sequence[U64]) -> U64:
    """All rows in order, each once."""
    every = np.concatenate(rows)
    every.sort()
    return np.asarray(every[np.append(True, every[1:] != every[:-1])[: len(every)]])


def features(words: Words | Folded, units: Bytes, ranges: Ranges) -> Features:
    """The features of a batch. units: what each word tells, in sixteenths of a bit."""
    size = np.diff(ranges.article)
    rate = sample_rate(size)
    limit = np.repeat(_limits(rate), size)
    article = np.repeat(np.arange(ranges.number, ranges.number + len(size), dtype=np.uint64), size)
    common = units * (units <= FRAME_COMMON_BITS * UNIT)
    word = words.word.astype(np.uint64)
    sums, frame_sums = prefix_sums(word), prefix_sums(_framed(word, common > 0))
    grams, frames = window_hashes(sums, GRAM), window_hashes(frame_sums, FRAME)
    kept = _drawn(grams, limit) | words.quoted[GRAM // 2 :][: len(grams)]
    kept &= _tell(units, GRAM, GRAM_BITS, article)
    framed = _drawn(frames, limit >> np.uint64(1)) & _tell(common, FRAME, FRAME_BITS, article)
    told = np.cumsum(np.append(0, common), dtype=np.int64)[ranges.sentence]
    terms = np.flatnonzero((units >= TERM_BITS * UNIT) & ~words.number)
    return Features(
        grams=_rows(grams, article, np.flatnonzero(kept)),
        terms=(words.stem[terms].astype(np.uint64) << np.uint64(32)) | article[terms],
        frames=_rows(frames, article, np.flatnonzero(framed)),
        kept=np.append(kept, np.zeros(len(units) - len(kept), np.bool_)),
        rate=rate,
        whole=range_hashes(sums, ranges.article) * (size > 0),
        key=range_hashes(sums, ranges.sentence),
        frame=range_hashes(frame_sums, ranges.sentence) * (np.diff(told) >= FRAME_BITS * UNIT),
    )


def sample_rate(words: I64) -> F32:
    """The share of its grams that an article of so many words keeps."""
    return np.clip(FULL_SAMPLE / np.maximum(words, 1), LEAST_RATE, 1.0).astype(np.float32)


def _limits(rate: F32) -> U64:
    """What the last bits of a feature's hash stay below when the sample keeps it."""
    return np.ceil(rate.astype(np.float64) * (1 << ARTICLE_BITS)).astype(np.uint64)


def _drawn(hashes: U64, limit: U64) -> Bools:
    return np.asarray((hashes & ARTICLE_MASK) < limit[: len(hashes)])


def _tell(units: Bytes, size: int, least: float, article: U64 | I64) -> Bools:
    """Which runs of `size` words stand in one article and tell at least `least` bits in all."""
    count = max(len(units) - size + 1, 0)
    total = _window_sums(units, size, count)
    return np.asarray((total >= int(least * UNIT)) & (article[:count] == article[size - 1 :]))


def _window_sums(values: Bytes, size: int, count: int) -> NDArray[np.uint16]:
    """The sums of the first `count` runs of `size` values, from those of runs of one, two, four ... values."""
    total = np.zeros(count, np.uint16)
    run, width, done = values.astype(np.uint16), 1, 0
    while size and count:
        if size & 1:
            total += run[done : done + count]
            done += width
        size >>= 1
        run = run[:-width] + run[width:]
        width *= 2
    return total


def _framed(word: U64, common: Bools) -> U64:
    return (word - UNCOMMON) * common + UNCOMMON


def _rows(hashes: U64, article: U64, which: I64) -> U64:
    return (hashes[which] & ~ARTICLE_MASK) | article[which]
