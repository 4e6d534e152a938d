"""Rows behind a list as files to download: CSV, JSON Lines and, where PyArrow is there, Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.record.exporting import write_rows
from onrecord.record.rows import ExportRow


def write_files(table: str, exported: Iterable[ExportRow], lines: Path, others: Sequence[Path]) -> None:
    """Write rows of `table` to `lines` as JSON Lines, and from there to `others` by the ends of their names.

    The record is asked for them once, and no more of them than one are held at a time.
    """
    with lines.open("wb") as out:
        write_rows(table, exported, "jsonl", out)
    for path in others:
        with path.open("wb") as out:
            write_rows(table, _read(lines), path.suffix.removeprefix("."), out, for_spreadsheets=True)


def _read(lines: Path) -> Iterator[ExportRow]:
    with lines.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
