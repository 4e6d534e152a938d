"""One article: its text with everything found in it marked."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """What the page is asked for."""

    id: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the page shows."""


def make(record: Record, query: ArticleQuery) -> ArticlePage:
    """The page. Raises NotFound for an unknown id."""
    del record, query
    return ArticlePage()


KIND = PageKind(
    name="article",
    path="/articles/{id}",
    query=ArticleQuery,
    page=ArticlePage,
    make=make,
    every=lambda _: (),
    doc="One article: its text with everything found in it marked.",
)
