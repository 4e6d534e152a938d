"""One entry as a page that stands alone: a single file that needs nothing beside it."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

from onrecord import __version__
from onrecord.engines.as_of import opened
from onrecord.errors import BadInput
from onrecord.pages.entry import KIND, EntryQuery
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.publishing.titles import titled
from onrecord.record import Record
from onrecord.record.explaining import resolved
from onrecord.record.files import whole_file

LINK = re.compile(r' href="#([^"]*)"')
PLACE = re.compile(r'\sid="([^"]+)"')
CLOSED = re.compile(r"<details(?![^>]*\sopen)")
"""What our templates write. Nothing of an article looks so: in a text, quotes and brackets are escaped."""
TOP = "main"


class SingleAddresses:
    """Addresses as a page that stands alone uses them: places in itself."""

    def __init__(self, entry: str) -> None:
        self._entry = entry

    def to(self, kind: str, fragment: str = "", /, **query: object) -> str:
        """Where in this page that is which a link leads to; nothing for lists and whatever else is not in it."""
        if not fragment:
            fragment = TOP if kind == KIND.name and query.get("id") == self._entry else str(query.get("id") or "")
        return f"#{quote(fragment)}" if fragment and "id" in query else ""

    def asset(self, name: str) -> str:
        """No file stands beside the page."""
        del name
        return ""

    def download(self, kind: str, table: str, format: str, /, **query: object) -> str | None:  # noqa: A002
        """No file stands beside the page."""
        del kind, table, format, query
        return None


def report_entry(
    record: str | os.PathLike[str],
    entry: str,
    out: str | os.PathLike[str],
    title: str | None = None,
    as_of: str | None = None,
    clock: str | None = None,
) -> str:
    """Write one entry as a page to the file `out`, with all that it leans on inside, and return the entry's id.

    entry: its id; a unique beginning will do. The other arguments are those of `report`.
    Raises NotFound when there is no such entry, BadInput when several ids begin so, and what `report` raises.
    """
    place = Path(out)
    if place.is_dir():
        raise BadInput(f"{out} is a folder: name the file that the page of the entry is to be")
    with opened(Path(record), as_of, clock) as held:
        id_ = resolved(held.gate, entry, ("entries",))[1]
        text = single_page(held, id_, titled(Path(record), title))
    with whole_file(place) as file:
        file.write(text.encode("utf-8", "replace"))
    return id_


def single_page(record: Record, entry: str, title: str) -> str:
    """The page of an entry as one HTML document that asks for nothing else."""
    query = EntryQuery(entry)
    site = Site(SingleAddresses(entry), title, __version__, as_of=record.as_of, single=True)
    return alone(render(KIND, KIND.make(record, query), query, site))


def alone(text: str) -> str:
    """A page whose links lead to places in it or are left as their words, and in which nothing is folded away."""
    places = {unescape(one) for one in PLACE.findall(text)}

    def kept(link: re.Match[str]) -> str:
        return link.group() if unquote(unescape(link.group(1))) in places else ""

    return CLOSED.sub("<details open", LINK.sub(kept, text))
