"""Writing the static site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from onrecord import __version__
from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.pages.rendering import asset, render
from onrecord.pages.site import Site
from onrecord.record import Record, open_record
from onrecord.report.addresses import StaticAddresses, file_of

ASSETS = ("site.css", "site.js", "icon.svg")


def report(record: str | os.PathLike[str], out: str | os.PathLike[str]) -> int:
    """Write the pages of a record as files under `out`, and return their number."""
    folder = Path(out)
    number = 0
    with open_record(record) as shown:
        for kind in KINDS.values():
            if not kind.live:
                for name, text in _pages(shown, kind, Path(record).name):
                    place = folder / name
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_text(text, encoding="utf-8")
                    number += 1
    (folder / "static").mkdir(parents=True, exist_ok=True)
    for name in ASSETS:
        (folder / "static" / name).write_bytes(asset(name))
    return number


def _pages(record: Record, kind: PageKind, title: str) -> Iterator[tuple[str, str]]:
    for query in kind.every(record):
        asked = {one.name: getattr(query, one.name) for one in fields(query)}
        file, _ = file_of(kind.name, **asked)
        site = Site(StaticAddresses(file.rpartition("/")[0] and "one/"), title, __version__, as_of=record.as_of)
        yield file, render(kind, kind.make(record, query), query, site)
