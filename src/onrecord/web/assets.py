"""Files of ours: the style sheet, the scripts and the pictures of the pages. Nothing else is ever read by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import NotFound

TYPES: Mapping[str, str] = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def answer(request: Request) -> Response:
    """One of the files; whoever has it already is told so. Raises NotFound."""
    name = request.path_params["name"]
    found = held().get(name)
    if found is None:
        raise NotFound(f"There is no file {name!r}.")
    tag = f'"{sha256(found).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(found, media_type=TYPES["." + name.rpartition(".")[2]], headers=headers)


@lru_cache(maxsize=1)
def held() -> Mapping[str, bytes]:
    """Every file of `static/` that a browser may have, by name."""
    folder = files("onrecord.pages") / "static"
    return {one.name: one.read_bytes() for one in folder.iterdir() if "." + one.name.rpartition(".")[2] in TYPES}
