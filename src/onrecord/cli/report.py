"""`onrecord report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import AsOfDay, ByClock, RecordFile

Place = Annotated[
    Path,
    typer.Option(
        "--out", "-o", metavar="DIR", help="The folder to write; with --entry, the file.", show_default=False
    ),
]
OneEntry = Annotated[
    str | None,
    typer.Option(
        "--entry",
        metavar="ID",
        help="Only this entry, as one file that needs nothing beside it. A beginning of its id will do.",
        show_default=False,
    ),
]
Title = Annotated[
    str | None,
    typer.Option(
        "--title",
        metavar="WORDS",
        help="What readers know the record by; else its file's name.",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Processes that make pages; two by default, where there are two processors. The pages are the same.",
        show_default=False,
    ),
]
USUAL = 2
"""Processes, unless told otherwise: what a small machine has processors for."""
Force = Annotated[bool, typer.Option("--force", help="Keep files in DIR that no report wrote, beside the pages.")]


def report(  # noqa: PLR0913 - Typer reads a command's options off its parameters
    record: RecordFile,
    out: Place,
    entry: OneEntry = None,
    title: Title = None,
    as_of: AsOfDay = None,
    clock: ByClock = None,
    workers: Workers = None,
    force: Force = False,
) -> None:
    """Write the record as a static site that needs no server, or one entry as a single page."""
    import os

    from onrecord.cli.opening import left_out
    from onrecord.cli.output import line, messages
    from onrecord.cli.progress import shown_progress
    from onrecord.phrases import number, plural
    from onrecord.publishing.single import report_entry
    from onrecord.publishing.writing import report as write

    if entry is not None:
        told = report_entry(record, entry, out, title, as_of, clock)
        messages().print(line((str(out), "bold"), f": entry {told}"), soft_wrap=True)
        return
    with shown_progress() as progress:
        made = write(record, out, title, as_of, clock, workers or min(USUAL, os.cpu_count() or 1), force, progress)
    if made.as_of is not None:
        messages().print(line(left_out(made.as_of)), soft_wrap=True)
    pages = plural(sum(made.pages.values()), "page")
    size = f"{number(made.files)} files, {made.size / 1e6:.1f} MB"
    messages().print(line((str(made.front), "bold"), f": {pages}; {size}"), soft_wrap=True)
