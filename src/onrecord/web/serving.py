"""Serving a record."""

from __future__ import annotations

import os
from pathlib import Path

from onrecord.errors import NotInstalled
from onrecord.record import open_record

HOST, PORT = "127.0.0.1", 8321
"""Where a server listens unless told otherwise: this machine alone."""


def serve(record: str | os.PathLike[str], host: str = HOST, port: int = PORT) -> None:
    """Serve the pages of a record until interrupted.

    Raises RecordError when there is no record at that path, NotInstalled without the web extra.
    """
    path = Path(record)
    open_record(path).close()
    try:
        import uvicorn

        from onrecord.web.app import application
        from onrecord.web.shelf import Shelf
    except ImportError as error:
        raise NotInstalled("serving a record needs the web extra: pip install 'onrecord[web]'") from error
    print(f"http://{host}:{port}/")  # noqa: T201
    uvicorn.run(application(Shelf(path)), host=host, port=port, log_level="warning")
