"""Preparing: a batch of articles, laid out and fingerprinted in one pass over their words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.model import Article, Span
from onrecord.tracing.fingerprints import (
    FRAME_BITS,
    FRAME_COMMON_BITS,
    GRAM,
    GRAM_BITS,
    _frames,
    _grams,
    _terms,
    _whole,
    drawn,
    frame_words,
    gram_hashes,
    sample_rate,
    story_of,
    story_words,
    telling,
)
from onrecord.tracing.folding import F32, I64, U64, Words, words_of_texts
from onrecord.tracing.rarity import stem_bits, word_bits
from onrecord.tracing.sentences import sentence_spans
from onrecord.tracing.sheets import CAPITAL, KEPT, NUMBER, QUOTED, U8, WEIGHT_UNIT, Sheets, _offsets

COMMON_BITS, MOST_BITS = 5.5, 18.0
"""A word weighs its surprise beyond that of a function word, and no more than MOST_BITS."""


@dataclass(frozen=True, slots=True)
class Prints:
    """The features of a batch of articles; an article is its place in the batch.

    grams, terms, frames: rows of 40 bits of hash and 24 bits of article, sorted, each once.
    rate:  (articles) the share of its grams that was kept; of its frames, half as many were.
    words: (articles) how many words its story has.
    whole: (articles) a hash of all its words in order; 0 for an article without words.
    """

    grams: U64
    terms: U64
    frames: U64
    rate: F32
    words: I64
    whole: U64


@dataclass(frozen=True, slots=True)
class Prepared:
    """Articles with their sheets and fingerprints."""

    articles: Sequence[Article]
    sheets: Sheets
    prints: Prints


def prepared(articles: Sequence[Article]) -> Prepared:
    """`articles` laid out and fingerprinted. What it says of an article depends on that article alone."""
    count = len(articles)
    words64 = story_words(articles)
    bits = word_bits(words64)
    weight = _weights(words64)
    words = replace(words64, word=words64.word >> np.uint64(32))
    size = np.bincount(words.text, minlength=count)
    rate = sample_rate(size)
    hashes = gram_hashes(words.word)
    kept = telling(words, bits, GRAM, GRAM_BITS)
    kept &= drawn(hashes, rate[words.text[: len(hashes)]]) | words.quoted[GRAM // 2 :][: len(hashes)]
    flags = words.quoted * QUOTED + words.number * NUMBER + words.capital * CAPITAL
    flags[: len(kept)] += kept * KEPT
    prints = Prints(
        grams=np.unique(_grams(words, bits, rate, 0)),
        terms=np.unique(_terms(words, bits, 0)),
        frames=np.unique(_frames(words, bits, rate, 0)),
        rate=rate,
        words=size,
        whole=_whole(words, count),
    )
    sentences = [sentence_spans(article.text, story_of(article)) for article in articles]
    word_from = _offsets(size)
    first: list[int] = []
    for number, spans in enumerate(sentences):
        ends = np.array([span.end for span in spans], dtype=np.int64)
        begin = words.begin[word_from[number] : word_from[number + 1]]
        inside = np.searchsorted(ends, begin, side="right")
        first += (np.searchsorted(inside, np.arange(len(spans))) + word_from[number]).tolist()
    sentence_word = np.array([*first, len(words.word)], dtype=np.int64)
    common = np.concatenate(([0.0], np.cumsum(np.where(bits <= FRAME_COMMON_BITS, bits, 0.0))))
    tell = common[sentence_word[1:]] - common[sentence_word[:-1]] >= FRAME_BITS
    frame = np.where(tell, _keys(frame_words(words.word, bits), sentence_word), np.uint64(0))
    heads = [_head(article) for article in articles]
    head = words_of_texts(
        [article.text[span.begin : span.end] for article, span in zip(articles, heads, strict=True)]
    )
    parts = [story_of(article) for article in articles]
    sheets = Sheets(
        word_from=word_from,
        word=words.word.astype(np.uint32),
        stem=(words.stem >> np.uint64(32)).astype(np.uint32),
        begin=words.begin.astype(np.uint32),
        end=words.end.astype(np.uint32),
        weight=weight,
        flags=flags.astype(np.uint8),
        sentence_from=_offsets(np.array([len(spans) for spans in sentences], np.int64)),
        sentence_word=sentence_word,
        sentence_begin=np.array([span.begin for spans in sentences for span in spans], np.uint32),
        sentence_end=np.array([span.end for spans in sentences for span in spans], np.uint32),
        key=_keys(words.word, sentence_word),
        frame=frame,
        part_from=_offsets(np.array([len(each) for each in parts], np.int64)),
        part_begin=np.array([span.begin for each in parts for span in each], np.uint32),
        part_end=np.array([span.end for each in parts for span in each], np.uint32),
        headline_from=_offsets(np.bincount(head.text, minlength=count)),
        headline_word=(head.word >> np.uint64(32)).astype(np.uint32),
        headline_weight=_weights(head),
    )
    return Prepared(articles, sheets, prints)


def _head(article: Article) -> Span:
    span = article.layout.headline
    if span is None or any(span.overlaps(part) for part in article.layout.story):
        return Span(0, 0)
    return span


def _weights(words: Words) -> U8:
    bits = np.clip(stem_bits(words) - COMMON_BITS, 0, MOST_BITS - COMMON_BITS)
    return np.asarray(np.round(bits * WEIGHT_UNIT), dtype=np.uint8)


def _keys(word: U64, first: I64) -> U64:
    return np.array([hash(word[a:b].tobytes()) & (1 << 64) - 1 for a, b in itertools.pairwise(first)], np.uint64)
