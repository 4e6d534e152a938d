"""`onrecord export`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.options import AsOfDay, ByClock, ExportTable, Out, RecordFile
from onrecord.errors import BadInput


def export(
    record: RecordFile,
    table: ExportTable,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option("--format", metavar="FORMAT", help="jsonl, csv (flattened) or parquet.")
    ] = "jsonl",
    out: Out = None,
    as_of: AsOfDay = None,
    clock: ByClock = None,
) -> None:
    """Write a table of the record as JSON Lines, CSV or Parquet."""
    from onrecord.cli.files import written
    from onrecord.cli.opening import opened

    if format == "parquet" and out is None and sys.stdout.isatty():
        raise BadInput("Parquet is not text: name a file with -o OUT")
    with opened(record, as_of, clock) as shown:
        if out is not None:
            shown.export(table, out, format)
            return
        with written(None) as file:
            shown.export(table, file, format)
