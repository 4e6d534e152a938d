"""What people decided, and what has come of it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class RulingsQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class RulingsPage:
    """What the page shows."""


def make(record: Record, query: RulingsQuery) -> RulingsPage:
    """The page."""
    del record, query
    return RulingsPage()


KIND = PageKind(
    name="rulings",
    path="/rulings",
    query=RulingsQuery,
    page=RulingsPage,
    make=make,
    every=lambda _: (RulingsQuery(),),
    doc="What people decided, and what has come of it.",
    section="Rulings",
)
