"""Which paragraphs of a text may be furniture or credit lines at all; nearly all others are story."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.reading.credits import shapes
from onrecord.reading.furniture import furniture
from onrecord.reading.paragraphs import Paragraph
from onrecord.reading.prefilter import START, Heads, Needs, lowered

_QUOTES = "\"“”‘’'«„"  # none of these is part of what may stand before furniture or a credit line


@dataclass(frozen=True, slots=True)
class _Known:
    """How furniture and credit lines begin, whether any does in quotation marks, and what the others have."""

    heads: Heads
    quoted: bool
    needs: tuple[Needs, ...]


def suspects(text: str, parts: Sequence[Paragraph]) -> dict[int, bool]:
    """The numbers of the paragraphs that may be furniture or credit lines, in order: all that are, and few others.

    The value says whether a paragraph has what those need that may begin in any way.
    """
    known = _known()
    near, begins = known.heads.near, known.heads.any
    having = _having(text, parts, known.needs)
    found: dict[int, bool] = {}
    for number, (_, _, line) in enumerate(parts):
        inside = line if line[0].isalnum() else line.lstrip(_QUOTES)
        unknown = (inside is not line and known.quoted) or not inside[:1].isalnum()
        if number in having or unknown or (near(inside[:START]) and begins(inside)):
            found[number] = number in having
    return found


def _having(text: str, parts: Sequence[Paragraph], needs: Iterable[Needs]) -> set[int]:
    """The numbers of the paragraphs that have one of `needs`; the whole text is searched, which is faster."""
    low = lowered(text)
    found: set[int] = set()
    begins = [part.begin for part in parts]
    for one in needs:
        if one.met(text, low):
            places = begins if low is None or one == Needs() else one.places(text, low)
            near = {bisect_right(begins, place) - 1 for place in places}
            found.update(number for number in near if number >= 0 and one.met(parts[number].text))
    return found


@cache
def _known() -> _Known:
    page, credit = furniture(), shapes()
    needs = (*(shape.needs for shape in page.shapes.anywhere), *(photo.needs for photo in credit.photos.anywhere))
    every = (page.begun, page.shapes, credit.intros, credit.photos, credit.alone)
    openings = {opening for one in every for opening in one.openings}
    quoted = any(opening.startswith(tuple(_QUOTES)) for opening in openings)
    return _Known(Heads(openings), quoted, (*needs, credit.needs))
