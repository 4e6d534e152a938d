"""The articles of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.listing import Part, asked, part_of
from onrecord.pages.telling_articles import ArticleLine, article_lines
from onrecord.record import Record, Selection
from onrecord.record.gate import Value
from onrecord.record.loading import load_articles
from onrecord.record.rows import article_row, rows_of
from onrecord.record.selecting import conditions

SIZE = 100


@dataclass(frozen=True, slots=True)
class ArticlesQuery:
    """What the page is asked for.

    outlet:       of this outlet alone. words: part of the headline, in any case.
    since, until: published from one day to another (2023-01-20, 2023-01 or 2023).
    page:         which part of the list, 100 to a page.
    """

    outlet: str = ""
    words: str = ""
    since: str = ""
    until: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class OutletCount:
    """An outlet and how many articles it has."""

    outlet: str
    articles: int


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """Articles, the latest first; outlets, those with most articles first."""

    part: Part
    articles: tuple[ArticleLine, ...]
    outlets: tuple[OutletCount, ...]


def make(record: Record, query: ArticlesQuery) -> ArticlesPage:
    """The page. Raises NotFound for a page that the list does not have, BadInput for what is no day."""
    every_one = record.gate.all("count articles", "SELECT count(*) FROM articles")[0][0]
    if asked(query):
        part, shown = part_of(_chosen(record, query), int(every_one or 0), query.page, SIZE)
    else:  # an index has the place of each page
        part, places = part_of(range(int(every_one or 0)), int(every_one or 0), query.page, SIZE)
        shown = _chosen(record, query, len(places), places[0] if places else 0)
    sql = (
        "SELECT outlet, count(*) FROM articles WHERE outlet IS NOT NULL GROUP BY outlet"
        " ORDER BY count(*) DESC, outlet LIMIT 100"
    )
    outlets = tuple(OutletCount(str(a), int(n or 0)) for a, n in record.gate.all("count outlets", sql))
    return ArticlesPage(part, article_lines(record, shown), outlets)


def _filter(record: Record, query: ArticlesQuery) -> tuple[str, Mapping[str, Value]]:
    """The filters in force as a condition on an article `t`, and its values."""
    days = Selection(since=query.since or None, until=query.until or None)
    where, values = conditions(record.gate, "articles", days)
    own = {"outlet": "outlet = :outlet COLLATE NOCASE", "words": "contains(title, :words)"}
    given = {name: str(getattr(query, name)) for name in own if getattr(query, name)}
    return " AND ".join((where, *(own[name] for name in given))), {**values, **given}


def _chosen(record: Record, query: ArticlesQuery, limit: int = -1, after: int = 0) -> list[str]:
    where, values = _filter(record, query)
    # filters read every article: faster in the order of the file than in that of the index
    day = "+substr(published, 1, 10)" if values else "substr(published, 1, 10)"
    sql = f"SELECT id FROM articles t WHERE {where} ORDER BY {day} DESC, id DESC LIMIT {limit} OFFSET {after}"
    return [str(id_) for (id_,) in record.gate.all("choose articles", sql, values)]


def rows(record: Record, query: ArticlesQuery) -> Tables:
    """The chosen articles."""
    return {"articles": rows_of(load_articles(record.gate, _chosen(record, query)), article_row)}


def every(record: Record) -> Iterable[ArticlesQuery]:
    """Each part of the whole list."""
    last = make(record, ArticlesQuery()).part.pages
    return (ArticlesQuery(page=number) for number in range(1, last + 1))


KIND = PageKind(
    name="articles",
    path="/articles",
    query=ArticlesQuery,
    page=ArticlesPage,
    make=make,
    every=every,
    rows=rows,
    doc="The articles of the record, the latest first.",
    section="Articles",
)
