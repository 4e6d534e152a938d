"""Where reports disagree, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class DisagreementsQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """What the page shows."""


def make(record: Record, query: DisagreementsQuery) -> DisagreementsPage:
    """The page."""
    del record, query
    return DisagreementsPage()


KIND = PageKind(
    name="disagreements",
    path="/disagreements",
    query=DisagreementsQuery,
    page=DisagreementsPage,
    make=make,
    every=lambda _: (DisagreementsQuery(),),
    doc="Where reports disagree, the gravest first.",
    section="Disagreements",
)
