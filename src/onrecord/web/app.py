"""The server's application: each kind of page as HTML, as JSON and as rows to download."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord import __version__
from onrecord.errors import NotFound
from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.record import AsOf
from onrecord.web import api_page, assets, signing_in
from onrecord.web.addresses import API, DOWNLOAD, HOLE, LiveAddresses, path_of
from onrecord.web.conditional import Tags, has, tagged, unchanged
from onrecord.web.downloads import download
from onrecord.web.dressing import Dressing
from onrecord.web.errors import handlers
from onrecord.web.json_answers import JsonAnswer
from onrecord.web.opening import opening
from onrecord.web.placing import TABLES, moved, nothing
from onrecord.web.reviewers import Reviewers
from onrecord.web.ruling import Rulings
from onrecord.web.safety import LOOPBACK, Safety
from onrecord.web.shelf import Shelf, Shown, StillOpening
from onrecord.web.signature import Everywhere, Given, Rows, given, read


def application(shelf: Shelf, hosts: frozenset[str] = LOOPBACK, reviewers: Reviewers | None = None) -> Starlette:
    """The application over a record.

    hosts:     the names under which it may be asked; see `safety.allowed`.
    reviewers: who may rule; None: whoever has a token that nobody is told.
    """
    register_url_convertor("whole", Whole())
    who = reviewers or Reviewers()
    dressing, tags = Dressing(who), Tags()
    routes: list[BaseRoute] = [Route("/static/{name:path}", assets.answer)]
    routes += api_page.routes(shelf.name)
    routes += [*signing_in.routes(who), *Rulings(shelf, dressing, site).routes()]
    for kind in KINDS.values():
        routes += Answers(shelf, kind, dressing, tags).routes()
    known = {**handlers(shelf.path), StillOpening: opening(shelf.name)}
    app = Starlette(routes=routes, exception_handlers=known)
    app.router.redirect_slashes = False
    app.add_middleware(signing_in.Door, reviewers=who, title=shelf.name)
    app.add_middleware(Safety, hosts=hosts, title=shelf.name)
    return app


class Whole(Convertor[str]):
    """All the rest of a path, slashes and breaks of lines and all: an id may hold anything."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        """The part of the path as it is."""
        return value

    def to_string(self, value: str) -> str:
        """The same the other way."""
        return value


@dataclass(frozen=True, slots=True)
class Answers:
    """What the server answers about one kind of page."""

    shelf: Shelf
    kind: PageKind
    dressing: Dressing
    tags: Tags

    def routes(self) -> Iterator[Route]:
        """Its page, its data and its rows."""
        for prefix, answer in (("", self.page), (API, self.data), (DOWNLOAD, self.rows)):
            yield Route(path_of(self.kind, prefix).replace(HOLE, "{id:whole}"), answer)

    def page(self, request: Request) -> Response:
        """The page as HTML."""
        if self._nameless(request):
            return RedirectResponse(self._list(), 302)
        query, everywhere = self._asked(request)
        elsewhere = self._elsewhere(query, addresses(everywhere).to)
        if elsewhere:
            return RedirectResponse(elsewhere, 302)
        known = self.dressing.knows(request)
        if known and everywhere.as_of is None:
            return self._to_rule_on(request, query)
        tag = self.tags.tag(request, self.shelf.state())
        if has(request, tag) and not known:
            return unchanged(tag)
        shown = self._shown(query, everywhere, wait=False)
        plain = site(self.shelf, shown.as_of)
        made = self.dressing.page(request, plain, lambda site: render(self.kind, shown.page, query, site))
        return made if known else tagged(made, tag)

    def _to_rule_on(self, request: Request, query: Any) -> Response:  # noqa: ANN401 - of any kind of page
        """The page with what may be ruled on it, both of one state of the record."""
        with self.shelf.opened() as record:
            made = self.kind.make(record, query)
            plain = site(self.shelf, None)
            return self.dressing.page(request, plain, lambda site: render(self.kind, made, query, site), record)

    def data(self, request: Request) -> Response:
        """What the page shows, as JSON."""
        query, everywhere = self._asked(request)
        elsewhere = self._elsewhere(query, addresses(everywhere).data)
        if elsewhere:
            return RedirectResponse(elsewhere, 302)
        tag = self.tags.tag(request, self.shelf.state())
        return unchanged(tag) if has(request, tag) else tagged(JsonAnswer(self._shown(query, everywhere).page), tag)

    def rows(self, request: Request) -> Response:
        """The export rows behind the page, all of them, of one table."""
        query, everywhere, wanted = self._asked(request, Rows)
        with self.shelf.opened(everywhere.as_of, everywhere.clock) as record:
            found = self.kind.rows(record, query)
            return download(found, wanted, (self.shelf.path.stem, self.kind.name), record.as_of)

    def _nameless(self, request: Request) -> bool:
        """Whether the page is of one thing, and the address ends before its id: "/articles/"."""
        return request.path_params.get("id") == "" and "id" not in given(request.scope["query_string"])

    def _list(self) -> str:
        """The page that lists such things, or the overview."""
        path = self.kind.path.removesuffix(f"/{HOLE}")
        return path if path in {one.path for one in KINDS.values()} else "/"

    def _asked(self, request: Request, *more: type) -> tuple[Any, ...]:
        return read((self.kind.query, Everywhere, *more), with_id(request))

    def _shown(self, query: Any, everywhere: Everywhere, wait: bool = True) -> Shown:  # noqa: ANN401 - of any kind
        try:
            return self.shelf.page(self.kind, query, everywhere.as_of, everywhere.clock, wait)
        except NotFound as error:
            if self.kind.name not in TABLES:
                raise
            raise NotFound(nothing(self.kind, query.id, everywhere.as_of)) from error

    def _elsewhere(self, query: Any, to: Callable[..., str]) -> str | None:  # noqa: ANN401 - of any kind of page
        """Where the thing is that an id means, when that is another address."""
        if self.kind.name not in TABLES:
            return None
        with self.shelf.opened() as record:
            return moved(record, self.kind, query.id, to)


def with_id(request: Request) -> Given:
    """What an address asks for: its parameters, and the id that stands in its path."""
    asked = given(request.scope["query_string"])
    here = request.path_params.get("id")
    return {**asked, "id": [here]} if here else asked


def addresses(everywhere: Everywhere) -> LiveAddresses:
    """Addresses that keep to what was asked of every page."""
    held = {one.name: getattr(everywhere, one.name) for one in fields(everywhere)}
    return LiveAddresses({name: value for name, value in held.items() if value is not None})


def site(shelf: Shelf, as_of: AsOf | None) -> Site:
    """The surroundings of a page that shows a day, or all of a record."""
    everywhere = Everywhere() if as_of is None else Everywhere(as_of.day, as_of.clock)
    return Site(addresses(everywhere), shelf.name, __version__, live=True, as_of=as_of)
