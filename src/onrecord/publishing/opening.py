"""Opening what is shown, and what it is called."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import BadInput
from onrecord.record import Record, open_record


def opened(path: Path, as_of: str | None, clock: str | None) -> Record:
    """The record at `path`; as of a day where one is given.

    Raises BadInput for a clock without a day, and what `open_record` and `open_as_of` raise.
    """
    if as_of is None:
        if clock is not None:
            raise BadInput("clock says by which day of an article as_of counts: give as_of too")
        return open_record(path)
    from onrecord.engines.as_of import open_as_of

    return open_as_of(path, as_of, clock or "published")


def titled(record: Path, title: str | None) -> str:
    """What readers know the record by: its file's name, without the ending, when nothing else is said."""
    return record.stem if title is None else title
