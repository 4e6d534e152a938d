"""What a reader sees while a record as of a day is being opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord import __version__
from onrecord.pages.kinds import PageKind
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.web.addresses import LiveAddresses
from onrecord.web.shelf import StillOpening

AGAIN_IN = 1
"""Seconds after which the browser asks again."""


@dataclass(frozen=True, slots=True)
class NoQuery:
    """Nothing more is asked for."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is going on. day: the one whose record is being opened."""

    day: str


OPENING = PageKind(
    name="opening", path="", query=NoQuery, page=Opening, make=lambda _record, _query: None, every=lambda _: (),
    doc="A record as of a day is being opened.",
)  # fmt: skip


def opening(title: str) -> Callable[[Request, Exception], Response]:
    """How the application of a record answers StillOpening: a page that the browser asks for again by itself."""

    def handle(_request: Request, error: Exception) -> Response:
        assert isinstance(error, StillOpening)
        site = Site(LiveAddresses(), title, __version__, live=True)
        text = render(OPENING, Opening(error.day), NoQuery(), site)
        return HTMLResponse(text, 202, headers={"Refresh": str(AGAIN_IN), "Cache-Control": "no-store"})

    return handle
