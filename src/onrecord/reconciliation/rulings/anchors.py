"""Anchors: what a ruling hangs on, made of a finding, and found again in another record.

An anchor is found by its finding's id; failing that, in the article with the same text, at the finding of the same
type that stands on most of the anchor's words, and on at least half of them. It is never moved to a look-alike
elsewhere: where there is none, what the ruling hung on is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model import Anchor, Disagreement, Ruling, Side, Spans, words_of
from onrecord.reconciliation.entries import entry_type
from onrecord.reconciliation.located import Located

HALF = 0.5
"""Share of an anchor's characters on which a finding must stand to be the one that was ruled on."""


class Place(NamedTuple):
    """A finding with what an anchor is compared with; one that is asked for by its id may come without its core."""

    id: str
    type: str
    article: str
    sha256: str
    core: Spans = ()


ById = Callable[[str], Place | None]
InText = Callable[[str], Iterable[Place]]
"""The findings of every article whose text has a hash."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A ruling with the ids of the findings it is on in this record: its anchors `here`, its others `there`."""

    ruling: Ruling
    here: tuple[str, ...] = ()
    there: tuple[str, ...] = ()


def anchor_of(each: Located) -> Anchor:
    """The anchor that a ruling on a finding hangs on."""
    article = each.article
    side = Side(article.id, each.core, words_of(article.text, each.core))
    return Anchor(each.id, entry_type(each), article.sha256, side)


def anchors_of_sides(one: Disagreement, hash_of: Callable[[str], str]) -> tuple[Anchor, Anchor]:
    """The anchors of a disagreement: its two sides; `hash_of` gives the hash of an article's text by its id."""
    a, b = (Anchor(None, one.kind, hash_of(side.article), side) for side in (one.a, one.b))
    return a, b


def placed(ruling: Ruling, by_id: ById, in_text: InText) -> Placed:
    """Where the findings of a ruling stand now, each finding once."""
    here, there = (
        tuple(dict.fromkeys(found.id for one in some if (found := found_again(one, by_id, in_text)) is not None))
        for some in (ruling.anchors, ruling.others)
    )
    return Placed(ruling, here, there)


def place_of(each: Located) -> Place:
    """A finding as anchors are compared with it."""
    return Place(each.id, entry_type(each), each.article.id, each.article.sha256, each.core)


def found_again(anchor: Anchor, by_id: ById, in_text: InText) -> Place | None:
    """The finding that an anchor names, None when it is gone."""
    if anchor.finding is None:
        return None
    same = by_id(anchor.finding)
    if same is not None and same.sha256 == anchor.sha256 and same.type == anchor.type:
        return same
    near = [
        (_common(each.core, anchor.side.spans), each) for each in in_text(anchor.sha256) if each.type == anchor.type
    ]
    enough = [(common, each) for common, each in near if common >= HALF * _size(anchor.side.spans) and common]
    best = min(enough, key=lambda one: (-one[0], one[1].article != anchor.side.article, one[1].id), default=None)
    return best[1] if best else None


def settles(ruling: Ruling, one: Disagreement, hash_of: Callable[[str], str | None]) -> tuple[int, bool] | None:
    """How many characters of a disagreement are those of the anchors of a ruling that settles it, and whether its
    sides stand the other way round; None when it is another one."""
    if len(ruling.anchors) != 2 or one.kind != ruling.anchors[0].type:
        return None
    ways = (_on_sides(ruling.anchors, sides, hash_of) for sides in ((one.a, one.b), (one.b, one.a)))
    found = [(common, turned) for common, turned in zip(ways, (False, True), strict=True) if common]
    return max(found, key=lambda way: (way[0], not way[1]), default=None)


def _on_sides(anchors: Sequence[Anchor], sides: Sequence[Side], hash_of: Callable[[str], str | None]) -> int:
    total = 0
    for anchor, side in zip(anchors, sides, strict=True):
        common = _common(anchor.side.spans, side.spans)
        if hash_of(side.article) != anchor.sha256 or common < HALF * _size(anchor.side.spans):
            return 0
        total += common
    return total


def _common(a: Spans, b: Spans) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.begin, y.begin)) for x in a for y in b)


def _size(spans: Spans) -> int:
    return sum(span.end - span.begin for span in spans)
