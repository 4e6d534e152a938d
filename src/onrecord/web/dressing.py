"""Pages as a reviewer sees them: with the forms to rule by, and a word on what they have just done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.pages.again import notice_of
from onrecord.pages.desk import Desk
from onrecord.pages.site import Site
from onrecord.record import Record
from onrecord.web.reviewers import Reviewers

RULING = re.compile(r"r-[0-9a-f]{16}")
MOMENT = 60
"""Seconds for which a browser keeps what was just done, should it never ask for the page that says so."""


@dataclass(frozen=True, slots=True)
class Dressing:
    """Makes pages of one server for whoever asks for them."""

    reviewers: Reviewers

    @property
    def _done(self) -> str:
        return f"{self.reviewers.cookie}_done"

    def knows(self, request: Request) -> bool:
        """Whether somebody asks who came with the token."""
        return self.reviewers.session(request) is not None

    def page(
        self, request: Request, plain: Site, write: Callable[[Site], str], record: Record | None = None
    ) -> Response:
        """A page, written for a site as its reader sees it. Nobody else may be given a reviewer's page again.

        record: that of which the page was made, where its reviewers may rule on it.
        """
        session = self.reviewers.session(request)
        if session is None:
            return HTMLResponse(write(plain))
        site = replace(plain, reviewer=session.name, token=self.reviewers.form_token(session))
        done = request.cookies.get(self._done, "")
        if session.name is not None and record is not None:
            site = replace(site, desk=Desk(record))
            if RULING.fullmatch(done):
                site = replace(site, notice=notice_of(record, done, plain.addresses.to("rulings", done)))
        response = HTMLResponse(write(site), headers={"Cache-Control": "no-store"})
        if site.notice is not None:
            response.delete_cookie(self._done, httponly=True, samesite="strict", path="/")
        return response

    def note(self, response: Response, ruling: str) -> None:
        """Let the next page say that this ruling was written."""
        response.set_cookie(self._done, ruling, MOMENT, httponly=True, samesite="strict", path="/")
