"""Dates that leave out their month or their year: "on the 24th", "in the third quarter", "by year-end"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.language.calendar import (
    earlier_or_later,
    month_of,
    part_of_year,
    safe_day,
    shifted_month,
    span_of,
)
from onrecord.language.date_patterns import Reading, date_patterns

QUARTERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_LED = re.compile(
    r"\b(?:in|by|during|until|till|before|since|through|throughout|for|from|of|after)\s(?:the\s)?$", re.I
)
_WEEKEND = re.compile(r"\b(?:at|over|on|during|through|throughout|before|by|since|until)\s$", re.I)
_BACK = 16  # characters before a date that hold its preposition
_SATURDAY = 5


def _before(match: re.Match[str], name: str) -> str:
    return match.string[max(0, match.start(name) - _BACK) : match.start(name)]


def bare_quarter(match: re.Match[str], published: date | None) -> Reading:
    """ "in the second quarter", "in the first half of the year": the coming one, or the last that has begun."""
    half = match["h15"] == "half"
    if _LED.search(_before(match, "bare_quarter")) is None or (half and match["w15"] is None):
        return None
    if published is None:
        return None, "range" if half else "quarter", "relative"
    if match["q15"] == "last" and match["w15"] is None:
        year, first = shifted_month(published.year, (published.month - 1) // 3 * 3 + 1, -3)
        return f"{month_of(year, first)}/{month_of(year, first + 2)}", "quarter", "relative"
    length = 6 if half else 3
    number = QUARTERS[(match["q15"] or match["q15b"]).lower()]
    first = (min(number, 2) if half else number) * length - length + 1
    year = published.year
    ahead = date_patterns().looks_ahead(match.string, match.start("bare_quarter"))
    if match["w15"] is None and ahead and first + length <= published.month:
        year += 1
    elif match["w15"] is None and not ahead and first > published.month:
        year -= 1
    return (
        f"{month_of(year, first)}/{month_of(year, first + length - 1)}",
        "range" if half else "quarter",
        "relative",
    )


def day_of_month(match: re.Match[str], published: date | None) -> Reading:
    """ "on the 24th": the next such day where the clause looks ahead, else the last."""
    if published is None:
        return None, "day", "relative"
    number, which = int(match["d16"]), (match["w16"] or "").lower()
    shifts: tuple[int, ...] = {"last": (-1,), "next": (1,), "this": (0,), "the": (0,)}.get(which, (0, 1, 2))
    ahead = date_patterns().looks_ahead(match.string, match.start("day_of_month"))
    for shift in shifts:
        step = shift if which or ahead else -shift
        day = safe_day(*shifted_month(published.year, published.month, step), number)
        if day is not None and (which or (day >= published if ahead else day <= published)):
            return day.isoformat(), "day", "relative"
    return None


def year_end(match: re.Match[str], published: date | None) -> Reading:
    """ "by year-end", "at the year's end"."""
    if published is None:
        return None, "month", "relative"
    back = not date_patterns().looks_ahead(match.string, match.start("year_end")) and published.month < 12
    return part_of_year(published.year - back, "end"), "month", "relative"


def weekend(match: re.Match[str], published: date | None) -> Reading:
    """ "at the weekend": the coming one where the clause looks ahead, else the last, which may be on."""
    if _WEEKEND.search(_before(match, "weekend")) is None:
        return None
    if published is None:
        return None, "range", "relative"
    saturday = published + timedelta(days=_SATURDAY - published.weekday())
    ahead = date_patterns().looks_ahead(match.string, match.start("weekend"))
    if published < saturday and not ahead:
        saturday -= timedelta(days=7)
    return span_of(saturday, saturday + timedelta(days=1)), "range", "relative"


def months_between(match: re.Match[str], published: date | None) -> Reading:
    """ "between March and June", "from March to June 2024", "March-June"."""
    patterns = date_patterns()
    first, last = (patterns.months[match[group].rstrip(".").lower()] for group in ("m17", "m17b"))
    if match["y17"]:
        year = int(match["y17"]) - (first > last)
    elif published is None:
        return None, "range", "partial"
    else:
        ahead = patterns.looks_ahead(match.string, match.start("months_between"))
        year = published.year + (ahead and first < published.month) - (not ahead and first > published.month)
    end = month_of(year + (first > last), last)
    return f"{month_of(year, first)}/{end}", "range", "absolute" if match["y17"] else "partial"


def at_most(published: date, count: int, unit: str) -> str | None:
    """The open range of "within two weeks": until a day, or a month where years are counted."""
    later = earlier_or_later(published, count, unit)
    return None if later is None else f"../{later.isoformat()[: 7 if unit == 'year' else 10]}"
