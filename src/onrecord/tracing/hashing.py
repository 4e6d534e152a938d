"""Hashes of words, from the kinds of their letters (characters.py), eight letters at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from onrecord.tracing.arrays import I64, U32, U64, Bools, Bytes
from onrecord.tracing.characters import (
    ALONE,
    FIRST_DIGIT,
    FIRST_LETTER,
    PADDING,
    SKIP,
    TABLE_END,
    WIDE_DIGIT,
    Characters,
    tables,
)

STEM_LENGTH = 5
"""Words are stemmed by cutting them here: the language-free choice of McNamee and Mayfield (2004), who found
the first four or five characters to serve European languages about as well as rule-based stemmers."""

DIGIT, LETTER = 1, 2
LONG = 64  # letters; longer words are not words of a language, and are hashed letter by letter
WINDOW = 8  # letters that are read at a time, one byte each
LETTER_S = np.uint64(FIRST_LETTER + ord("s") - ord("a"))


FIRST_IDEOGRAPH = 0x3400  # of the letters that are words by themselves; syllables stand before it
IDEOGRAPH_LETTERS = 3
"""An ideograph is a word that tells about as much as one of so many letters: thousands of them are in use."""


@dataclass(frozen=True, slots=True)
class Hashes:
    """Hashes of words and of their stems, their lengths in folded letters, and whether they are numbers."""

    word: U32
    stem: U32
    length: I64
    number: Bools


@dataclass(frozen=True, slots=True)
class _Irregular:
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


def hashed_words(characters: Characters, begin: I64, end: I64, odd: I64) -> Hashes:
    """Hashes of the words that stand from `begin` to `end`; those at `odd` are irregular."""
    length = end - begin
    if not len(odd):
        return _hashed(characters.kind, begin, length)
    irregular = _irregular(characters, begin[odd], end[odd])
    first = begin.copy()
    first[odd] = irregular.first + len(characters.kind)
    length[odd] = irregular.length
    hashes = _hashed(np.concatenate((characters.kind, irregular.letters)), first, length)
    _hash_wide(characters, irregular, odd, hashes)
    return hashes


def scattered(values: U64) -> U64:
    """`values` mixed so that every bit depends on every bit (the finaliser of MurmurHash3, public domain)."""
    out = values >> np.uint64(33)
    out ^= values
    out *= np.uint64(0xFF51AFD7ED558CCD)
    high = out >> np.uint64(33)
    out ^= high
    out *= np.uint64(0xC4CEB9FE1A85EC53)
    np.right_shift(out, np.uint64(33), out=high)
    out ^= high
    return out


@cache
def sorts() -> Bytes:
    """By kind of character, whether it is a digit or a letter."""
    out = np.zeros(256, np.uint8)
    out[FIRST_LETTER:] = LETTER
    out[FIRST_DIGIT:FIRST_LETTER] = out[WIDE_DIGIT] = DIGIT
    out[SKIP] = 0
    return out


def ragged(begin: I64, end: I64) -> tuple[I64, I64]:
    """Every place from each of `begin` to its `end`, and the number of the range it is in."""
    size = end - begin
    offset = np.cumsum(size) - size
    return np.arange(int(size.sum())) + np.repeat(begin - offset, size), np.repeat(np.arange(len(size)), size)


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
    return Hashes(word, stem, length, number)


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


def _irregular(characters: Characters, begin: I64, end: I64) -> _Irregular:
    place, run = ragged(begin, end)
    kind = characters.kind[place]
    kept = np.flatnonzero(kind != SKIP)
    place, run, kind = place[kept], run[kept], kind[kept]
    length = np.bincount(run, minlength=len(begin))
    wide = np.bincount(run, weights=kind >= WIDE_DIGIT, minlength=len(begin)) > 0
    return _Irregular(
        letters=np.concatenate((kind, np.zeros(PADDING, np.uint8))),
        place=place,
        run=run,
        first=np.cumsum(length) - length,
        length=length,
        wide=wide | (length > LONG),
    )


def _hash_wide(characters: Characters, words: _Irregular, at: I64, hashes: Hashes) -> None:
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
    number = sorts()[words.letters[words.first[wide]]] == DIGIT
    limit = np.where(number, length, STEM_LENGTH)
    plural = (letters[first + length - 1] == ord("s")) & (length >= STEM_LENGTH - 1) & (length <= STEM_LENGTH)
    limit = np.where(plural & ~number, length - 1, limit)
    stem = np.where(inside < np.repeat(limit, length), value, np.uint64(0))
    hashes.word[at[wide]] = _high(scattered(np.add.reduceat(value, first)))
    hashes.stem[at[wide]] = _high(scattered(np.add.reduceat(stem, first)))
    hashes.number[at[wide]] = number
    ideograph = (words.letters[words.first[wide]] == ALONE) & (letters[first] >= FIRST_IDEOGRAPH)
    hashes.length[at[wide[ideograph]]] = IDEOGRAPH_LETTERS


def _folded_codes(codes: U32) -> U64:
    known = tables().fold.take(np.minimum(codes, TABLE_END - 1))
    return np.where(codes < TABLE_END, known, codes).astype(np.uint64)
