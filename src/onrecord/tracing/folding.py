"""From characters to hashed words, for any script, a whole batch of texts at a time.

What two printings of one text commonly differ in is folded away: case, diacritics, width, the style of quotation
marks, commas inside numbers, dots inside initials ("U.S." is "US"), invisible characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np

from onrecord.model import Span
from onrecord.tracing.arrays import F32 as F32
from onrecord.tracing.arrays import I32 as I32
from onrecord.tracing.arrays import I64 as I64
from onrecord.tracing.arrays import U32 as U32
from onrecord.tracing.arrays import U64 as U64
from onrecord.tracing.arrays import Bools as Bools
from onrecord.tracing.arrays import Bytes as Bytes
from onrecord.tracing.characters import (
    ALONE,
    CLOSING,
    COMMA,
    FIRST_DIGIT,
    FIRST_LETTER,
    NEWLINE,
    OPENING,
    PADDING,
    POINT,
    SKIP,
    SPACE,
    STOP,
    STRAIGHT,
    TABLE_END,
    UPPER,
    WIDE_DIGIT,
    Characters,
    characters_of,
    looked_up,
    tables,
)

STEM_LENGTH = 5
"""Words are stemmed by cutting them here: the language-free choice of McNamee and Mayfield (2004), who found
the first four or five characters to serve European languages about as well as rule-based stemmers."""

DIGIT, LETTER = 1, 2
AROUND = [[-1], [1], [-2], [2]]  # the characters that decide whether a mark joins two runs
LONG = 64  # letters; longer words are not words of a language, and are hashed letter by letter
WINDOW = 8  # letters that are read at a time, one byte each
LETTER_S = np.uint64(FIRST_LETTER + ord("s") - ord("a"))


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


@dataclass(frozen=True, slots=True)
class Hashes:
    """Hashes of words and of their stems, and whether the words are numbers."""

    word: U32
    stem: U32
    number: Bools


@dataclass(frozen=True, slots=True)
class Irregular:
    """Words that are not read from the characters as they stand: they hold marks to skip, or wide or many letters.

    letters:    the kinds of their letters, without the marks.
    place, run: (letters) where each stands in the batch's characters, and the number of its word.
    first, length, wide: (words) where each begins in `letters`, its letters, and whether they are wide or many.
    """

    letters: Bytes
    place: I64
    run: I64
    first: I64
    length: I64
    wide: Bools


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
    kind = characters.kind[: len(characters.codes)]
    inside = kind >= POINT
    edge = np.flatnonzero(inside[1:] != inside[:-1])
    edge += 1
    begin, end = _joined(characters.kind, edge[0::2], edge[1::2])
    begin, end, odd = _regrouped(kind, begin, end)
    marks, gap = _marks(kind, begin, end)
    length = end - begin
    letters, first = characters.kind, begin
    if len(odd):
        irregular = _irregular(characters, begin[odd], end[odd])
        letters, first = np.concatenate((letters, irregular.letters)), begin.copy()
        first[odd] = irregular.first + len(characters.kind)
        length[odd] = irregular.length
    hashes = _hashed(letters, first, length)
    if len(odd):
        _hash_wide(characters, irregular, odd, hashes)
    return Folded(
        word=hashes.word,
        stem=hashes.stem,
        begin=begin,
        end=end,
        length=length,
        capital=looked_up(tables().case, characters.codes[begin]) == UPPER,
        number=hashes.number,
        quoted=_quoted(kind[marks], gap, len(begin)),
        first=np.searchsorted(begin, characters.start),
        marks=marks,
        gap=gap,
    )


def scattered(values: U64) -> U64:
    """`values` mixed so that every bit depends on every bit (the finaliser of MurmurHash3, public domain)."""
    out = values ^ (values >> np.uint64(33))
    out *= np.uint64(0xFF51AFD7ED558CCD)
    out ^= out >> np.uint64(33)
    out *= np.uint64(0xC4CEB9FE1A85EC53)
    out ^= out >> np.uint64(33)
    return np.asarray(out, dtype=np.uint64)


def _joined(kind: Bytes, begin: I64, end: I64) -> tuple[I64, I64]:
    """Runs of characters of words, with those joined that belong together; what joins them is marked so in `kind`.

    A dot or comma between digits joins them to one number; a dot between single letters is left out of initials.
    """
    mark = kind[end]
    place = np.flatnonzero((mark == STOP) | (mark == COMMA))
    at, dot = end[place], mark[place] == STOP
    around = _sorts()[kind[at + np.array(AROUND)]]  # a line's end stands before all words, padding behind
    both = around[0] & around[1]
    number = both == DIGIT
    single = dot & (both == LETTER) & (around[2] | around[3] == 0)
    kind[at[number & dot]] = POINT
    kind[at[single | (number & ~dot)]] = SKIP
    joint = place[number | single]
    return np.delete(begin, joint + 1), np.delete(end, joint)


@cache
def _sorts() -> Bytes:
    """By kind of character, whether it is a digit or a letter."""
    out = np.zeros(256, np.uint8)
    out[FIRST_LETTER:] = LETTER
    out[FIRST_DIGIT:FIRST_LETTER] = out[WIDE_DIGIT] = DIGIT
    out[SKIP] = 0
    return out


def _marks(kind: Bytes, begin: I64, end: I64) -> tuple[I64, I64]:
    """The places of all characters but words and spaces, and the word before which each stands."""
    low, high = np.append(0, end), np.append(begin, len(kind))
    gap = np.flatnonzero((high - low != 1) | (kind[low] != SPACE))
    place, number = _ragged(low[gap], high[gap])
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
    at, run = _ragged(begin[odd], end[odd])
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


def _ragged(begin: I64, end: I64) -> tuple[I64, I64]:
    """Every place from each of `begin` to its `end`, and the number of the range it is in."""
    size = end - begin
    offset = np.cumsum(size) - size
    return np.arange(int(size.sum())) + np.repeat(begin - offset, size), np.repeat(np.arange(len(size)), size)


def _fresh(kind: Bytes, run: I64) -> Bools:
    """Which letters begin a word: the first of each run, and those that stand alone or follow one that does."""
    out = np.ones(len(run), np.bool_)
    if len(run):
        alone = kind == ALONE
        out[1:] = (run[1:] != run[:-1]) | alone[1:] | alone[:-1]
    return out


def _hashed(letters: Bytes, begin: I64, length: I64) -> Hashes:
    """Hashes of the words of up to LONG letters that begin at `begin` in `letters` (of longer ones, of a part).

    Eight letters are read as one number, multiplied by an odd one, and the high bits taken: multiply-shift hashing,
    whose collisions are as rare as chance's (Dietzfelbinger and others 1997).
    """
    windows: U64 = np.ndarray((len(letters) - WINDOW + 1,), "<u8", letters.data, 0, (1,))
    head = windows[begin] & _masks().take(np.minimum(length, WINDOW))
    factor = _factors()
    total = head * factor[0]
    longer = np.flatnonzero(length > WINDOW)
    for part in range(1, LONG // WINDOW):
        if not len(longer):
            break
        done = part * WINDOW
        window = windows[begin[longer] + done] & _masks().take(np.minimum(length[longer] - done, WINDOW))
        total[longer] += window * factor[part]
        longer = longer[length[longer] > done + WINDOW]
    word = _high(total)
    number = (head & np.uint64(0xFF)) - np.uint64(FIRST_DIGIT) < np.uint64(10)
    stem = _high(_stem_letters(head) * factor[0])
    numbers = np.flatnonzero(number)
    stem[numbers] = word[numbers]
    return Hashes(word, stem, number)


def _stem_letters(head: U64) -> U64:
    """The first eight letters of words cut to STEM_LENGTH; short words lose a plural's "s"."""
    out: U64 = head & _masks()[STEM_LENGTH]
    for size in range(4, STEM_LENGTH + 1):
        plural = np.flatnonzero(head >> np.uint64(8 * (size - 1)) == LETTER_S)
        out[plural] &= _masks()[size - 1]
    return out


def _high(total: U64) -> U32:
    return (total >> np.uint64(32)).astype(np.uint32)


@cache
def _masks() -> U64:
    """By number of letters, the bits that so many fill."""
    return np.array([(1 << 8 * size) - 1 for size in range(WINDOW + 1)], dtype=np.uint64)


@cache
def _factors() -> U64:
    return scattered(np.arange(1, LONG // WINDOW + 1, dtype=np.uint64)) | np.uint64(1)


def _irregular(characters: Characters, begin: I64, end: I64) -> Irregular:
    place, run = _ragged(begin, end)
    kind = characters.kind[place]
    kept = np.flatnonzero(kind != SKIP)
    place, run, kind = place[kept], run[kept], kind[kept]
    length = np.bincount(run, minlength=len(begin))
    wide = np.bincount(run, weights=kind >= WIDE_DIGIT, minlength=len(begin)) > 0
    return Irregular(
        letters=np.concatenate((kind, np.zeros(PADDING, np.uint8))),
        place=place,
        run=run,
        first=np.cumsum(length) - length,
        length=length,
        wide=wide | (length > LONG),
    )


def _hash_wide(characters: Characters, words: Irregular, at: I64, hashes: Hashes) -> None:
    """Put into `hashes`, at `at`, those of the wide words, from the code points of all their letters one by one."""
    wide = np.flatnonzero(words.wide)
    if not len(wide):
        return
    place = words.place[np.flatnonzero(words.wide[words.run])]
    length = words.length[wide]
    first = np.cumsum(length) - length
    letters = _folded_codes(characters.codes[place].astype(np.uint32))
    inside = np.arange(len(place)) - np.repeat(first, length)
    value = scattered(letters) * (scattered(inside.astype(np.uint64) + np.uint64(1)) | np.uint64(1))
    number = _sorts()[words.letters[words.first[wide]]] == DIGIT
    limit = np.where(number, length, STEM_LENGTH)
    plural = (letters[first + length - 1] == ord("s")) & (length >= STEM_LENGTH - 1) & (length <= STEM_LENGTH)
    limit = np.where(plural & ~number, length - 1, limit)
    stem = np.where(inside < np.repeat(limit, length), value, np.uint64(0))
    hashes.word[at[wide]] = _high(scattered(np.add.reduceat(value, first)))
    hashes.stem[at[wide]] = _high(scattered(np.add.reduceat(stem, first)))
    hashes.number[at[wide]] = number


def _folded_codes(codes: U32) -> U64:
    known = tables().fold.take(np.minimum(codes, TABLE_END - 1))
    return np.where(codes < TABLE_END, known, codes).astype(np.uint64)


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
