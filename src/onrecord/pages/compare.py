"""Two or more reports passage by passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.errors import BadInput
from onrecord.model import Article
from onrecord.pages import reports
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines_of
from onrecord.pages.reports import Changes, Row, changes, comparison, loaded, when
from onrecord.pages.telling_articles import ArticleLine, article_lines, lines_by_id, told_apart
from onrecord.record import Record
from onrecord.record.rows import article_row, reuse_row, rows_of
from onrecord.record.selecting import article_id
from onrecord.record.stories import story_of
from onrecord.record.tracing import reuse_between

MOST = 6  # reports that one page compares


@dataclass(frozen=True, slots=True)
class CompareQuery:
    """What the page is asked for: the reports, by id or path; the first is what the others are held against."""

    article: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Against:
    """One report held against the first.

    shared_a, shared_b: share, 0 to 1, of the first and of this one that stands in the other.
    when:               it was published ("2 days later", "the same day"); empty where a day is not known.
    rows:               its passages in the order of the first.
    """

    article: ArticleLine
    shared_a: float
    shared_b: float
    changes: Changes
    when: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the page shows.

    names:   what each of the reports is called, by id, so that no two are called alike.
    first:   the report that the others are held against, None where none was asked for yet.
    offered: other articles of its story, which may be compared too.
    entries: the entries that the words rest on, by id.
    """

    first: ArticleLine | None = None
    others: tuple[Against, ...] = ()
    offered: tuple[ArticleLine, ...] = ()
    entries: Mapping[str, EntryLine] | None = None
    names: Mapping[str, str] | None = None


def make(record: Record, query: CompareQuery) -> ComparePage:
    """The page. Raises NotFound for an unknown article, BadInput for more than six."""
    ids = _ids(record, query)
    if not ids:
        return ComparePage()
    story = story_of(record.gate, ids[0])
    near = [one for one in (story.articles if story else ()) if one not in ids]
    named = lines_by_id(record, ids)
    texts = loaded(record, ids)
    first = texts[ids[0]]
    others = tuple(_against(record, texts, first.id, named[one]) for one in ids[1:])
    used = sorted({entry for each in others for row in each.rows for entry in row.entries})
    entries = dict(zip(used, lines_of(record, used), strict=True))
    return ComparePage(named[first.id], others, article_lines(record, near), entries, told_apart(named.values()))


def _against(record: Record, texts: Mapping[str, Article], first: str, line: ArticleLine) -> Against:
    found = comparison(record, texts[first], texts[line.id])
    told = when(texts[first], texts[line.id])
    return Against(line, found.coverage_a, found.coverage_b, changes(found), told, reports.rows(record, found))


def _ids(record: Record, query: CompareQuery) -> list[str]:
    found = list(dict.fromkeys(article_id(record.gate, one) for one in query.article if one.strip()))
    if len(found) > MOST:
        raise BadInput(f"one page compares at most {MOST} reports, not {len(found)}")
    return found


def rows(record: Record, query: CompareQuery) -> Tables:
    """The reports, and the passages that the first shares with each other one."""
    ids = _ids(record, query)
    pairs = [(min(ids[0], one), max(ids[0], one)) for one in ids[1:]]
    return {
        "articles": rows_of(loaded(record, ids).values(), article_row),
        "reuse": rows_of(reuse_between(record.gate, pairs), reuse_row),
    }


def every(record: Record) -> Iterable[CompareQuery]:
    """Each pair that shares a passage or disagrees, the earlier report first."""
    sql = (
        "WITH pairs (a, b) AS (SELECT a, b FROM reuse UNION SELECT min(a_article, b_article),"
        " max(a_article, b_article) FROM disagreements WHERE a_article <> b_article)"
        " SELECT r.a, r.b, coalesce(x.published, '9999') <= coalesce(y.published, '9999') FROM pairs r"
        " JOIN articles x ON x.id = r.a JOIN articles y ON y.id = r.b ORDER BY r.a, r.b"
    )
    for a, b, in_order in record.gate.all("list pairs", sql):
        yield CompareQuery((str(a), str(b)) if in_order else (str(b), str(a)))


KIND = PageKind(
    name="compare",
    path="/compare",
    query=CompareQuery,
    page=ComparePage,
    make=make,
    every=every,
    rows=rows,
    doc="Two or more reports passage by passage: what is the same, edited, rewritten, dropped and added.",
)
