"""What in a text is the story, and what its headline, byline, credits and furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model import Layout, Span, Spans


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says about itself; None and empty where it does not. `anchors` as in Article."""

    layout: Layout = Layout()
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    wire: str | None = None
    contributors: tuple[str, ...] = ()
    anchors: Mapping[str, Spans] = field(default_factory=dict)


def lay_out(text: str, title: str | None = None, byline: str | None = None) -> Found:
    """The parts of `text`; a `title` or `byline` known from elsewhere is looked for in it."""
    story = tuple(Span(*match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Found(Layout(story=story))
