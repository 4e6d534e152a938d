"""Where a server listens: the socket, the address that people type, and whether others can reach it."""

from __future__ import annotations

import errno
import socket

from onrecord.errors import BadInput

EVERYWHERE = ("", "0.0.0.0", "::")
"""What stands for every address of this machine."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at a name or address; port 0 takes any that is free.

    Raises BadInput where that cannot be had: no such name, a port that is taken or not allowed.
    """
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise BadInput(
            f"there is no host {host!r} to listen at; this machine alone is 127.0.0.1, everybody 0.0.0.0"
        ) from error
    family, _, _, _, place = min(found, key=lambda one: one[0] != socket.AF_INET)
    try:
        listener = socket.create_server(place[:2], family=family, backlog=128)
        # Else the second packet of an answer waits forty milliseconds for the browser to acknowledge the first.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        raise BadInput(f"cannot listen at {host}, port {port}: {_why(error)}") from error


def address(listener: socket.socket) -> str:
    """The address to open in a browser of this machine."""
    host, port = listener.getsockname()[:2]
    if host in EVERYWHERE:
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _why(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            "something else listens there already; end it, or name another port (--port 0 takes any that is free)"
        )
    if error.errno == errno.EACCES:
        return "this user may not; take a port above 1023"
    if error.errno == errno.EADDRNOTAVAIL:
        return "that is no address of this machine"
    return error.strerror or str(error)
