"""An entry's links to others, in words."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console

from onrecord.cli.output import line, put
from onrecord.cli.values import print_grid
from onrecord.model import EntryLink, LinkRelation
from onrecord.phrases import headline, short_id
from onrecord.record import ExplainedEntry

INVERSE: Mapping[LinkRelation, str] = {
    "part of": "holds",
    "kind of": "tells broadly",
    "answers": "answered by",
    "follows": "followed by",
    "recalls": "recalled by",
}
"""What an entry is to one that is linked to it."""
HERE: Mapping[LinkRelation, str] = {"kind of": "told broadly by"}
"""What an entry is to one that it is linked to, where that is not the relation's own name."""
MOST = 12  # links of one relation that are listed; a request may have many answers


def print_links(console: Console, found: ExplainedEntry, digits: int) -> None:
    """Print each link: the relation, the other entry, and why."""
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for link in found.links:
        name, other = _seen_from(found.entry.id, link)
        entry = found.linked[other]
        told = f"{headline(entry.type, entry.fields, entry.stage)}\n{link.reason}"
        rows.setdefault(name, []).append((name, short_id(other, digits), told))
    if not rows:
        return
    put(console, "")
    put(console, line(("Linked entries", "bold underline")))
    for name, some in sorted(rows.items()):
        print_grid(console, some[:MOST], 2)
        if len(some) > MOST:
            put(console, line((f"and {len(some) - MOST} more {name!r}", "dim")), 2)


def _seen_from(id_: str, link: EntryLink) -> tuple[str, str]:
    """The relation in words from the entry's side, and the other entry."""
    if link.a == id_:
        return HERE.get(link.relation, link.relation), link.b
    return INVERSE[link.relation], link.a
