"""What the record holds: a timeline of commitments by stage, and totals."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class OverviewQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What the page shows."""


def make(record: Record, query: OverviewQuery) -> OverviewPage:
    """The page."""
    del record, query
    return OverviewPage()


KIND = PageKind(
    name="overview",
    path="/",
    query=OverviewQuery,
    page=OverviewPage,
    make=make,
    every=lambda _: (OverviewQuery(),),
    doc="What the record holds: a timeline of commitments by stage, and totals.",
    section="Overview",
)
