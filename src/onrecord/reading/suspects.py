"""Which paragraphs of a text may be furniture or credit lines at all; nearly all others are story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.reading.credits import shapes
from onrecord.reading.furniture import furniture
from onrecord.reading.paragraphs import Paragraph
from onrecord.reading.prefilter import Heads, Needs, lowered

_QUOTES = "\"“”‘’'«„"  # none of these is part of what may stand before furniture or a credit line


@dataclass(frozen=True, slots=True)
class _Known:
    """How furniture and credit lines begin, whether any does in quotation marks, and what the others have."""

    heads: Heads
    quoted: bool
    needs: tuple[Needs, ...]


def suspects(text: str, parts: Sequence[Paragraph]) -> Iterator[int]:
    """The numbers of the paragraphs that may be furniture or credit lines: all that are, and few others."""
    known = _known()
    low = lowered(text)
    needs = [one for one in known.needs if one.met(text, low)]
    begins = known.heads.any
    for number, part in enumerate(parts):
        line = part.text
        if line[0].isalnum():
            suspect = begins(line)
        else:
            inside = line.lstrip(_QUOTES)
            inside_only = inside[:1].isalnum() and inside is not line and not known.quoted
            suspect = not inside_only or begins(inside)
        if suspect or (needs and any(one.met(line) for one in needs)):
            yield number


@cache
def _known() -> _Known:
    page, credit = furniture(), shapes()
    needs = (*(shape.needs for shape in page.shapes.anywhere), *(photo.needs for photo in credit.photos.anywhere))
    every = (page.begun, page.shapes, credit.intros, credit.photos, credit.alone)
    openings = {opening for one in every for opening in one.openings}
    quoted = any(opening.startswith(tuple(_QUOTES)) for opening in openings)
    return _Known(Heads(openings), quoted, (*needs, credit.needs))
