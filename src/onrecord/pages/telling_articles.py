"""Lines of articles: what lists of them show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article of a list.

    name:    its outlet, else its byline, else its path, else its id.
    title:   its headline, None where it has none. day: of publication.
    wire:    the agency that it credits, where that is not its name.
    entries: how many entries of the record it tells.
    """

    id: str
    name: str
    title: str | None
    day: str | None
    wire: str | None
    path: str | None
    entries: int


def article_lines(record: Record, ids: Sequence[str]) -> tuple[ArticleLine, ...]:
    """The lines of the articles of these ids, in their order."""
    sql = (
        "SELECT id, coalesce(outlet, byline, path, id), title, substr(published, 1, 10), wire, path,"
        " (SELECT count(*) FROM entry_articles x WHERE x.article = articles.id) FROM articles WHERE id IN (?)"
    )
    found: dict[str, ArticleLine] = {}
    for id_, name, title, day, wire, path, entries in record.gate.picked("read articles' names", sql, ids):
        own = wire if wire != name else None
        found[str(id_)] = ArticleLine(str(id_), str(name), title, day, own, path, int(entries or 0))  # type: ignore[arg-type]
    return tuple(found[one] for one in ids)


def lines_by_id(record: Record, ids: Sequence[str]) -> Mapping[str, ArticleLine]:
    """The same by id."""
    return {one.id: one for one in article_lines(record, ids)}


def told_apart(lines: Iterable[ArticleLine]) -> Mapping[str, str]:
    """By id, a name for each article that no other of them has: with its day, or its headline, where needed."""
    some = list(lines)
    ways: tuple[Callable[[ArticleLine], str], ...] = (
        lambda one: one.name,
        lambda one: f"{one.name} ({one.day})" if one.day else one.name,
        lambda one: f"{one.name}: {one.title}" if one.title else one.name,
        lambda one: f"{one.name} ({one.id})",
    )
    out: dict[str, str] = {}
    for way in ways:
        counts = Counter(way(one) for one in some if one.id not in out)
        out |= {one.id: way(one) for one in some if one.id not in out and counts[way(one)] == 1}
    return out
