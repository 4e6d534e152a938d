"""Paragraphs of a text: lines put together where a line break stands inside a sentence."""

from __future__ import annotations

from itertools import accumulate, compress, repeat
from operator import add, sub
from typing import NamedTuple

from onrecord.model import Span
from onrecord.reading.byline import byline_of
from onrecord.reading.credits import credit_of
from onrecord.reading.furniture import furniture_of
from onrecord.reading.names import words

_new = tuple.__new__  # what a NamedTuple calls; by itself it takes half the time
_OPEN_SIGNS = frozenset("_,;’'\"”)]–—-")  # with which a line may end, besides letters and digits, that goes on
_STOPS = (".", "!", "?", "…")
_SHUT = frozenset(".!?…:")  # with which a line ends that does not go on, unless the text is wrapped; spares a look
_BEHIND_STOP = "\"'”’»)]*_"
MAX_WIDTH = 120  # characters; text wrapped by hand or by a mail program is narrower, a paragraph on one line wider
MIN_WIDTH = 40
MIN_WRAPPED_BREAKS = 3
STOP_LENGTH = 4  # characters that hold a stop and the marks behind it
MAX_STOPPED = 8  # characters at the end of a line that hold its stop, however many marks are behind it
WRAPPED_SHARE = 0.6  # of the breaks that look like wrapping; the others are short last lines and headings
MIN_OPEN_WORDS = 6  # a shorter line before a blank line may be a heading or an item of a list
MIN_WRAPPED_WORDS = 3
MAX_OPEN_WORD = 12  # characters that hold the longest of the vocabulary's open words
MAX_LABEL_WORDS = 8


class Paragraph(NamedTuple):
    """Characters `begin` to `end` of a text, without white space around; `text` is those characters."""

    begin: int
    end: int
    text: str

    def span(self) -> Span:
        """Its place."""
        return Span(self.begin, self.end)


def paragraphs(text: str, title: str | None = None) -> list[Paragraph]:
    """The paragraphs of `text` in order; each character that is no white space is in exactly one.

    Two lines become one paragraph only where the evidence is clear: the first ends without a stop and the second
    goes on in lower case, or the text is wrapped at a width that the next word would have passed. A line that is
    the `title` stays alone.
    """
    lines, breaks = _lines(text)
    joined = _joined(lines, breaks, title)
    if not joined:
        return lines
    firsts = [number for number in range(len(lines)) if number not in joined]
    out = [lines[first] for first in firsts]
    for number, (first, after) in enumerate(zip(firsts, (*firsts[1:], len(lines)), strict=True)):
        if after - first > 1:
            begin, end = lines[first].begin, lines[after - 1].end
            out[number] = Paragraph(begin, end, text[begin:end])
    return out


def _joined(lines: list[Paragraph], breaks: list[int], title: str | None) -> set[int]:
    """The numbers of the lines that go on with the paragraph of the line above."""
    wrapped = 1 in breaks[1:]
    width = _wrap_width(lines, breaks) if wrapped else None
    behind_open = [number for number, (_, _, line) in enumerate(lines[:-1], 1) if line[-1] not in _SHUT]
    joined: set[int] = set()
    for number in behind_open if width is None else range(1, len(lines)):
        previous, line, count = lines[number - 1], lines[number], breaks[number]
        goes_on = (_is_open(previous.text) and _goes_on(previous.text, line.text, count)) or (
            count == 1 and _is_wrapped(previous, line, width)
        )
        if goes_on and previous.text != title:
            joined.add(number)
    return joined


def has_stop(text: str) -> bool:
    """Whether a text ends with a full stop or the like, closing marks behind it or none."""
    return text.endswith(_STOPS) or text.rstrip(_BEHIND_STOP).endswith(_STOPS)


def word_count(text: str, most: int) -> int:
    """How many words `text` has, counted to `most` + 1 at the most."""
    return len(text.split(None, most))


def _lines(text: str) -> tuple[list[Paragraph], list[int]]:
    """The lines that are not blank, and for each how many line breaks stand before it since the one above."""
    pieces = text.splitlines(keepends=True)
    stripped = [*map(str.strip, pieces)]
    numbers = [*compress(range(len(pieces)), stripped)]
    begins = [*compress(accumulate(map(len, pieces), initial=0), stripped)]
    lines = [*compress(stripped, stripped)]
    if not all(map(str.startswith, compress(pieces, stripped), lines)):
        begins = [
            begin + pieces[number].index(line) for number, begin, line in zip(numbers, begins, lines, strict=True)
        ]
    ends = map(add, begins, map(len, lines))
    parts = map(_new, repeat(Paragraph), zip(begins, ends, lines, strict=True))
    return [*parts], [*map(sub, numbers, (0, *numbers))]


def _is_open(line: str) -> bool:
    """Whether a line ends with a character behind which its sentence can go on."""
    return line[-1] in _OPEN_SIGNS or line[-1].isalnum()


def _goes_on(previous: str, line: str, breaks: int) -> bool:
    """Whether `line` goes on with the sentence of the line `previous`, which `_is_open`."""
    if breaks > 2 or not line[0].isalnum():
        return False
    left_open = previous[-MAX_OPEN_WORD:].split()[-1].casefold() in words("lines", "open_words")
    if not left_open and (not line[0].islower() or has_stop(previous[-MAX_STOPPED:])):
        return False
    least = MIN_WRAPPED_WORDS if breaks == 1 else MIN_OPEN_WORDS
    if word_count(previous, least) < least or _is_label(previous):
        return False
    return not _is_page_line(line)


def _wrap_width(lines: list[Paragraph], breaks: list[int]) -> int | None:
    """The width at which the text is wrapped, or None when it is not."""
    single = [number - 1 for number in range(1, len(lines)) if breaks[number] == 1]
    width = max((len(lines[number].text) for number in single), default=0)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return None
    full = [number for number in single if _passes(lines[number], lines[number + 1], width)]
    # Short paragraphs under one another are as wide as each other at times, but end with a stop.
    inside = sum(not has_stop(lines[number].text[-STOP_LENGTH:]) for number in full)
    proven = len(full) >= MIN_WRAPPED_BREAKS and len(full) >= WRAPPED_SHARE * len(single)
    return width if proven and inside >= WRAPPED_SHARE * len(full) else None


def _passes(previous: Paragraph, line: Paragraph, width: int) -> bool:
    """Whether the first word of `line` would not have fitted behind `previous`."""
    return len(previous.text) + 1 + len(line.text.split(None, 1)[0]) > width


def _is_wrapped(previous: Paragraph, line: Paragraph, width: int | None) -> bool:
    if width is None or not _passes(previous, line, width):
        return False
    return not _is_label(previous.text) and not _is_page_line(line.text)


def _is_label(line: str) -> bool:
    return word_count(line, MAX_LABEL_WORDS) <= MAX_LABEL_WORDS and furniture_of(line) is not None


def _is_page_line(line: str) -> bool:
    if furniture_of(line) is not None:
        return True
    return credit_of(line, 0, len(line)) is not None or byline_of(line, 0, len(line)) is not None
