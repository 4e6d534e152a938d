"""Paragraphs of a text: lines put together where a line break stands inside a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.reading.byline import byline_of
from onrecord.reading.credits import credit_of
from onrecord.reading.furniture import furniture_of
from onrecord.reading.names import words

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_OPEN_END = re.compile(r"[\w,;’'\"”)\]–—-]\Z")
STOP = re.compile(r"[.!?…][\"'”’»)\]*_]*\Z")
MAX_WIDTH = 120  # characters; text wrapped by hand or by a mail program is narrower, a paragraph on one line wider
MIN_WIDTH = 40
MIN_WRAPPED_BREAKS = 3
STOP_LENGTH = 4  # characters that hold a stop and the marks behind it
WRAPPED_SHARE = 0.6  # of the breaks that look like wrapping; the others are short last lines and headings
MIN_OPEN_WORDS = 6  # a shorter line before a blank line may be a heading or an item of a list
MIN_WRAPPED_WORDS = 3
MAX_OPEN_WORD = 12  # characters that hold the longest of the vocabulary's open words
MAX_LABEL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Paragraph:
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
    lines = _lines(text)
    breaks = [len(_BREAK.findall(text, lines[i].end, lines[i + 1].begin)) for i in range(len(lines) - 1)]
    width = _wrap_width(text, lines, breaks)
    spans: list[Span] = lines[:1]
    for previous, line, count in zip(lines, lines[1:], breaks, strict=False):
        if text[previous.begin : previous.end] == title:
            spans.append(line)
        elif _goes_on(text, previous, line, count) or (count == 1 and _is_wrapped(text, previous, line, width)):
            spans[-1] = Span(spans[-1].begin, line.end)
        else:
            spans.append(line)
    return [Paragraph(span.begin, span.end, text[span.begin : span.end]) for span in spans]


def word_count(text: str, most: int) -> int:
    """How many words `text` has, counted to `most` + 1 at the most."""
    return len(text.split(None, most))


def _lines(text: str) -> list[Span]:
    out = []
    for found in _LINE.finditer(text):
        line = found[0]
        begin = found.start() + len(line) - len(line.lstrip())
        end = found.start() + len(line.rstrip())
        if begin < end:
            out.append(Span(begin, end))
    return out


def _goes_on(text: str, previous: Span, line: Span, breaks: int) -> bool:
    """Whether `line` goes on with the sentence that `previous` leaves open."""
    if breaks > 2 or not text[line.begin].isalnum() or not _OPEN_END.search(text, previous.end - 1, previous.end):
        return False
    before = text[previous.begin : previous.end]
    left_open = before[-MAX_OPEN_WORD:].split()[-1].casefold() in words("lines", "open_words")
    if not left_open and (not text[line.begin].islower() or STOP.search(before[-8:])):
        return False
    least = MIN_WRAPPED_WORDS if breaks == 1 else MIN_OPEN_WORDS
    if word_count(before, least) < least or _is_label(before):
        return False
    return not _is_page_line(text, line)


def _wrap_width(text: str, lines: list[Span], breaks: list[int]) -> int | None:
    """The width at which the text is wrapped, or None when it is not."""
    single = [number for number, count in enumerate(breaks) if count == 1]
    width = max((lines[number].end - lines[number].begin for number in single), default=0)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return None
    full = [number for number in single if _passes(text, lines[number], lines[number + 1], width)]
    # Short paragraphs under one another are as wide as each other at times, but end with a stop.
    inside = sum(STOP.search(text, lines[number].end - STOP_LENGTH, lines[number].end) is None for number in full)
    proven = len(full) >= MIN_WRAPPED_BREAKS and len(full) >= WRAPPED_SHARE * len(single)
    return width if proven and inside >= WRAPPED_SHARE * len(full) else None


def _passes(text: str, previous: Span, line: Span, width: int) -> bool:
    """Whether the first word of `line` would not have fitted behind `previous`."""
    word = text[line.begin : line.end].split(None, 1)[0]
    return previous.end - previous.begin + 1 + len(word) > width


def _is_wrapped(text: str, previous: Span, line: Span, width: int | None) -> bool:
    if width is None or not _passes(text, previous, line, width):
        return False
    return not _is_label(text[previous.begin : previous.end]) and not _is_page_line(text, line)


def _is_label(line: str) -> bool:
    return word_count(line, MAX_LABEL_WORDS) <= MAX_LABEL_WORDS and furniture_of(line) is not None


def _is_page_line(text: str, line: Span) -> bool:
    if furniture_of(text[line.begin : line.end]) is not None:
        return True
    return credit_of(text, *line) is not None or byline_of(text, *line) is not None
