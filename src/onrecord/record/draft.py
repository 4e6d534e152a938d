"""The draft: a working file beside the record, in which a run gathers its work before it is put in place.

It holds the lock that keeps two writers apart, and it survives a killed run, so that the next run goes on from
what was committed there. The record itself changes in one transaction, or (when there was none) appears by one
rename. A record that is open elsewhere is never renamed away: SQLite forbids that for files with a WAL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.record.gate import Gate
from onrecord.record.opening import hold, make, open_to_read, open_to_write

MAGIC = b"SQLite format 3\0"  # how every SQLite file begins; one that was just made may be empty


@contextmanager
def draft_of(record: Path, any_version: bool = False) -> Iterator[Gate]:
    """The working file of `record`, new or left by a killed run, held for this process alone.

    any_version: the record that stands there may be of another version, since it is going to be replaced.
    Raises RecordError when another process writes the same record, when the folder cannot be written to,
    or when `record` is a file that is no record (which is left as it is).
    """
    if stands(record):
        open_to_read(record, any_version).close()
    gate = _opened(_draft_path(record), record)
    try:
        yield gate
    finally:
        empty = gate.one("see whether anything was done", "SELECT 1 FROM articles LIMIT 1") is None
        gate.close()
        if empty:
            remove(_draft_path(record))


def put_in_place(gate: Gate, record: Path, catch_up: Callable[[Gate], bool] = lambda _: False) -> None:
    """Make the draft behind `gate` the record, whole or not at all, and remove the working file.

    catch_up: takes over into the draft what was written to the standing record since it was last called, and says
    whether there was anything; what is written there until the very moment of replacing it is not lost.
    """
    if stands(record):
        target = open_to_write(record, any_version=True)  # `draft_of` has seen that it may be replaced
        try:
            target.all("switch to WAL", "PRAGMA journal_mode = WAL")  # so that it can be read while it is held
            catch_up(target)
            while not gate.copy_into(target, "put the record in place", lambda: _seen(record, catch_up)):
                pass
        finally:
            target.close()
    else:
        new = record.with_name(record.name + ".new")
        remove(new)
        target = make(new)
        try:
            gate.copy_into(target, "write the record")
            target.all("switch to WAL", "PRAGMA journal_mode = WAL")
        finally:
            target.close()
        new.replace(record)
    remove(_draft_path(record))


def _seen(record: Path, catch_up: Callable[[Gate], bool]) -> bool:
    standing = open_to_read(record, any_version=True)
    try:
        return catch_up(standing)
    finally:
        standing.close()


def stands(record: Path) -> bool:
    """Whether there is a file with content at this place."""
    return record.exists() and (not record.is_file() or record.stat().st_size > 0)


def remove(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it."""
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _draft_path(record: Path) -> Path:
    return record.with_name(record.name + ".building")


def _sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) in (MAGIC, b"")


def _opened(path: Path, record: Path) -> Gate:
    if path.exists():
        try:
            gate = open_to_write(path, wait=0)
            try:
                hold(gate)
            except RecordError:
                gate.close()
                raise
            return gate
        except RecordError as error:
            if "locked" in str(error):
                raise RecordError(f"another run is writing {record}: wait for it to end, then run again") from error
            if not _sqlite(path):
                raise RecordError(
                    f"{path} stands where a run keeps its work: move it away, then run again"
                ) from error
            remove(path)  # cut off while it was made, or of another version: nothing in it to go on from
    return make(path)
