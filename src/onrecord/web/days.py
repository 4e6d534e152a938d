"""Records as of a day, opened in the background and kept open for the readers to come.

Opening one takes seconds for a large record. A connection is used by one reader at a time; it reads one state of
the file, and is closed once the file has changed or other days are asked for.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread

from onrecord.engines.as_of import checked, open_as_of
from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.opening import one_state
from onrecord.record.watching import State, Watch

MOST = 4
"""Days that are kept open."""
IDLE = 600.0
"""Seconds after which one that nobody asks for is closed, since it keeps SQLite from tidying up after a writer."""
TRIES = 3
"""Somebody may write to the record while it is being opened; then it is opened anew."""

Day = tuple[str, str]
"""A day and a clock."""


class StillOpening(Exception):
    """A record as of a day is being opened in the background; asking again in a moment finds it open."""

    def __init__(self, day: str) -> None:
        super().__init__(f"the record as of {day} is being opened")
        self.day = day


class Days:
    """The days of one record that are kept open; any thread may ask."""

    def __init__(self, path: Path, watch: Watch) -> None:
        self._path = path
        self._watch = watch
        self._lock = Lock()
        self._kept: OrderedDict[Day, _Kept] = OrderedDict()

    @contextmanager
    def opened(self, day: str, clock: str, wait: float | None = None) -> Iterator[Record]:
        """The record as of a day, for this thread alone.

        wait: so many seconds at most until it is open, None for as long as it takes.
        Raises BadInput for what is no day or no clock, StillOpening after `wait`, RecordError as opening does.
        """
        wanted = checked(day, clock)
        for _ in range(TRIES):
            kept = self._asked(wanted)
            if not kept.ready.wait(wait):
                raise StillOpening(day)
            with kept.lock:
                if kept.error is not None:
                    self._forget(wanted, kept)
                    raise kept.error
                if kept.record is not None:
                    try:
                        yield kept.record
                    finally:
                        kept.used = time.monotonic()
                        if kept.retired:
                            kept.close()
                    return
        raise RecordError(f"{self._path.name} is being written to all the time: try again in a moment")

    def tidy(self) -> None:
        """Close those that are of an earlier state of the file, and those that nobody has asked for."""
        state = self._watch.state()
        with self._lock:
            for day, kept in list(self._kept.items()):
                old = kept.state is not None and kept.state != state
                if old or (kept.ready.is_set() and time.monotonic() - kept.used > IDLE):
                    self._kept.pop(day).retire()

    def close(self) -> None:
        """Close all of them."""
        with self._lock:
            while self._kept:
                self._kept.popitem()[1].retire()

    def _asked(self, day: Day) -> _Kept:
        self.tidy()
        with self._lock:
            kept = self._kept.get(day)
            if kept is None:
                kept = self._kept[day] = _Kept()
                Thread(target=self._open, args=(day, kept), name=f"as of {day[0]}", daemon=True).start()
            self._kept.move_to_end(day)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)[1].retire()
            return kept

    def _forget(self, day: Day, kept: _Kept) -> None:
        with self._lock:
            if self._kept.get(day) is kept:
                del self._kept[day]

    def _open(self, day: Day, kept: _Kept) -> None:
        try:
            for _ in range(TRIES):
                before = self._watch.state()
                record = open_as_of(self._path, *day, shared=True)
                one_state(record.gate)
                if self._watch.state() == before:
                    kept.put(record, before)
                    return
                record.close()
            raise RecordError(f"{self._path.name} is being written to: try again in a moment")
        except Exception as error:  # noqa: BLE001 - it is raised again in the thread that asked
            kept.error = error
        finally:
            kept.ready.set()


class _Kept:
    """One day: its record, or why it cannot be opened, once `ready`."""

    def __init__(self) -> None:
        self.ready = Event()
        self.lock = Lock()
        self.record: Record | None = None
        self.state: State | None = None
        self.error: Exception | None = None
        self.retired = False
        self.used = time.monotonic()

    def put(self, record: Record, state: State) -> None:
        """Take the record that was opened."""
        with self.lock:
            self.record, self.state, self.used = record, state, time.monotonic()
            if self.retired:
                self.close()

    def retire(self) -> None:
        """Close it, at once or when its reader is done with it."""
        self.retired = True
        if self.lock.acquire(blocking=False):
            try:
                self.close()
            finally:
                self.lock.release()

    def close(self) -> None:
        """Close the record."""
        if self.record is not None:
            self.record.close()
            self.record = None
