"""What goes wrong, told to a reader in a page and to a program in JSON: what was wrong, and the mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord import __version__
from onrecord.errors import BadInput, NotFound, NotInstalled, OnrecordError, RecordError
from onrecord.pages.kinds import PageKind
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.web.addresses import API, LiveAddresses
from onrecord.web.json_answers import JsonAnswer

STATUS: Mapping[type[Exception], int] = {BadInput: 400, NotFound: 404, NotInstalled: 501, RecordError: 503}
TITLES: Mapping[int, str] = {
    300: "Several things are called so",
    400: "This cannot be answered as it was asked",
    403: "This request was refused",
    404: "Not found",
    405: "This address takes no such request",
    409: "Somebody else was faster",
    413: "This is more than is taken at once",
    421: "The server is not known by this name",
    500: "A defect of onrecord",
    501: "A part is not installed",
    503: "The record cannot be read",
}
DEFECT = (
    "Something went wrong that should not have; the server's messages say what. Please report it. Whether the "
    "record is sound is told by: onrecord verify FILE"
)
RETRY = {503: {"Retry-After": "5"}}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that may have been meant.

    kind: entry, article, disagreement, speaker or finding. id: its id. address: where it is.
    told: what it is, in a line; of a finding, what it belongs to.
    """

    kind: str
    id: str
    address: str
    told: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not answered.

    status:  as HTTP has it.
    title:   what went wrong, in a few words.
    message: what was wrong, where, and the mend.
    choices: what may have been meant instead.
    """

    status: int
    title: str
    message: str
    choices: tuple[Choice, ...] = ()


class Unclear(NotFound):
    """An id that several things begin with, or that a thing of another kind has."""

    def __init__(self, message: str, choices: tuple[Choice, ...], status: int) -> None:
        super().__init__(message)
        self.choices = choices
        self.status = status


@dataclass(frozen=True, slots=True)
class NoQuery:
    """Nothing was asked for."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What was asked for. plain: the address without its parameters, where that may be worth a try."""

    plain: str | None = None


ERROR = PageKind(
    name="error", path="", query=Failed, page=Problem, make=lambda _record, _query: None, every=lambda _: (),
    doc="Why a request was not answered.",
)  # fmt: skip


def problem(status: int, message: str, choices: tuple[Choice, ...] = ()) -> Problem:
    """A problem under its usual title."""
    return Problem(status, TITLES.get(status, "This was not answered"), message, choices)


def of_error(error: Exception, path: Path) -> Problem:
    """What is told of an exception; never where on this machine the record stands."""
    if isinstance(error, Unclear):
        return problem(error.status, str(error), error.choices)
    if isinstance(error, OnrecordError):
        status = next((number for kind, number in STATUS.items() if isinstance(error, kind)), 500)
        return problem(status, _hidden(str(error), path))
    if isinstance(error, HTTPException):
        return problem(error.status_code, _of_http(error))
    return problem(500, DEFECT)


def _of_http(error: HTTPException) -> str:
    if error.status_code == 404:
        return "There is no page at this address; the pages are in the navigation, and the search finds the rest."
    if error.status_code == 405:
        return f"It takes {(error.headers or {}).get('Allow', 'GET')} only."
    return str(error.detail)


def _hidden(message: str, path: Path) -> str:
    for written in (str(path.absolute()), str(path)):
        message = message.replace(written, path.name)
    return message


def answer(found: Problem, request_path: str, title: str, headers: Mapping[str, str] | None = None) -> Response:
    """A problem as an answer: JSON under /api, a page elsewhere."""
    more = {**RETRY.get(found.status, {}), **(headers or {})}
    if request_path.startswith(API + "/"):
        return JsonAnswer(found, status_code=found.status, headers=more)
    site = Site(LiveAddresses(), title, __version__, live=True)
    plain = quote(request_path, errors="surrogatepass") if found.status == 400 else None
    return HTMLResponse(render(ERROR, found, Failed(plain), site), status_code=found.status, headers=more)


def handlers(path: Path) -> dict[type[Exception], Callable[[Request, Exception], Response]]:
    """How the application answers each kind of exception, for the record at `path`."""

    def handle(request: Request, error: Exception) -> Response:
        headers = error.headers if isinstance(error, HTTPException) else None
        return answer(of_error(error, path), request.url.path, path.name, headers)

    return {HTTPException: handle, OnrecordError: handle}
