"""Totals in the terminal and as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.output import line, messages, put, results, safe
from onrecord.cli.values import print_grid
from onrecord.model import Entry
from onrecord.phrases import NOTHING, headline, plural, short_id
from onrecord.record import Counted, LeftOut, Record, Selection, Total, json_line, total_row
from onrecord.telling.totals import counted_told, figure_told, group_told, left_out_told, sums_told

MOST_EMPTY = 12  # groups of which nothing is counted that have a line each; more of them share one


def print_json(found: Sequence[Total]) -> None:
    """Write one JSON object for each total, on one line."""
    for total in found:
        sys.stdout.write(json_line(total_row(total)))


def print_totals(record: Record, found: Sequence[Total], currency: str | None, explain: bool) -> None:
    """Print a table of totals with a last line for all of them, then, if asked, each entry with its reason."""
    console = results()
    if found:
        put(console, _table(found, currency))
    if explain:
        _explain(console, record, found, currency)
    counted = sum(len(total.counted) for total in found)
    left = sum(len(total.left_out) for total in found)
    messages().print(f"{plural(len(found), 'total')}: {counted} of {counted + left} commitments counted")


def _table(found: Sequence[Total], currency: str | None) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    names = list(found[0].group)
    for head in names:
        table.add_column(head, overflow="fold")
    for head in ("total", "counted", "copies", "left out"):
        table.add_column(head, overflow="fold")
    empty = [total for total in found if not total.counted]
    shared = empty if len(empty) > MOST_EMPTY else []
    for total in found:
        if total.counted or not shared:
            table.add_row(*(Text(safe(cell)) for cell in [*group_told(total), *_cells([total], currency)]))
    if shared:
        first = [f"({len(shared)} others)", *[""] * (len(names) - 1)]
        table.add_row(*(Text(safe(cell)) for cell in [*first, *_cells(shared, currency)]))
    if len(found) > 1:
        first = ["all", *[""] * (len(names) - 1)] if names else []
        table.add_row(*(Text(safe(cell)) for cell in [*first, *_cells(found, currency)]), style="bold")
    return table


def _cells(found: Sequence[Total], currency: str | None) -> list[str]:
    counted = sum(len(total.counted) for total in found)
    copies = sum(total.copies for total in found)
    return [
        "\n".join(sums_told(found, currency)) or NOTHING,
        str(counted),
        str(copies) if copies else NOTHING,
        left_out_told(found) or NOTHING,
    ]


def _explain(console: Console, record: Record, found: Sequence[Total], currency: str | None) -> None:
    digits = record.digits()
    entries = {entry.id: entry for entry in record.entries(Selection(type="commitment"))} if found else {}
    for total in found:
        put(console, "")
        named = ", ".join(group_told(total)) or "all"
        put(console, line((f"{named}: {', '.join(sums_told([total], currency)) or NOTHING}", "bold underline")))
        print_grid(console, [*_counted(total, entries, digits)], 2)
        print_grid(console, [*_left(total, entries, digits)], 2)


def _counted(total: Total, entries: Mapping[str, Entry], digits: int) -> Iterator[tuple[str, str, str]]:
    for one in total.counted:
        yield (
            f"+ {short_id(one.entry, digits)}",
            figure_told(one.value, one.unit, total.measure),
            _told(one, entries, counted_told(one, total.measure)),
        )


def _left(total: Total, entries: Mapping[str, Entry], digits: int) -> Iterator[tuple[str, str, str]]:
    for one in total.left_out:
        figure = figure_told(one.value, one.unit or "", total.measure) if one.value is not None else NOTHING
        instead = f" ({short_id(one.instead, digits)})" if one.instead else ""
        yield f"- {short_id(one.entry, digits)}", figure, _told(one, entries, f"{one.reason}: {one.why}{instead}")


def _told(one: Counted | LeftOut, entries: Mapping[str, Entry], why: str) -> str:
    entry = entries.get(one.entry)
    return why if entry is None else f"{headline(entry.type, entry.fields, entry.stage)}\n{why}"
