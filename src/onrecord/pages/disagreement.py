"""Two articles that report one thing differently."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class DisagreementQuery:
    """What the page is asked for."""

    id: str


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """What the page shows."""


def make(record: Record, query: DisagreementQuery) -> DisagreementPage:
    """The page. Raises NotFound for an unknown id."""
    del record, query
    return DisagreementPage()


KIND = PageKind(
    name="disagreement",
    path="/disagreements/{id}",
    query=DisagreementQuery,
    page=DisagreementPage,
    make=make,
    every=lambda _: (),
    doc="Two articles that report one thing differently.",
)
