"""Who speaks, those with most statements first."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class StatementsQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """What the page shows."""


def make(record: Record, query: StatementsQuery) -> StatementsPage:
    """The page."""
    del record, query
    return StatementsPage()


KIND = PageKind(
    name="statements",
    path="/statements",
    query=StatementsQuery,
    page=StatementsPage,
    make=make,
    every=lambda _: (StatementsQuery(),),
    doc="Who speaks, those with most statements first.",
    section="Statements",
)
