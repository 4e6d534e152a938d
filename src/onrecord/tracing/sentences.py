"""A light sentence splitter for alignment: any language, no model, exact spans.

A wrong cut costs little here, since alignment joins two sentences of one article where the other has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model import Span, Spans
from onrecord.vocabulary import vocabulary

CLOSING = "\"'”’»)\\]」』"
END = re.compile(rf"(?:[.!?…]+[{CLOSING}]*(?=\s)|[。！？]+[{CLOSING}]*|\n\s*\n)")
LAST_WORD = re.compile(r"(\w+(?:\.\w+)*)\.[^\w]*$")
NEXT = re.compile(r"\s*[\"'“‘«(\[„「『]*(\S)")
WORD = re.compile(r"\w")
LOOK_BACK = 24


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(vocabulary("tracing")["abbreviations"])


def sentence_spans(text: str, parts: Spans) -> Spans:
    """The sentences of the given parts of `text`, in order, without outer white space; each has a word."""
    return tuple(sentence for part in parts for sentence in _sentences(text, part))


def _sentences(text: str, part: Span) -> Iterator[Span]:
    begin = part.begin
    for match in END.finditer(text, part.begin, part.end):
        if match.end() < part.end and _ends(text, begin, match.end(), part.end):
            sentence = _trimmed(text, begin, match.end())
            if sentence and WORD.search(text, sentence.begin, sentence.end):
                yield sentence
                begin = match.end()
    last = _trimmed(text, begin, part.end)
    if last and WORD.search(text, last.begin, last.end):
        yield last


def _ends(text: str, begin: int, at: int, limit: int) -> bool:
    """Whether the mark that ends at `at` ends a sentence: no abbreviation, and no small letter after it."""
    if text[at - 1].isspace():
        return True
    following = NEXT.match(text, at, limit)
    if following and following.group(1).islower():
        return False
    word = LAST_WORD.search(text, max(begin, at - LOOK_BACK), at)
    if word is None or not following:
        return True
    last = word.group(1)
    initials = (len(last) == 1 and last.isupper()) or ("." in last and last.replace(".", "").isalpha())
    return not (initials or last.lower() in _abbreviations())


def _trimmed(text: str, begin: int, end: int) -> Span | None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Span(begin, end) if begin < end else None
