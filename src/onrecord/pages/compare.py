"""Two or more reports passage by passage."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.pages.kinds import PageKind
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class CompareQuery:
    """What the page is asked for."""

    article: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the page shows."""


def make(record: Record, query: CompareQuery) -> ComparePage:
    """The page. Raises NotFound for an unknown id."""
    del record, query
    return ComparePage()


KIND = PageKind(
    name="compare",
    path="/compare",
    query=CompareQuery,
    page=ComparePage,
    make=make,
    every=lambda _: (),
    doc="Two or more reports passage by passage.",
)
