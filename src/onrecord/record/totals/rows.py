"""Totals as rows to download: one for each total, and one for each commitment that they count or leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.record.rows import ExportRow, tidy
from onrecord.record.totals.counting import Counted, LeftOut
from onrecord.record.totals.totals import DIMENSIONS, Total

TOTAL_FIELDS = (*DIMENSIONS, "measure", "sums", "eur", "usd", "no_rate", "counted", "copies", "left_out")
COUNTED_FIELDS = (
    *DIMENSIONS, "measure", "entry", "counted", "value", "unit", "eur", "usd", "low", "high", "copies", "reason",
    "instead", "why",
)  # fmt: skip


def summed_rows(totals: Iterable[Total]) -> Iterator[ExportRow]:
    """A row for each total: its group, what it comes to, and how many commitments it counts and leaves out."""
    for one in totals:
        yield {
            **_group(one),
            "measure": one.measure,
            "sums": [{"unit": unit, "value": tidy(value)} for unit, value in one.sums.items()],
            "eur": tidy(one.eur),
            "usd": tidy(one.usd),
            "no_rate": one.no_rate,
            "counted": len(one.counted),
            "copies": one.copies,
            "left_out": len(one.left_out),
        }


def decided_rows(totals: Iterable[Total]) -> Iterator[ExportRow]:
    """A row for each commitment: in which total it is, whether it counts, and why."""
    for total in totals:
        group: ExportRow = {**_group(total), "measure": total.measure}
        yield from ({**group, **_counted(one)} for one in total.counted)
        yield from ({**group, **_left_out(one)} for one in total.left_out)


def _group(total: Total) -> ExportRow:
    return {name: total.group.get(name) for name in DIMENSIONS}


def _counted(one: Counted) -> ExportRow:
    return {
        "entry": one.entry,
        "counted": True,
        "value": tidy(one.value),
        "unit": one.unit,
        "eur": tidy(one.eur),
        "usd": tidy(one.usd),
        "low": tidy(one.low),
        "high": tidy(one.high),
        "copies": sum(one.copies.values()),
        "reason": None,
        "instead": None,
        "why": one.why,
    }


def _left_out(one: LeftOut) -> ExportRow:
    return {
        **dict.fromkeys(COUNTED_FIELDS[COUNTED_FIELDS.index("entry") :]),
        "entry": one.entry,
        "counted": False,
        "value": tidy(one.value),
        "unit": one.unit,
        "reason": one.reason,
        "instead": one.instead,
        "why": one.why,
    }
