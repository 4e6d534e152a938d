"""Answers that a reader has already: told by the state of the record, before anything is made anew."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from onrecord.record.watching import State


@dataclass(frozen=True, slots=True)
class Tags:
    """Names what one server answers for each address and state of the record.

    start: of this server; a state says nothing of what another one saw.
    """

    start: str = field(default_factory=lambda: secrets.token_hex(8))

    def tag(self, request: Request, state: State) -> str:
        """The tag of what an address shows of a state."""
        asked = (self.start, state, request.url.path, request.scope["query_string"])
        return f'"{sha256(repr(asked).encode("utf-8")).hexdigest()[:24]}"'


def has(request: Request, tag: str) -> bool:
    """Whether whoever asks has what the tag names."""
    return tag in request.headers.get("if-none-match", "")


def tagged(response: Response, tag: str) -> Response:
    """The answer, with the tag by which it can be asked for again."""
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Cookie"
    return response


def unchanged(tag: str) -> Response:
    """The answer to those who have it."""
    return tagged(Response(status_code=304), tag)
