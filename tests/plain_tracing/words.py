"""The words of a text, found and folded character by character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model import Spans
from onrecord.tracing.characters import NARROW, TABLE_END, UNSPACED
from onrecord.tracing.hashing import LONG, STEM_LENGTH


@dataclass(frozen=True)
class PlainWord:
    """A word: its folded letters and those of its stem, its characters, and what is known of it."""

    letters: str
    stem: str
    begin: int
    end: int
    capital: bool
    number: bool
    quoted: bool


def plain_words(text: str, parts: Spans) -> list[PlainWord]:
    """The words inside the given parts."""
    return [
        replace(word, begin=word.begin + part.begin, end=word.end + part.begin)
        for part in parts
        for word in _words(text[part.begin : part.end])
    ]


def _words(text: str) -> Iterator[PlainWord]:
    inside = _quoted(text)
    letters, begin, end = "", 0, 0
    for at, char in enumerate(text):
        alone = _alone(char)
        if letters and (alone or not (_is_word(char) or _joins(text, at))):
            yield _word(letters, text, begin, end, inside[begin])
            letters = ""
        if _is_word(char) or (letters and _is_point(text, at)):
            begin, end = (at if not letters else begin), at + 1
            letters += "." if _is_point(text, at) else folded(char)
        elif is_skipped(char) or _joins(text, at):
            continue
        if alone and letters:
            yield _word(letters, text, begin, end, inside[begin])
            letters = ""
    if letters:
        yield _word(letters, text, begin, end, inside[begin])


def _word(letters: str, text: str, begin: int, end: int, quoted: bool) -> PlainWord:
    first = text[begin]
    number = is_digit(first)
    wide = len(letters) > LONG or any(not _narrow(letter) for letter in letters)
    stem = letters if number else _stem(letters)
    capital = unicodedata.category(first) in ("Lu", "Lt") and ord(first) < TABLE_END
    return PlainWord(letters, f"{wide}:{stem}", begin, end, capital, number, quoted)


def length_of(letters: str) -> int:
    """Letters of a word; an ideograph counts as three."""
    ideograph = len(letters) == 1 and _alone(letters) and ord(letters) >= 0x3400
    return 3 if ideograph else len(letters)


def _stem(letters: str) -> str:
    plural = letters.endswith("s") and STEM_LENGTH - 1 <= len(letters) <= STEM_LENGTH
    return letters[:-1] if plural else letters[:STEM_LENGTH]


def _quoted(text: str) -> list[bool]:
    out, straight, depth = [], False, 0
    for char in text:
        if char == "\n":
            straight, depth = False, 0
        straight ^= char == '"'
        depth += (char in "“„«") - (char in "”»")
        out.append(straight or depth > 0)
    return out


def _is_word(char: str) -> bool:
    return ord(char) >= TABLE_END - 1 or unicodedata.category(char)[0] in "LN"


def is_digit(char: str) -> bool:
    """Whether a character is a digit of any script, or folds to one."""
    if ord(char) >= TABLE_END - 1:
        return False
    return _is_word(char) and (unicodedata.category(char) == "Nd" or folded(char) in "0123456789")


def is_skipped(char: str) -> bool:
    """Whether a character combines with others, or is invisible."""
    return ord(char) < TABLE_END - 1 and unicodedata.category(char) in ("Mn", "Me", "Cf", "Mc")


def _alone(char: str) -> bool:
    if ord(char) >= TABLE_END - 1:
        return True
    unspaced = any(low <= ord(char) <= high for low, high in UNSPACED)
    return unspaced and _is_word(char) and not is_digit(char)


def _narrow(letter: str) -> bool:
    return letter in "0123456789." or any(
        letter == folded(chr(code)) for low, high in NARROW for code in range(low, high + 1)
    )


def _joins(text: str, at: int) -> bool:
    """Whether the character belongs to the word around it, though it is no letter."""
    return is_skipped(text[at]) or _between(text, at, ".,", is_digit) or _is_initials_dot(text, at)


def _is_point(text: str, at: int) -> bool:
    return _between(text, at, ".", is_digit)


def _is_initials_dot(text: str, at: int) -> bool:
    around = text[at - 2 : at - 1] if at >= 2 else "", text[at + 2 : at + 3]
    return _between(text, at, ".", _is_letter) and not any(char and _is_word(char) for char in around)


def _between(text: str, at: int, marks: str, kind) -> bool:
    return text[at] in marks and 0 < at < len(text) - 1 and kind(text[at - 1]) and kind(text[at + 1])


def _is_letter(char: str) -> bool:
    return _is_word(char) and not is_digit(char)


def folded(char: str) -> str:
    """A letter without case, diacritics and width; ideographs as they are."""
    if 0x3000 <= ord(char) <= 0xF8FF or ord(char) >= TABLE_END - 1:
        return char
    plain = unicodedata.normalize("NFKD", char)
    bare = "".join(mark for mark in plain[1:] if unicodedata.category(mark)[0] != "M")
    return (plain[0] if not bare else char).lower()[0]
