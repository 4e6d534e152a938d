"""Signing in and out as a reviewer."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.errors import answer, problem
from onrecord.web.form import Form, form_of
from onrecord.web.reviewers import Reviewers, Session, name_from

REVIEW, NAME, LEAVE = "/review", "/review/name", "/review/leave"
MEND = "Open the review address that the server printed when it was started."
UNKNOWN_TOKEN = f"This token is not the server's: each start makes a new one, unless it is kept. {MEND}"
NOT_SIGNED_IN = f"Only a reviewer may do this, and nobody is signed in here. {MEND}"
NAMELESS = "Say who you are first: open the review page."
FOREIGN_FORM = (
    "The form is not of this session: the server or your session has begun anew since. Open the page again."
)


class Door:
    """Takes the token out of the address of the review page: it opens a session, and goes no further."""

    def __init__(self, app: ASGIApp, reviewers: Reviewers, title: str) -> None:
        self.app = app
        self.reviewers = reviewers
        self.title = title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        tokens = []
        if scope["type"] == "http" and scope["path"] == REVIEW and scope["method"] == "GET":
            tokens = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True).get("token", [])
        if not tokens:
            await self.app(scope, receive, send)
            return
        response: Response
        if self.reviewers.admits(tokens[0]):
            request = Request(scope)
            response = RedirectResponse(REVIEW, 303, background=BackgroundTask(_prepare))
            self.reviewers.begin(response, self.reviewers.session(request), request.url.scheme == "https")
        else:
            response = answer(problem(403, UNKNOWN_TOKEN), REVIEW, self.title)
        response.headers["Cache-Control"] = "no-store"
        await response(scope, receive, send)


def routes(reviewers: Reviewers) -> list[Route]:
    """Where a reviewer says who they are, and leaves."""

    async def name(request: Request) -> Response:
        session, form = await signed(reviewers, request, nameless=True)
        response = RedirectResponse(REVIEW, 303)
        reviewers.begin(response, replace(session, name=name_from(form.one("name"))), request.url.scheme == "https")
        return response

    async def leave(request: Request) -> Response:
        await signed(reviewers, request, nameless=True)
        response = RedirectResponse("/", 303)
        reviewers.end(response)
        return response

    return [Route(NAME, name, methods=["POST"]), Route(LEAVE, leave, methods=["POST"])]


async def signed(reviewers: Reviewers, request: Request, nameless: bool = False) -> tuple[Session, Form]:
    """The session and the form of a request that writes. Raises HTTPException (403) where it may not.

    nameless: somebody who has not said who they are will do.
    """
    session = reviewers.session(request)
    if session is None:
        raise HTTPException(403, NOT_SIGNED_IN)
    form = await form_of(request)
    if not reviewers.takes(session, form.one("token")):
        raise HTTPException(403, FOREIGN_FORM)
    if session.name is None and not nameless:
        raise HTTPException(403, NAMELESS)
    return session, form


def _prepare() -> None:
    """Load what a ruling takes, once somebody is there to rule; readers should not wait for it."""
    from onrecord.engines.ruling import prepare

    prepare()
