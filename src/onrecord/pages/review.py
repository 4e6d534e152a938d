"""What a reviewer should look at first."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What the page shows."""


def make(record: Record, query: ReviewQuery) -> ReviewPage:
    """The page."""
    del record, query
    return ReviewPage()


KIND = PageKind(
    name="review",
    path="/review",
    query=ReviewQuery,
    page=ReviewPage,
    make=make,
    every=lambda _: (ReviewQuery(),),
    doc="What a reviewer should look at first.",
    section="Review",
    live=True,
)
