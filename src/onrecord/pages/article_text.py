"""An article's stored text in paragraphs, with everything found in it marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Finding, Findings, Span, Statement
from onrecord.pages.marking import Mark, Piece, pieces
from onrecord.phrases import fields_of, headline, kind_of
from onrecord.telling.words import spans_of


@dataclass(frozen=True, slots=True)
class Found:
    """Something that the article says: a finding, as one line, and the place where it is shown: what was said, or
    the words that tell its stage, rather than a name further up that a pronoun stands for."""

    id: str
    type: str
    told: str
    begin: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike; `begins` are the findings that are shown there, for addresses to name the place."""

    piece: Piece
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is listed beside a paragraph: a finding that is shown there."""

    id: str
    type: str
    told: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the stored text that holds anything but blanks.

    part:       headline, story, credits, furniture, or "" for what no part covers.
    begin, end: its place in the text; the texts of its runs, put together, are exactly these characters.
    """

    part: str
    begin: int
    end: int
    runs: tuple[Run, ...]
    found: tuple[Line, ...]


def found_in(article: Article, findings: Findings) -> tuple[Found, ...]:
    """What the article says, in the order of the text."""
    out: list[Found] = []
    for one in findings.all():
        kind = kind_of(one)
        spans = sorted(set(spans_of(one)))
        begin = _place(one, len(article.text))
        told = headline(kind, fields_of(one))
        marks = tuple(Mark(span, kind, kind, one.id) for span in spans)  # type: ignore[arg-type]
        out.append(Found(one.id, kind, told, begin, marks))
    return tuple(sorted(out, key=lambda one: (one.begin, one.type, one.id)))


def _place(one: Finding, nowhere: int) -> int:
    """Where a finding is shown: its content, its stage, else the first words that state a value of it."""
    if isinstance(one, Statement):
        own = one.content or one.cue or one.source
    else:
        stated = [each for each in one.evidence.values() if each.how == "stated"] or [*one.evidence.values()]
        stage = one.evidence.get("stage")
        own = (
            stage.spans
            if stage and stage.how == "stated"
            else tuple(span for each in stated for span in each.spans)
        )
    return min((span.begin for span in own), default=nowhere)


def paragraphs(article: Article, found: Sequence[Found]) -> tuple[Paragraph, ...]:
    """The whole text, without the blank lines between paragraphs."""
    parts = list(_parts(article))
    out: list[Paragraph] = []
    places = {one.id: one.begin for one in found}
    marks = sorted((mark for one in found for mark in one.marks), key=lambda mark: mark.span)
    for span in _lines(article.text):
        inside = [mark for mark in marks if mark.span.begin < span.end and mark.span.end > span.begin]
        runs = _runs(pieces(article.text, span, inside), span.begin, places)
        here = [one for one in found if span.begin <= places[one.id] < span.end]
        lines = tuple(Line(one.id, one.type, one.told) for one in here)
        out.append(Paragraph(_part(parts, span), span.begin, span.end, runs, lines))
    return tuple(out)


def _runs(some: Sequence[Piece], begin: int, places: Mapping[str, int]) -> tuple[Run, ...]:
    out: list[Run] = []
    for piece in some:
        end = begin + len(piece.text)
        out.append(Run(piece, tuple(one for one in piece.of if begin <= places[one] < end)))
        begin = end
    return tuple(out)


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold anything but blanks."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def _parts(article: Article) -> Iterator[tuple[str, Span]]:
    layout = article.layout
    if layout.headline:
        yield "headline", layout.headline
    groups: Mapping[str, Sequence[Span]] = {
        "story": layout.story,
        "credits": layout.credits,
        "furniture": layout.furniture,
    }
    for name, spans in groups.items():
        yield from ((name, span) for span in spans)


def _part(parts: Sequence[tuple[str, Span]], line: Span) -> str:
    """The part that covers most of a line."""
    covered: dict[str, int] = {}
    for name, span in parts:
        shared = min(span.end, line.end) - max(span.begin, line.begin)
        if shared > 0:
            covered[name] = covered.get(name, 0) + shared
    return max(covered, key=lambda name: (covered[name], name)) if covered else ""
