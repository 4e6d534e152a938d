"""A light sentence splitter for alignment: any language, no model, exact spans, a whole batch of texts at a time.

Between two words a sentence ends where a mark that ends sentences stands with white space after it, or a blank
line. A wrong cut costs little here, since alignment joins two sentences of one article where the other has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from onrecord.model import Span, Spans
from onrecord.tracing.arrays import I64, U32, Bools, Bytes
from onrecord.tracing.characters import (
    BLANK,
    CLOSER,
    CLOSING,
    FULL,
    LOWER,
    MARK,
    NEWLINE,
    SPACE,
    STOP,
    STRAIGHT,
    Characters,
    characters_of,
    looked_up,
    tables,
)
from onrecord.tracing.folding import Folded, folded_words, words_of_texts
from onrecord.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a batch of pieces of text, in order; each word stands in one.

    first:      index of each one's first word.
    begin, end: places in the batch's characters, without white space around.
    """

    first: I64
    begin: I64
    end: I64


@dataclass(frozen=True, slots=True)
class _Marks:
    """What stands between words (`Folded.marks`), with what is asked of it again and again.

    kind:   (marks) what each is.
    before: (marks + 1) how many of the marks before are solid: no white space.
    solid:  the places of the solid marks, between one before and one behind all characters.
    """

    kind: Bytes
    before: I64
    solid: I64


@dataclass(frozen=True, slots=True)
class _Cuts:
    """Possible ends of sentences.

    word: the word that follows.
    end:  where the one sentence ends, a place in the characters.
    mark: the first mark that can belong to the next.
    """

    word: I64
    end: I64
    mark: I64


def sentence_spans(text: str, parts: Spans) -> Spans:
    """The sentences of the given parts of `text`, in order, without outer white space; each has a word."""
    return tuple(_spans(text, parts))


def _spans(text: str, parts: Spans) -> Iterator[Span]:
    characters = characters_of([text[part.begin : part.end] for part in parts])
    found = sentences_of(characters, folded_words(characters))
    piece = np.searchsorted(characters.start, found.begin, side="right") - 1
    for number, begin, end in zip(piece.tolist(), found.begin.tolist(), found.end.tolist(), strict=True):
        shift = parts[number].begin - int(characters.start[number])
        yield Span(begin + shift, end + shift)


def sentences_of(characters: Characters, words: Folded) -> Sentences:
    """The sentences of the batch whose words are `words`."""
    marks = _marks(characters, words)
    some = np.flatnonzero(words.first[1:] != words.first[:-1])  # pieces that have words
    opening = words.first[some]
    top = np.searchsorted(words.marks, characters.start[some])
    opens = np.zeros(len(words.word), np.bool_)
    opens[opening] = True
    inner = _first_of_each_gap(_after_marks(characters, words, marks), _blank_lines(words, marks), opens)
    word = np.concatenate((opening, inner.word))
    order = np.argsort(word, kind="stable")
    word = word[order]
    mark = np.concatenate((top, inner.mark))[order]
    closing = np.append(opening[1:], len(words.word))[: len(some)] - 1
    bottom = _solid_end(np.searchsorted(words.marks, characters.start[some + 1]), closing, words, marks)
    end = np.concatenate((bottom[-1:], bottom[:-1], inner.end))[order]  # of the sentence before each
    return Sentences(word, _solid_begin(mark, word, words, marks), np.concatenate((end[1:], end[:1])))


def _marks(characters: Characters, words: Folded) -> _Marks:
    kind = characters.kind[words.marks]
    solid = (kind != NEWLINE) & (kind != BLANK)
    before = np.zeros(len(kind) + 1, np.int64)
    np.cumsum(solid, out=before[1:])
    return _Marks(kind, before, np.concatenate(([-1], words.marks[np.flatnonzero(solid)], [len(characters.kind)])))


def _solid_end(mark: I64, word: I64, words: Folded, marks: _Marks) -> I64:
    """Behind the last character before each `mark` that is no white space; `word` is the last word before it."""
    return np.asarray(np.maximum(words.end[word], marks.solid[marks.before[mark]] + 1))


def _solid_begin(mark: I64, word: I64, words: Folded, marks: _Marks) -> I64:
    """The first character from each `mark` on that is no white space; `word` is the first word after it."""
    return np.asarray(np.minimum(words.begin[word], marks.solid[marks.before[mark] + 1]))


def _after_marks(characters: Characters, words: Folded, marks: _Marks) -> _Cuts:
    """Where a mark ends a sentence, by itself and by what stands around it."""
    ends = (marks.kind == STOP) | (marks.kind == MARK) | (marks.kind == FULL)
    ends[:-1] &= (marks.kind[:-1] != FULL) | (marks.kind[1:] != FULL) | (words.marks[1:] != words.marks[:-1] + 1)
    some = np.flatnonzero(ends)
    last = _last_closer(words.marks, marks.kind)[some]
    after = words.marks[last] + 1
    good = np.flatnonzero((marks.kind[some] == FULL) | _is_white(characters.kind[after]))
    some, last, after = some[good], last[good], after[good]
    word = words.gap[some]
    within = np.flatnonzero((word > 0) & (word < len(words.word)))
    last, after, word = last[within], after[within], word[within]
    lower = looked_up(tables().case, characters.codes[words.begin[word]]) == LOWER
    good = np.flatnonzero(~(lower | _abbreviated(characters, words, word - 1)))
    return _Cuts(word[good], after[good], last[good] + 1)


def _last_closer(place: I64, kind: Bytes) -> I64:
    """By mark, the last of the closing quotation marks and brackets that follow it without a gap, or itself."""
    closing = (kind == STRAIGHT) | (kind == CLOSING) | (kind == CLOSER)
    stop = np.append(~(closing[1:] & (place[1:] == place[:-1] + 1)), True)[: len(place)]
    return np.asarray(np.flatnonzero(stop)[np.cumsum(stop) - stop])


def _is_white(kind: Bytes) -> Bools:
    return np.asarray((kind == SPACE) | (kind == NEWLINE) | (kind == BLANK))


def _abbreviated(characters: Characters, words: Folded, word: I64) -> Bools:
    """Which of the given words stand before a dot that belongs to them: an abbreviation, or initials."""
    kind = characters.kind
    dotted = kind[words.end[word]] == STOP
    joined = (kind[words.begin[word] - 1] == STOP) & (words.end[word - 1] == words.begin[word] - 1) & (word > 0)
    joined &= ~(words.number[word] | words.number[word - 1])
    single = words.capital[word] & (words.length[word] == 1)
    initials = ~words.number[word] & (characters.codes[words.begin[word] + 1] == ord("."))
    initials &= words.end[word] > words.begin[word] + 1
    known = _abbreviations()
    place = np.minimum(np.searchsorted(known, words.word[word]), len(known) - 1)
    return np.asarray(dotted & (joined | single | initials | (known[place] == words.word[word])))


@cache
def _abbreviations() -> U32:
    """The hashes of known abbreviations, sorted."""
    return np.unique(words_of_texts(vocabulary("tracing")["abbreviations"]).word)


def _blank_lines(words: Folded, marks: _Marks) -> _Cuts:
    """Where two line ends stand with nothing but white space between."""
    lines = np.flatnonzero(marks.kind == NEWLINE)
    word, solid = words.gap[lines], marks.before[lines]
    same = np.flatnonzero((word[1:] == word[:-1]) & (solid[1:] == solid[:-1]))
    word = word[same]
    within = np.flatnonzero((word > 0) & (word < len(words.word)))
    word, first, second = word[within], lines[same[within]], lines[same[within] + 1]
    return _Cuts(word, _solid_end(first, word - 1, words, marks), second)


def _first_of_each_gap(one: _Cuts, other: _Cuts, opening: Bools) -> _Cuts:
    """The first cut between any two words of a piece. opening: (words) which are the first of a piece."""
    word, end, mark = (
        np.concatenate((getattr(one, name), getattr(other, name))) for name in ("word", "end", "mark")
    )
    order = np.argsort(mark, kind="stable")
    word = word[order]
    first = np.flatnonzero(np.diff(word, prepend=-1))
    first = first[~opening[word[first]]]
    return _Cuts(word[first], end[order[first]], mark[order[first]])
