"""The day that decides in which period a commitment is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.model import Entry

PROMISED = ("pledged", "approved", "contracted", "shipped", "delivered")
"""Stages of what somebody is bound to give, or has given."""


def decisive_day(entry: Entry) -> str | None:
    """When a promise was first made, or when what else stands was reached, ISO 8601 with its own precision.

    A step without a day of its own was reached when an article first told it. None where nothing tells.
    """
    wanted = PROMISED if entry.stage in PROMISED else (entry.stage,)
    days = [day for rung in entry.ladder if rung.stage in wanted and (day := rung.date or rung.told)]
    return min(days, default=None)


def year(day: str | None) -> str | None:
    """`2023`, or None where the day does not tell."""
    return None if (months := _months(day)) is None else _one(months, 4)


def quarter(day: str | None) -> str | None:
    """`2023-Q1`, or None where the day does not tell."""
    months = _months(day)
    if months is None or any(len(one) < 7 for one in months):
        return None
    quarters = {f"{one[:4]}-Q{(int(one[5:7]) + 2) // 3}" for one in months}
    return quarters.pop() if len(quarters) == 1 else None


def month(day: str | None) -> str | None:
    """`2023-03`, or None where the day does not tell."""
    return None if (months := _months(day)) is None else _one(months, 7)


def _months(day: str | None) -> list[str] | None:
    """Both ends of a date, each as fine as it is given, down to the month; an open end says nothing."""
    ends = [one for one in (day or "").split("/") if re.match(r"\d{4}(?!\d)", one)]
    return [one[:7] for one in ends] or None


def _one(months: list[str], size: int) -> str | None:
    parts = {one[:size] for one in months}
    only = parts.pop()
    return only if not parts and len(only) == size else None


PERIODS: Mapping[str, Callable[[str | None], str | None]] = {"month": month, "quarter": quarter, "year": year}
