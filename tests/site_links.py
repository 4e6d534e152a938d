"""Following every link of a folder of pages, as a browser would, without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

ADDRESSES = {"href", "src", "action", "srcset", "data", "poster", "formaction", "xlink:href"}


@dataclass
class Seen:
    """What a page holds: the addresses it names (with the tag), its ids, links without an address, all its tags."""

    links: list[tuple[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    left: int = 0
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.seen.tags.append((tag, held))
        self.seen.left += tag == "a" and "href" not in held
        for name, value in held.items():
            if name in ADDRESSES:
                self.seen.links.append((tag, value or ""))
            elif name == "id":
                self.seen.ids.append(value or "")


def read(path: Path) -> Seen:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.seen


def broken(site: Path) -> list[str]:
    """Every link of the site that leads nowhere, and every id that stands twice in a page."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {file: read(site / file) for file in sorted(files) if file.endswith(".html")}
    ids = {file: set(seen.ids) for file, seen in pages.items()}
    found = []
    for file, seen in pages.items():
        if len(ids[file]) < len(seen.ids):
            found += [f"{file}: id {one!r} stands twice" for one in ids[file] if seen.ids.count(one) > 1]
        for tag, address in dict.fromkeys(seen.links):
            parts = urlsplit(address)
            if parts.scheme in ("http", "https") and tag == "a":
                continue
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                found.append(f"{file}: <{tag}> leads outside: {address}")
                continue
            place = _resolved(file, unquote(parts.path))
            if place not in files:
                found.append(f"{file}: <{tag}> leads to no file: {address}")
            elif parts.fragment and place.endswith(".html") and unquote(parts.fragment) not in ids[place]:
                found.append(f"{file}: <{tag}> leads to no place in {place}: {address}")
    return found


def reached(site: Path, start: str = "index.html") -> set[str]:
    """The pages that links and forms lead to from the first one."""
    seen, todo = {start}, [start]
    while todo:
        file = todo.pop()
        for tag, address in read(site / file).links:
            parts = urlsplit(address)
            if tag in ("a", "form") and not parts.scheme and parts.path:
                place = _resolved(file, unquote(parts.path))
                if place.endswith(".html") and place not in seen and (site / place).is_file():
                    seen.add(place)
                    todo.append(place)
    return seen


def _resolved(file: str, path: str) -> str:
    """Where a relative address leads from a file; "" outside the site."""
    if not path:
        return file
    parts: list[str] = list(PurePosixPath(file).parent.parts)
    for one in PurePosixPath(path).parts:
        if one != "..":
            parts.append(one)
        elif parts:
            parts.pop()
        else:
            return ""
    return "/".join(parts)
