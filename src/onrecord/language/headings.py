"""Headings over lists: which line stands over which lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.language.analysis import HEADLINE

_BULLET = re.compile(r"[•▪●◦‣*·–—-]\s|\(?\d{1,2}[.)]\s")
_ENDED = re.compile(r"[.!?…][\"'”’)]*$")
_LONGEST_HEADING = 20  # words of a heading that ends with a colon
_LONGEST_BARE = 5  # and of one without a mark
_LONGEST_LINE = 25  # words of a list's line


def headings(lines: Sequence[tuple[str, int]]) -> Iterator[int | None]:
    """For each of an article's sentences (its words, its paragraph) the number of the one that heads it, or None.

    A heading is a short line that ends with a colon, or a few words without any mark, over lines that are bullets
    or no whole sentences. A heading's own heading is the one before it in the same run of lists; prose
    ends the run.
    """
    current: int | None = None
    for at, (text, paragraph) in enumerate(lines):
        if paragraph == HEADLINE:
            yield None
        elif _BULLET.match(text):
            yield current
        elif _heads(lines, at):
            yield current
            current = at
        elif _is_line(lines, at):
            yield current
        else:
            current = None
            yield None


def _heads(lines: Sequence[tuple[str, int]], at: int) -> bool:
    text, paragraph = lines[at]
    if at + 1 >= len(lines) or lines[at + 1][1] == paragraph:
        return False
    words = len(text.split())
    if text.endswith(":"):
        return words <= _LONGEST_HEADING
    below = lines[at + 1][0]
    listed = _BULLET.match(below) is not None or (below[:1] in "0123456789€$£" and _is_line(lines, at + 1))
    bare = text[:1].isupper() and not any(char.isdigit() for char in text) and text[-1:].isalpha()
    return words <= _LONGEST_BARE and bare and listed and _alone(lines, at)


def _is_line(lines: Sequence[tuple[str, int]], at: int) -> bool:
    """Whether a sentence is a line of its own without the stop that ends a whole sentence."""
    text = lines[at][0]
    return _alone(lines, at) and not _ENDED.search(text) and len(text.split()) <= _LONGEST_LINE


def _alone(lines: Sequence[tuple[str, int]], at: int) -> bool:
    paragraph = lines[at][1]
    around = [lines[near][1] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    return paragraph not in around
