"""Fingerprints: what of an article is compared with all others.

Three kinds of features, each hashed and packed with the article's number into one 64-bit row:
- grams: five words in a row, for copies and edited copies; common phrases are left out, and long articles keep a
  sample that is drawn by hash, so that the same gram is kept or left in every article of that length (all are kept
  inside quotation marks, which outlive any rewriting);
- terms: single rare words, names and numbers, for rewrites;
- frames: the commonest words with their distances, for word-by-word rewrites that swap nearly all others.
An article's features depend on that article alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model import Article, Span, Spans
from onrecord.tracing.folding import F32, I64, U64, Bools, Words, scattered, words_of_texts
from onrecord.tracing.rarity import COUNT_BINS, Counts, counts_of, word_bits

GRAM = 5
GRAM_BITS = 40.0
"""A gram less surprising than this is a turn of the language ("in the run up to", "said in a statement on")."""

TERM_BITS = 12.5
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

FACTORS = scattered(np.arange(101, 101 + FRAME, dtype=np.uint64)) | np.uint64(1)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The features of a collection; an article is its index in the sequence that was given.

    grams, terms, frames: rows of 40 bits of hash and 24 bits of article, sorted, each once.
    rate:         by article, the share of its grams that was kept; of its frames, half as many were.
    words:        by article, how many words its story has.
    whole:        by article, a hash of all its words in order.
    counts:       how common each stem is in the collection.
    """

    grams: U64
    terms: U64
    frames: U64
    rate: F32
    words: I64
    whole: U64
    counts: Counts


def story_of(article: Article) -> Spans:
    """The parts of the text that are compared: the story, or the whole text when no story was made out."""
    parts = article.layout.story or (Span(0, len(article.text)),)
    if parts[-1].end <= CHARACTER_LIMIT:
        return parts
    return tuple(Span(part.begin, min(part.end, CHARACTER_LIMIT)) for part in parts if part.begin < CHARACTER_LIMIT)


def story_words(articles: Sequence[Article]) -> Words:
    """The words of the articles' stories, as far as they are compared."""
    return words_of_texts([each.text[:CHARACTER_LIMIT] for each in articles], [story_of(each) for each in articles])


def fingerprints(articles: Sequence[Article]) -> Fingerprints:
    """The features of `articles` (at most 2**24)."""
    grams: list[U64] = []
    terms: list[U64] = []
    frames: list[U64] = []
    rate = np.ones(len(articles), np.float32)
    size = np.zeros(len(articles), np.int64)
    whole = np.zeros(len(articles), np.uint64)
    bins = np.zeros(COUNT_BINS, np.uint32)
    for first, batch in _batches(articles):
        words = story_words(batch)
        part = slice(first, first + len(batch))
        size[part] = np.bincount(words.text, minlength=len(batch))
        rate[part] = sample_rate(size[part])
        whole[part] = _whole(words, len(batch))
        bits = word_bits(words)
        grams.append(_grams(words, bits, rate[part], first))
        terms.append(_terms(words, bits, first))
        frames.append(_frames(words, bits, rate[part], first))
        bins += counts_of(words.stem)
    return Fingerprints(
        grams=_sorted(grams),
        terms=_sorted(terms),
        frames=_sorted(frames),
        rate=rate,
        words=size,
        whole=whole,
        counts=Counts(bins, int(size.sum())),
    )


def sample_rate(words: I64) -> F32:
    """The share of its grams that an article of so many words keeps."""
    return np.clip(FULL_SAMPLE / np.maximum(words, 1), LEAST_RATE, 1.0).astype(np.float32)


def _batches(articles: Sequence[Article]) -> Iterator[tuple[int, Sequence[Article]]]:
    first, characters = 0, 0
    for index, article in enumerate(articles):
        if characters and characters + len(article.text) > BATCH_CHARACTERS:
            yield first, articles[first:index]
            first, characters = index, 0
        characters += len(article.text)
    if first < len(articles):
        yield first, articles[first:]


def _sorted(rows: list[U64]) -> U64:
    return np.unique(np.concatenate(rows)) if rows else np.zeros(0, np.uint64)


def _whole(words: Words, articles: int) -> U64:
    """A hash of each article's words in order; 0 for an article without words."""
    out = np.zeros(articles, np.uint64)
    if len(words.word):
        place = np.arange(len(words.word), dtype=np.uint64)
        first = np.flatnonzero(np.append(True, np.diff(words.text) != 0))
        size = np.diff(np.append(first, len(place)))
        place -= np.repeat(first.astype(np.uint64), size)
        mixed = words.word * (scattered(place + np.uint64(1)) | np.uint64(1))
        out[words.text[first]] = scattered(np.add.reduceat(mixed, first))
    return out


def gram_hashes(word: U64, size: int = GRAM) -> U64:
    """The hash of each run of `size` words (empty when there are fewer)."""
    count = max(len(word) - size + 1, 0)
    out = np.zeros(count, np.uint64)
    for offset in range(size if count else 0):
        out += word[offset : offset + count] * FACTORS[offset]
    return scattered(out)


def _grams(words: Words, bits: F32, rate: F32, first: int) -> U64:
    hashes = gram_hashes(words.word)
    good = telling(words, bits, GRAM, GRAM_BITS)
    good &= drawn(hashes, rate[words.text[: len(hashes)]]) | words.quoted[GRAM // 2 :][: len(hashes)]
    return _packed(hashes[good], words.text[: len(hashes)][good] + first)


def telling(words: Words, bits: F32, size: int, least: float) -> Bools:
    """Which runs of `size` words stand in one article and tell at least `least` bits in all."""
    count = max(len(words.word) - size + 1, 0)
    if not count:
        return np.zeros(0, np.bool_)
    total = np.concatenate(([0.0], np.cumsum(bits, dtype=np.float64)))
    return np.asarray((words.text[:count] == words.text[size - 1 :]) & (total[size:] - total[:-size] >= least))


def drawn(hashes: U64, rate: F32) -> Bools:
    """Which features a sample of that rate keeps: the same ones everywhere."""
    share = (hashes & ARTICLE_MASK).astype(np.float32) / np.float32(1 << ARTICLE_BITS)
    return np.asarray(share < rate, dtype=np.bool_)


def _frames(words: Words, bits: F32, rate: F32, first: int) -> U64:
    common = bits <= FRAME_COMMON_BITS
    hashes = gram_hashes(frame_words(words.word, bits), FRAME)
    good = telling(words, np.where(common, bits, 0.0).astype(np.float32), FRAME, FRAME_BITS)
    good &= drawn(hashes, rate[words.text[: len(hashes)]] * np.float32(0.5))
    return _packed(hashes[good], words.text[: len(hashes)][good] + first)


def frame_words(word: U64, bits: F32) -> U64:
    """The commonest words as they are, all others as one."""
    return np.where(bits <= FRAME_COMMON_BITS, word, np.uint64(1))


def _terms(words: Words, bits: F32, first: int) -> U64:
    good = bits >= TERM_BITS
    return _packed(words.stem[good], words.text[good] + first)


def _packed(hashes: U64, article: I64) -> U64:
    return (hashes & ~ARTICLE_MASK) | article.astype(np.uint64)
