"""What the static site of a record has: its pages and its files of rows, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.util import find_spec
from typing import Any

from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.publishing.addresses import FOLDERS, Holdings, Query, file_of, rows_file
from onrecord.record import Record

FORMATS = ("csv", "jsonl", "parquet")


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page: its kind, what it is asked for (a query of that kind) and its file, from the site's root."""

    kind: str
    query: Any
    file: str


@dataclass(frozen=True, slots=True)
class PlannedRows:
    """The rows behind a list, all of them: the list, and its tables by name."""

    kind: str
    query: Any
    tables: tuple[str, ...]

    def file(self, table: str, format_: str) -> str:
        """Where the rows of a table stand in a format, from the site's root."""
        return rows_file(self.kind, table, format_, as_mapping(self.query))


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the site has, in one order that the record alone decides."""

    pages: Sequence[PlannedPage]
    rows: Sequence[PlannedRows]
    formats: tuple[str, ...]

    def holdings(self) -> Holdings:
        """The files, so that nothing links to any other."""
        rows = {one.file(table, each) for one in self.rows for table in one.tables for each in self.formats}
        return Holdings(frozenset(page.file for page in self.pages), frozenset(rows))


def planned(record: Record) -> Plan:
    """The plan of a record's site."""
    pages = _distinct(page for kind in KINDS.values() if not kind.live for page in _pages(record, kind))
    formats = tuple(one for one in FORMATS if one != "parquet" or find_spec("pyarrow") is not None)
    return Plan(pages, tuple(_rows(record, pages)), formats)


def as_mapping(query: Any) -> Query:  # noqa: ANN401 - the query of any kind
    """A query's fields by name."""
    return {one.name: getattr(query, one.name) for one in fields(query)}


def _pages(record: Record, kind: PageKind) -> Iterator[PlannedPage]:
    for query in kind.every(record):
        yield PlannedPage(kind.name, query, file_of(kind.name, as_mapping(query)))


def _distinct(pages: Iterator[PlannedPage]) -> tuple[PlannedPage, ...]:
    """The pages, one for each file: two that are asked for the same are the same."""
    found: dict[str, PlannedPage] = {}
    for page in pages:
        found.setdefault(page.file, page)
    return tuple(found.values())


def _rows(record: Record, pages: Sequence[PlannedPage]) -> Iterator[PlannedRows]:
    """The rows behind each list; what is behind the page of one thing is all in that page."""
    seen = set()
    for page in pages:
        file = rows_file(page.kind, "", "", as_mapping(page.query))
        if page.kind not in FOLDERS and file not in seen:
            seen.add(file)
            tables = tuple(KINDS[page.kind].rows(record, page.query))
            if tables:
                yield PlannedRows(page.kind, page.query, tables)
