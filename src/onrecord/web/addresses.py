"""Addresses of the live site: what stands in a link, and where each kind of page, of data and of download is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS

API, DOWNLOAD = "/api", "/download"
DOCUMENT = "/api/openapi.json"
DOTS = ("", ".", "..")
"""Texts that no last part of an address can be: every browser takes them for steps up and down."""
HOLE = "{id}"


def path_of(kind: PageKind, prefix: str = "") -> str:
    """The path under which the server answers for a kind of page, with the hole for its id."""
    return prefix + (f"/{kind.name}" if prefix and kind.path == "/" else kind.path)


@dataclass(frozen=True, slots=True)
class LiveAddresses:
    """Addresses as the server answers them; `everywhere` goes along with each: the day that is shown."""

    everywhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> Mapping[str, PageKind]:
        """The kinds of pages whose data can be had."""
        return KINDS

    def to(self, kind: str, fragment: str = "", /, **query: object) -> str:
        """The address of a page; see `pages.site.Addresses`."""
        return self._address("", kind, query) + (f"#{_quoted(fragment)}" if fragment else "")

    def asset(self, name: str) -> str:
        """The address of a file of `static/`."""
        return f"/static/{name}"

    def download(self, kind: str, table: str, format: str, /, **query: object) -> str | None:  # noqa: A002
        """The address of the rows behind a page."""
        return self._address(DOWNLOAD, kind, {**query, "table": table, "format": format})

    def data(self, kind: str, fragment: str = "", /, **query: object) -> str:
        """The address of a page's data as JSON, which has no places in it."""
        del fragment
        return self._address(API, kind, query)

    def _address(self, prefix: str, kind: str, query: Mapping[str, object]) -> str:
        path = path_of(KINDS[kind], prefix)
        left: list[tuple[str, str]] = []
        for name, value in {**query, **self.everywhere}.items():
            if "{" + name + "}" != HOLE or HOLE not in path:
                left += [(name, one) for one in _texts(value)]
            elif str(value) in DOTS:
                left.append((name, str(value)))
            else:
                path = path.replace(HOLE, _quoted(str(value)))
        path = path.replace(HOLE, "")
        return f"{path}?{urlencode(left, errors='surrogatepass')}" if left else path


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield str(one)
    elif value is not None and value != "":
        yield str(value)
