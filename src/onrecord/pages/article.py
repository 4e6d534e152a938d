"""One article: its text with everything found in it marked, where it came from and who shares it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Findings, Reuse
from onrecord.pages.article_names import web_address
from onrecord.pages.article_text import Paragraph, found_in, paragraphs
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.telling_articles import ArticleLine, lines_by_id
from onrecord.record import Record
from onrecord.record.loading import load_articles, load_findings
from onrecord.record.rows import article_row, commitment_row, membership_row, rows_of, statement_row
from onrecord.record.selecting import article_id
from onrecord.record.stories import story_of
from onrecord.record.tracing import load_trace

GIVEN = ("path", "byline", "dateline", "published", "observed", "language", "wire")


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """What the page is asked for: an article, by its id, a unique beginning of it, or its path."""

    id: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article, or some passages of it, most likely came from.

    of:         the article that comes from there: this one, or another that has it from this one.
    source:     the article that it comes from; wire: the agency. Both None where it is not known.
    confidence: 0 to 1. passages: how many it covers, 0 for the whole article.
    reasons:    why, each as a sentence that names articles as readers do.
    """

    of: str
    source: str | None
    wire: str | None
    confidence: float
    passages: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """Another article with some of the same passages: how many, and what share of either stands in the other."""

    article: str
    relation: str
    passages: int
    mine: float
    theirs: float


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the page shows.

    name, title, url: as lists name it; its headline; its address, None where it is no web address.
    day, wire:  of publication; the agency that it credits.
    given:      what else is known of it, by name. sha256: of the text.
    paragraphs: the stored text, line by line, with what was found in each.
    entries:    the entry of each finding that has one.
    sources:    where it came from; taken: who has it from here; shared: who has some of the same passages.
    others:     the articles that these name, by id.
    story:      the article that names its story, None where it shares it with none.
    """

    id: str
    name: str
    title: str | None
    day: str | None
    wire: str | None
    url: str | None
    given: Mapping[str, str]
    sha256: str
    paragraphs: tuple[Paragraph, ...]
    entries: Mapping[str, str]
    sources: tuple[Source, ...]
    taken: tuple[Source, ...]
    shared: tuple[Sharing, ...]
    others: Mapping[str, ArticleLine]
    story: str | None


def make(record: Record, query: ArticleQuery) -> ArticlePage:
    """The page. Raises NotFound where there is none of that id, BadInput where several ids begin so."""
    article, findings = _read(record, query)
    id_ = article.id
    trace = load_trace(record.gate, [id_])
    shared = tuple(_sharing(id_, one) for one in trace.reuse)
    named = {one.article for one in shared} | {one.article for one in trace.derivations}
    named |= {one.source for one in trace.derivations if one.source}
    others = lines_by_id(record, sorted(named - {id_}))
    sources = [
        Source(
            one.article,
            one.source,
            one.wire,
            one.confidence,
            len(one.passages),
            tuple(_told(why.detail, id_, others) for why in one.evidence),
        )
        for one in trace.derivations
    ]
    entries = _entries(record, [one.id for one in findings.all()])
    story = story_of(record.gate, id_) if others else None
    return ArticlePage(
        id=id_,
        name=article.outlet or article.byline or article.path or id_,
        title=article.title,
        day=article.published[:10] if article.published else None,
        wire=article.wire,
        url=web_address(article.url),
        given={name: str(getattr(article, name)) for name in GIVEN if getattr(article, name)}
        | ({"with": ", ".join(article.contributors)} if article.contributors else {})
        | ({"url": article.url} if article.url and web_address(article.url) is None else {}),
        sha256=article.sha256,
        paragraphs=paragraphs(article, found_in(article, findings)),
        entries=entries,
        sources=tuple(one for one in sources if one.of == id_),
        taken=tuple(one for one in sources if one.of != id_),
        shared=tuple(sorted(shared, key=lambda one: (-one.mine, one.article))),
        others=others,
        story=story.id if story else None,
    )


def _read(record: Record, query: ArticleQuery) -> tuple[Article, Findings]:
    id_ = article_id(record.gate, query.id)
    return next(load_articles(record.gate, [id_])), next(load_findings(record.gate, [id_]))


def _sharing(id_: str, one: Reuse) -> Sharing:
    mine, theirs = (one.coverage_a, one.coverage_b) if one.a == id_ else (one.coverage_b, one.coverage_a)
    return Sharing(one.b if one.a == id_ else one.a, one.relation, len(one.passages), mine, theirs)


def _told(detail: str, id_: str, others: Mapping[str, ArticleLine]) -> str:
    """A reason with articles called by their names."""
    for one, line in others.items():
        detail = detail.replace(one, line.name)
    return detail.replace(id_, "this article")


def _entries(record: Record, findings: Sequence[str]) -> Mapping[str, str]:
    sql = "SELECT finding, entry FROM entry_findings WHERE finding IN (?) ORDER BY finding, entry"
    return {str(one): str(entry) for one, entry in record.gate.picked("find entries", sql, findings)}


def rows(record: Record, query: ArticleQuery) -> Tables:
    """The article and all that it says."""
    article, findings = _read(record, query)
    found: Iterator[tuple[str, Iterable[dict[str, object]]]] = iter(
        (
            ("articles", [article_row(article)]),
            ("statements", list(rows_of(findings.statements, statement_row))),
            ("commitments", list(rows_of(findings.commitments, commitment_row))),
            ("memberships", list(rows_of(findings.memberships, membership_row))),
        )
    )
    return {name: some for name, some in found if some}


def every(record: Record) -> Iterable[ArticleQuery]:
    """Each article."""
    sql = "SELECT id FROM articles ORDER BY id"
    return (ArticleQuery(str(id_)) for (id_,) in record.gate.all("list articles", sql))


KIND = PageKind(
    name="article",
    path="/articles/{id}",
    query=ArticleQuery,
    page=ArticlePage,
    make=make,
    every=every,
    rows=rows,
    doc="One article: its text with everything found in it marked, where it came from and who shares it.",
)
