"""One entry: its ladder, each article's own words, origins, disagreements and rulings."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """What the page is asked for."""

    id: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What the page shows."""


def make(record: Record, query: EntryQuery) -> EntryPage:
    """The page. Raises NotFound for an unknown id."""
    del record, query
    return EntryPage()


KIND = PageKind(
    name="entry",
    path="/entries/{id}",
    query=EntryQuery,
    page=EntryPage,
    make=make,
    every=lambda _: (),
    doc="One entry: its ladder, each article's own words, origins, disagreements and rulings.",
)
