"""The record that is served, opened anew for every request, so that each sees one state of it; and what is kept."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from threading import Thread
from typing import Any

from onrecord.engines.as_of import opened
from onrecord.errors import OnrecordError
from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.pages.rendering import prepare
from onrecord.record import AsOf, Record
from onrecord.record.watching import State, Watch
from onrecord.web.days import Days, StillOpening
from onrecord.web.page_cache import PageCache, Turns

__all__ = ["Shelf", "Shown", "StillOpening"]

MOST = 200
"""Pages whose data are kept."""
WORTH = 0.004
"""Seconds: a page that is made faster is made again each time."""
PATIENCE = 0.15
"""Seconds for which a reader waits before a page tells what is going on."""
QUIET = 1.0
"""Seconds after a write before the slow pages are made anew: another write may follow."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The data of a page, and the day that it shows (None for all that the record holds)."""

    page: Any
    as_of: AsOf | None


class Shelf:
    """One record and what is kept of it; any thread may ask."""

    def __init__(self, path: Path, worth: float = WORTH) -> None:
        self.path = path
        self._worth = worth
        self._watch = Watch(path)
        self._days = Days(path, self._watch)
        self._pages: PageCache[Shown] = PageCache(MOST)
        self._warmed: State | None = None
        self._warms = False
        self._turns = Turns()

    @property
    def name(self) -> str:
        """What readers know the record by."""
        return self.path.name

    def state(self) -> State:
        """Equal as long as nobody has written to the record; for this shelf only. Raises as `open_record` does."""
        return self._watch.state()

    @contextmanager
    def opened(
        self, as_of: str | None = None, clock: str | None = None, wait: float | None = None
    ) -> Iterator[Record]:
        """The record as it stands now, or as of a day, until the `with` statement ends.

        wait: see `page`, in seconds; None for as long as it takes.
        Raises BadInput for a clock without a day, and what `open_record` and `open_as_of` raise.
        """
        if as_of is not None:
            with self._days.opened(as_of, clock or "published", wait) as record:
                yield record
            return
        with opened(self.path, None, clock) as record:
            yield record

    def page(
        self, kind: PageKind, query: object, as_of: str | None = None, clock: str | None = None, wait: bool = True
    ) -> Shown:
        """The data of a page, from the cache where the record has not changed since it was made.

        wait: for a record as of a day that is not open yet; else StillOpening is raised when that takes longer than
              a reader should look at nothing.
        Raises what `opened` and the kind's `make` raise.
        """
        state = self._watch.state()  # before the record is opened: what is kept may be newer than that, never older
        key = (kind.name, query, as_of, None if as_of is None else clock or "published")
        if as_of is not None or clock is None:
            kept = self._pages.get(state, key)
            if kept is not None:
                return kept
        if as_of is not None or clock is not None:
            return self._made(kind, query, (state, key), self.opened(as_of, clock, None if wait else PATIENCE))
        with self._turns.turn((state, key)):  # what another reader is having made is not made twice
            return self._pages.get(state, key) or self._made(kind, query, (state, key), self.opened())

    def _made(
        self, kind: PageKind, query: object, place: tuple[State, Hashable], opened: AbstractContextManager[Record]
    ) -> Shown:
        with opened as record:
            began = time.perf_counter()
            shown = Shown(kind.make(record, query), record.as_of)
            took = time.perf_counter() - began
        if took >= self._worth:
            self._pages.keep(*place, shown)
        self._days.tidy()
        self._warm_again(place[0])
        return shown

    def warm(self) -> None:
        """Read the templates, and begin to make the slow pages in the background, so that the first reader finds
        them made. They are made anew when the record has changed.
        """
        prepare()
        self._warms = True
        self._warm_again(self._watch.state(), pause=0)

    def close(self) -> None:
        """Close all that is kept open."""
        self._warms = False
        self._days.close()
        self._watch.close()

    def _warm_again(self, state: State, pause: float = QUIET) -> None:
        if self._warms and state != self._warmed:
            self._warmed = state
            Thread(target=self._warm, args=(state, pause), name="warm", daemon=True).start()

    def _warm(self, state: State, pause: float) -> None:
        time.sleep(pause)
        for kind in KINDS.values():
            if any(one.default is MISSING and one.default_factory is MISSING for one in fields(kind.query)):
                continue
            try:
                if not self._warms or self._watch.state() != state:
                    return
                self.page(kind, kind.query())
            except OnrecordError:
                continue  # its reader will be told
