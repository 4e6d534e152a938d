"""The server's application: each kind of page as HTML, as JSON and as rows to download."""

from __future__ import annotations

import io
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from onrecord import __version__
from onrecord.errors import NotFound
from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.pages.rendering import asset, render
from onrecord.pages.site import Site
from onrecord.record import Record
from onrecord.record.exporting import write_rows
from onrecord.record.rows import tidy
from onrecord.web.addresses import LiveAddresses
from onrecord.web.shelf import Shelf
from onrecord.web.signature import asked

ASSETS = {"site.css": "text/css", "site.js": "text/javascript", "icon.svg": "image/svg+xml"}
DOWNLOADS = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}


def application(shelf: Shelf) -> FastAPI:
    """The application over a record."""
    app = FastAPI(title=f"onrecord: {shelf.name}", version=__version__, docs_url=None, redoc_url=None,
                  openapi_url="/api/openapi.json")  # fmt: skip
    for kind in KINDS.values():
        _add(app, shelf, kind)
    app.get("/static/{name}", include_in_schema=False)(static)
    return app


def _add(app: FastAPI, shelf: Shelf, kind: PageKind) -> None:
    """The three routes of a kind of page."""

    def html(request: Request, query: Any, as_of: str | None, clock: str | None) -> Response:  # noqa: ANN401
        del request
        with shelf.opened(as_of, clock) as record:
            page = kind.make(record, query)
            return HTMLResponse(render(kind, page, query, site(shelf, record)))

    def data(request: Request, query: Any, as_of: str | None, clock: str | None) -> Response:  # noqa: ANN401
        del request
        with shelf.opened(as_of, clock) as record:
            return JSONResponse(tidy(kind.make(record, query)))

    def rows(request: Request, query: Any, as_of: str | None, clock: str | None) -> Response:  # noqa: ANN401
        table, format_ = request.query_params.get("table", ""), request.query_params.get("format", "csv")
        with shelf.opened(as_of, clock) as record:
            found = kind.rows(record, query)
            if table not in found:
                raise NotFound(f"this page shows no rows of {table!r}; there are {', '.join(found) or 'none'}")
            out = io.BytesIO()
            write_rows(table, found[table], format_, out)
        head = {"Content-Disposition": f'attachment; filename="{table}.{format_}"'}
        return Response(out.getvalue(), media_type=DOWNLOADS[format_], headers=head)

    live = kind.path
    app.get(live, include_in_schema=False)(asked(kind.query, html, live))
    api = "/api/overview" if live == "/" else f"/api{live}"
    app.get(api, summary=kind.doc, response_model=kind.page, name=kind.name)(asked(kind.query, data, live))
    app.get(f"/download{live}", include_in_schema=False)(asked(kind.query, rows, live))


def static(name: str) -> Response:
    """A file of ours."""
    if name not in ASSETS:
        raise NotFound(f"there is no file {name!r}")
    return Response(asset(name), media_type=ASSETS[name])


def site(shelf: Shelf, record: Record) -> Site:
    """The surroundings of a page of this record."""
    day = record.as_of
    everywhere = {} if day is None else {"as_of": day.day, "clock": day.clock}
    return Site(LiveAddresses(everywhere), shelf.name, __version__, live=True, as_of=day)
