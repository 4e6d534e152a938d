"""Opening and making record files; telling a record from any other file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.record.code_names import code_of, names_code
from onrecord.record.folding import contains
from onrecord.record.gate import Gate

APPLICATION_ID = 0x6F6E7263  # "onrc"
USER_VERSION = 5
BUSY_SECONDS = 10.0  # a reader waits this long for a writer that is just committing


def open_to_read(
    path: Path, any_version: bool = False, prepare: Callable[[Gate], None] | None = None, shared: bool = False
) -> Gate:
    """The record at `path`, for reading only.

    any_version: it is going to be replaced whole, so that one of another version will do too.
    prepare:     lays temporary tables over it, before all writing is forbidden.
    shared:      several threads will use it, one at a time.
    Raises RecordError when there is none, when the file is not a record, or is one of another version.
    """
    if path.is_dir():
        raise RecordError(f"{path} is a directory: name a file")
    if not path.is_file():
        raise RecordError(f"there is no record at {path}; make one with: onrecord build INPUT... --record {path}")
    gate = _gate(
        path, "mode=rw", shared=shared
    )  # with less, SQLite could not clear away the WAL that it lays beside the file
    try:
        _check(gate, path, any_version)
    except RecordError as error:
        gate.close()
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        gate = _gate(
            path, "mode=ro&immutable=1", shared=shared
        )  # a folder that cannot be written to, so WAL has no place
        _check(gate, path, any_version)
    try:
        if prepare is not None:
            prepare(gate)
        gate.all("only read", "PRAGMA query_only = ON")
    except BaseException:
        gate.close()
        raise
    return gate


def one_state(gate: Gate) -> None:
    """Let a reader see the record as it is now until it closes it, whatever others write meanwhile."""
    gate.all("read one state", "BEGIN")
    gate.all("read one state", "SELECT count(*) FROM meta")


def open_to_write(path: Path, wait: float = BUSY_SECONDS, any_version: bool = False) -> Gate:
    """The record at `path`, for writing, waiting so many seconds for another writer.

    Arguments and errors are those of `open_to_read`.
    """
    gate = _gate(path, "mode=rw", wait)
    try:
        _check(gate, path, any_version)
    except RecordError:
        gate.close()
        raise
    return gate


def make(path: Path) -> Gate:
    """A new, empty record at `path`, held for this process alone until it is closed.

    Raises RecordError when the file cannot be made or another process holds it.
    """
    gate = _gate(path, "mode=rwc", wait=0)
    try:
        hold(gate)
        gate.script(
            "write the schema",
            f"BEGIN;{schema()}PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {USER_VERSION};COMMIT;",
        )
    except RecordError:
        gate.close()
        raise
    return gate


def hold(gate: Gate) -> None:
    """Keep every other process out of the file until the connection is closed."""
    gate.all("keep others out", "PRAGMA locking_mode = EXCLUSIVE")
    gate.all("keep others out", "BEGIN EXCLUSIVE")
    gate.all("keep others out", "COMMIT")


@contextmanager
def held_alone(path: Path, otherwise: str) -> Iterator[None]:
    """Let no other process inside at the same time; a killed process leaves the lock at `path` open.

    Raises RecordError, which says `otherwise`, at once when another process is inside.
    """
    gate = _gate(path, "mode=rwc", wait=0)
    try:
        try:
            hold(gate)
        except RecordError as error:
            if "locked" in str(error):
                raise RecordError(otherwise) from error
            raise
        yield
    finally:
        gate.close()


def schema() -> str:
    """The schema as SQL."""
    return (files("onrecord.record") / "schema.sql").read_text(encoding="utf-8")


def is_record(path: Path) -> bool:
    """Whether the file at `path` is a record of this version."""
    try:
        open_to_read(path).close()
    except RecordError:
        return False
    return True


def _gate(path: Path, mode: str, wait: float = BUSY_SECONDS, shared: bool = False) -> Gate:
    uri = f"{path.absolute().as_uri()}?{mode}"
    try:
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=wait, check_same_thread=not shared
        )
    except sqlite3.Error as error:
        raise RecordError(
            f"{path}: could not open it: {error}; check that its folder exists and may be used"
        ) from error
    connection.text_factory = _text
    connection.create_function("contains", 2, contains, deterministic=True)
    connection.create_function("code_of", 1, code_of, deterministic=True)
    connection.create_function("names_code", 1, names_code, deterministic=True)
    gate = Gate(connection, str(path))
    try:
        gate.all("switch foreign keys on", "PRAGMA foreign_keys = ON")
    except RecordError:
        gate.close()
        raise
    return gate


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")


def _check(gate: Gate, path: Path, any_version: bool = False) -> None:
    application = gate.one("see whose file it is", "PRAGMA application_id")
    if application != (APPLICATION_ID,):
        raise RecordError(f"{path} is not an onrecord record; name another file (this one is left as it is)")
    version = gate.one("see its version", "PRAGMA user_version")
    if version != (USER_VERSION,) and not any_version:
        found = version[0] if version else "none"
        raise RecordError(
            f"{path} is a record of version {found}, and this onrecord reads version {USER_VERSION}; "
            "use the onrecord that wrote it, or build the record anew from its articles with --force"
        )
