"""An entry's links to others, in words."""

from __future__ import annotations

from rich.console import Console

from onrecord.cli.output import line, put
from onrecord.cli.values import print_grid
from onrecord.phrases import headline, short_id
from onrecord.record import ExplainedEntry
from onrecord.telling.links import seen_from

MOST = 12  # links of one relation that are listed; a request may have many answers


def print_links(console: Console, found: ExplainedEntry, digits: int) -> None:
    """Print each link: the relation, the other entry, and why."""
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for link in found.links:
        name, other = seen_from(found.entry.id, link)
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
