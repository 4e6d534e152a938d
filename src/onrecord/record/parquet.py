"""Parquet, when PyArrow is there."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import BinaryIO

from onrecord.record.arrow import batches, pyarrow, schema_of
from onrecord.record.rows import ExportRow


def write_parquet(table: str, exported: Iterable[ExportRow], out: BinaryIO) -> int:
    """Write rows of `table` as one Parquet file with a schema of its own and return their number.

    Raises NotInstalled when PyArrow is missing.
    """
    pyarrow()
    count = 0
    with import_module("pyarrow.parquet").ParquetWriter(out, schema_of(table)) as writer:
        for batch in batches(table, exported):
            writer.write_batch(batch)
            count += batch.num_rows
    return count
