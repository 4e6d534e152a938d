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
    connection = None
    try:
        connection = sqlite3.connect(folder / NAME, timeout=0, isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if "locked" in str(error):
            reason = f"another process is adding to the index {folder}: wait for it to end, then run again"
        else:
            reason = f"the index {folder} cannot be written to ({error})"
        raise RecordError(reason) from error
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
