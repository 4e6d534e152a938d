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
LONGER = 7  # characters that tell most of the paragraphs whose first START characters tell nothing
_KEPT = 2**15  # beginnings of paragraphs of which the verdict is kept


class _Begun(dict[str, bool]):
    """Whether a paragraph must be looked at more closely, by its first characters; told once for each."""

    def __init__(self, heads: Heads, quoted: bool) -> None:
        super().__init__()
        self._heads = heads
        self._quoted = quoted

    def __missing__(self, start: str) -> bool:
        inside = start.lstrip(_QUOTES)
        unknown = len(inside) < START or not inside[0].isalnum() or (self._quoted and inside != start)
        verdict = unknown or self._heads.may_begin(inside)
        if len(self) < _KEPT:
            self[start] = verdict
        return verdict


@dataclass(frozen=True, slots=True)
class _Known:
    """How furniture and credit lines begin, whether any does in quotation marks, and what the others have."""

    heads: Heads
    begun: _Begun  # by START characters
    begun_longer: _Begun  # by LONGER ones
    quoted: bool
    needs: tuple[Needs, ...]


def suspects(text: str, parts: Sequence[Paragraph], data: bytes) -> dict[int, bool]:
    """The numbers of the paragraphs that may be furniture or credit lines, in order: all that are, and few others.

    data: the text in UTF-8. The value says whether a paragraph has what those need that may begin in any way.
    """
    known = _known()
    begun, longer, begins = known.begun, known.begun_longer, known.heads.any
    having = _having(text, parts, known.needs, data)
    found: dict[int, bool] = {}
    near = [number for number, (_, _, line) in enumerate(parts) if begun[line[:START]] and longer[line[:LONGER]]]
    for number in sorted({*near, *having}) if having else near:
        line = parts[number].text
        inside = line if line[0].isalnum() else line.lstrip(_QUOTES)
        unknown = (inside is not line and known.quoted) or not inside[:1].isalnum()
        if number in having or unknown or begins(inside):
            found[number] = number in having
    return found


def _having(text: str, parts: Sequence[Paragraph], needs: Iterable[Needs], data: bytes) -> set[int]:
    """The numbers of the paragraphs that have one of `needs`; the whole text is searched, which is faster."""
    low = lowered(text, data)
    met = [one for one in needs if one.met(text, low)]
    begins = [part.begin for part in parts] if met else []
    found: set[int] = set()
    for one in met:
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
    heads = Heads(openings)
    return _Known(heads, _Begun(heads, quoted), _Begun(heads, quoted), quoted, _weakest((*needs, credit.needs)))


def _weakest(needs: Iterable[Needs]) -> tuple[Needs, ...]:
    """`needs` without those that are met only where another one is met as well."""
    kept: list[Needs] = []
    for one in sorted(set(needs), key=lambda one: (len(one.signs), one)):
        if not any(other.words == one.words and set(other.signs) <= set(one.signs) for other in kept):
            kept.append(one)
    return tuple(kept)
