"""From characters to hashed words, for any script, a whole batch of texts at a time.

What two printings of one text commonly differ in is folded away: case, diacritics, width, the style of quotation
marks, commas inside numbers, dots inside initials ("U.S." is "US"), invisible characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span

U64 = NDArray[np.uint64]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
Bools = NDArray[np.bool_]
Codes = NDArray[np.uint32]
Bytes = NDArray[np.uint8]

TABLE_END = 0x20000
"""Code points from here on are rare ideographs: each stands for itself and is a word of its own."""

LETTER, DIGIT, ALONE, UPPER, SKIP = 1, 2, 4, 8, 16
STEM_LENGTH = 5
"""Words are stemmed by cutting them here: the language-free choice of McNamee and Mayfield (2004), who found
the first four or five characters to serve European languages about as well as rule-based stemmers."""

POSITIONS = 64  # positions within a word beyond this share a multiplier; such words are not words of a language
UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
)
"""Scripts that write no spaces: Thai, Lao, Burmese, Khmer, kana, ideographs. Each letter is taken as a word."""


OPENING_MARKS = np.array([ord(mark) for mark in "“„«"], dtype=np.uint32)
CLOSING_MARKS = np.array([ord(mark) for mark in "”»"], dtype=np.uint32)
QUOTE_MARKS = np.append(np.append(OPENING_MARKS, CLOSING_MARKS), np.uint32(ord('"')))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a batch of texts, in order.

    word, stem: 64-bit hashes of the folded word and of its first letters.
    begin, end: character offsets into the text that the word stands in.
    text:       index of that text in the batch, not decreasing.
    length:     letters of the folded word.
    capital, number: whether it begins with a capital, with a digit.
    quoted:     whether it stands inside quotation marks.
    """

    word: U64
    stem: U64
    begin: I64
    end: I64
    text: I64
    length: I64
    capital: Bools
    number: Bools
    quoted: Bools


@cache
def _tables() -> tuple[Codes, Bytes]:
    """The folded code point and the class of each code point below TABLE_END."""
    fold = np.arange(TABLE_END, dtype=np.uint32)
    kind = np.zeros(TABLE_END, dtype=np.uint8)
    for code in range(TABLE_END):
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LN":
            kind[code] = LETTER | (DIGIT if category == "Nd" else 0) | (UPPER if category in ("Lu", "Lt") else 0)
            fold[code] = ord(_folded(char)) if code < 0x3000 or code > 0xF8FF else code
        elif category in ("Mn", "Me", "Cf", "Mc"):
            kind[code] = SKIP
    for low, high in UNSPACED:
        part = kind[low : high + 1]
        part[(part & LETTER) != 0] |= ALONE
    return fold, kind


def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char)
    if len(plain) > 1 and all(unicodedata.category(mark)[0] == "M" for mark in plain[1:]):
        char = plain[0]
    elif len(plain) == 1:
        char = plain
    return char.lower()[0]


@cache
def _position_multipliers() -> U64:
    return scattered(np.arange(1, POSITIONS + 1, dtype=np.uint64)) | np.uint64(1)


def scattered(values: U64) -> U64:
    """`values` mixed so that every bit depends on every bit (the finaliser of MurmurHash3, public domain)."""
    out = values ^ (values >> np.uint64(33))
    out = out * np.uint64(0xFF51AFD7ED558CCD)
    out = out ^ (out >> np.uint64(33))
    out = out * np.uint64(0xC4CEB9FE1A85EC53)
    return np.asarray(out ^ (out >> np.uint64(33)), dtype=np.uint64)


def words_of_texts(texts: Sequence[str], parts: Sequence[Sequence[Span]] | None = None) -> Words:
    """The words of `texts`; with `parts`, only those inside each text's spans."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1])) if len(texts) else np.zeros(0, np.int64)
    fold, kind = _classified(codes)
    if parts is not None:
        kind = np.where(_inside(len(codes), starts, parts), kind, 0).astype(np.uint8)
    return _hashed(fold, kind, _quoted(codes), starts)


def _inside(size: int, starts: I64, parts: Sequence[Sequence[Span]]) -> Bools:
    steps = np.zeros(size + 1, dtype=np.int32)
    begins = [int(start) + span.begin for start, spans in zip(starts, parts, strict=True) for span in spans]
    ends = [int(start) + span.end for start, spans in zip(starts, parts, strict=True) for span in spans]
    np.add.at(steps, begins, 1)
    np.add.at(steps, ends, -1)
    return np.asarray(np.cumsum(steps[:-1]) > 0)


def _classified(codes: Codes) -> tuple[Codes, Bytes]:
    fold_table, kind_table = _tables()
    low = np.minimum(codes, TABLE_END - 1)
    fold, kind = fold_table[low], kind_table[low]
    high = codes >= TABLE_END
    if high.any():
        fold[high], kind[high] = codes[high], LETTER | ALONE
    if len(codes) > 2:
        _join_numbers_and_initials(codes, kind)
    return fold, kind


def _join_numbers_and_initials(codes: Codes, kind: Bytes) -> None:
    """Make a dot or comma between digits, and a dot between single letters, part of the word around it."""
    digit = (kind & DIGIT) != 0
    letter = ((kind & LETTER) != 0) & ~digit
    dot, comma = codes[1:-1] == ord("."), codes[1:-1] == ord(",")
    within = digit[:-2] & digit[2:]
    single = letter[:-2] & letter[2:]
    single[1:] &= ~(letter[:-3] | digit[:-3])
    single[:-1] &= ~(letter[3:] | digit[3:])
    inner = kind[1:-1]
    inner[within & dot] = LETTER | DIGIT
    inner[(within & comma) | (single & dot)] = SKIP


def _quoted(codes: Codes) -> Bools:
    """Characters inside quotation marks; a mark that is not closed holds to the end of its line."""
    marks = np.isin(codes, QUOTE_MARKS)
    if not marks.any():
        return marks
    at = np.flatnonzero(marks | (codes == ord("\n")))
    found = codes[at]
    step = np.isin(found, OPENING_MARKS).astype(np.int64) - np.isin(found, CLOSING_MARKS)
    line = found == ord("\n")
    straight, curly = np.cumsum(found == ord('"')), np.cumsum(step)
    last = np.maximum.accumulate(np.where(line, np.arange(len(at)), -1))
    before = np.where(last >= 0, straight[last], 0), np.where(last >= 0, curly[last], 0)
    inside = ((straight - before[0]) % 2 == 1) | (curly - before[1] > 0)
    return np.repeat(np.append(False, inside), np.diff(np.concatenate(([0], at, [len(codes)]))))


def _hashed(fold: Codes, kind: Bytes, quoted: Bools, starts: I64) -> Words:
    kept = np.flatnonzero((kind & SKIP) == 0)
    kind = kind[kept]
    letter = (kind & LETTER) != 0
    alone = (kind & ALONE) != 0
    fresh = letter.copy()
    if len(fresh):
        fresh[1:] &= ~letter[:-1] | alone[1:] | alone[:-1]
    at = np.flatnonzero(letter)
    first = np.flatnonzero(fresh[at])
    size = np.diff(np.append(first, len(at)))
    inside = np.arange(len(at)) - np.repeat(first, size)
    chars = fold[kept[at]]
    value = scattered(chars.astype(np.uint64)) * _position_multipliers()[inside & (POSITIONS - 1)]
    begin, end = kept[at[first]], kept[at[first + size - 1]] + 1
    text = np.searchsorted(starts, begin, side="right") - 1
    number = (kind[at[first]] & DIGIT) != 0
    word = _summed(value, first) + size.astype(np.uint64)
    return Words(
        word=scattered(word),
        stem=_stems(value, chars, inside, first, size, number),
        begin=begin - starts[text],
        end=end - starts[text],
        text=text,
        length=size,
        capital=(kind[at[first]] & UPPER) != 0,
        number=number,
        quoted=quoted[begin],
    )


def _stems(value: U64, chars: Codes, inside: I64, first: I64, size: I64, number: Bools) -> U64:
    """Hashes of the words cut to STEM_LENGTH; numbers stay whole, and short words lose a plural's "s"."""
    limit = np.where(number, size, STEM_LENGTH)
    last = chars[first + size - 1] == ord("s") if len(first) else np.zeros(0, np.bool_)
    limit = np.where(last & (size >= 4) & (size <= STEM_LENGTH), size - 1, limit)
    return scattered(_summed(np.where(inside < np.repeat(limit, size), value, np.uint64(0)), first))


def _summed(values: U64, first: I64) -> U64:
    if not len(first):
        return np.zeros(0, dtype=np.uint64)
    return np.asarray(np.add.reduceat(values, first), dtype=np.uint64)
