"""A sheet: one article laid out for alignment, in sentences and weighted words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model import Article, Span, Spans
from onrecord.tracing.fingerprints import (
    ARTICLE_MASK,
    FRAME_BITS,
    FRAME_COMMON_BITS,
    GRAM,
    GRAM_BITS,
    drawn,
    frame_words,
    gram_hashes,
    sample_rate,
    story_of,
    story_words,
    telling,
)
from onrecord.tracing.folding import F32, I64, U64, Bools, Words, words_of_texts
from onrecord.tracing.rarity import Counts, collection_bits, word_bits
from onrecord.tracing.sentences import sentence_spans

COMMON_BITS, MOST_BITS = 5.5, 18.0
"""A word weighs its surprise beyond that of a function word, and no more than MOST_BITS."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article, laid out.

    words:    the hash of each story word; `begin`, `end` its characters, `weight` what sharing it tells, in bits
              (standing text tells nothing).
    first:    index of each sentence's first word, and the number of words at the end.
    spans:    each sentence's characters.
    quoted:   whether each word stands inside quotation marks.
    keys:     each sentence's words as one number: equal words in order have equal keys.
    places:   key -> the sentences that have it.
    stems:    stems, each once per sentence, sorted; `stem_sentence` and `stem_weight` go with them.
    total:    by sentence, the weight of its stems.
    frames:   by sentence, its commonest words and their places as one number; 0 where they are too few to tell.
    standing: by sentence, whether it is an outlet's standing text.
    headline: the hash of each word of the headline, no part of the story; `headline_weight` what each tells.
    """

    article: Article
    words: U64
    begin: I64
    end: I64
    weight: F32
    quoted: Bools
    first: I64
    spans: Spans
    keys: Sequence[int]
    places: Mapping[int, Sequence[int]]
    stems: U64
    stem_sentence: I64
    stem_weight: F32
    total: F32
    frames: Sequence[int]
    standing: Bools
    headline: U64
    headline_weight: F32

    def words_in(self, sentence: int, after: int | None = None) -> U64:
        """The word hashes of sentences `sentence` up to `after` (excluded; default: that one alone)."""
        stop = sentence + 1 if after is None else after
        return self.words[self.first[sentence] : self.first[stop]]


def sheet_of(article: Article, counts: Counts, standing: U64) -> Sheet:
    """`article` laid out, its words weighed by how common they are in the collection.

    standing: the grams that are standing text, as `standing_grams` gives them.
    """
    words = story_words([article])
    spans = sentence_spans(article.text, story_of(article))
    ends = np.array([span.end for span in spans], dtype=np.int64)
    size = len(words.word)
    inside = np.searchsorted(ends, words.begin[:size], side="right")
    weight = _weights(words, counts)[:size]
    headline = _headline_words(article)
    first = np.searchsorted(inside, np.arange(len(spans) + 1))
    keys = _keys(words.word[:size], first)
    places: dict[int, list[int]] = {}
    for sentence, key in enumerate(keys):
        places.setdefault(key, []).append(sentence)
    common = word_bits(words)[:size]
    standing_words, standing_sentences = _standing(words, common, first, standing)
    weight[standing_words] = 0.0
    stems, stem_sentence, stem_weight = _stems(words, inside, weight, len(spans))
    return Sheet(
        article=article,
        words=words.word[:size],
        begin=words.begin[:size],
        end=words.end[:size],
        weight=weight,
        quoted=words.quoted[:size],
        first=first,
        spans=spans,
        keys=keys,
        places=places,
        stems=stems,
        stem_sentence=stem_sentence,
        stem_weight=stem_weight,
        total=np.bincount(stem_sentence, weights=stem_weight, minlength=len(spans)).astype(np.float32),
        frames=_frame_keys(words.word[:size], common, first),
        standing=standing_sentences,
        headline=headline.word,
        headline_weight=_weights(headline, counts),
    )


def _weights(words: Words, counts: Counts) -> F32:
    """What sharing each word tells, in bits."""
    out: F32 = np.clip(collection_bits(words, counts) - COMMON_BITS, 0, MOST_BITS - COMMON_BITS)
    return out


def _headline_words(article: Article) -> Words:
    span = article.layout.headline or Span(0, 0)
    return words_of_texts([article.text[span.begin : span.end]])


def _keys(word: U64, first: I64) -> Sequence[int]:
    return [hash(word[begin:end].tobytes()) for begin, end in itertools.pairwise(first)]


def _frame_keys(word: U64, bits: F32, first: I64) -> Sequence[int]:
    common = np.concatenate(([0.0], np.cumsum(np.where(bits <= FRAME_COMMON_BITS, bits, 0.0))))
    telling = common[first[1:]] - common[first[:-1]] >= FRAME_BITS
    keys = _keys(frame_words(word, bits), first)
    return [key if good else 0 for key, good in zip(keys, telling.tolist(), strict=True)]


def _standing(words: Words, bits: F32, first: I64, grams: U64) -> tuple[Bools, Bools]:
    """Words inside grams that are standing text; sentences most of whose grams, of those fingerprints keep, are."""
    hashes = gram_hashes(words.word[: len(bits)])
    if not len(grams) or not len(hashes):
        return np.zeros(len(bits), np.bool_), np.zeros(len(first) - 1, np.bool_)
    masked = hashes & ~ARTICLE_MASK
    known = grams[np.minimum(np.searchsorted(grams, masked), len(grams) - 1)] == masked
    rate = sample_rate(np.array([len(words.word)]))
    kept = telling(words, bits, GRAM, GRAM_BITS)[: len(hashes)] & drawn(hashes, np.broadcast_to(rate, len(hashes)))
    seen = np.concatenate(([0], np.cumsum(known & kept)))
    able = np.concatenate(([0], np.cumsum(kept)))
    begin = first[:-1].clip(max=len(hashes))
    end = np.maximum(begin, (first[1:] - GRAM + 1).clip(max=len(hashes)))
    standing, of = seen[end] - seen[begin], able[end] - able[begin]
    inside = np.convolve(known, np.ones(GRAM, np.int64)) > 0
    return inside, np.asarray((standing > 0) & (2 * standing >= of), dtype=np.bool_)


def _stems(words: Words, inside: I64, weight: F32, sentences: int) -> tuple[U64, I64, F32]:
    size = len(inside)
    kept = np.flatnonzero(weight > 0)
    stem, sentence = words.stem[:size][kept], inside[kept]
    order = np.lexsort((sentence, stem))
    stem, sentence, heavy = stem[order], sentence[order], weight[kept][order]
    if not len(stem):
        return stem, sentence, heavy
    fresh = np.append(True, (stem[1:] != stem[:-1]) | (sentence[1:] != sentence[:-1]))
    fresh &= sentence < sentences
    return stem[fresh], sentence[fresh], heavy[fresh]


def text_of(sheet: Sheet, span: Span) -> str:
    """The characters of the article that `span` covers."""
    return sheet.article.text[span.begin : span.end]
