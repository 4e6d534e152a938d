"""Marking words in a text: by style where styles show, by brackets elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.text import Text

from onrecord.cli.output import safe
from onrecord.model import Span

EVIDENCE = ("bold reverse", "[[", "]]")
REMOVED = ("red strike", "[-", "-]")
ADDED = ("bold green", "{+", "+}")
FIGURE = "bold yellow"

Look = tuple[str, str, str]
"""A style, and the brackets that stand for it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a text to be marked, and how."""

    span: Span
    look: Look


def marked(text: str, marks: Iterable[Mark], colour: bool) -> Text:
    """`text` with its marks. Marks may touch but not overlap: of overlapping ones the first stands."""
    out, at = Text(), 0
    for mark in sorted(marks, key=lambda one: (one.span, one.look)):
        begin, end = mark.span
        if begin < at or begin >= end:
            continue
        style, opening, closing = mark.look
        out.append(_flow(text[at:begin]))
        words = _flow(text[begin:end])
        out.append(words if colour else f"{opening}{words}{closing}", style if colour else "")
        at = end
    out.append(_flow(text[at:]))
    return out


def cut(text: str, window: Span, marks: Sequence[Mark], colour: bool) -> Text:
    """The characters of `window`, with the marks that lie in it, and dots where it cuts the text."""
    inside = [
        Mark(Span(mark.span.begin - window.begin, mark.span.end - window.begin), mark.look)
        for mark in marks
        if window.covers(mark.span)
    ]
    return marked(text[window.begin : window.end], inside, colour)


def _flow(text: str) -> str:
    return re.sub(r"\s+", " ", safe(text))
