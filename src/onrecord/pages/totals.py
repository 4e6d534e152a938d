"""What adds up, what each total counts and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class TotalsQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """What the page shows."""


def make(record: Record, query: TotalsQuery) -> TotalsPage:
    """The page."""
    del record, query
    return TotalsPage()


KIND = PageKind(
    name="totals",
    path="/totals",
    query=TotalsQuery,
    page=TotalsPage,
    make=make,
    every=lambda _: (TotalsQuery(),),
    doc="What adds up, what each total counts and what it leaves out.",
    section="Totals",
)
