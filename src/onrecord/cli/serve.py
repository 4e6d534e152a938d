"""`onrecord serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import RecordFile


def serve(
    record: RecordFile,
    host: Annotated[str, typer.Option("--host", metavar="NAME", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="On which port.")] = 8321,
) -> None:
    """Browse, search, compare and review the record in a browser."""
    from onrecord.web.serving import serve as run

    run(record, host, port)
