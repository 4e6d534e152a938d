"""The articles of the record."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class ArticlesQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """What the page shows."""


def make(record: Record, query: ArticlesQuery) -> ArticlesPage:
    """The page."""
    del record, query
    return ArticlesPage()


KIND = PageKind(
    name="articles",
    path="/articles",
    query=ArticlesQuery,
    page=ArticlesPage,
    make=make,
    every=lambda _: (ArticlesQuery(),),
    doc="The articles of the record.",
    section="Articles",
)
