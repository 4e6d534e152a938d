"""One story: the articles that share it, who has it from whom, and what each made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.model import Article
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines_of
from onrecord.pages.plots import lineage as lineage_plot
from onrecord.pages.reports import Changes, changes, comparison, loaded
from onrecord.pages.telling_articles import ArticleLine, lines_by_id, told_apart
from onrecord.record import Record
from onrecord.record.rows import article_row, derivation_row, reuse_row, rows_of
from onrecord.record.selecting import article_id
from onrecord.record.stories import Story, Told, stories, story_of
from onrecord.record.tracing import derivations_of, relations_among, reuse_of

COMPARED = 40  # articles of a story that are held against what they came from; the page of each pair has the rest
LINEAGE = lineage_plot  # drawn by the template
ENTRIES = 40  # of its entries, those that most of its articles tell


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """What the page is asked for: any article of the story, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Teller:
    """An article of the story.

    depth:      how many articles of the story stand between it and an origin.
    source, wire, confidence, partly: as the record has where it came from.
    source_name: what readers call its source; base_name likewise.
    base:       the article that it is held against: its source, else the first that it shares passages with.
    shared:     share of it, 0 to 1, that stands in `base`. relation: verbatim, edited or rewritten.
    changes:    what it changed of `base`, None where that was not counted.
    """

    article: ArticleLine
    depth: int
    source: str | None
    source_name: str | None
    wire: str | None
    confidence: float
    partly: bool
    base: str | None
    base_name: str | None
    relation: str | None
    shared: float | None
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class StoryPage:
    """What the page shows.

    id:      the article that names the story.
    tellers: its articles, each below the one that it comes from, within that by the day.
    origins: agencies and outlets that stand behind it independently.
    entries: what the record holds of it, told by most of its articles first; `more` are not listed.
    """

    id: str
    title: str
    tellers: tuple[Teller, ...]
    origins: tuple[str, ...]
    since: str | None
    until: str | None
    entries: tuple[EntryLine, ...]
    more: int


def make(record: Record, query: StoryQuery) -> StoryPage:
    """The page. Raises NotFound for an unknown article, or one that shares its story with no other."""
    story = _story(record, query.id)
    named = lines_by_id(record, story.articles)
    ordered = _ordered(story)
    texts = loaded(record, story.articles) if len(ordered) <= COMPARED else {}
    bases = _bases(record, story)
    relations = relations_among(record.gate, story.articles)
    held = (named, told_apart(named.values()), texts)
    tellers = tuple(
        _teller(record, told, depth, held, bases.get(told.article), relations) for told, depth in ordered
    )
    days = sorted(one.day for one in named.values() if one.day)
    carried = _entries(record, story)
    first = named[story.id]
    return StoryPage(
        story.id,
        first.title or first.name,
        tellers,
        tuple(_origin_name(one, named) for one in story.origins),
        days[0] if days else None,
        days[-1] if days else None,
        lines_of(record, carried[:ENTRIES]),
        max(0, len(carried) - ENTRIES),
    )


def _story(record: Record, wanted: str) -> Story:
    id_ = article_id(record.gate, wanted)
    found = story_of(record.gate, id_)
    if found is None:
        raise NotFound(f"the article {id_!r} shares its story with no other; see its own page")
    return found


def _ordered(story: Story) -> list[tuple[Told, int]]:
    """Its articles, each below the one that it comes from; one that a circle of sources holds stands at the end."""
    below: dict[str | None, list[Told]] = {}
    for one in story.told:
        below.setdefault(one.source, []).append(one)
    out: list[tuple[Told, int]] = []
    waiting = [(one, 0) for one in reversed(below.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        out.append((one, depth))
        waiting += [(each, depth + 1) for each in reversed(below.get(one.article, []))]
    seen = {one.article for one, _ in out}
    return [*out, *((one, 0) for one in story.told if one.article not in seen)]


def _bases(record: Record, story: Story) -> dict[str, str]:
    """What each article is held against."""
    out = {one.article: one.source for one in story.told if one.source is not None}
    left = [one for one in story.articles if one not in out and one != story.id]
    place = {one: at for at, one in enumerate([story.id, *story.articles])}
    shares = record.gate.picked("see who shares passages", "SELECT a, b FROM reuse WHERE a IN (?)", left)
    back = record.gate.picked("see who shares passages", "SELECT b, a FROM reuse WHERE b IN (?)", left)
    for one, other in sorted((*shares, *back), key=lambda row: place.get(str(row[1]), len(place))):
        if str(other) in place:
            out.setdefault(str(one), str(other))
    return out


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _teller(
    record: Record,
    told: Told,
    depth: int,
    held: tuple[Mapping[str, ArticleLine], Mapping[str, str], Mapping[str, Article]],
    base: str | None,
    relations: Mapping[tuple[str, str], tuple[str, float, float]],
) -> Teller:
    named, names, texts = held
    shared = relations.get(_pair(told.article, base)) if base else None
    coverage: float | None = None
    if shared is not None and base is not None:
        coverage = shared[1] if told.article < base else shared[2]
    compared = None
    if base in texts and shared is not None:
        compared = changes(comparison(record, texts[str(base)], texts[told.article]))
    return Teller(
        article=named[told.article],
        depth=depth,
        source=told.source,
        source_name=names[told.source] if told.source else None,
        wire=told.wire,
        confidence=told.confidence,
        partly=told.partly,
        base=base,
        base_name=names[base] if base else None,
        relation=None if shared is None else shared[0],
        shared=coverage,
        changes=compared,
    )


def _origin_name(origin: str, named: Mapping[str, ArticleLine]) -> str:
    kind, _, name = origin.partition(":")
    return named[name].name if kind == "article" else name


def _entries(record: Record, story: Story) -> Sequence[str]:
    """The entries that its articles tell, commitments first, those that most of them tell first."""
    counts: dict[tuple[str, str], int] = {}
    sql = (
        "SELECT e.id, e.type FROM entry_articles x JOIN entries e ON e.id = x.entry WHERE x.article IN (?)"
        " ORDER BY e.id"
    )
    for id_, kind in record.gate.picked("find what it tells", sql, story.articles):
        counts[str(id_), str(kind)] = counts.get((str(id_), str(kind)), 0) + 1
    order = ("commitment", "membership", "statement")
    return [
        id_ for (id_, _), _ in sorted(counts.items(), key=lambda one: (order.index(one[0][1]), -one[1], one[0]))
    ]


def rows(record: Record, query: StoryQuery) -> Tables:
    """Its articles, who has them from whom, and the passages that they share."""
    gate, inside = record.gate, _story(record, query.id).articles
    reuse = (one for one in reuse_of(gate, inside) if one.a in inside and one.b in inside)
    return {
        "articles": rows_of(loaded(record, inside).values(), article_row),
        "derivations": rows_of(derivations_of(gate, inside).values(), derivation_row),
        "reuse": rows_of(reuse, reuse_row),
    }


def every(record: Record) -> Iterable[StoryQuery]:
    """Each story, by the article that names it."""
    return (StoryQuery(one.id) for one in stories(record.gate))


KIND = PageKind(
    name="story",
    path="/stories/{id}",
    query=StoryQuery,
    page=StoryPage,
    make=make,
    every=every,
    rows=rows,
    doc="One story: the articles that share it, who has it from whom, and what each changed.",
)
