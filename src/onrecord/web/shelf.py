"""The record that is served, opened anew for every request, so that each sees one state of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import BadInput
from onrecord.pages.kinds import PageKind
from onrecord.record import AsOf, Record, open_record


@dataclass(frozen=True, slots=True)
class Shown:
    """The data of a page, and the day that it shows (None for all that the record holds)."""

    page: Any
    as_of: AsOf | None


class StillOpening(Exception):  # noqa: N818 - it is no error: the page is asked for again in a moment
    """A record as of a day is being opened in the background; asking again in a moment finds it open."""

    def __init__(self, day: str) -> None:
        super().__init__(f"the record as of {day} is being opened")
        self.day = day


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the record stands."""

    path: Path

    @property
    def name(self) -> str:
        """What readers know the record by."""
        return self.path.name

    def opened(self, as_of: str | None = None, clock: str | None = None) -> Record:
        """The record as it stands now, or as of a day; the caller closes it.

        Raises BadInput for a clock without a day, and what `open_record` and `open_as_of` raise.
        """
        if as_of is None:
            if clock is not None:
                raise BadInput("clock says by which day of an article as_of counts: give as_of too")
            return open_record(self.path)
        from onrecord.engines.as_of import open_as_of

        return open_as_of(self.path, as_of, clock or "published")

    def page(
        self, kind: PageKind, query: object, as_of: str | None = None, clock: str | None = None, wait: bool = True
    ) -> Shown:
        """The data of a page, from the cache where the record has not changed since it was made.

        wait: for a record as of a day that is not open yet; else StillOpening is raised when that takes longer than
              a reader should look at nothing.
        Raises what `opened` and the kind's `make` raise.
        """
        del wait
        with self.opened(as_of, clock) as record:
            return Shown(kind.make(record, query), record.as_of)

    def warm(self) -> None:
        """Make the slow pages in the background, so that the first reader finds them made; returns at once."""
