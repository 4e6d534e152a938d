"""Credit lines: who else worked on a report, and where its words and pictures come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span, Spans
from onrecord.reading.names import WORD, people, words
from onrecord.reading.pattern_parts import heads_of, needs_of, openings_of, word_end
from onrecord.reading.prefilter import HEAD, Heads, Needs, Openings
from onrecord.reading.wires import agencies
from onrecord.vocabulary import vocabulary

MAX_WORDS = 100
MAX_PHOTO_CREDIT = 200  # characters
MAX_AGENCIES = 80  # characters of a line that is nothing but agencies' names
BETWEEN = ("and", "with", "via")  # words that may stand between them
_BETWEEN = re.compile(rf"\b(?:{'|'.join(BETWEEN)})\b")
_LEAD = re.compile(r"[\s(\[{*_—–\-•|]*")
_BEFORE_LETTERS = re.compile(r"^[\W_]+")
_AT_END = re.compile(r"(?:[.!?][\"”’']*\s+)(?P<credit>\([^()]{2,400}\)|(?:—|–|--?)\s?[^—–.!?]{2,60})\.?\s*\Z")
_SHORT_END = 66  # characters; more than `_AT_END` takes from a dash on
_END_WINDOW = 480  # characters; enough for the longest credit that `_AT_END` takes


@dataclass(frozen=True, slots=True)
class Credit:
    """Where a credit line names people, and the agencies it credits (code and place); a photo's has none."""

    people: Spans = ()
    wires: tuple[tuple[str, Span], ...] = ()


def credit_of(text: str, begin: int, end: int, anyhow: bool = True) -> Credit | None:
    """What the line from `begin` to `end` credits, or None when it is no credit line; `anyhow` as for furniture."""
    line = text[begin:end]
    found = _of_photo(line, anyhow) or _of_people(text, begin, end, anyhow)
    return None if found is None or len(line.split(None, MAX_WORDS)) > MAX_WORDS else found


def _of_photo(line: str, anyhow: bool) -> Credit | None:
    if len(line) > MAX_PHOTO_CREDIT:
        return None
    photos = shapes().photos
    near = [*photos.of(line[:HEAD])]
    if anyhow:
        near += (photo for photo in photos.anywhere if photo.needs.met(line))
    return Credit() if near and any(photo.pattern.fullmatch(line) for photo in near) else None


def _of_people(text: str, begin: int, end: int, anyhow: bool) -> Credit | None:
    known = shapes()
    line = text[begin:end]
    start = begin + (found.end() if (found := _LEAD.match(line)) else 0)
    if _is_agency_alone(text, start, end):
        return Credit((), tuple(agencies().credited(text, start, end)))
    intro = known.intro.match(text, start, end) if known.intros.any(text[start : start + HEAD]) else None
    if intro is not None and _only_connectives(text, intro.end(), end):
        found_people = () if intro["source"] else _people(text, intro.end(), end)
        wires = tuple(agencies().credited(text, intro.end(), end))
        nothing = not any(map(str.isalnum, text[intro.end() : end]))
        proper = found_people or wires or intro["source"] or nothing or text[intro.end() - 1] in ":/"
        return Credit(found_people, wires) if proper else None
    contributed = known.contributed.search(text, start, end) if anyhow and known.worked_in(line) else None
    if contributed is not None and _only_connectives(text, start, contributed.start()):
        found_people = _people(text, start, contributed.start())
        wires = tuple(agencies().credited(text, start, contributed.start()))
        return Credit(found_people, wires) if found_people or wires else None
    return None


def credit_at_end(text: str, begin: int, end: int) -> int | None:
    """Where a credit begins that stands behind the last sentence of a paragraph, else None."""
    end_of_it = text[max(begin, end - _SHORT_END) : end]
    if ")" not in end_of_it[-2:] and "-" not in end_of_it and "—" not in end_of_it and "–" not in end_of_it:
        return None
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
    if end - begin > MAX_AGENCIES:
        return False
    line = text[begin:end]
    if not shapes().alone.any(line if line[:1].isalnum() else _BEFORE_LETTERS.sub("", line)):
        return False
    rest = agencies().credit.sub("", line)
    return len(rest) < end - begin and not any(map(str.isalnum, _BETWEEN.sub("", rest)))


def _only_connectives(text: str, begin: int, end: int) -> bool:
    """Whether every word there is capitalised or may stand in a list of names; else it is a sentence."""
    known = words("credits", "connectives") | words("names", "particles")
    lowered = (word[0] for word in WORD.finditer(text, begin, end) if word[0][0].islower())
    return all(word.rstrip(".") in known for word in lowered)


@dataclass(frozen=True, slots=True)
class Photo:
    """A pattern for the credit of a picture, and what every line has that it fits."""

    pattern: re.Pattern[str]
    needs: Needs


@dataclass(frozen=True, slots=True)
class Shapes:
    """The patterns of credit lines.

    intro, intros: what stands before names, and how it begins.
    contributed:   what stands behind names; a line has what it `needs` and one of the words `worked` then.
    photos:        the credits of pictures, by how they begin.
    alone:         how a line may begin that is nothing but agencies' names, from its first letter on.
    """

    intro: re.Pattern[str]
    intros: Heads
    contributed: re.Pattern[str]
    needs: Needs
    worked: tuple[str, ...]
    photos: Openings[Photo]
    alone: Heads

    def worked_in(self, line: str) -> bool:
        """Whether one of the words `worked` stands in a line."""
        return any(word in line for word in self.worked)


@cache
def shapes() -> Shapes:
    """The patterns of credit lines in the vocabulary."""
    section = vocabulary("furniture")["credits"]
    intro = rf"(?:{_introduction(section['intros'])}|(?P<source>{_introduction(section['sources'])}))"
    contributed = "|".join(map(re.escape, sorted(section["contributed"], key=len, reverse=True)))
    names = {name for form in (*agencies().codes, *BETWEEN) for name in (form, _BEFORE_LETTERS.sub("", form))}
    return Shapes(
        re.compile(intro, re.IGNORECASE),
        heads_of([*section["intros"], *section["sources"]]),
        re.compile(rf"\b(?:{contributed})\b(?=\s*(?:[.,;:)\]]|\Z|from\b|to this\b|on\b))", re.IGNORECASE),
        needs_of(contributed),
        tuple(sorted({phrase.split()[0] for phrase in section["contributed"]})),
        Openings((openings_of(photo), Photo(re.compile(photo), needs_of(photo))) for photo in section["photo"]),
        Heads(word_end(name)[0] for name in names),
    )


def _introduction(phrases: list[str]) -> str:
    """A pattern for any of `phrases`: one that asks for a name goes on at once, any other wants a colon."""
    longest_first = sorted(phrases, key=len, reverse=True)
    asking = [phrase for phrase in longest_first if phrase.split()[-1] in {"by", "from", "of", "via", "h/t", "tip"}]
    either = "|".join(map(re.escape, longest_first))
    followed = "|".join(map(re.escape, asking)) or r"(?!)"
    return rf"(?:(?:{either})\s*(?:[:/–—]|[.)\]]*\s*\Z)|(?:{followed})\s)"
