"""Credit lines: who else worked on a report, and where its words and pictures come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span, Spans
from onrecord.reading.names import WORD, people, words
from onrecord.reading.wires import agencies
from onrecord.vocabulary import vocabulary

MAX_WORDS = 100
MAX_PHOTO_CREDIT = 200  # characters
_LEAD = re.compile(r"[\s(\[{*_—–\-•|]*")
_AT_END = re.compile(r"(?:[.!?][\"”’']*\s+)(?P<credit>\([^()]{2,400}\)|(?:—|–|--?)\s?[^—–.!?]{2,60})\.?\s*\Z")
_END_WINDOW = 480  # characters; enough for the longest credit that `_AT_END` takes


@dataclass(frozen=True, slots=True)
class Credit:
    """Where a credit line names people, and the agencies it credits (code and place); a photo's has none."""

    people: Spans = ()
    wires: tuple[tuple[str, Span], ...] = ()


def credit_of(text: str, begin: int, end: int) -> Credit | None:
    """What the line from `begin` to `end` credits, or None when it is no credit line."""
    line = text[begin:end]
    if len(line.split(None, MAX_WORDS)) > MAX_WORDS:
        return None
    shapes = _shapes()
    if len(line) <= MAX_PHOTO_CREDIT and shapes.photo.fullmatch(line):
        return Credit()
    start = begin + (found.end() if (found := _LEAD.match(line)) else 0)
    if _is_agency_alone(text, start, end):
        return Credit((), tuple(agencies().credited(text, start, end)))
    intro = shapes.intro.match(text, start, end)
    if intro is not None and _only_connectives(text, intro.end(), end):
        found_people = () if intro["source"] else _people(text, intro.end(), end)
        wires = tuple(agencies().credited(text, intro.end(), end))
        nothing = not any(map(str.isalnum, text[intro.end() : end]))
        proper = found_people or wires or intro["source"] or nothing or text[intro.end() - 1] in ":/"
        return Credit(found_people, wires) if proper else None
    contributed = shapes.contributed.search(text, start, end) if shapes.worked.search(line) else None
    if contributed is not None and _only_connectives(text, start, contributed.start()):
        found_people = _people(text, start, contributed.start())
        wires = tuple(agencies().credited(text, start, contributed.start()))
        return Credit(found_people, wires) if found_people or wires else None
    return None


def credit_at_end(text: str, begin: int, end: int) -> int | None:
    """Where a credit begins that stands behind the last sentence of a paragraph, else None."""
    window = max(begin, end - _END_WINDOW)
    found = _AT_END.search(text, window, end)
    if found is None or credit_of(text, found.start("credit"), end) is None:
        return None
    return found.start("credit")


def _people(text: str, begin: int, end: int) -> Spans:
    spans = people(text, begin, end)
    return tuple(span for span in spans if agencies().code_of(text[span.begin : span.end]) is None)


def _is_agency_alone(text: str, begin: int, end: int) -> bool:
    """Whether agencies' names are all that stands there: "(Reuters)", "AP / AFP", "— The Associated Press"."""
    if end - begin > 80:
        return False
    rest = agencies().credit.sub("", text[begin:end])
    return len(rest) < end - begin and not any(map(str.isalnum, re.sub(r"\b(?:and|with|via)\b", "", rest)))


def _only_connectives(text: str, begin: int, end: int) -> bool:
    """Whether every word there is capitalised or may stand in a list of names; else it is a sentence."""
    known = words("credits", "connectives") | words("names", "particles")
    lowered = (word[0] for word in WORD.finditer(text, begin, end) if word[0][0].islower())
    return all(word.rstrip(".") in known for word in lowered)


@dataclass(frozen=True, slots=True)
class _Shapes:
    intro: re.Pattern[str]
    contributed: re.Pattern[str]
    worked: re.Pattern[str]
    photo: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    section = vocabulary("furniture")["credits"]
    intro = rf"(?:{_introduction(section['intros'])}|(?P<source>{_introduction(section['sources'])}))"
    contributed = "|".join(map(re.escape, sorted(section["contributed"], key=len, reverse=True)))
    return _Shapes(
        re.compile(intro, re.IGNORECASE),
        re.compile(rf"\b(?:{contributed})\b(?=\s*(?:[.,;:)\]]|\Z|from\b|to this\b|on\b))", re.IGNORECASE),
        re.compile("|".join(sorted({phrase.split()[0] for phrase in section["contributed"]}))),
        re.compile("|".join(rf"(?:{pattern})" for pattern in section["photo"])),
    )


def _introduction(phrases: list[str]) -> str:
    """A pattern for any of `phrases`: one that asks for a name goes on at once, any other wants a colon."""
    longest_first = sorted(phrases, key=len, reverse=True)
    asking = [phrase for phrase in longest_first if phrase.split()[-1] in {"by", "from", "of", "via", "h/t", "tip"}]
    either = "|".join(map(re.escape, longest_first))
    followed = "|".join(map(re.escape, asking)) or r"(?!)"
    return rf"(?:(?:{either})\s*(?:[:/–—]|[.)\]]*\s*\Z)|(?:{followed})\s)"
