"""The articles that share one story, and who copied whom."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """What the page is asked for."""

    id: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """What the page shows."""


def make(record: Record, query: StoryQuery) -> StoryPage:
    """The page. Raises NotFound for an unknown id."""
    del record, query
    return StoryPage()


KIND = PageKind(
    name="story",
    path="/stories/{id}",
    query=StoryQuery,
    page=StoryPage,
    make=make,
    every=lambda _: (),
    doc="The articles that share one story, and who copied whom.",
)
