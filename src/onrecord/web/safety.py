"""What keeps readers safe from what articles hold, and the record from other sites.

- Nothing runs or loads but our own files: the policy forbids the rest, should markup ever slip through.
- The server answers only to names that it is known by: a page elsewhere may point a name of its own at this
  machine, and its scripts would then count as ours (DNS rebinding).
- Only our own pages may write: what another site sends is refused, whatever it holds.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.errors import DEFECT, answer, problem

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-cache, private",
}
READING = frozenset({"GET", "HEAD", "OPTIONS"})
BODY_LIMIT = 1_000_000
"""Bytes of a request's body: a ruling with its reason is far smaller."""
TOO_MUCH = f"A request may hold {BODY_LIMIT:,} bytes; this one holds more."
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_ADDRESS = "*"
"""Stands among the allowed hosts for every bare IP address, which no name can be pointed at."""


def allowed(host: str, more: Iterable[str] = ()) -> frozenset[str]:
    """The names by which a server that listens at `host` may be asked; `more` are those of proxies before it."""
    names = {*LOOPBACK, *(_bare(one) for one in more)}
    if is_loopback(host):
        return frozenset({*names, _bare(host)} - {""})
    own = {_bare(socket.gethostname()), _bare(socket.getfqdn())}
    return frozenset({*names, *own, _bare(host), ANY_ADDRESS} - {""})


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Safety:
    """The outermost layer of the application: refuses what must not come in, and seals what goes out."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], title: str) -> None:
        self.app = app
        self.hosts = hosts
        self.title = title

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sealed, path = _Sealed(send), path_asked(scope)
        refusal = self._refusal(scope["method"], path, Headers(scope=scope))
        if refusal is not None:
            response = answer(problem(*refusal), scope["path"], self.title, {"Connection": "close"})
            await response(scope, receive, sealed)
            return
        try:
            await self.app({**scope, "path": path}, _limited(receive), sealed)
        except Exception:
            log.exception("a defect met with %s %r", scope["method"], path)
            if sealed.begun:
                raise  # so that the server breaks off, and nobody takes half an answer for the whole
            await answer(problem(500, DEFECT), scope["path"], self.title)(scope, receive, sealed)

    def _refusal(self, method: str, path: str | None, headers: Headers) -> tuple[int, str] | None:
        host = host_of(headers.get("host", ""))
        if host is None or not self._known(host):
            named = f" as {host!r}" if host else ""
            return 421, (
                f"The server was asked{named}, a name that it is not known by. Use the address that it printed "
                "when it was started; for a name of your own, start it with --allow-host NAME."
            )
        if path is None:
            return 400, "The address holds bytes that are no text in UTF-8."
        if method in READING:
            return None
        if not same_site(headers):
            return 403, "Another site sent this. Only the pages of this server may write; open them and try there."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > BODY_LIMIT:
            return 413, TOO_MUCH
        return None

    def _known(self, host: str) -> bool:
        return host in self.hosts or (ANY_ADDRESS in self.hosts and _is_address(host))


def path_asked(scope: Scope) -> str | None:
    """The path with all that an id may hold, lone surrogates too, which servers lose; None for no text."""
    raw = scope.get("raw_path")
    if raw is None:
        return str(scope["path"])
    try:
        return unquote_to_bytes(raw).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None


def host_of(header: str) -> str | None:
    """The name in a Host header, without its port and in small letters; None for what is none."""
    try:
        found = urlsplit(f"//{header}")
        _ = found.port
    except ValueError:
        return None
    if not header or any(char in header for char in "/\\@?#% \t") or found.hostname is None:
        return None
    return _bare(found.hostname)


def same_site(headers: Headers) -> bool:
    """Whether a request that writes came from our own pages, or from a program that is no browser."""
    fetched = headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()


def _bare(host: str) -> str:
    return host.strip("[]").rstrip(".").casefold()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class _Sealed:
    """Sends an answer with our headers added where it has none of its own. begun: whether it has begun to."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _limited(receive: Receive) -> Receive:
    """Takes no more of a body than the limit, however it is sent."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > BODY_LIMIT:
            raise HTTPException(413, TOO_MUCH)
        return message

    return limited
