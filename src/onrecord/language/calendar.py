"""Days, weeks, months and years as ISO 8601 text, and the arithmetic between them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season, as meteorologists count in the northern hemisphere."""


def safe_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def span_of(first: date | None, last: date | None) -> str:
    """`first/last` in ISO 8601, an open end written ".."."""
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


def month_of(year: int, month: int) -> str:
    """The month in ISO 8601."""
    return f"{year:04d}-{month:02d}"


def last_of_month(year: int, month: int) -> date:
    """The month's last day."""
    return date(year, month, monthrange(year, month)[1])


def shifted_month(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month, `months` later (or earlier when negative)."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def week_around(day: date) -> str:
    """Monday to Sunday around `day`."""
    monday = day - timedelta(days=day.weekday())
    return span_of(monday, monday + timedelta(days=6))


def part_of_month(year: int, month: int, part: str) -> str:
    """The early, mid or late third of a month; its end is its late third."""
    first, last = {"early": (1, 10), "mid": (11, 20)}.get(part, (21, 0))
    return span_of(date(year, month, first), date(year, month, last) if last else last_of_month(year, month))


def part_of_year(year: int, part: str) -> str:
    """The early, mid or late third of a year; its end is its last month."""
    if part == "end":
        return month_of(year, 12)
    first, last = {"early": (1, 4), "mid": (5, 8)}.get(part, (9, 12))
    return f"{month_of(year, first)}/{month_of(year, last)}"


def season_of(year: int, season: str) -> str:
    """A season that begins in `year`, as a range of months."""
    first = SEASONS[season]
    return f"{month_of(year, first)}/{month_of(*shifted_month(year, first, 2))}"


def months_later(day: date, months: int) -> date:
    """The same day of the month, or the month's last."""
    year, month = shifted_month(day.year, day.month, months)
    return min(last_of_month(year, month), date(year, month, 1) + timedelta(days=day.day - 1))


def earlier_or_later(day: date, count: int, unit: str) -> date | None:
    """`count` days, weeks, months or years after `day` (before it when negative); None past the calendar's end."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        return months_later(day, count * (12 if unit == "year" else 1))
    except (ValueError, OverflowError):
        return None
