"""Who may rule: whoever has the token that the server printed when it started, under the name they give.

The token opens a session; a session is a cookie that no script can read, that no other site can have sent, and that
only this server can have written. Every form of a session carries a token of its own besides.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex, token_urlsafe

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import BadInput
from onrecord.record.legible import legible

LEAST = 16
LONGEST_NAME = 80
BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who came with the token; `name` is None until they have said who they are."""

    id: str
    name: str | None = None


class Reviewers:
    """The reviewers of one server.

    token: what opens a session; a fresh one where none is given. Sessions last as long as the token does.
    Raises BadInput for a token that could be guessed.
    """

    def __init__(self, token: str | None = None) -> None:
        if token is not None and (len(token) < LEAST or not token.isascii() or not token.isprintable()):
            raise BadInput(f"a token has at least {LEAST} printable ASCII characters; leave it out for a fresh one")
        self.token = token or token_urlsafe(24)
        self._key = sha256(f"reviewers of onrecord: {self.token}".encode()).digest()
        self.cookie = f"onrecord_{self._sealed('cookie')[:8]}"
        """Named after the token: cookies of two servers on one machine would else be one another's."""

    def admits(self, given: str | None) -> bool:
        """Whether this is the token."""
        return given is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def bears(self, request: Request) -> bool:
        """Whether a program sent the token along: `Authorization: Bearer TOKEN`."""
        header = request.headers.get("authorization", "")
        return header[: len(BEARER)].casefold() == BEARER and self.admits(header[len(BEARER) :].strip())

    def session(self, request: Request) -> Session | None:
        """The session of a request; None without one, or with one that this server did not write."""
        body, _, seal = request.cookies.get(self.cookie, "").partition(".")
        if not hmac.compare_digest(seal.encode(), self._sealed(f"session {body}").encode()):
            return None
        held = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return Session(held["id"], held["name"])

    def begin(self, response: Response, session: Session | None, secure: bool) -> None:
        """Let a session go along with an answer: a new one, or one whose name is known now."""
        one = session or Session(token_hex(8))
        body = urlsafe_b64encode(json.dumps({"id": one.id, "name": one.name}).encode()).decode().rstrip("=")
        value = f"{body}.{self._sealed(f'session {body}')}"
        response.set_cookie(self.cookie, value, httponly=True, samesite="strict", secure=secure, path="/")

    def end(self, response: Response) -> None:
        """Sign out."""
        response.delete_cookie(self.cookie, httponly=True, samesite="strict", path="/")

    def form_token(self, session: Session) -> str:
        """What the forms of a session carry."""
        return self._sealed(f"forms {session.id}")

    def takes(self, session: Session, given: str) -> bool:
        """Whether a form is one of this session's."""
        return hmac.compare_digest(given.encode(), self.form_token(session).encode())

    def _sealed(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), sha256).hexdigest()


def name_from(given: str) -> str:
    """The name under which somebody rules. Raises BadInput for none, or one that no list could show."""
    name = " ".join(legible(given).split())
    if not name or len(name) > LONGEST_NAME or "\N{REPLACEMENT CHARACTER}" in name:
        raise BadInput(f"say who you are: a name of at most {LONGEST_NAME} characters; it stands with every ruling")
    return name
