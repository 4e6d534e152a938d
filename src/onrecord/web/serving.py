"""Serving a record: from its file to a server that listens, until it is interrupted."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

from onrecord.errors import NotInstalled
from onrecord.record import open_record
from onrecord.record.legible import legible

if TYPE_CHECKING:
    from socket import socket

    from starlette.applications import Starlette
    from uvicorn import Server

HOST, PORT = "127.0.0.1", 8321
"""Where a server listens unless told otherwise: this machine alone."""
PATIENCE = 3
"""Seconds that answers under way have to end in, once the server is to end."""


def serve(
    record: str | os.PathLike[str],
    host: str = HOST,
    port: int = PORT,
    *,
    allow_hosts: Sequence[str] = (),
    open_browser: bool = False,
    token: str | None = None,
) -> None:
    """Serve the pages of a record to browsers until interrupted (Ctrl-C); the address is printed.

    host:        where to listen: this machine alone, unless told otherwise; "0.0.0.0" is everywhere.
    port:        0 takes any that is free.
    allow_hosts: further names by which the server may be asked, as that of a proxy before it.
    token:       what lets a reviewer in, and a program rule; None: a fresh one at every start.

    Raises RecordError when there is no record at that path, NotInstalled without the web extra, BadInput where it
    cannot listen, and for a token that could be guessed.
    """
    path = Path(record)
    open_record(path).close()
    try:
        from onrecord.web.app import application
        from onrecord.web.listening import address, listen
        from onrecord.web.reviewers import Reviewers
        from onrecord.web.safety import allowed, is_loopback
        from onrecord.web.shelf import Shelf

        reviewers = Reviewers(token)
        shelf = Shelf(path)
        app = application(shelf, allowed(host, allow_hosts), reviewers)
        server = _server(app)
    except ImportError as error:
        raise NotInstalled("serving a record needs the web extra: pip install 'onrecord[web]'") from error
    with listen(host, port) as listener:
        ended = _started(server, listener)
        with _until_interrupted(server, ended):
            shelf.warm()
            where = address(listener)
            if not is_loopback(host):
                warning = f"onrecord: listening at {host}: whoever reaches this machine there can read the record"
                print(legible(warning), file=sys.stderr, flush=True)  # noqa: T201
            for line in _greeting(path.name, where, reviewers.token):
                print(legible(line), flush=True)  # noqa: T201
            if open_browser:
                import webbrowser

                webbrowser.open(where)


def _greeting(name: str, where: str, token: str) -> Iterator[str]:
    """What is said where the server runs, once it listens."""
    yield f"{name}: {where} (Ctrl-C ends)"
    yield f"Review: {where.rstrip('/')}/review?token={quote(token)}"


def _server(app: Starlette) -> Server:
    import uvicorn

    config = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", log_config=None, access_log=False, server_header=False,
        proxy_headers=False, timeout_graceful_shutdown=PATIENCE,
    )  # fmt: skip
    return uvicorn.Server(config)


def _started(server: Server, listener: socket) -> Event:
    """Start the server in a thread, so that it runs where an event loop already does, too, as in a notebook."""
    ended = Event()

    def run() -> None:
        try:
            server.run([listener])
        finally:
            ended.set()

    Thread(target=run, name="onrecord-serve", daemon=True).start()
    return ended


@contextmanager
def _until_interrupted(server: Server, ended: Event) -> Iterator[None]:
    """Do what is inside, then wait for the server's end; an interruption, at whatever point, asks for that and
    waits until what is under way is answered."""
    try:
        yield
        ended.wait()
    except KeyboardInterrupt:
        server.should_exit = True
        ended.wait(PATIENCE + 1)
