"""Articles and entries that hold some words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What the page is asked for."""

    q: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the page shows."""


def make(record: Record, query: SearchQuery) -> SearchPage:
    """The page."""
    del record, query
    return SearchPage()


KIND = PageKind(
    name="search",
    path="/search",
    query=SearchQuery,
    page=SearchPage,
    make=make,
    every=lambda _: (SearchQuery(),),
    doc="Articles and entries that hold some words.",
    section="Search",
)
