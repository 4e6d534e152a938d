"""Addresses of the static site: relative, one file for each page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, urlencode

from onrecord.pages.registry import KINDS

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
FOLDERS = {"entry": "entries", "speaker": "speakers", "disagreement": "disagreements", "story": "stories",
           "article": "articles"}  # fmt: skip
"""Where the pages of single things stand."""


def file_of(kind: str, **query: object) -> tuple[str, dict[str, object]]:
    """The file of a page, from the site's root, and what of the query is no part of it."""
    left = {name: value for name, value in query.items() if value not in (None, "", (), [])}
    if kind == "overview":
        return "index.html", left
    if kind in FOLDERS:
        return f"{FOLDERS[kind]}/{safe(str(left.pop('id')))}.html", left
    if kind == "compare":
        some = left.pop("article")
        return f"compare/{'--'.join(safe(str(one)) for one in some)}.html", left  # type: ignore[attr-defined]
    number = left.pop("page", 1)
    return (f"{kind}.html" if number == 1 else f"{kind}-{number}.html"), left


def safe(id_: str) -> str:
    """An id as a file's name: itself where it is plain, else its hash."""
    return id_ if PLAIN.fullmatch(id_) else sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class StaticAddresses:
    """Addresses as a page in `folder` (from the root, "" or "entries/") uses them."""

    folder: str = ""

    def to(self, kind: str, fragment: str = "", /, **query: object) -> str:
        """The address of a page; see `pages.site.Addresses`."""
        assert kind in KINDS
        file, left = file_of(kind, **query)
        asked = f"?{urlencode({name: str(value) for name, value in left.items()})}" if left else ""
        return f"{self._root}{file}{asked}" + (f"#{quote(fragment)}" if fragment else "")

    def asset(self, name: str) -> str:
        """The address of a file of `static/`."""
        return f"{self._root}static/{name}"

    def download(self, kind: str, table: str, format: str, /, **query: object) -> str | None:  # noqa: A002
        """No rows as files yet."""
        del kind, table, format, query
        return None

    @property
    def _root(self) -> str:
        return "../" * self.folder.count("/")
