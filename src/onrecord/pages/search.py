"""Articles and entries that hold some words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.errors import BadInput
from onrecord.model import Article, Span
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines_of
from onrecord.pages.marking import Mark, Piece, excerpt, pieces
from onrecord.record import Found, Place, Record, Search
from onrecord.record.entries import load_entries
from onrecord.record.loading import load_articles
from onrecord.record.rows import ExportRow, article_row, entry_row, rows_of
from onrecord.record.search_marks import found_in
from onrecord.record.searching import PLACES, found_by_word, search

FIRST, PAGE = 10, 50
"""Lines of each kind where both are shown, and where one is shown alone."""
ROOM = 110
"""Characters around words in an excerpt."""
EXCERPTS = 2
OPENING = 200
"""Characters of an article of which only the title holds the words."""
EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What the page is asked for.

    q:      words: all must be there; "a phrase", -without, this OR that.
    show:   entries or articles; both where it is empty.
    type:   of entries: commitment, membership or statement.
    outlet, since, until: articles of an outlet, published from one day to another; entries that such an article
            tells.
    page:   of what `show` names.
    """

    q: str = ""
    show: str = ""
    type: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that was found. In `heading` (title, else path) and `excerpts` what was looked for is marked."""

    id: str
    title: str | None
    heading: tuple[Piece, ...]
    outlet: str | None
    published: str | None
    path: str | None
    excerpts: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many articles and entries hold one word or phrase of the search."""

    words: str
    found: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the page shows.

    asked:    something was asked for that must be there.
    entries, articles: what was found, best first; `entries_total`, `articles_total` how many there are.
    types:    of the entries that were found, how many of each type there are, whatever type was asked for.
    last:     the number of pages of what is shown alone.
    alone:    nothing was found by all the words together: what each of them finds alone.
    outlets:  the outlets of the record, those with most articles first.
    """

    asked: bool
    entries: tuple[EntryLine, ...] = ()
    entries_total: int = 0
    types: Mapping[str, int] | None = None
    articles: tuple[FoundArticle, ...] = ()
    articles_total: int = 0
    last: int = 1
    alone: tuple[WordCount, ...] = ()
    outlets: tuple[str, ...] = ()


def make(record: Record, query: SearchQuery) -> SearchPage:
    """The page. Raises BadInput for what cannot be shown or filtered by, and for too many words."""
    if query.show not in ("", *PLACES):
        raise BadInput(f"show is {' or '.join(PLACES)}, or left out, not {query.show!r}")
    asked = search_of(query)
    found = search(record.gate, asked, {place: _stretch(query, place) for place in PLACES})
    entries, articles = found["entries"], found["articles"]
    total = entries.total + articles.total
    alone = () if total or not query.q.strip() else _alone(record, asked.words)
    return SearchPage(
        asked=bool(total or alone),
        entries=lines_of(record, entries.ids),
        entries_total=entries.total,
        types=entries.counts,
        articles=_articles(record, asked.words, articles),
        articles_total=articles.total,
        last=_last(query, found),
        alone=alone,
        outlets=_outlets(record),
    )


def search_of(query: SearchQuery) -> Search:
    """What is looked for. Raises BadInput for a day that is none."""
    for name in ("since", "until"):
        given = getattr(query, name)
        if given and not _is_day(given):
            raise BadInput(f"{name} is a day in ISO 8601 (2023-01-20), not {given!r}")
    return Search(query.q, query.type or None, query.outlet or None, query.since or None, query.until or None)


def _is_day(given: str) -> bool:
    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def _stretch(query: SearchQuery, place: Place) -> tuple[int, int]:
    """How many of a place are shown, and after how many."""
    if not query.show:
        return FIRST, 0
    return (PAGE, PAGE * (max(query.page, 1) - 1)) if query.show == place else (0, 0)


def _last(query: SearchQuery, found: Mapping[Place, Found]) -> int:
    totals = [found[place].total for place in PLACES if query.show == place]
    return max(1, -(-totals[0] // PAGE)) if totals else 1


def _alone(record: Record, words: str) -> tuple[WordCount, ...]:
    return tuple(WordCount(word, number) for word, number in found_by_word(record.gate, words))


def _outlets(record: Record) -> tuple[str, ...]:
    sql = "SELECT outlet FROM articles WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet"
    return tuple(str(row[0]) for row in record.gate.all("list outlets", sql))


def _articles(record: Record, words: str, found: Found) -> tuple[FoundArticle, ...]:
    loaded = list(load_articles(record.gate, found.ids))
    names = {one.id: one.title or one.path or one.id for one in loaded}
    texts = {("text", one.id): one.text for one in loaded} | {("name", id_): name for id_, name in names.items()}
    places = found_in(words, texts)
    return tuple(
        FoundArticle(
            one.id, one.title, _marked(names[one.id], places.get(("name", one.id), ())), one.outlet, one.published,
            one.path, tuple(excerpts(one, places.get(("text", one.id), ()))),
        )
        for one in loaded
    )  # fmt: skip


def _marked(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    return pieces(text, Span(0, len(text)), [Mark(one, "found") for one in spans])


def excerpts(article: Article, spans: Sequence[Span]) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs that hold most of the words, cut around them, in the order of the text."""
    every = article.layout.story or (Span(0, len(article.text)),)
    title = (article.title or "").strip()  # it is shown above, so a paragraph that is nothing else is not
    paragraphs = [one for one in every if article.text[one.begin : one.end].strip() != title]
    held = [
        (each, [one for one in spans if each.begin <= one.begin and one.end <= each.end]) for each in paragraphs
    ]
    told = [(each, some) for each, some in held if some]
    ranked = sorted(told, key=lambda each: (-_different(article.text, each[1]), each[0].begin))[:EXCERPTS]
    for paragraph, some in sorted(ranked, key=lambda each: each[0].begin):
        near = _near(some)
        yield excerpt(article.text, paragraph, [Mark(one, "found") for one in near], ROOM)
    if not ranked and paragraphs:
        first = paragraphs[0]
        yield excerpt(article.text, first, [Mark(Span(first.begin, first.begin), "found")], OPENING)


def _different(text: str, spans: Sequence[Span]) -> int:
    return len({text[one.begin : one.end].casefold() for one in spans})


def _near(spans: Sequence[Span]) -> list[Span]:
    """The first of the words, and those that stand so near to it that one excerpt holds them."""
    return [one for one in spans if one.end - spans[0].begin <= 3 * ROOM]


def rows(record: Record, query: SearchQuery) -> Tables:
    """All that is found, as rows of the export."""
    out: dict[str, Iterator[ExportRow]] = {}
    for place in PLACES:
        if query.show in ("", place) and query.q:
            ids = search(record.gate, search_of(query), {place: (EVERY, 0)})[place].ids
            if place == "entries":
                out[place] = rows_of(load_entries(record.gate, ids), entry_row)
            else:
                out[place] = rows_of(load_articles(record.gate, ids), article_row)
    return out


KIND = PageKind(
    name="search",
    path="/search",
    query=SearchQuery,
    page=SearchPage,
    make=make,
    every=lambda _: (SearchQuery(),),
    doc="Articles and entries that hold some words.",
    rows=rows,
    section="Search",
)
