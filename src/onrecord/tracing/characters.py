"""Characters: pieces of text as arrays of what each character is to a reader of words and sentences.

One byte says of a character all that tracing asks: which mark or white space it is, or which letter it folds to
(case, diacritics and width are folded away). So the work on every character is one look-up in a table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.arrays import I64, U32, Bytes

Codes = NDArray[np.uint16] | NDArray[np.uint32]

SPACE, OTHER, NEWLINE, BLANK, STOP, COMMA, MARK, FULL, STRAIGHT, OPENING, CLOSING, CLOSER = range(12)
"""What stands between words: the space; any mark not named here; a line's end; other white space; "."; ","; what
else ends a sentence; what ends one without white space after it; '"'; opening and closing quotation marks; what
else may close after a sentence's end."""

POINT, FIRST_DIGIT, FIRST_LETTER = 32, 33, 43
"""Inside words: the decimal point; the ten digits; folded letters of the alphabets of NARROW."""

SKIP, WIDE_DIGIT, WIDE, ALONE = 252, 253, 254, 255
"""Of a word but none of its letters (a combining mark, a comma in a number); digits and letters that have no number
of their own; letters that are a word each. Words that hold any of them are irregular."""

MARKS = {
    "\n": NEWLINE,
    ".": STOP,
    ",": COMMA,
    '"': STRAIGHT,
    **dict.fromkeys("!?…", MARK),
    **dict.fromkeys("。！？", FULL),
    **dict.fromkeys("“„«", OPENING),
    **dict.fromkeys("”»", CLOSING),
    **dict.fromkeys("'’)]」』", CLOSER),
}

NARROW = (
    (0x0061, 0x007A),
    (0x00DF, 0x017F),
    (0x03B1, 0x03C9),
    (0x0430, 0x045F),
    (0x0490, 0x0491),
    (0x05D0, 0x05EA),
    (0x0621, 0x064A),
)
"""Alphabets whose folded letters have numbers of their own: Latin, Greek, Cyrillic, Hebrew, Arabic; 209 at most."""

UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
)
"""Scripts that write no spaces: Thai, Lao, Burmese, Khmer, kana, ideographs. Each letter is taken as a word."""

TABLE_END = 0x20000
"""Code points from here on are rare ideographs: each stands for itself and is a word of its own."""

UPPER, LOWER = 1, 2
PADDING = 80  # bytes behind the last character, so that words can be read in windows of eight


@dataclass(frozen=True, slots=True)
class Tables:
    """By code point below TABLE_END: the kind of character, the folded code point, and UPPER or LOWER."""

    kind: Bytes
    fold: U32
    case: Bytes


@dataclass(frozen=True, slots=True)
class Characters:
    """Pieces of text one after the other, each between two line ends.

    codes: (characters) code points.
    kind:  (characters + PADDING) what each is, as the constants above name it.
    start: (pieces + 1) where each piece begins; the last stands one behind the last piece's line end.
    """

    codes: Codes
    kind: Bytes
    start: I64


def characters_of(pieces: Sequence[str]) -> Characters:
    """The characters of `pieces`."""
    text = "\n".join(["", *pieces, ""])
    codes = _codes(text)
    kind = np.zeros(len(codes) + PADDING, np.uint8)
    kind[: len(codes)] = looked_up(tables().kind, codes)
    start = np.ones(len(pieces) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)) + 1, out=start[1:])
    start[1:] += 1
    return Characters(codes, kind, start)


def looked_up(table: Bytes, codes: Codes) -> Bytes:
    """The entries of one of the tables for `codes`."""
    if codes.dtype == np.uint16:
        return np.take(table, codes)
    return np.take(table, np.minimum(codes, TABLE_END - 1))


def _codes(text: str) -> Codes:
    """Code points: in two bytes each where no character needs more."""
    short = text.encode("utf-16-le", "surrogatepass")
    if len(short) == 2 * len(text):
        return np.frombuffer(short, "<u2").astype(np.uint16, copy=False)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32, copy=False)


@cache
def tables() -> Tables:
    """What is known of each code point; made on first use."""
    fold = np.arange(TABLE_END, dtype=np.uint32)
    kind = np.full(TABLE_END, OTHER, np.uint8)
    case = np.zeros(TABLE_END, np.uint8)
    number = dict(_narrow())
    for code in range(TABLE_END):
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LN":
            fold[code] = ord(_folded(char)) if code < 0x3000 or code > 0xF8FF else code
            kind[code] = number.get(int(fold[code]), WIDE_DIGIT if category == "Nd" else WIDE)
            case[code] = UPPER if category in ("Lu", "Lt") else LOWER if char.islower() else 0
        elif category in ("Mn", "Me", "Cf", "Mc"):
            kind[code] = SKIP
        elif char.isspace():
            kind[code] = SPACE if char == " " else BLANK
    for low, high in UNSPACED:
        part = kind[low : high + 1]
        part[part == WIDE] = ALONE
    for char, value in MARKS.items():
        kind[ord(char)] = value
    kind[TABLE_END - 1] = ALONE
    return Tables(kind, fold, case)


def _narrow() -> Iterator[tuple[int, int]]:
    """The folded letters and digits that have a number of their own, with it."""
    for digit in range(10):
        yield ord("0") + digit, FIRST_DIGIT + digit
    letters = {ord(_folded(chr(code))): None for low, high in NARROW for code in range(low, high + 1)}
    known = [code for code in letters if unicodedata.category(chr(code))[0] == "L"]
    yield from zip(known, range(FIRST_LETTER, SKIP), strict=False)


def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char)
    if len(plain) > 1 and all(unicodedata.category(mark)[0] == "M" for mark in plain[1:]):
        char = plain[0]
    elif len(plain) == 1:
        char = plain
    return char.lower()[0]
