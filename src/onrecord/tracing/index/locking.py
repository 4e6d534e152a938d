"""Two writers of one index are kept apart by a lock that ends with the process that holds it.

SQLite's lock on a file is used: it is the same on every system, and a killed process leaves none behind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import RecordError

NAME = "lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the index in `folder` for writing. Raises RecordError at once when another holds it."""
    try:
        connection = sqlite3.connect(folder / NAME, timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise RecordError(f"{folder} cannot be written to ({error})") from error
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        raise RecordError(
            f"another process is adding to the index {folder}: wait for it to end, then run again"
        ) from error
    try:
        yield
    finally:
        connection.close()


@contextmanager
def locked_if_free(folder: Path) -> Iterator[bool]:
    """The same, but gives False when another holds the lock, or when the folder cannot be written to."""
    try:
        with locked(folder):
            yield True
            return
    except RecordError:
        pass
    yield False
