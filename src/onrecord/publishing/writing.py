"""Writing the static site."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.engines.as_of import opened
from onrecord.engines.progress import Progress, silent
from onrecord.errors import BadInput
from onrecord.pages.rendering import asset
from onrecord.publishing.making import SHARE, Bench, SearchIndex, Task, made
from onrecord.publishing.placing import mark, put_in_place
from onrecord.publishing.planning import Plan, planned
from onrecord.publishing.titles import titled
from onrecord.record import AsOf, open_record
from onrecord.record.opening import make

AnyPath = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What a report holds.

    front: the page to open first. pages: how many there are, by their kind. files, size: of the whole folder, the
    size in bytes. as_of: the day that is shown, None for all that the record holds.
    """

    front: Path
    pages: Mapping[str, int]
    files: int
    size: int
    as_of: AsOf | None = None


def report(  # noqa: PLR0913 - the options of a command
    record: AnyPath,
    out: AnyPath,
    title: str | None = None,
    as_of: str | None = None,
    clock: str | None = None,
    workers: int = 1,
    force: bool = False,
    progress: Progress = silent,
) -> ReportSummary:
    """Write the record's pages as files into the folder `out`: a site that needs no server.

    The folder appears whole or not at all, in place of an earlier report there. Its files depend on the record, the
    title and the day alone.

    title:   what readers know the record by; its file's name, without the ending, when not given.
    as_of, clock: a day, and by which day of an article it counts, as `open_as_of` takes them.
    workers: processes that make pages; the files do not depend on their number.
    force:   files in `out` that no report wrote stay beside the pages; without it they are a reason to refuse.
    Raises BadInput when `out` may not be written to and for what `open_as_of` refuses, RecordError as `open_record`
    does.
    """
    source, place = Path(record), Path(out)
    if not isinstance(workers, int) or workers < 1:
        raise BadInput(f"`workers` is a whole number, at least 1, not {workers!r}")
    opened(source, None, None if as_of else clock).close()
    with put_in_place(place, source, force) as folder:
        copy = _copied(source, folder.with_name("record.db"))
        with opened(copy, as_of, clock) as held:
            plan, day = planned(held), held.as_of
        bench = Bench(copy, day, titled(source, title), folder, plan.formats, plan.holdings())
        _write(bench, plan, workers, progress)
        mark(folder)
        files, size = _measured(folder)
    pages = Counter(page.kind for page in plan.pages)
    return ReportSummary(place / "index.html", pages, files, size, day)


def _copied(source: Path, copy: Path) -> Path:
    """The record as it is now: all pages show one state of it, whatever others write meanwhile."""
    with open_record(source) as record:
        target = make(copy)
        try:
            record.gate.copy_into(target, "copy the record")
        finally:
            target.close()
    return copy


def _write(bench: Bench, plan: Plan, workers: int, progress: Progress) -> None:
    """Write all files of the plan."""
    for parent in sorted({str(Path(file).parent) for file in (*bench.holdings.files, *bench.holdings.rows)}):
        (bench.folder / parent).mkdir(parents=True, exist_ok=True)
    total, number, assets = len(plan.pages), 0, set[str]()
    progress("write", 0, total)
    for done in made(bench, list(_tasks(plan)), workers):
        assets |= done.assets
        if done.pages:
            number += done.pages
            progress("write", number, total)
    (bench.folder / "static").mkdir(exist_ok=True)
    for name in sorted(assets):
        (bench.folder / "static" / name).write_bytes(asset(name))


def _tasks(plan: Plan) -> Iterator[Task]:
    """The tasks, those that take long first, so that no process waits for another at the end."""
    yield SearchIndex()
    yield from plan.rows
    for at in range(0, len(plan.pages), SHARE):
        yield plan.pages[at : at + SHARE]


def _measured(folder: Path) -> tuple[int, int]:
    """How many files a folder has, and their size in bytes."""
    sizes = [(Path(above) / name).stat().st_size for above, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes)
