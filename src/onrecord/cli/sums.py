"""Totals in the terminal and as JSON Lines."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.output import line, messages, put, results, safe
from onrecord.cli.values import print_grid
from onrecord.model import Entry
from onrecord.phrases import NOTHING, headline, money, number, plural, rounded, rounded_sum, short_id
from onrecord.record import Counted, LeftOut, Record, Selection, Total, json_line, total_row

MOST_EMPTY = 12  # groups of which nothing is counted that have a line each; more of them share one
MOST_UNITS = 6  # currencies or things of one total that are named, the largest first


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
            table.add_row(*(Text(safe(cell)) for cell in [*_group(total), *_cells([total], currency)]))
    if shared:
        first = [f"({len(shared)} others)", *[""] * (len(names) - 1)]
        table.add_row(*(Text(safe(cell)) for cell in [*first, *_cells(shared, currency)]))
    if len(found) > 1:
        first = ["all", *[""] * (len(names) - 1)] if names else []
        table.add_row(*(Text(safe(cell)) for cell in [*first, *_cells(found, currency)]), style="bold")
    return table


def _group(total: Total) -> list[str]:
    return [value or NOTHING for value in total.group.values()]


def _cells(found: Sequence[Total], currency: str | None) -> list[str]:
    counted = sum(len(total.counted) for total in found)
    copies = sum(total.copies for total in found)
    reasons = Counter(one.reason for total in found for one in total.left_out)
    left = ", ".join(
        f"{count} {reason}" for reason, count in sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
    )
    return [_sum(found, currency), str(counted), str(copies) if copies else NOTHING, left or NOTHING]


def _sum(found: Sequence[Total], currency: str | None) -> str:
    if all(not total.counted for total in found):
        return NOTHING
    if currency is not None and found[0].measure == "money":
        value = sum((total.eur if currency == "EUR" else total.usd) or 0.0 for total in found)
        missing = sum(total.no_rate for total in found)
        return money(rounded(value), currency) + (
            f" (without {plural(missing, 'sum')} of no known rate)" if missing else ""
        )
    sums: Counter[str] = Counter()
    for total in found:
        sums.update(total.sums)
    several = len(found) > 1 or len(found[0].counted) > 1
    told = rounded_sum if several and found[0].measure == "money" else partial(_figure, measure=found[0].measure)
    parts = [told(value, unit) for unit, value in sums.most_common(MOST_UNITS)]
    return "\n".join([*parts, *([f"and {len(sums) - MOST_UNITS} more"] if len(sums) > MOST_UNITS else [])])


def _figure(value: float, unit: str, measure: str) -> str:
    return money(value, unit) if measure == "money" else f"{number(value)} {unit}"


def _explain(console: Console, record: Record, found: Sequence[Total], currency: str | None) -> None:
    digits = record.digits()
    entries = {entry.id: entry for entry in record.entries(Selection(type="commitment"))} if found else {}
    for total in found:
        put(console, "")
        named = ", ".join(_group(total)) or "all"
        put(console, line((f"{named}: {_sum([total], currency).replace(chr(10), ', ')}", "bold underline")))
        print_grid(console, [*_counted(total, entries, digits)], 2)
        print_grid(console, [*_left(total, entries, digits)], 2)


def _counted(total: Total, entries: Mapping[str, Entry], digits: int) -> Iterator[tuple[str, str, str]]:
    for one in total.counted:
        why = one.why
        if one.low is not None and one.high is not None:
            why += f", between {number(one.low)} and {number(one.high)}"
        if one.copies:
            told = ", ".join(f"{origin.partition(':')[2] or origin} +{more}" for origin, more in one.copies.items())
            why += f"; copies: {told}"
        yield (
            f"+ {short_id(one.entry, digits)}",
            _figure(one.value, one.unit, total.measure),
            _told(one, entries, why),
        )


def _left(total: Total, entries: Mapping[str, Entry], digits: int) -> Iterator[tuple[str, str, str]]:
    for one in total.left_out:
        figure = _figure(one.value, one.unit or "", total.measure) if one.value is not None else NOTHING
        instead = f" ({short_id(one.instead, digits)})" if one.instead else ""
        yield f"- {short_id(one.entry, digits)}", figure, _told(one, entries, f"{one.reason}: {one.why}{instead}")


def _told(one: Counted | LeftOut, entries: Mapping[str, Entry], why: str) -> str:
    entry = entries.get(one.entry)
    return why if entry is None else f"{headline(entry.type, entry.fields, entry.stage)}\n{why}"
