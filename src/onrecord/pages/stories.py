"""Stories that several articles carry, and who copied whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.listing import Part, part_of
from onrecord.pages.telling_articles import ArticleLine, lines_by_id
from onrecord.record import Record
from onrecord.record.rows import derivation_row, reuse_row, rows_of
from onrecord.record.stories import Story, stories
from onrecord.record.tracing import load_trace


@dataclass(frozen=True, slots=True)
class StoriesQuery:
    """What the page is asked for: which part of the list, 50 to a page."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story of a list.

    first:    the article that names it. names: who carries it, in the order of publication, each once.
    articles: how many there are; origins: how many agencies and outlets stand behind it independently.
    since, until: the days of its first and its last article.
    """

    id: str
    first: ArticleLine
    names: tuple[str, ...]
    articles: int
    origins: int
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """Stories of two articles and more, the largest first.

    shared:   how many articles of the record are of one. copies: articles beyond one for each origin, which a count
              of reports would take for confirmations.
    """

    part: Part
    stories: tuple[StoryLine, ...]
    shared: int
    copies: int


def make(record: Record, query: StoriesQuery) -> StoriesPage:
    """The page. Raises NotFound for a page that the list does not have."""
    found = stories(record.gate)
    part, shown = part_of(found, len(found), query.page)
    shared = sum(len(one.told) for one in found)
    copies = sum(len(one.told) - len(one.origins) for one in found)
    return StoriesPage(part, story_lines(record, shown), shared, copies)


def story_lines(record: Record, some: Sequence[Story]) -> tuple[StoryLine, ...]:
    """Stories as lines."""
    named = lines_by_id(record, sorted({one for story in some for one in story.articles}))
    return tuple(_line(story, [named[one] for one in story.articles]) for story in some)


def _line(story: Story, articles: Sequence[ArticleLine]) -> StoryLine:
    days = sorted(one.day for one in articles if one.day)
    return StoryLine(
        story.id,
        next(one for one in articles if one.id == story.id),
        tuple(dict.fromkeys(one.name for one in articles)),
        len(articles),
        len(story.origins),
        days[0] if days else None,
        days[-1] if days else None,
    )


def rows(record: Record, query: StoriesQuery) -> Tables:
    """Reuse and derivations of the whole record."""
    del query
    trace = load_trace(record.gate)
    return {"reuse": rows_of(trace.reuse, reuse_row), "derivations": rows_of(trace.derivations, derivation_row)}


def every(record: Record) -> Iterable[StoriesQuery]:
    """Each part of the list."""
    last = part_of(stories(record.gate), 0, 1)[0].pages
    return (StoriesQuery(number) for number in range(1, last + 1))


KIND = PageKind(
    name="stories",
    path="/stories",
    query=StoriesQuery,
    page=StoriesPage,
    make=make,
    every=every,
    rows=rows,
    doc="Stories that several articles carry, and who copied whom.",
    section="Stories",
)
