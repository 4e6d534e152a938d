"""`onrecord report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import RecordFile


def report(
    record: RecordFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder to write.")],
) -> None:
    """Write the record as a static site that opens from the file system."""
    from onrecord.cli.output import messages
    from onrecord.report.writing import report as write

    messages().print(f"{out / 'index.html'}: {write(record, out)} pages")
