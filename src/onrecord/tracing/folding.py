"""From characters to hashed words, for any script, a whole batch of texts at a time.

What two printings of one text commonly differ in is folded away: case, diacritics, width, the style of quotation
marks, commas inside numbers, dots inside initials ("U.S." is "US"), invisible characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from onrecord.model import Span
from onrecord.tracing.arrays import F32 as F32
from onrecord.tracing.arrays import I64 as I64
from onrecord.tracing.arrays import U32 as U32
from onrecord.tracing.arrays import U64 as U64
from onrecord.tracing.arrays import Bools as Bools
from onrecord.tracing.arrays import Bytes as Bytes
from onrecord.tracing.characters import (
    ALONE,
    CLOSING,
    COMMA,
    NEWLINE,
    OPENING,
    POINT,
    SKIP,
    SPACE,
    STOP,
    STRAIGHT,
    UPPER,
    Characters,
    characters_of,
    looked_up,
    tables,
)
from onrecord.tracing.hashing import DIGIT, LETTER, LONG, hashed_words, ragged, sorts
from onrecord.tracing.hashing import scattered as scattered

AROUND = [[-1], [1], [-2], [2]]  # the characters that decide whether a mark belongs to a word


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a batch of texts, in order.

    word, stem: 32-bit hashes of the folded word and of its first letters.
    begin, end: character offsets into the text that the word stands in.
    text:       index of that text in the batch, not decreasing.
    length:     letters of the folded word.
    capital, number: whether it begins with a capital, with a digit.
    quoted:     whether it stands inside quotation marks.
    """

    word: U32
    stem: U32
    begin: I64
    end: I64
    text: I64
    length: I64
    capital: Bools
    number: Bools
    quoted: Bools


@dataclass(frozen=True, slots=True)
class Folded:
    """The words of a batch of pieces of text (Characters), as `Words` has them.

    begin, end: places in the batch's characters.
    first: (pieces + 1) where each piece's words begin in the other columns.
    marks: places of all characters but words and spaces, in order.
    gap:   (marks) the word before which each stands.
    """

    word: U32
    stem: U32
    begin: I64
    end: I64
    length: I64
    capital: Bools
    number: Bools
    quoted: Bools
    first: I64
    marks: I64
    gap: I64


def words_of_texts(texts: Sequence[str], parts: Sequence[Sequence[Span]] | None = None) -> Words:
    """The words of `texts`; with `parts`, only those inside each text's spans (which must not overlap)."""
    spans = parts if parts is not None else [(Span(0, len(text)),) for text in texts]
    pieces = [text[begin:end] for text, each in zip(texts, spans, strict=True) for begin, end in each]
    characters = characters_of(pieces)
    folded = folded_words(characters)
    size = np.diff(folded.first)
    origin = np.fromiter((span.begin for span in chain.from_iterable(spans)), np.int64, len(pieces))
    shift = np.repeat(characters.start[:-1] - origin, size)
    number = np.repeat(np.arange(len(texts)), np.fromiter(map(len, spans), np.int64, len(texts)))
    return Words(
        word=folded.word,
        stem=folded.stem,
        begin=folded.begin - shift,
        end=folded.end - shift,
        text=np.repeat(number, size),
        length=folded.length,
        capital=folded.capital,
        number=folded.number,
        quoted=folded.quoted,
    )


def folded_words(characters: Characters) -> Folded:
    """The words of a batch. Commas, points and dots inside words are marked as such in `characters.kind`."""
    _mark_joints(characters.kind)
    kind = characters.kind[: len(characters.codes)]
    inside = kind >= POINT
    edge = np.flatnonzero(inside[1:] != inside[:-1])
    edge += 1
    begin, end, odd = _regrouped(kind, edge[0::2].copy(), edge[1::2].copy())
    marks, gap = _marks(kind, begin, end)
    hashes = hashed_words(characters, begin, end, odd)
    return Folded(
        word=hashes.word,
        stem=hashes.stem,
        begin=begin,
        end=end,
        length=hashes.length,
        capital=looked_up(tables().case, characters.codes[begin]) == UPPER,
        number=hashes.number,
        quoted=_quoted(kind[marks], gap, len(begin)),
        first=np.searchsorted(begin, characters.start),
        marks=marks,
        gap=gap,
    )


def _mark_joints(kind: Bytes) -> None:
    """Mark the dots and commas that belong to words: those between digits, and dots between single letters.

    A dot is part of a number; a comma in a number and a dot in initials are left out of the word.
    """
    at = np.flatnonzero((kind == STOP) | (kind == COMMA))
    dot = kind[at] == STOP
    around = sorts()[kind[at + np.array(AROUND)]]  # a line's end stands before all words, padding behind
    both = around[0] & around[1]
    number = both == DIGIT
    single = dot & (both == LETTER) & (around[2] | around[3] == 0)
    kind[at[number & dot]] = POINT
    kind[at[single | (number & ~dot)]] = SKIP


def _marks(kind: Bytes, begin: I64, end: I64) -> tuple[I64, I64]:
    """The places of all characters but words and spaces, and the word before which each stands."""
    low, high = np.append(0, end), np.append(begin, len(kind))
    gap = np.flatnonzero((high - low != 1) | (kind[low] != SPACE))
    place, number = ragged(low[gap], high[gap])
    found = kind[place]
    some = np.flatnonzero((found > SPACE) & (found < POINT))
    return place[some], gap[number[some]]


def _regrouped(kind: Bytes, begin: I64, end: I64) -> tuple[I64, I64, I64]:
    """Runs of characters of words as words, and which of these are irregular.

    A run may be several words (letters that stand alone) or none (marks that combine with nothing).
    """
    special = np.flatnonzero(kind >= SKIP)
    odd = np.searchsorted(begin, special, side="right") - 1
    odd = np.union1d(odd, np.flatnonzero(end - begin > LONG))
    if not len(odd):
        return begin, end, odd
    at, run = ragged(begin[odd], end[odd])
    letter = kind[at] != SKIP
    at, run = at[letter], run[letter]
    fresh = _fresh(kind[at], run)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(at))[: len(first)] - 1
    new_begin, new_end = at[first], at[last] + 1
    if np.array_equal(run[first], np.arange(len(odd))):
        begin[odd], end[odd] = new_begin, new_end
        return begin, end, odd
    begin = np.sort(np.concatenate((np.delete(begin, odd), new_begin)))
    end = np.sort(np.concatenate((np.delete(end, odd), new_end)))
    return begin, end, np.searchsorted(begin, new_begin)


def _fresh(kind: Bytes, run: I64) -> Bools:
    """Which letters begin a word: the first of each run, and those that stand alone or follow one that does."""
    out = np.ones(len(run), np.bool_)
    if len(run):
        alone = kind == ALONE
        out[1:] = (run[1:] != run[:-1]) | alone[1:] | alone[:-1]
    return out


def _quoted(marks: Bytes, gap: I64, words: int) -> Bools:
    """Which words stand inside quotation marks; a mark that is not closed holds to the end of its line."""
    some = np.flatnonzero((marks == NEWLINE) | ((marks >= STRAIGHT) & (marks <= CLOSING)))
    found = marks[some]
    line = found == NEWLINE
    straight = np.cumsum(found == STRAIGHT)
    curly = np.cumsum((found == OPENING).astype(np.int64) - (found == CLOSING))
    last = np.maximum.accumulate(np.where(line, np.arange(len(some)), 0))
    inside = ((straight - straight[last]) % 2 == 1) | (curly - curly[last] > 0)
    bounds = np.concatenate(([0], gap[some], [words]))
    return np.repeat(np.append(False, inside), bounds[1:] - bounds[:-1])
