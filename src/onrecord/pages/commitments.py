"""Commitments that filters choose."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class CommitmentsQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """What the page shows."""


def make(record: Record, query: CommitmentsQuery) -> CommitmentsPage:
    """The page."""
    del record, query
    return CommitmentsPage()


KIND = PageKind(
    name="commitments",
    path="/commitments",
    query=CommitmentsQuery,
    page=CommitmentsPage,
    make=make,
    every=lambda _: (CommitmentsQuery(),),
    doc="Commitments that filters choose.",
    section="Commitments",
)
