"""Preparing: articles laid out and fingerprinted, a batch of them in one pass over their characters and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import numpy as np

from onrecord.model import Article, Spans
from onrecord.tracing.arrays import F32, I64, U32, U64, Bytes, offsets
from onrecord.tracing.characters import Characters, characters_of
from onrecord.tracing.fingerprints import Features, Ranges, batches, features, sorted_rows, story_of
from onrecord.tracing.folding import folded_words
from onrecord.tracing.rarity import UNIT, stem_units, word_units
from onrecord.tracing.sentences import sentences_of
from onrecord.tracing.sheets import CAPITAL, KEPT, NUMBER, QUOTED, Sheets, joined

KEPT_MEMORY = 16_000_000
COMMON_BITS = 5.5
"""A word weighs its surprise beyond that of a function word."""


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


@dataclass(frozen=True, slots=True)
class _Stories:
    """The stories of a batch of articles, as pieces of text.

    part_from:  (articles + 1) where each article's parts begin.
    begin, end: (parts) where each stands in its article's text.
    """

    characters: Characters
    part_from: I64
    begin: I64
    end: I64


def prepared(articles: Sequence[Article]) -> Prepared:
    """`articles` (at most 2**24) laid out and fingerprinted. What it says of one depends on that one alone."""
    _keep_freed_memory()
    done = [_laid_out(articles[batch], batch.start) for batch in batches(articles)]
    sheets = _with_headlines(joined([each for each, _ in done]), articles)
    found = [each for _, each in done]
    prints = Prints(
        grams=sorted_rows([each.grams for each in found]),
        terms=sorted_rows([each.terms for each in found]),
        frames=sorted_rows([each.frames for each in found]),
        rate=np.concatenate([each.rate for each in found]),
        words=np.diff(sheets.word_from),
        whole=np.concatenate([each.whole for each in found]),
    )
    return Prepared(articles, sheets, prints)


@cache
def _keep_freed_memory() -> None:
    """Have the memory of freed arrays kept for the next batch's.

    The C library of Linux gives memory back that is more than twice the largest block freed so far (mallopt(3),
    M_MMAP_THRESHOLD), and takes it again, page by page, a moment later: half the time of a batch. Freeing one block
    of KEPT_MEMORY bytes, which is never touched, raises that bound; elsewhere it does nothing.
    """
    np.empty(KEPT_MEMORY, np.uint8)


def _laid_out(articles: Sequence[Article], number: int) -> tuple[Sheets, Features]:
    """One batch, without headlines (too few words for a pass of each batch). number: of its first article."""
    parts = [story_of(article) for article in articles]
    stories = _stories(articles, parts)
    words = folded_words(stories.characters)
    sentences = sentences_of(stories.characters, words)
    ranges = Ranges(words.first[stories.part_from], np.append(sentences.first, len(words.word)), number)
    found = features(words, word_units(words.word, words.length), ranges)
    shift = np.repeat(stories.characters.start[:-1] - stories.begin, np.diff(words.first))
    sentence_shift = shift[sentences.first]
    flags = words.quoted * QUOTED + found.kept * KEPT + words.number * NUMBER + words.capital * CAPITAL
    return Sheets(
        word_from=ranges.article,
        word=words.word,
        stem=words.stem,
        begin=(words.begin - shift).astype(np.uint32),
        end=(words.end - shift).astype(np.uint32),
        weight=_weights(words.stem, words.length),
        flags=flags,
        sentence_from=np.searchsorted(sentences.first, ranges.article),
        sentence_word=ranges.sentence,
        sentence_begin=(sentences.begin - sentence_shift).astype(np.uint32),
        sentence_end=(sentences.end - sentence_shift).astype(np.uint32),
        key=found.key,
        frame=found.frame,
        part_from=stories.part_from,
        part_begin=stories.begin.astype(np.uint32),
        part_end=stories.end.astype(np.uint32),
        headline_from=np.zeros(len(articles) + 1, np.int64),
        headline_word=np.zeros(0, np.uint32),
        headline_weight=np.zeros(0, np.uint8),
    ), found


def _stories(articles: Sequence[Article], parts: Sequence[Spans]) -> _Stories:
    pieces = [
        article.text[begin:end] for article, spans in zip(articles, parts, strict=True) for begin, end in spans
    ]
    places = np.fromiter(chain.from_iterable(chain.from_iterable(parts)), np.int64, 2 * len(pieces))
    part_from = offsets(np.fromiter(map(len, parts), np.int64, len(parts)))
    return _Stories(characters_of(pieces), part_from, places[0::2], places[1::2])


def _with_headlines(sheets: Sheets, articles: Sequence[Article]) -> Sheets:
    heads = folded_words(characters_of([_headline(article, story_of(article)) for article in articles]))
    weight = _weights(heads.stem, heads.length)
    return replace(sheets, headline_from=heads.first, headline_word=heads.word, headline_weight=weight)


def _headline(article: Article, story: Spans) -> str:
    """The headline's text, if it is no part of the story."""
    span = article.layout.headline
    if span is None or (span.end > story[0].begin and any(span.overlaps(part) for part in story)):
        return ""
    return article.text[span.begin : span.end]


def _weights(stem: U32, length: I64) -> Bytes:
    common = np.uint8(COMMON_BITS * UNIT)
    return np.asarray(np.maximum(stem_units(stem, length), common) - common, dtype=np.uint8)
