"""`onrecord serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import RecordFile


def serve(
    record: RecordFile,
    host: Annotated[str, typer.Option("--host", metavar="NAME", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="On which port; 0 takes any free one.")
    ] = 8321,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser at once.")] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            help="A further name by which the server may be asked, as that of a proxy before it; repeatable.",
            show_default=False,
        ),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="TEXT",
            envvar="ONRECORD_TOKEN",
            help="What lets a reviewer in, and a program rule; else a fresh one at every start.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Browse, search, compare and review the record in a browser, until Ctrl-C."""
    from onrecord.web.serving import serve as run

    run(record, host, port, allow_hosts=allow_host or (), open_browser=open_, token=token)
