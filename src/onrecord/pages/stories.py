"""Stories that several articles carry, and who copied whom."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class StoriesQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """What the page shows."""


def make(record: Record, query: StoriesQuery) -> StoriesPage:
    """The page."""
    del record, query
    return StoriesPage()


KIND = PageKind(
    name="stories",
    path="/stories",
    query=StoriesQuery,
    page=StoriesPage,
    make=make,
    every=lambda _: (StoriesQuery(),),
    doc="Stories that several articles carry, and who copied whom.",
    section="Stories",
)
