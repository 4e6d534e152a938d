"""The gate: the one way of every SQL statement to the record."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from onrecord.errors import RecordError

log = logging.getLogger(__name__)

Value = str | int | float | None
Row = tuple[Value, ...]

BACKUP_SLEEP = 0.1  # seconds between two tries while another process writes to the place that is copied to
BACKUP_TRIES = 100
BACKUP_PAGES = 16  # in the first step of a copy, after which the place is held; a record has more
CHUNK = 500  # under SQLite's oldest limit of 999 variables in a statement


class Gate:
    """A connection whose every statement has a purpose: it is logged with it, and fails with it.

    Raises RecordError, whose message names the purpose and the mend, for whatever SQLite raises.
    """

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        self._connection = connection
        self.where = where
        self._types: dict[str, tuple[str, ...]] = {}

    def column_types(self, table: str) -> tuple[str, ...]:
        """The declared types of a table's columns, in order."""
        if table not in self._types:
            rows = self.all("see the columns", f"PRAGMA table_info({table})")
            self._types[table] = tuple(str(row[2]) for row in rows)
        return self._types[table]

    def all(self, purpose: str, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> list[Row]:
        """Run one statement and return all its rows."""
        with self._guarded(purpose, sql):
            return self._connection.execute(sql, _bindable(values)).fetchall()

    def one(self, purpose: str, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Run one statement and return its first row, or None."""
        with self._guarded(purpose, sql):
            row: Row | None = self._connection.execute(sql, _bindable(values)).fetchone()
            return row

    def each(self, purpose: str, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """Run one statement and yield its rows as they are asked for."""
        with self._guarded(purpose, sql):
            yield from self._connection.execute(sql, _bindable(values))

    def many(self, purpose: str, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement once for every row of values."""
        with self._guarded(purpose, sql):
            self._connection.executemany(sql, (_bindable(row) for row in rows))

    def script(self, purpose: str, sql: str) -> None:
        """Run several statements that take no values."""
        with self._guarded(purpose, sql):
            self._connection.executescript(sql)

    def picked(self, purpose: str, sql: str, keys: Sequence[Value]) -> Iterator[Row]:
        """Run `sql`, which holds `IN (?)` once, over all of `keys`, a chunk at a time."""
        for at in range(0, len(keys), CHUNK):
            chunk = keys[at : at + CHUNK]
            marks = ", ".join("?" * len(chunk))
            yield from self.each(purpose, sql.replace("IN (?)", f"IN ({marks})"), chunk)

    @contextmanager
    def transaction(self, purpose: str) -> Iterator[None]:
        """All that is written inside is kept together, or, when anything fails, not at all."""
        self.all(purpose, "BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self.all(purpose, "COMMIT")

    def copy_into(self, other: Gate, purpose: str, unless: Callable[[], bool] = bool) -> bool:
        """Replace everything in `other` with what is here, in one transaction of SQLite's own.

        unless: asked once, when nobody else can write to the place any more; where it says so, the place is left as
        it was, and the answer is False.
        """
        try:
            with other._guarded(purpose, "(backup)"):
                self._connection.backup(
                    other._connection, pages=BACKUP_PAGES, progress=_Patience(unless), sleep=BACKUP_SLEEP
                )
        except _CalledOff:
            return False
        return True

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def _guarded(self, purpose: str, sql: str) -> Iterator[None]:
        if log.isEnabledFor(logging.DEBUG):
            log.debug("%s: %s: %s", self.where, purpose, " ".join(sql.split())[:400])
        try:
            yield
        except sqlite3.Error as error:
            raise RecordError(f"{self.where}: could not {purpose}: {error}{_mend(error)}") from error


class _CalledOff(Exception):
    """A copy that is not to be made after all."""


class _Patience:
    """Ends a copy that waits too long for another writer; by itself it would wait for ever. Asks `unless` once."""

    def __init__(self, unless: Callable[[], bool]) -> None:
        self.tries = 0
        self.unless: Callable[[], bool] | None = unless

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self.tries += 1
            if self.tries > BACKUP_TRIES:
                raise sqlite3.OperationalError("database is locked")
        elif self.unless is not None:
            unless, self.unless = self.unless, None
            if unless():
                raise _CalledOff


def _bindable(values: Sequence[Value] | Mapping[str, Value]) -> Sequence[Value | bytes] | Mapping[str, Value]:
    """The values as SQLite takes them: a text with a lone surrogate goes as its bytes (and is cast back)."""
    if isinstance(values, Mapping):
        return values
    return [_as_bytes(value) if isinstance(value, str) and not value.isascii() else value for value in values]


def _as_bytes(value: str) -> str | bytes:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value


def _mend(error: sqlite3.Error) -> str:
    text = str(error)
    if "locked" in text or "busy" in text:
        return "; another process is writing this record: wait for it to end, then run again"
    if "malformed" in text or "not a database" in text:
        return "; the file is damaged or foreign: restore a copy, or build the record anew under another name"
    if "readonly" in text or "unable to open" in text:
        return "; check that the folder exists and may be written to"
    if "full" in text:
        return "; the disk is full: make room, then run again (the record is as it was)"
    return ""
