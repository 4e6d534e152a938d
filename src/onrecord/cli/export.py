"""`onrecord export`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.options import ExportTable, Out, RecordFile
from onrecord.errors import BadInput


def export(
    record: RecordFile,
    table: ExportTable,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option("--format", metavar="FORMAT", help="jsonl, csv (flattened) or parquet.")
    ] = "jsonl",
    out: Out = None,
) -> None:
    """Write a table of the record as JSON Lines, CSV or Parquet."""
    from onrecord.cli.files import written
    from onrecord.record import open_record

    if format == "parquet" and out is None and sys.stdout.isatty():
        raise BadInput("Parquet is not text: name a file with -o OUT")
    with open_record(record) as opened:
        if out is not None:
            opened.export(table, out, format)
            return
        with written(None) as file:
            opened.export(table, file, format)
