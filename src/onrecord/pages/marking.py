"""Words of an article with places in them marked, as pieces that any template can write out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from onrecord.model import Span
from onrecord.telling.words import window_around

Look = Literal[
    "evidence",
    "inferred",
    "statement",
    "commitment",
    "membership",
    "removed",
    "added",
    "differs",
    "figure",
    "quote",
    "found",
    "focus",
]
LOOKS: tuple[Look, ...] = get_args(Look)
"""How marked words look: what states a value; what a rule concluded one from; words of a finding by its type; what
a change took out, put in; words in which two reports differ, neither being the other's source; a changed figure or
quotation; what a search found; what the reader came for."""
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a text, how they look, what may be said of them, and the finding or entry they belong to.

    label: a few words for who cannot see the mark ("amount", "removed").
    of:    the id of a finding; its words in the article's page carry it.
    """

    span: Span
    look: Look
    label: str = ""
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that look alike. `looks` is empty for unmarked ones; `of` as in Mark, the innermost mark first."""

    text: str
    looks: tuple[Look, ...] = ()
    label: str = ""
    of: tuple[str, ...] = ()


def pieces(text: str, window: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The characters of `window` in `text`, cut where a mark begins or ends. Marks may overlap.

    The texts of the pieces, put together, are exactly the characters of the window.
    """
    inside = [mark for mark in marks if mark.span.begin < window.end and mark.span.end > window.begin]
    cuts = {window.begin, window.end}
    for mark in inside:
        cuts |= {max(mark.span.begin, window.begin), min(mark.span.end, window.end)}
    places = sorted(cuts)
    out: list[Piece] = []
    for begin, end in pairwise(places):
        here = [mark for mark in inside if mark.span.begin <= begin and end <= mark.span.end]
        here.sort(key=lambda mark: (mark.span.end - mark.span.begin, mark.look, mark.label))
        out.append(
            Piece(
                text[begin:end],
                tuple(dict.fromkeys(mark.look for mark in here)),
                ", ".join(dict.fromkeys(mark.label for mark in here if mark.label)),
                tuple(dict.fromkeys(mark.of for mark in here if mark.of)),
            )
        )
    return tuple(out)


def excerpt(text: str, paragraph: Span, marks: Sequence[Mark], room: int) -> tuple[Piece, ...]:
    """The words around the marks that stand in one paragraph, with an ellipsis where they are cut."""
    window = window_around(text, paragraph, [mark.span for mark in marks], room)
    before = (Piece(ELLIPSIS + " "),) if window.begin > paragraph.begin else ()
    after = (Piece(" " + ELLIPSIS),) if window.end < paragraph.end else ()
    return (*before, *pieces(text, window, marks), *after)
