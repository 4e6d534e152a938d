"""Furniture: lines that belong to the page and not to the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import BadVocabulary
from onrecord.reading.pattern_parts import heads_of, needs_of, opening_of, openings_of
from onrecord.reading.prefilter import HEAD, WORD_END, Heads, Needs, Openings, lowered
from onrecord.vocabulary import vocabulary

MAX_WORDS = 90  # no kind of furniture in the vocabulary is longer
_DEFAULT_MAX_WORDS = 12
_LEAD = re.compile(r"[\s(\[*_>•·\ufeff-]*")
_EDGES = re.compile(r"^\W+|\W+$")
_BEFORE_WORDS = re.compile(r"\W*")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of furniture.

    source:     an agency named in it is the source of the text.
    heads_list: short lines below it belong to it.
    """

    name: str
    source: bool
    heads_list: bool
    max_words: int


RULE = Kind("rule", False, False, MAX_WORDS)
"""A line without a letter or a digit."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One pattern of a kind; `order` is the kind's place among all, `needs` what every line has that it fits."""

    order: int
    kind: Kind
    source: str
    needs: Needs

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, made when it is first asked for: most of the vocabulary's are not in a short run."""
        return _compiled(self.source)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The furniture of the vocabulary: whole lines in lower case and patterns, both by how they begin."""

    whole: Mapping[str, Kind]
    begun: Heads
    shapes: Openings[Shape]


def furniture_of(line: str, anyhow: bool = True) -> Kind | None:
    """The kind of furniture that `line` is, or None when it may be story.

    anyhow: whether it may have what the patterns need that begin in any way; False when it surely has not.
    """
    if not any(map(str.isalnum, line)):
        return RULE if len(line.split(None, MAX_WORDS)) <= MAX_WORDS else None
    known = furniture()
    exact = _whole(line, known)
    if exact is not None:
        return exact
    start = found.end() if (found := _LEAD.match(line)) else 0
    begun = known.shapes.of(line[start : start + HEAD])
    if not begun and not anyhow:
        return None
    fitting = sorted({shape.order: shape for shape in _fitting(line, start, begun, anyhow)}.items())
    words = len(line.split(None, MAX_WORDS)) if fitting else 0
    return next((shape.kind for _, shape in fitting if words <= min(shape.kind.max_words, MAX_WORDS)), None)


def _whole(line: str, known: Furniture) -> Kind | None:
    """The kind of a line that is one of the vocabulary's from end to end."""
    start = found.end() if (found := _BEFORE_WORDS.match(line)) else 0
    if not known.begun.any(line[start : start + HEAD].casefold()):
        return None
    words = line.split(None, _DEFAULT_MAX_WORDS)
    if len(words) > _DEFAULT_MAX_WORDS:
        return None
    return known.whole.get(_EDGES.sub("", " ".join(words)).casefold())


def _fitting(line: str, start: int, begun: Iterable[Shape], anyhow: bool) -> Iterator[Shape]:
    """The shapes that a line fits from `start` on: of those that it has `begun` like, and of those for any line."""
    for shape in begun:
        if shape.pattern.match(line, start):
            yield shape
    low = lowered(line) if anyhow else None
    for shape in furniture().shapes.anywhere if anyhow else ():
        if shape.needs.met(line, low) and shape.pattern.match(line, start):
            yield shape


@cache
def furniture() -> Furniture:
    """The furniture of the vocabulary. Raises BadVocabulary when it does not fit its form."""
    whole: dict[str, Kind] = {}
    shapes: list[tuple[Iterable[str], Shape]] = []
    for order, row in enumerate(vocabulary("furniture").get("furniture", ())):
        try:
            flags = bool(row.get("source")), bool(row.get("heads_list"))
            kind = Kind(row["name"], *flags, row.get("max_words", _DEFAULT_MAX_WORDS))
            shapes += _shapes(order, kind, row)
        except (re.error, KeyError) as error:
            name = row.get("name")
            raise BadVocabulary(f"furniture.toml: the kind {name!r} does not fit its form: {error}") from error
        whole.update((_EDGES.sub("", phrase).casefold(), kind) for phrase in row.get("whole", ()))
    begun = heads_of(whole)
    return Furniture(whole, begun, Openings(shapes))


def _shapes(order: int, kind: Kind, row: Mapping[str, Any]) -> Iterator[tuple[Iterable[str], Shape]]:
    for phrase in row.get("begins", ()):
        source = re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalpha() else "")
        opening = opening_of(phrase) if phrase[-1].isalpha() else opening_of(phrase).removesuffix(WORD_END)
        yield {opening}, Shape(order, kind, source, needs_of(source) if not opening else Needs())
    for pattern in row.get("patterns", ()):
        source = rf"(?:{pattern})\Z"
        _compiled(source)  # says at once when it is none
        yield openings_of(source), Shape(order, kind, source, needs_of(source))


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE | re.DOTALL)
