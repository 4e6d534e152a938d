"""All that one person or body says."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class SpeakerQuery:
    """What the page is asked for."""

    id: str


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """What the page shows."""


def make(record: Record, query: SpeakerQuery) -> SpeakerPage:
    """The page. Raises NotFound for an unknown id."""
    del record, query
    return SpeakerPage()


KIND = PageKind(
    name="speaker",
    path="/speakers/{id}",
    query=SpeakerQuery,
    page=SpeakerPage,
    make=make,
    every=lambda _: (),
    doc="All that one person or body says.",
)
