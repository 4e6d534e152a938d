"""Membership bids: who has ratified, who is outstanding."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class MembershipsQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class MembershipsPage:
    """What the page shows."""


def make(record: Record, query: MembershipsQuery) -> MembershipsPage:
    """The page."""
    del record, query
    return MembershipsPage()


KIND = PageKind(
    name="memberships",
    path="/memberships",
    query=MembershipsQuery,
    page=MembershipsPage,
    make=make,
    every=lambda _: (MembershipsQuery(),),
    doc="Membership bids: who has ratified, who is outstanding.",
    section="Memberships",
)
