"""The server's application: each kind of page as HTML, as JSON and as rows to download."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord import __version__
from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.record import Record
from onrecord.web import api_page, assets
from onrecord.web.addresses import API, DOWNLOAD, HOLE, LiveAddresses, path_of
from onrecord.web.downloads import download
from onrecord.web.errors import handlers
from onrecord.web.json_answers import JsonAnswer
from onrecord.web.placing import moved
from onrecord.web.safety import LOOPBACK, Safety
from onrecord.web.shelf import Shelf
from onrecord.web.signature import Everywhere, Given, Rows, given, read


def application(shelf: Shelf, hosts: frozenset[str] = LOOPBACK) -> Starlette:
    """The application over a record.

    hosts: the names under which it may be asked; see `safety.allowed`.
    """
    routes: list[BaseRoute] = [Route("/static/{name:path}", assets.answer)]
    routes += api_page.routes(shelf.name)
    for kind in KINDS.values():
        routes += Answers(shelf, kind).routes()
    app = Starlette(routes=routes, exception_handlers=handlers(shelf.path))
    app.router.redirect_slashes = False
    app.add_middleware(Safety, hosts=hosts, title=shelf.name)
    return app


@dataclass(frozen=True, slots=True)
class Answers:
    """What the server answers about one kind of page."""

    shelf: Shelf
    kind: PageKind

    def routes(self) -> Iterator[Route]:
        """Its page, its data and its rows. An id may hold slashes."""
        for prefix, answer in (("", self.page), (API, self.data), (DOWNLOAD, self.rows)):
            yield Route(path_of(self.kind, prefix).replace(HOLE, "{id:path}"), answer)

    def page(self, request: Request) -> Response:
        """The page as HTML."""
        query, everywhere = self._asked(request)
        with self._opened(everywhere) as (record, addresses):
            elsewhere = self._moved(record, query, addresses.to)
            if elsewhere:
                return RedirectResponse(elsewhere, 302)
            made = self.kind.make(record, query)
            return HTMLResponse(render(self.kind, made, query, site(self.shelf, record)))

    def data(self, request: Request) -> Response:
        """What the page shows, as JSON."""
        query, everywhere = self._asked(request)
        with self._opened(everywhere) as (record, addresses):
            elsewhere = self._moved(record, query, addresses.data)
            if elsewhere:
                return RedirectResponse(elsewhere, 302)
            return JsonAnswer(self.kind.make(record, query))

    def rows(self, request: Request) -> Response:
        """The export rows behind the page, all of them, of one table."""
        query, everywhere, wanted = self._asked(request, Rows)
        with self._opened(everywhere) as (record, _):
            found = self.kind.rows(record, query)
            return download(found, wanted, (self.shelf.path.stem, self.kind.name), record.as_of)

    def _asked(self, request: Request, *more: type) -> tuple[Any, ...]:
        return read((self.kind.query, Everywhere, *more), with_id(request))

    @contextmanager
    def _opened(self, everywhere: Everywhere) -> Iterator[tuple[Record, LiveAddresses]]:
        with self.shelf.opened(everywhere.as_of, everywhere.clock) as record:
            yield record, addresses_of(record)

    def _moved(self, record: Record, query: object, to: Callable[..., str]) -> str | None:
        return moved(record, self.kind, query.id, to) if HOLE in self.kind.path else None  # type: ignore[attr-defined]


def with_id(request: Request) -> Given:
    """What an address asks for: its parameters, and the id that stands in its path."""
    asked = given(request.scope["query_string"])
    here = request.path_params.get("id")
    return {**asked, "id": [here]} if here else asked


def addresses_of(record: Record) -> LiveAddresses:
    """Addresses that keep to the day that is shown."""
    day = record.as_of
    return LiveAddresses({} if day is None else {"as_of": day.day, "clock": day.clock})


def site(shelf: Shelf, record: Record) -> Site:
    """The surroundings of a page of this record."""
    return Site(addresses_of(record), shelf.name, __version__, live=True, as_of=record.as_of)
