"""Bylines: who is named as the author."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span
from onrecord.reading.names import is_person, words
from onrecord.reading.pattern_parts import heads_of
from onrecord.reading.prefilter import Heads
from onrecord.reading.wires import agencies
from onrecord.vocabulary import vocabulary

MAX_WORDS = 25
MAX_LENGTH = 300  # characters
_NO_NAME = (".", "!", "?", ":", ";", '"', "”")  # with which no name and no role ends
MAX_SEGMENT_WORDS = 6
_TOKEN = re.compile(r"[^\W\d_][\w’'‘.\-]*|&|\d\S*|[^\w\s]")
_MAY_FOLLOW = frozenset({"in", "for", "at", "with", "from", "of", "special", "is"})
_STOP = re.compile(r"[.!?…][\"”’']*\Z")


@dataclass(frozen=True, slots=True)
class Byline:
    """The author as named; `span` covers the names, `end` is where the byline ends, `wires` are agencies in it."""

    value: str
    span: Span
    end: int
    wires: tuple[tuple[str, Span], ...] = ()


def byline_of(text: str, begin: int, end: int) -> Byline | None:
    """The byline that the line from `begin` to `end` is, or None."""
    line = text[begin:end]
    if len(line) > MAX_LENGTH:
        return None
    intro = _intro().match(text, begin, end) if not line[:1].isalnum() or _intro_heads().any(line) else None
    if (intro is None and line.endswith(_NO_NAME)) or len(line.split()) > MAX_WORDS:
        return None
    if intro is not None:
        return _introduced(text, intro.end(), end)
    return _with_affiliation(text, begin, end)


def _introduced(text: str, begin: int, end: int) -> Byline | None:
    collective = _collective(text, begin, end)
    if collective is not None:
        return collective
    segments, stop = _segments(text, begin, end)
    if not segments or stop is None:
        return None
    first = text[segments[0].begin : segments[0].end]
    if first.split()[0].casefold().rstrip(".") in words("byline", "never") and not _is_body(first):
        return None
    if _STOP.search(text[begin:end]) and not _is_short_list(text[begin:end]):
        return None
    return _byline(text, segments, stop)


def _with_affiliation(text: str, begin: int, end: int) -> Byline | None:
    """A line without "By" and a stop: a person, then an agency or a role ("JANE DOE, Associated Press")."""
    line = text[begin:end]
    if "," not in line and "&" not in line and "and" not in line.casefold():
        return None  # nothing between two segments
    segments, stop = _segments(text, begin, end)
    if stop is None or len(segments) < 2 or not is_person(text[segments[0].begin : segments[0].end]):
        return None
    second = text[segments[1].begin : segments[1].end]
    if is_affiliation(second) and stop >= end:
        return _byline(text, segments, end)
    return None


def _byline(text: str, segments: list[Span], stop: int) -> Byline:
    names = _authors(text, segments)
    span = Span(names[0].begin, names[-1].end)
    wires = tuple(agencies().credited(text, segments[0].begin, segments[-1].end))
    return Byline(" ".join(text[span.begin : span.end].split()), span, stop, wires)


def _authors(text: str, segments: list[Span]) -> list[Span]:
    """The segments that are authors: up to the last one that "and" joins, else the first alone.

    Behind a lone comma stands an author's place or paper more often than a second author.
    """
    joined = 1
    for number in range(1, len(segments)):
        words_of = text[segments[number].begin : segments[number].end]
        between = text[segments[number - 1].end : segments[number].begin]
        if is_affiliation(words_of):
            break
        if "," not in between.replace(", and", "") or re.search(r"\b(?:and|&)\b|&", between):
            joined = number + 1
    people_only = all(is_person(text[span.begin : span.end]) for span in segments)
    if joined == 1 and len(segments) > 2 and people_only and not any(map(is_affiliation, _texts(text, segments))):
        return segments
    return segments[:joined]


def _texts(text: str, segments: list[Span]) -> Iterator[str]:
    return (text[span.begin : span.end] for span in segments)


def _is_body(name: str) -> bool:
    """Whether a name is that of an agency, a staff or a board."""
    collective = words("byline", "collective")
    return agencies().code_of(name) is not None or name.split()[-1].casefold() in collective


def is_affiliation(segment: str) -> bool:
    """Whether a segment behind a name is an agency or a role, no further author."""
    if not segment.strip():
        return False
    if agencies().code_of(segment) is not None or agencies().credit.match(segment):
        return True
    roles = words("byline", "roles")
    lowered = segment.casefold()
    return lowered in roles or lowered.split()[-1] in roles


def _segments(text: str, begin: int, end: int) -> tuple[list[Span], int | None]:
    """Runs of capitalised words, and where they stop; the stop is None when what follows makes it a sentence."""
    particles = words("names", "particles")
    out: list[Span] = []
    run: Span | None = None
    for token in _TOKEN.finditer(text, begin, end):
        word = token[0]
        if word[0].isupper() or (run is not None and word in particles):
            run = Span(run.begin if run else token.start(), token.end())
            continue
        if run is not None:
            out.append(run)
        run = None
        if word in {",", "&"} or word.casefold() == "and":
            continue
        rest = text[token.start() : end].casefold().rstrip(". ")
        is_role = text[begin : token.start()].rstrip().endswith(",") and is_affiliation(rest)
        fits = not word[0].islower() or word in _MAY_FOLLOW or is_role
        return _bounded(text, out), token.start() if fits and word not in {":", "?", "!", '"', "“"} else None
    if run is not None:
        out.append(run)
    return _bounded(text, out), end


def _bounded(text: str, segments: list[Span]) -> list[Span]:
    """`segments`, without the stop at the end of the last; none at all when one is too long for a name."""
    if any(len(text[span.begin : span.end].split()) > MAX_SEGMENT_WORDS for span in segments):
        return []
    if segments and text[segments[-1].end - 1] == ".":
        name = text[segments[-1].begin : segments[-1].end]
        if not name.endswith((" Jr.", " Sr.")):
            segments[-1] = Span(segments[-1].begin, segments[-1].end - 1)
    return segments


def _is_short_list(line: str) -> bool:
    return len(line.split()) <= 8


def _collective(text: str, begin: int, end: int) -> Byline | None:
    """A byline that is a staff or a desk, which need not be capitalised ("our foreign desk")."""
    line = text[begin:end].strip()
    parts = line.split()
    if not 1 <= len(parts) <= 7 or "," in line or _STOP.search(line):
        return None
    known = words("byline", "collective")
    if parts[-1].casefold() not in known or not any(part[0].islower() for part in parts):
        return None
    span = Span(begin, begin + len(text[begin:end].rstrip()))
    return Byline(" ".join(parts), span, end, tuple(agencies().credited(text, begin, end)))


@cache
def _intro_heads() -> Heads:
    return heads_of(vocabulary("furniture")["byline"]["intros"])


@cache
def _intro() -> re.Pattern[str]:
    longest_first = sorted(vocabulary("furniture")["byline"]["intros"], key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    return re.compile(rf"[\s*_—–\-|]*(?:{either})(?:\s*:\s*|\s+)", re.IGNORECASE)
