"""Opening a record for a command: all of it, or as of a day."""

from __future__ import annotations

from pathlib import Path

from onrecord.cli.output import line, messages
from onrecord.engines.as_of import opened as shown
from onrecord.errors import BadInput
from onrecord.phrases import plural
from onrecord.record import AsOf, Record


def opened(path: Path, as_of: str | None, clock: str | None) -> Record:
    """The record at `path`; as of a day, what that leaves out is said on standard error.

    Raises BadInput for a clock without a day, and what `open_record` and `open_as_of` raise.
    """
    if as_of is None and clock is not None:
        raise BadInput("--clock says by which day of an article --as-of counts: give --as-of DAY too")
    record = shown(path, as_of, clock)
    if record.as_of is not None:
        messages().print(line(left_out(record.as_of)), soft_wrap=True)
    return record


def left_out(found: AsOf) -> str:
    """`as of 2023-01-20: 12 articles published by then; 3 came later`, and how many have no such day."""
    parts = [f"as of {found.day}: {plural(found.articles, 'article')} {found.clock} by then"]
    if found.later:
        parts.append(f"{found.later} came later")
    if found.undated:
        day = "day of publication" if found.clock == "published" else "day of observation"
        are = "has no {} and is left out" if found.undated == 1 else "have no {} and are left out"
        parts.append(f"{found.undated} {are.format(day)}")
    return "; ".join(parts)
