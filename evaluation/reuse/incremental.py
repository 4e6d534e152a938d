"""An index that grows: one article asked about, a thousand added, and the same from nothing."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from onrecord.model import Article
from onrecord.reading import read
from onrecord.tracing.index.index import Index
from reuse.measuring import machine

Result = TypeVar("Result")
WARMING = 20


def incremental(articles: Path, new: int, asked: int, workers: int) -> Iterator[str]:
    """What it costs to add the last `new` articles of a file to an index of the others, and to ask about `asked`.

    The index with them is compared with one of all articles made at once.
    """
    every = [each for each in read([articles]) if isinstance(each, Article)]
    old, fresh = every[:-new], every[-new:]
    yield machine()
    with tempfile.TemporaryDirectory() as work, Index.create(Path(work) / "grown") as index:
        _, seconds = _clocked(lambda: index.add(old, workers))
        size = _size(Path(work) / "grown")
        yield f"{len(old):,} articles into a new index: {seconds:.1f} s, {size:.0f} MiB on disk"
        yield _asked(index, fresh[: asked + WARMING])
        _, added = _clocked(lambda: index.add(fresh, workers))
        yield f"{len(fresh):,} more: {added:.2f} s"
        with Index.create(Path(work) / "anew") as anew:
            _, rebuilt = _clocked(lambda: anew.add(every, workers))
            same = index.trace() == anew.trace()
        yield f"all {len(every):,} at once: {rebuilt:.1f} s, {rebuilt / added:.1f} times as long"
        yield f"the two indexes say the same: {same}"


def _asked(index: Index, articles: list[Article]) -> str:
    """How long an answer takes in a warm process."""
    times = sorted([_clocked(partial(index.trace_of, article))[1] for article in articles][WARMING:])
    return (
        f"one article against {len(index):,}: {1000 * statistics.median(times):.1f} ms, 95 of 100 under "
        f"{1000 * times[int(0.95 * len(times))]:.1f} ms, {len(times)} asked"
    )


def _clocked(work: Callable[[], Result]) -> tuple[Result, float]:
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def _size(folder: Path) -> float:
    """MiB of the files of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20
