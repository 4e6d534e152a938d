"""Data of pages that took long to make, kept until the record changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class PageCache(Generic[T]):
    """The `most` values that were asked for last; any thread may ask.

    A key holds the state of the record, so what belongs to an earlier state is never asked for again: it is dropped
    when the next state is seen.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._state: Hashable = None

    def get(self, state: Hashable, key: Hashable) -> T | None:
        """What is kept of this state, None without any."""
        with self._lock:
            if state != self._state:
                return None
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def keep(self, state: Hashable, key: Hashable, value: T) -> None:
        """Keep what was made of a record that was in this state or a later one."""
        with self._lock:
            if state != self._state:
                self._held.clear()
                self._state = state
            self._held[key] = value
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


class Turns:
    """One thread at a time for each thing; whoever wants the same meanwhile waits."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted: dict[Hashable, tuple[Lock, int]] = {}

    @contextmanager
    def turn(self, key: Hashable) -> Iterator[None]:
        """Wait until nobody else has the turn for `key`, then have it."""
        with self._lock:
            own, wanting = self._wanted.get(key, (Lock(), 0))
            self._wanted[key] = (own, wanting + 1)
        try:
            with own:
                yield
        finally:
            with self._lock:
                own, wanting = self._wanted.pop(key)
                if wanting > 1:
                    self._wanted[key] = (own, wanting - 1)
