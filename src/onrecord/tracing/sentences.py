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
class _Cuts:
    """Possible ends of sentences: the word that follows, where the one ends, and the next can begin."""

    word: I64
    end: I64
    next: I64


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
    here = characters.kind[words.marks]
    solid = words.marks[(here != NEWLINE) & (here != BLANK)]
    some = np.flatnonzero(np.diff(words.first))  # pieces that have words
    opening = words.first[some]
    inner = _first_of_each_gap(_after_marks(characters, words), _blank_lines(characters, words, solid))
    inner = _taken(inner, ~_opens_piece(inner.word, opening, len(words.word)))
    word = np.concatenate((opening, inner.word))
    order = np.argsort(word, kind="stable")
    begin = np.concatenate((characters.start[some], inner.next))[order]
    last = np.append(words.first[some[1:]], len(words.word))[: len(some)] - 1
    bottom = _solid_before(characters.start[some + 1], last, words, solid)
    end = np.concatenate((np.append(0, bottom[:-1])[: len(some)], inner.end))[order]
    first = word[order]
    return Sentences(first, _solid_from(begin, first, words, solid), np.append(end[1:], bottom[-1:]))


def _after_marks(characters: Characters, words: Folded) -> _Cuts:
    """Where a mark ends a sentence, by itself and by what stands around it."""
    kind, marks = characters.kind, words.marks
    here = kind[marks]
    after = _behind_closers(here, marks)
    ends = (here == STOP) | (here == MARK) | (here == FULL)
    ends &= (here != FULL) | (kind[marks + 1] != FULL)
    some = np.flatnonzero(ends)
    some = some[(here[some] == FULL) | _is_white(kind[after[some]])]
    word = np.searchsorted(words.begin, marks[some])
    within = (word > 0) & (word < len(words.word))
    some, word = some[within], word[within]
    lower = looked_up(tables().case, characters.codes[words.begin[word]]) == LOWER
    good = ~(lower | _abbreviated(characters, words, word - 1))
    return _Cuts(word[good], after[some][good], after[some][good])


def _behind_closers(here: Bytes, marks: I64) -> I64:
    """By mark, the place behind the closing quotation marks and brackets that follow it without a gap."""
    closing = (here == STRAIGHT) | (here == CLOSING) | (here == CLOSER)
    stop = np.append(~(closing[1:] & (marks[1:] == marks[:-1] + 1)), True)
    stops = np.flatnonzero(stop)
    return np.asarray(marks[stops[np.cumsum(stop) - stop]] + 1)


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


def _blank_lines(characters: Characters, words: Folded, solid: I64) -> _Cuts:
    """Where two line ends stand with nothing but white space between."""
    lines = words.marks[characters.kind[words.marks] == NEWLINE]
    word = np.searchsorted(words.begin, lines)
    above = np.searchsorted(solid, lines)
    same = np.flatnonzero(
        (word[1:] == word[:-1]) & (above[1:] == above[:-1]) & (word[1:] > 0) & (word[1:] < len(words.word))
    )
    return _Cuts(word[same], _solid_before(lines[same], word[same] - 1, words, solid), lines[same + 1])


def _first_of_each_gap(one: _Cuts, other: _Cuts) -> _Cuts:
    both = _Cuts(*(np.concatenate((getattr(one, name), getattr(other, name))) for name in ("word", "end", "next")))
    order = np.argsort(both.next, kind="stable")
    both = _taken(both, order)
    return _taken(both, np.flatnonzero(np.diff(both.word, prepend=-1)))


def _taken(cuts: _Cuts, which: I64 | Bools) -> _Cuts:
    return _Cuts(cuts.word[which], cuts.end[which], cuts.next[which])


def _opens_piece(word: I64, opening: I64, words: int) -> Bools:
    flag = np.zeros(words + 1, np.bool_)
    flag[opening] = True
    return np.asarray(flag[word])


def _solid_before(place: I64, word: I64, words: Folded, solid: I64) -> I64:
    """Behind the last character before `place` that is no white space; `word` is the last word before it."""
    mark = np.searchsorted(solid, place) - 1
    last = np.where(mark >= 0, solid[mark] + 1, 0) if len(solid) else 0
    return np.asarray(np.maximum(words.end[word], last))


def _solid_from(place: I64, word: I64, words: Folded, solid: I64) -> I64:
    """The first character from `place` on that is no white space; `word` is the first word after it."""
    mark = np.searchsorted(solid, place)
    known = np.append(solid, np.iinfo(np.int64).max)
    return np.asarray(np.minimum(words.begin[word], known[mark]))
