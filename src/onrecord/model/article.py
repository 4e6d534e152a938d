"""Articles: one text as one outlet published it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from onrecord.model.span import Span, Spans


@dataclass(frozen=True, slots=True)
class Layout:
    """Which characters of an article are its story and which are furniture.

    headline:  the title where it stands in the text, else None.
    story:     the paragraphs of the story in order, without headline, byline, credits and furniture.
               A dateline stays inside its paragraph.
    credits:   bylines, and lines that name sources or contributors ("X contributed to this report").
    furniture: what belongs to the page, not to the story ("Share This Article", "6 Min Read").
    """

    headline: Span | None = None
    story: Spans = ()
    credits: Spans = ()
    furniture: Spans = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One text as one outlet published it.

    id:           given by the input, or content-addressed.
    text:         the stored text: as given for plain text and JSON, as extracted for HTML.
    sha256:       of `text` in UTF-8.
    path:         where it was read from, relative to the input that named it; a line of a table is `file:line`.
    published:    ISO 8601, as precise as the input ("2022-11-29", "2022-11-29T15:04:00+00:00"), else None.
    observed:     the day on which it was first read into a record or fetched, ISO 8601, else None.
    language:     ISO 639-1 where given or detected, else None.
    wire:         the agency credited in the text or by the input ("AP", "Reuters", "AFP"), else None.
    contributors: people credited beside the byline.
    anchors:      where title, byline, dateline, wire, contributors and published stand in the text, when they do;
                  `wire_cited` when the agency is known only from a citation in the story ("AP concludes").
    """

    id: str
    text: str
    sha256: str
    path: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    wire: str | None = None
    contributors: tuple[str, ...] = ()
    layout: Layout = Layout()
    anchors: Mapping[str, Spans] = field(default_factory=lambda: MappingProxyType({}))
    observed: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read, and why."""

    path: str
    reason: str
