"""Telling whether a record has been written to since one looked last."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from onrecord.errors import RecordError
from onrecord.record.gate import Gate
from onrecord.record.opening import open_to_read

State = tuple[int, ...]
"""Equal as long as nobody has written to the file; it says nothing else."""


class Watch:
    """Looks at one record file; any thread may ask.

    SQLite counts what other connections write, for a connection that stays open. Beside that the file itself is
    looked at, which somebody may have replaced, or which may stand where no connection can be told of a write.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._gate: Gate | None = None
        self._file: State = ()
        self._opened = 0

    def state(self) -> State:
        """The state of the file now. Raises RecordError as `open_record` does."""
        with self._lock:
            try:
                found = self._path.stat()
            except OSError:
                self._close()
                open_to_read(self._path).close()  # says what is wrong
                raise
            if self._gate is None or self._file != (found.st_dev, found.st_ino):
                self._close()
                self._gate = open_to_read(self._path, shared=True)
                self._file = (found.st_dev, found.st_ino)
                self._opened += 1
            return (*self._file, self._opened, found.st_size, found.st_mtime_ns, self._writes(self._gate))

    def close(self) -> None:
        """Look no longer; asked again, it looks anew."""
        with self._lock:
            self._close()

    def _writes(self, gate: Gate) -> int:
        try:
            row = gate.one("see whether somebody wrote", "PRAGMA data_version")
        except RecordError:
            self._close()
            raise
        return int(row[0] or 0) if row else 0

    def _close(self) -> None:
        if self._gate is not None:
            self._gate.close()
            self._gate = None
