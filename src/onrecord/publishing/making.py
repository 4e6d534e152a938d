"""Making what the plan of a site holds: a share of the pages, the rows of a list, the index to search.

What is made depends on the record alone, so it may be shared among any number of processes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord import __version__
from onrecord.engines.as_of import opened
from onrecord.engines.processes import deaf_to_interrupts, end_with_parent, pool
from onrecord.errors import OnrecordError
from onrecord.pages.registry import KINDS
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.publishing.addresses import Holdings, StaticAddresses
from onrecord.publishing.planning import PlannedPage, PlannedRows
from onrecord.publishing.rows import write_files
from onrecord.publishing.search_index import write_index
from onrecord.record import AsOf, Record

log = logging.getLogger(__name__)

SHARE = 50  # pages that a process makes at a time
FEW = 500  # pages that are made sooner than processes are started


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a process finds what it works with.

    record: a copy of the record, which nobody writes to. as_of: the day that is shown. title: of the site.
    folder: where the files go. formats: of rows. holdings: what the site has.
    """

    record: Path
    as_of: AsOf | None
    title: str
    folder: Path
    formats: tuple[str, ...]
    holdings: Holdings

    def opened(self) -> Record:
        """The record as it is shown."""
        day = self.as_of
        return opened(self.record, None, None) if day is None else opened(self.record, day.day, day.clock)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The task of writing what the search page looks up."""


Task = Sequence[PlannedPage] | PlannedRows | SearchIndex


@dataclass(frozen=True, slots=True)
class Done:
    """How many pages were made, and the files of `static/` that they ask for."""

    pages: int = 0
    assets: frozenset[str] = frozenset()


def made(bench: Bench, tasks: Sequence[Task], workers: int) -> Iterator[Done]:
    """Do the tasks, the first of them first, and yield what came of each when it is done."""
    if workers <= 1 or sum(len(task) for task in tasks if isinstance(task, Sequence)) <= FEW:
        with bench.opened() as record:
            yield from (done(bench, record, task) for task in tasks)
        return
    with pool(workers, partial(_start, bench)) as some:
        try:
            with deaf_to_interrupts():
                promised = [some.submit(_done, task) for task in tasks]
            yield from (one.result() for one in as_completed(promised))
        except BrokenProcessPool as error:
            raise OnrecordError("a process that made pages ended: run again with fewer --workers") from error
        finally:
            some.shutdown(wait=True, cancel_futures=True)  # whoever clears up after this is not in its way


def done(bench: Bench, record: Record, task: Task) -> Done:
    """Do one task."""
    if isinstance(task, PlannedRows):
        return _rows(bench, record, task)
    if isinstance(task, SearchIndex):
        write_index(record, bench.folder / "search")
        return Done()
    used: set[str] = set()
    for page in task:
        site = Site(StaticAddresses(page.file, bench.holdings, used), bench.title, __version__, as_of=record.as_of)
        (bench.folder / page.file).write_bytes(_bytes(record, page, site))
    return Done(len(task), frozenset(used))


def _bytes(record: Record, page: PlannedPage, site: Site) -> bytes:
    kind = KINDS[page.kind]
    try:
        text = render(kind, kind.make(record, page.query), page.query, site)
    except BaseException:
        log.debug("while making %s", page.file)
        raise
    return text.encode("utf-8", "replace")


def _rows(bench: Bench, record: Record, task: PlannedRows) -> Done:
    found = KINDS[task.kind].rows(record, task.query)
    for table in task.tables:
        others = [bench.folder / task.file(table, one) for one in bench.formats if one != "jsonl"]
        write_files(table, found[table], bench.folder / task.file(table, "jsonl"), others)
    return Done()


_worker: list[tuple[Bench, Record]] = []
"""What a worker process keeps open from task to task."""


def _start(bench: Bench) -> None:
    end_with_parent()
    _worker.append((bench, bench.opened()))


def _done(task: Task) -> Done:
    bench, record = _worker[0]
    return done(bench, record, task)
