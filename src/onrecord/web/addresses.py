"""Addresses of the live site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from onrecord.pages.registry import KINDS


@dataclass(frozen=True, slots=True)
class LiveAddresses:
    """Addresses as the server answers them; `everywhere` goes along with each: the day that is shown."""

    everywhere: Mapping[str, str] = field(default_factory=dict)

    def to(self, kind: str, fragment: str = "", /, **query: object) -> str:
        """The address of a page; see `pages.site.Addresses`."""
        return self._address("", kind, query) + (f"#{quote(fragment)}" if fragment else "")

    def asset(self, name: str) -> str:
        """The address of a file of `static/`."""
        return f"/static/{name}"

    def download(self, kind: str, table: str, format: str, /, **query: object) -> str | None:  # noqa: A002
        """The address of the rows behind a page."""
        return self._address("/download", kind, {**query, "table": table, "format": format})

    def _address(self, prefix: str, kind: str, query: Mapping[str, object]) -> str:
        path = prefix + KINDS[kind].path
        left: list[tuple[str, str]] = []
        for name, value in {**query, **self.everywhere}.items():
            if "{" + name + "}" in path:
                path = path.replace("{" + name + "}", quote(str(value), safe=""))
            else:
                left += [(name, one) for one in _texts(value)]
        return f"{path}?{urlencode(left)}" if left else path


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield str(one)
    elif value is not None and value != "":
        yield str(value)
