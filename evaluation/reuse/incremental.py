"""An index that grows: one article asked about, a thousand added, and the same from nothing."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path
from typing import TypeVar

from onrecord.model import Article
from onrecord.reading import read
from onrecord.tracing.index.index import Index
from reuse.measuring import machine

Result = TypeVar("Result")
WARMING = 20


def incremental(source: Path, new: int, asked: int, workers: int) -> Iterator[str]:
    """What it costs to add the last `new` articles of a file to an index of the others, and to ask about `asked`.

    The index with them is compared with one of all articles made at once.
    """
    total = sum(1 for _ in articles(source))
    old = islice(articles(source), total - new)
    fresh = list(islice(articles(source), total - new, None))
    yield machine()
    with tempfile.TemporaryDirectory() as work, Index.create(Path(work) / "grown") as index:
        _, seconds = _clocked(lambda: index.add(old, workers))
        size = _size(Path(work) / "grown")
        yield f"{len(index):,} articles into a new index: {seconds:.1f} s, {size:,.0f} MiB on disk"
        yield _asked(index, fresh[: asked + WARMING])
        _, added = _clocked(lambda: index.add(fresh, workers))
        yield f"{len(fresh):,} more: {added:.2f} s"
        with Index.create(Path(work) / "anew") as anew:
            _, rebuilt = _clocked(lambda: anew.add(articles(source), workers))
            same = _same(index, anew)
        yield f"all {total:,} at once: {rebuilt:.1f} s, {rebuilt / added:.1f} times as long"
        yield f"the two indexes say the same: {same}"


def articles(source: Path) -> Iterator[Article]:
    """The articles of a file, without holding them."""
    return (each for each in read([source]) if isinstance(each, Article))


def _same(one: Index, two: Index) -> bool:
    """Whether two indexes hold equal reuse and derivations."""
    reuse = all(a == b for a, b in zip_longest(one.reuse(), two.reuse()))
    return reuse and all(a == b for a, b in zip_longest(one.derivations(), two.derivations()))


def _asked(index: Index, asked: list[Article]) -> str:
    """How long an answer takes in a warm process."""
    times = sorted([_clocked(partial(index.trace_of, article))[1] for article in asked][WARMING:])
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
