"""A text while its parts are being told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from onrecord.model import Layout, Span, Spans
from onrecord.reading.paragraphs import Paragraph

Role = Literal["headline", "story", "credit", "furniture"]
Source = Literal["dateline", "byline", "credit", "page", "cited"]
_new = tuple.__new__  # what a NamedTuple calls; by itself it takes half the time
STRENGTH: tuple[Source, ...] = ("dateline", "byline", "credit", "page", "cited")
"""Where an agency may be credited, the strongest first: over the report itself, beside its author, in a line of
credits, in the page's furniture ("Follow AP's coverage"), in the story's own words ("AP reports")."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says about itself; None and empty where it does not. `anchors` as in Article."""

    layout: Layout
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    wire: str | None = None
    contributors: tuple[str, ...] = ()
    anchors: Mapping[str, Spans] = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """The paragraphs of a text with the roles given so far; a paragraph without a role is story.

    cuts:    paragraphs of several roles, by number.
    values:  what was found, by field: the value and where it stands.
    credits: agencies credited, where, and how.
    people:  where contributors are named.
    """

    text: str
    parts: list[Paragraph]
    roles: list[Role | None]
    cuts: dict[int, tuple[tuple[Role, Span], ...]] = field(default_factory=dict)
    values: dict[str, tuple[str, Spans]] = field(default_factory=dict)
    credits: list[tuple[Source, str, Span]] = field(default_factory=list)
    people: list[Span] = field(default_factory=list)

    def open(self, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, Paragraph]]:
        """Number and paragraph of those that have no role yet, from number `begin` to before `end`."""
        for number in range(begin, len(self.parts) if end is None else min(end, len(self.parts))):
            if self.roles[number] is None:
                yield number, self.parts[number]

    def join(self, first: int, last: int) -> None:
        """Make one paragraph of those from number `first` to `last`."""
        if first == last:
            return
        begin, end = self.parts[first].begin, self.parts[last].end
        self.parts[first : last + 1] = [Paragraph(begin, end, self.text[begin:end])]
        del self.roles[first:last]

    def give(self, number: int, role: Role, *, rest: Role | None = None, at: int | None = None) -> None:
        """Give a paragraph its role; from character `at` on it has the role `rest`."""
        self.roles[number] = role
        part = self.parts[number]
        if rest is not None and at is not None and part.begin < at < part.end:
            first, second = _trimmed(self.text, part.begin, at), _trimmed(self.text, at, part.end)
            self.cuts[number] = ((role, first), (rest, second))

    def note(self, name: str, value: str, *spans: Span) -> None:
        """Keep the first value of a field; more places of the same value are added."""
        if name not in self.values:
            self.values[name] = (value, spans)
        elif self.values[name][0] == value:
            self.values[name] = (value, (*self.values[name][1], *spans))

    def credit(self, how: Source, wires: Iterable[tuple[str, Span]]) -> None:
        """Keep that agencies (code and place) are credited in the way `how`."""
        self.credits.extend((how, code, span) for code, span in wires)

    def found(self) -> Found:
        """What was found, all together."""
        how, wire, wire_spans = self._wire()
        byline = self.value("byline")
        people = [span for span in self.people if self._words(span) not in (byline or "")] if self.people else []
        anchors = {
            name: places if len(places) == 1 else tuple(sorted(places))
            for name, (_, places) in self.values.items()
            if places
        }
        if wire is not None:
            anchors["wire"] = wire_spans
        if how == "cited":
            anchors["wire_cited"] = wire_spans
        if people:
            anchors["contributors"] = tuple(sorted(people))
        return Found(
            layout=self._layout(),
            title=self.value("title"),
            byline=byline,
            dateline=self.value("dateline"),
            published=self.value("published"),
            wire=wire,
            contributors=tuple(dict.fromkeys(map(self._words, people))),
            anchors=anchors,
        )

    def _layout(self) -> Layout:
        spans = [_new(Span, part[:2]) for part in self.parts]
        if self.roles.count(None) == len(spans):
            return Layout(None, tuple(spans))
        parts: dict[Role | None, list[Span]] = {"headline": [], "story": [], "credit": [], "furniture": []}
        parts[None] = parts["story"]
        for number, (role, span) in enumerate(zip(self.roles, spans, strict=True)):
            if number in self.cuts:
                for cut, place in self.cuts[number]:
                    parts[cut].append(place)
            else:
                parts[role].append(span)
        headline = parts["headline"][0] if parts["headline"] else None
        return Layout(headline, tuple(parts["story"]), tuple(parts["credit"]), tuple(parts["furniture"]))

    def value(self, name: str) -> str | None:
        """The value of a field found so far."""
        return self.values[name][0] if name in self.values else None

    def _wire(self) -> tuple[Source | None, str | None, Spans]:
        """How the agency is credited that is credited most strongly, its code, and every place where it is."""
        if not self.credits:
            return None, None, ()
        how, wire, _ = min(self.credits, key=lambda credit: (STRENGTH.index(credit[0]), credit[2]))
        return how, wire, tuple(sorted({span for _, code, span in self.credits if code == wire}))

    def _words(self, span: Span) -> str:
        return " ".join(self.text[span.begin : span.end].split())


def _trimmed(text: str, begin: int, end: int) -> Span:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Span(begin, end)
