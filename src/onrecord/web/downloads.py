"""The rows behind a page as a file: whole, or an error in its place."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from starlette.responses import Response, StreamingResponse

from onrecord.errors import NotFound
from onrecord.pages.kinds import Tables
from onrecord.record import AsOf
from onrecord.record.exporting import write_rows
from onrecord.web.signature import Rows

TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8; header=present",
    "jsonl": "application/jsonl; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
IN_MEMORY = 4_000_000
"""Bytes of a download that are held in memory; more are laid on disk until they are sent."""
CHUNK = 256_000


def download(found: Tables, wanted: Rows, names: Sequence[str], as_of: AsOf | None) -> Response:
    """The rows of one table as a file, written before the first byte is sent, so that none is ever cut short.

    names: what the file is called by, before its table.
    Raises NotFound for a table that the page does not have.
    """
    if wanted.table not in found:
        there = f"there are {', '.join(found)}" if found else "it has no rows to download"
        raise NotFound(f"This page has no table {wanted.table!r}; {there}.")
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    try:
        rows = found[wanted.table]
        write_rows(wanted.table, rows, wanted.format, out, for_spreadsheets=True)  # type: ignore[arg-type]
        size = out.tell()
        out.seek(0)
    except BaseException:
        out.close()
        raise
    day = f"as-of-{as_of.day}" if as_of else ""
    name = file_name((*names, wanted.table, day), wanted.format)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(size)}
    return StreamingResponse(_sent(out), media_type=TYPES[wanted.format], headers=headers)


def file_name(parts: Sequence[str], ending: str) -> str:
    """A file's name that every system takes: `accession-commitments-entries.csv`, each word once."""
    words = [re.sub(r"[^A-Za-z0-9._]+", "-", part).strip("-.") for part in parts]
    return "-".join(dict.fromkeys(word for word in words if word)) + f".{ending}"


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
