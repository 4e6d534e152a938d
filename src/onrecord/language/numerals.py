"""Numerals: single written numbers with their values, before anyone asks what they count.

`numbers` and `money` stand on this. Marks for decimals and thousands are read by their evidence; a numeral that
could be read in two ways has no value and says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived, remembered

UNCLEAR_MARK = "decimal or thousand mark unclear"
UNCLEAR_SPACE = "one number with a space or two numbers"
VAGUE = "no figure given"
UNDISCLOSED = "no figure disclosed"

_THIN = "\u00a0\u202f\u2009"  # spaces that do not break: no-break, narrow no-break, thin
_TOKEN = re.compile(rf"\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d(?:[\d.,'’]*\d)?|[^\W\d_]+")
_TEXTS = 512  # texts whose numerals are remembered: money, counts and shares ask for the same
_JOINS = frozenset({" ", "-", "\n", "  ", *_THIN, "\u2010", "\u2011", "\u2013"})
_MARKED = re.compile(r"(?<=\d)[.,]\d")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}\s?(?:million|billion|mn|bn|%|per\s?cent)\b")
_DOT_GROUPS = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\d.])|(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}\b"
)
_ENGLISH_MARK = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])|(?<![\d.,])\d{1,3}\.\d{1,2}\s?(?:million|billion|mn|bn|m\b|%|per\s?cent)"
)
_PLAIN_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,]\d)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One written number.

    begin, end: its characters in the text given, its scale word included ("1.5 billion").
    value:      None when it has none; `reason` then says why.
    scale:      the factor that a scale word or suffix multiplied it by, else 1.
    form:       "digits", "words" or "vague".
    suffix:     the scale was letters right behind the digits ("10m"), which may also be a unit.
    joined:     letters stand right at the digits ("M777", "155mm", "F-16"): part of a name, or a unit.
    """

    begin: int
    end: int
    value: float | None
    scale: float = 1
    form: str = "digits"
    reason: str | None = None
    suffix: bool = False
    joined: bool = False


class _Token(NamedTuple):
    begin: int
    end: int
    word: str  # lower case; digits as written
    digits: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary of numerals, ready to look up."""

    words: Mapping[str, float]
    scales: Mapping[str, float]
    suffixes: Mapping[str, float]
    plurals: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # by their first word
    undisclosed: frozenset[tuple[str, ...]]
    openings: frozenset[str]  # the words that a numeral may begin with


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks in a text's numbers stand for, as far as its clear numbers show.

    decimal_comma: it has "1,5 million" or "12.500,50". thousand_dots: it has "1.250.000", or decimal commas, and no
    number that English writes so ("1,250", "2.5 million").
    """

    decimal_comma: bool = False
    thousand_dots: bool = False


def marks_of(text: str) -> Marks:
    """The marks of a whole article, by which a number that may be read in two ways is read."""
    if _MARKED.search(text) is None:
        return Marks()
    comma = _DECIMAL_COMMA.search(text) is not None
    if not comma and _DOT_GROUPS.search(text) is None:
        return Marks()
    return Marks(comma, _ENGLISH_MARK.search(text) is None)


def digits_value(
    written: str, scaled: bool = False, comma_decimal: bool = False, dots: bool = False
) -> tuple[float | None, str | None]:
    """The value of digits with marks, and the reason when there is none.

    Groups of three behind commas are thousands, as English has it, and so are several groups behind dots. A comma
    before other than three digits, and a dot before exactly three, are decimal marks only where something shows
    it: a zero before the mark, or (`scaled`) a scale word or a percent sign behind. `comma_decimal`: the text has
    other decimal commas, so a comma before three digits and a scale word ("2,083 million") is one too. `dots`: its
    thousands stand behind dots, so "12.500" is one such, and its decimals behind commas.
    """
    plain = re.sub(rf"[{_THIN} '’]", "", written)
    if plain.isdecimal():
        return float(plain), None
    if scaled and comma_decimal and re.fullmatch(r"\d{1,3},\d{3}", plain):
        return float(plain.replace(",", ".")), None
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", plain):
        return float(plain.replace(",", "")), None
    if re.fullmatch(r"[1-9]\d{0,2}((\.\d{3}){2,}(,\d+)?|(\.\d{3})+,\d+)", plain):
        return float(plain.replace(".", "").replace(",", ".")), None
    if re.fullmatch(r"\d+\.\d+", plain):
        unclear = re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain) and not scaled
        if unclear and dots:
            return float(plain.replace(".", "")), None
        return (None, UNCLEAR_MARK) if unclear else (float(plain), None)
    if dots and re.fullmatch(r"\d+,\d{1,2}", plain):
        return float(plain.replace(",", ".")), None
    if re.fullmatch(r"\d+,\d+", plain) and (scaled or plain.startswith("0,")):
        return float(plain.replace(",", ".")), None
    return None, UNCLEAR_MARK


def find_numerals(text: str, marks: Marks | None = None) -> list[Numeral]:
    """Every written number of `text` in order, none overlapping another.

    marks: those of the article that `text` is part of (`marks_of`); else those of the text itself.
    """
    return list(_numerals(text, marks or marks_of(text)))


@remembered(_TEXTS)
def _numerals(text: str, marks: Marks) -> tuple[Numeral, ...]:
    return tuple(_Reader(text, marks).read())


def number_words() -> _Words:
    """The numeral vocabulary that is in force now."""
    return derived(_words)


def _words() -> _Words:
    table: Mapping[str, Any] = vocabulary("numbers")
    undisclosed = [tuple(phrase.split()) for phrase in table["vague"]["undisclosed"]]
    split = [*undisclosed, *(tuple(phrase.split()) for phrase in table["vague"]["phrases"])]
    phrases = sorted(split, key=lambda phrase: phrase[:1])  # those of one first word stay in the file's order
    return _Words(
        words={word: float(value) for word, value in table["words"].items()},
        scales={word: float(value) for word, value in table["scales"].items()},
        suffixes={word: float(value) for word, value in table["suffixes"].items()},
        plurals=frozenset(table["vague"]["plural"]),
        phrases={first: tuple(group) for first, group in groupby(phrases, key=lambda phrase: phrase[0])},
        undisclosed=frozenset(undisclosed),
        openings=frozenset(
            {*table["words"], *table["scales"], *table["vague"]["plural"], *(phrase[0] for phrase in phrases)}
            | {"a", "an", "half", "quarter"}
        ),
    )


def _token(match: re.Match[str]) -> _Token:
    written = match.group()
    digits = written[0].isdecimal()
    return _Token(match.start(), match.end(), written if digits else written.lower(), digits)


class _Reader:
    """Reads the numerals of one text, token by token, looking ahead by no more than a phrase."""

    def __init__(self, text: str, marks: Marks) -> None:
        self.text = text
        self.table = number_words()
        self.marks = marks
        self.tokens = [_token(match) for match in _TOKEN.finditer(text)]

    def read(self) -> list[Numeral]:
        found: list[Numeral] = []
        openings, after = self.table.openings, 0
        for at, token in enumerate(self.tokens):
            if at < after or not (token.digits or token.word in openings):
                continue
            numeral, after = self._digits(at) if token.digits else self._words(at)
            if numeral is not None:
                found.append(numeral)
        return found

    def _near(self, at: int) -> bool:
        """Whether token `at` exists and stands one join behind the token before it."""
        return 0 < at < len(self.tokens) and self.text[self.tokens[at - 1].end : self.tokens[at].begin] in _JOINS

    def _word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) and not self.tokens[at].digits else ""

    def _scales(self, at: int) -> tuple[float, int]:
        """The product of the scale words from token `at` on, and the token behind them."""
        factor = 1.0
        while self._near(at) and self._word(at) in self.table.scales:
            factor *= self.table.scales[self._word(at)]
            at += 1
        return factor, at

    def _digits(self, at: int) -> tuple[Numeral | None, int]:
        token = self.tokens[at]
        begin, end, after, reason = token.begin, token.end, at + 1, None
        groups = _PLAIN_GROUPS.match(self.text, begin)
        if groups and groups.end() > end:
            end = groups.end()
            while after < len(self.tokens) and self.tokens[after].begin < end:
                after += 1
            reason = None if groups.group().endswith("000") else UNCLEAR_SPACE
        joined = begin > 0 and self.text[begin - 1].isalpha()
        joined = joined or bool(re.search(r"[^\W\d_]-$", self.text[max(0, begin - 2) : begin]))
        factor, suffix, written = 1.0, False, self.text[begin:end]
        if after < len(self.tokens) and self.tokens[after].begin == end:
            word = self._word(after)
            factor = self.table.suffixes.get(word, self.table.scales.get(word, 0.0))
            suffix = word in self.table.suffixes
            joined, factor = joined or not factor, factor or 1.0
            end, after = self.tokens[after].end, after + 1
        if not suffix:
            more, after = self._scales(after)
            factor *= more
            end = max(end, self.tokens[after - 1].end)
        scaled, marks = factor > 1 or self._percent(end), self.marks
        value, unclear = digits_value(written, scaled, marks.decimal_comma, marks.thousand_dots)
        reason = reason or unclear
        return Numeral(
            begin, end, None if reason else (value or 0.0) * factor, factor, "digits", reason, suffix, joined
        ), after

    def _percent(self, end: int) -> bool:
        return re.match(r"\s?(?:%|per\s?cent|percentage)", self.text[end : end + 12]) is not None

    def _words(self, at: int) -> tuple[Numeral | None, int]:
        for reader in (self._half, self._vague, self._figure):
            numeral, after = reader(at)
            if numeral is not None:
                return numeral, after
        return None, at + 1

    def _numeral(
        self, at: int, after: int, value: float | None, scale: float = 1, why: str = VAGUE
    ) -> tuple[Numeral, int]:
        begin, end = self.tokens[at].begin, self.tokens[after - 1].end
        form, reason = ("words", None) if value is not None else ("vague", why)
        return Numeral(begin, end, value, scale, form, reason), after

    def _half(self, at: int) -> tuple[Numeral | None, int]:
        """half a billion, a quarter of a million, half-a-dozen"""
        led = self._word(at) == "a" and self._near(at + 1)
        part = {"half": 0.5, "quarter": 0.25}.get(self._word(at + led))
        if part is None:
            return None, at
        to = at + led + 1
        if self._near(to) and self._word(to) == "of":
            to += 1
        if not (self._near(to) and self._word(to) in ("a", "an", "one")):
            return None, at
        factor, after = self._scales(to + 1)
        return self._numeral(at, after, part * factor, factor) if factor > 1 else (None, at)

    def _vague(self, at: int) -> tuple[Numeral | None, int]:
        """dozens, tens of millions, several hundred, an undisclosed number of"""
        word = self._word(at)
        if word in self.table.plurals and not (
            word in self.table.scales and at and self.tokens[at - 1].digits and self._near(at)
        ):
            after = at + 1
            while (
                self._near(after)
                and self._word(after) == "of"
                and self._near(after + 1)
                and self._word(after + 1) in self.table.plurals
            ):
                after += 2
            return self._numeral(at, after, None)
        for phrase in self.table.phrases.get(word, ()):
            after = at + len(phrase)
            words = [self._word(i) for i in range(at, after)]
            if words == [*phrase] and all(self._near(i) for i in range(at + 1, after)):
                why = UNDISCLOSED if phrase in self.table.undisclosed else VAGUE
                return self._numeral(at, self._scales(after)[1], None, why=why)
        return None, at

    def _figure(self, at: int) -> tuple[Numeral | None, int]:
        """twenty-five, a hundred and fifty, two and a half million, a couple of dozen, a dozen"""
        words, scales = self.table.words, self.table.scales
        first = self._word(at)
        if first in ("a", "an") and not (self._near(at + 1) and self._word(at + 1) in scales):
            return None, at
        if first not in words and first not in ("a", "an") and first != "dozen":
            return None, at
        total, group, to = 0.0, (1.0 if first in ("a", "an") else 0.0), at + (first in ("a", "an"))
        factor, last = 1.0, to - 1
        while to < len(self.tokens) and (to == at or self._near(to)):
            word = self._word(to)
            if word in scales:
                factor = scales[word]
                if factor > 100:
                    total, group = total + (group or 1.0) * factor, 0.0
                else:
                    group = (group or 1.0) * factor
            elif word in words and self._fits(group, words[word], to, at):
                group += words[word]
            elif word == "and" and self._joins(to, group, total):
                if self._word(to + 1) == "a":  # two and a half
                    group, to = group + 0.5, to + 2
            else:
                break
            last, to = to, to + 1
        if last < at:
            return None, at
        lends = total > 0 or self._word(last) in scales  # "two to three dozen" is 24 to 36
        return self._numeral(at, last + 1, total + group, factor if lends else 1.0)

    def _fits(self, group: float, value: float, to: int, at: int) -> bool:
        """Whether a word of `value` may go on the group so far: twenty + five, two hundred + six."""
        if to == at or group == 0:
            return True
        room = 10 if group % 100 >= 20 and group % 10 == 0 else 100 if group % 100 == 0 else 0
        return 0 < value < room

    def _joins(self, to: int, group: float, total: float) -> bool:
        """Whether an "and" goes on with the number: "two hundred and six", "two and a half million"."""
        if not self._near(to + 1):
            return False
        if self._word(to + 1) == "a":
            return self._near(to + 2) and self._word(to + 2) == "half"
        big = group >= 100 or (total > 0 and group == 0)
        return big and 0 < self.table.words.get(self._word(to + 1), 0) < 100
