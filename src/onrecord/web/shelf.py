"""The record that is served, opened anew for every request, so that each sees one state of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BadInput
from onrecord.record import Record, open_record


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
