"""Progress: how a run tells the one who waits how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Called with the step ("read", "analyse" ...), how many are done and, where known, of how many."""

    def __call__(self, step: str, done: int, total: int | None) -> None: ...


def silent(step: str, done: int, total: int | None) -> None:
    """Tells nobody."""


def counted(items: Iterable[T], step: str, total: int | None, progress: Progress) -> Iterator[T]:
    """Yield `items`, telling `progress` of each."""
    done = 0
    progress(step, 0, total)
    for item in items:
        yield item
        done += 1
        progress(step, done, total)
    progress(step, done, done)
