"""Names of people as bylines and credit lines write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model import Span
from onrecord.vocabulary import vocabulary

MAX_NAME_WORDS = 5
WORD = re.compile(r"[^\W_][\w’'‘.\-]*")
_SEPARATOR = re.compile(r"[;,:|&()\n\r]|\.(?=\s|$)(?<![A-Z]\.)|\b(?:and|with|as well as)\b|[—–]", re.IGNORECASE)
_PLACE = re.compile(r"(?:^|\s)(?:in|at|from|near|of|for|to)\s", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]|Jr|Sr|[A-Z][a-z]?\.[A-Z])\.\Z")


@cache
def words(section: str, key: str) -> frozenset[str]:
    """The list `key` in `section` of the vocabulary `furniture`, in lower case."""
    return frozenset(word.casefold() for word in vocabulary("furniture")[section][key])


def is_capitalised(word: str) -> bool:
    """Whether `word` begins like a name."""
    return word[0].isupper() or word[0].isdigit()


def is_person(name: str) -> bool:
    """Whether `name` could be a person's full name: two to five capitalised words, particles between them."""
    parts = name.split()
    if not 2 <= len(parts) <= MAX_NAME_WORDS or any(map(str.isdigit, name)):
        return False
    particles = words("names", "particles")
    ends_fit = parts[0][0].isupper() and parts[-1][0].isupper() and parts[0].casefold() not in {"the", "a", "an"}
    return ends_fit and all(part[0].isupper() or part in particles for part in parts)


def people(text: str, begin: int, end: int) -> Iterator[Span]:
    """Places of full names in a list such as "Jane Doe in Kyiv and John Roe in London"; places are left out."""
    for first, last in _pieces(text, begin, end):
        place = _PLACE.search(text, first, last)
        span = _trimmed(text, first, place.start() if place else last)
        span = _without_role(text, span)
        if is_person(text[span.begin : span.end]):
            yield span


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    first = begin
    for separator in _SEPARATOR.finditer(text, begin, end):
        yield first, separator.start()
        first = separator.end()
    yield first, end


def _without_role(text: str, span: Span) -> Span:
    """`span` from behind the last lower-case word that is no particle ("AP writer Jane Doe")."""
    begin = span.begin
    particles = words("names", "particles")
    for word in WORD.finditer(text, span.begin, span.end):
        possessive = word[0].endswith(("’s", "'s"))
        if possessive or not (is_capitalised(word[0]) or word[0] in particles):
            begin = word.end()
    return _trimmed(text, begin, span.end)


def _trimmed(text: str, begin: int, end: int) -> Span:
    while begin < end and not text[begin].isalnum():
        begin += 1
    while end > begin and not text[end - 1].isalnum():
        end -= 1
    return Span(begin, end + 1 if _ABBREVIATED.search(text[begin : end + 1]) else end)
