"""What readers know a record by."""

from __future__ import annotations

from pathlib import Path


def titled(record: Path, title: str | None) -> str:
    """The title given; the file's name, without the ending, when nothing is."""
    return record.stem if title is None else title
