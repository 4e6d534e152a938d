"""Worker processes: several write segments from one queue of shares, or work on one list of tasks."""

from __future__ import annotations

import gc
import pickle
import queue
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.tracing.folding import U64
from onrecord.tracing.index.finding import Done, Given, Task, done
from onrecord.tracing.index.intake import Share, Taken, take
from onrecord.tracing.index.results import load_standing
from onrecord.tracing.index.segments import Prepare, SegmentInfo
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.index.tables import Table

QUEUED = 4  # shares that wait for each worker
WAIT = 1.0  # seconds between looks at whether the workers still live


class WorkerEnded(OnrecordError, RuntimeError):
    """A worker process ended before its work was done."""


def take_shares(
    folder: Path, names: Sequence[str], shares: Iterable[Share], known: Sequence[SegmentInfo], prepare: Prepare
) -> list[Taken]:
    """Take in `shares` with one process for each of the segments `names`; with one name, in this process."""
    if len(names) == 1:
        return [take(folder, names[0], shares, known, prepare)]
    context = get_context("spawn")
    waiting: Any = context.Queue(QUEUED * len(names))
    done: Any = context.Queue()
    workers = [
        context.Process(target=_taking, args=(folder, name, waiting, done, known, prepare), daemon=True)
        for name in names
    ]
    for worker in workers:
        worker.start()
    try:
        for share in shares:
            _put(waiting, pickle.dumps(share), done, workers)
        for _ in workers:
            _put(waiting, None, done, workers)
        return [_outcome(done, workers) for _ in workers]
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()
        for each in (waiting, done):
            each.cancel_join_thread()
            each.close()


def _taking(
    folder: Path,
    name: str,
    waiting: Any,  # noqa: ANN401
    done: Any,  # noqa: ANN401
    known: Sequence[SegmentInfo],
    prepare: Prepare,
) -> None:
    _seldom_collect()
    try:
        done.put(take(folder, name, map(pickle.loads, iter(waiting.get, None)), known, prepare))
    except Exception as error:  # noqa: BLE001 it is raised in the parent
        done.put(error)


def _seldom_collect() -> None:
    """Look for cyclic garbage seldom: tracing makes none, and a look at its many values takes long."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)


def _put(waiting: Any, share: bytes | None, done: Any, workers: Sequence[BaseProcess]) -> None:  # noqa: ANN401
    while True:
        try:
            waiting.put(share, timeout=WAIT)
            return
        except queue.Full:
            if not done.empty():  # none is done while it is still handed shares
                _outcome(done, workers)
            _look_after(workers)


def _outcome(done: Any, workers: Sequence[BaseProcess]) -> Taken:  # noqa: ANN401
    while True:
        try:
            found = done.get(timeout=WAIT)
        except queue.Empty:
            _look_after(workers)
            continue
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, Taken)
        return found


def _look_after(workers: Sequence[BaseProcess]) -> None:
    for worker in workers:
        if worker.exitcode not in (None, 0):
            raise WorkerEnded(
                f"a worker process ended with status {worker.exitcode}: run again, with fewer workers"
            )


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a worker process finds what it works with.

    folder: of the index. segments: the names of its segments. results: the folder that new results are written to,
    where the standing text stands already.
    """

    folder: Path
    segments: tuple[str, ...]
    results: Path
    stages: Stages


class Crew:
    """Processes that work through tasks; started when there is work for several, gone when the crew is closed."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def spread(self, bench: Bench, given: Given, tasks: Sequence[Task]) -> Iterator[Done]:
        """What comes of each of `tasks`, in order. given: what this process works with; `bench` names the same."""
        if self._workers <= 1 or len(tasks) <= 1:
            yield from (done(given, task) for task in tasks)
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _seldom_collect)
        known = None if given.known is None else given.known.folder
        try:
            yield from self._pool.map(partial(_done, bench, known), tasks)
        except BrokenProcessPool as error:
            raise WorkerEnded("a worker process ended: run again, with fewer workers") from error


def _done(bench: Bench, known: Path | None, task: Task) -> Done:
    store = _store(bench.folder, bench.segments)
    reuse = None if known is None else _reuse(known)
    return done(Given(store, bench.stages, reuse, _standing(bench.results), store.named(len(store))), task)


@lru_cache(maxsize=1)
def _store(folder: Path, segments: tuple[str, ...]) -> Store:
    return Store(folder, segments)


@lru_cache(maxsize=1)
def _standing(results: Path) -> U64:
    return load_standing(results)


@lru_cache(maxsize=1)
def _reuse(results: Path) -> Table:
    return Table(results, "reuse")
