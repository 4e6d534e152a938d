"""How each form of a date is read: its value, its precision, and what the value rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.language.calendar import (
    SEASONS,
    earlier_or_later,
    last_of_month,
    month_of,
    part_of_month,
    part_of_year,
    safe_day,
    season_of,
    shifted_month,
    span_of,
    week_around,
)
from onrecord.language.date_bare import (
    QUARTERS,
    at_most,
    bare_quarter,
    day_of_month,
    months_between,
    weekend,
    year_end,
)
from onrecord.language.date_patterns import Precision as Precision
from onrecord.language.date_patterns import Reading, date_patterns

_COUNTED = re.compile(r"\s+[a-z]+s\b")
_SOON = timedelta(days=21)
"""So far ahead, a day without a year is sooner this year's than last year's, whatever the tense."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a form says: its place, its value, its precision and what the value rests on."""

    begin: int
    end: int
    iso: str | None
    precision: Precision
    how: Literal["absolute", "partial", "relative"]


def published_day(published: str | None) -> date | None:
    """The day of an ISO 8601 day or moment, None when it cannot be read."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def value_of(match: re.Match[str], published: date | None) -> Found | None:
    """The date that a match of the forms gives, None when the words turn out not to be one."""
    name = next(form for form in _READERS if match[form] is not None)
    read = _READERS[name](match, published)
    if read is None:
        return None
    begin, end = match.span(name)
    if (
        match.string[end - 1] == "."
        and re.match(r"\s|$", match.string[end : end + 1])
        and not match[name][-2:-1].isdigit()
    ):
        end -= _full_name(match[name]) or 0
    iso, precision, how = read
    return Found(begin, end, iso, precision, how)


def _full_name(written: str) -> int:
    """1 when the dot behind belongs to the sentence: the last word is a month's full name."""
    word = written.rstrip(".").split()[-1].lower()
    return int(word in date_patterns().months and (len(word) > 4 or word in ("may", "june", "july")))


def _month_number(written: str) -> int:
    return date_patterns().months[written.rstrip(".").lower()]


def _part(written: str | None) -> str | None:
    if not written:
        return None
    word = written.lower()
    if "end" in word:
        return "end"
    return (
        "early" if "beginning" in word or "start" in word or "early" in word else "mid" if "mid" in word else "late"
    )


def _iso(match: re.Match[str], _: date | None) -> Reading:
    try:
        return date.fromisoformat(match["iso"]).isoformat(), "day", "absolute"
    except ValueError:
        return None


def _month_day(match: re.Match[str], published: date | None) -> Reading:
    which = "1" if match["mdy"] is not None else "2"
    month, first, last, year = (
        _month_number(match["m" + which]),
        int(match["d" + which]),
        match[f"d{which}b"],
        match["y" + which],
    )
    if not 1 <= first <= 31:
        return None
    if year:
        return _days(int(year), month, first, last, "absolute")
    if published is None:
        return (None, "range" if last else "day", "partial") if safe_day(2024, month, first) else None
    years = (published.year - 1, published.year, published.year + 1)
    days = [day for day in (safe_day(y, month, first) for y in years) if day is not None]
    chosen = _nearest(days, published, date_patterns().looks_ahead(match.string, match.start()))
    return _days(chosen.year, month, first, last, "partial") if chosen else None


def _nearest(days: list[date], published: date, ahead: bool) -> date | None:
    """The coming day where the clause looks ahead, else the last one gone by, or one just ahead."""
    behind = [day for day in days if day <= published]
    coming = [day for day in days if day >= published]
    if coming and (ahead or not behind or (coming[0] - published <= _SOON and coming[0] != behind[-1])):
        return coming[0]
    return behind[-1] if behind else None


def _days(year: int, month: int, first: int, last: str | None, how: Literal["absolute", "partial"]) -> Reading:
    begin = safe_day(year, month, first)
    if begin is None:
        return None
    end = safe_day(year, month, int(last)) if last else None
    if end is not None and end > begin:
        return span_of(begin, end), "range", how
    return begin.isoformat(), "day", how


def _month_year(match: re.Match[str], _: date | None) -> Reading:
    year, month, part = int(match["y3"]), _month_number(match["m3"]), _part(match["p3"])
    return (
        (part_of_month(year, month, part), "range", "absolute")
        if part
        else (month_of(year, month), "month", "absolute")
    )


def _month_alone(match: re.Match[str], published: date | None) -> Reading:
    text, word, part = match.string, match["m4"].rstrip(".").lower(), _part(match["p4"])
    begin = match.start("month")
    led = match["w4"] or match["p4"] or date_patterns().before_month.search(text[max(0, begin - 14) : begin])
    if word in date_patterns().unclear_months and not led:
        return None
    month = date_patterns().months[word]
    if published is None:
        return None, "range" if part else "month", "partial"
    which = (match["w4"] or "").strip().lower()
    ahead = which == "next" or (which != "last" and date_patterns().looks_ahead(text, begin))
    year = published.year
    if ahead and month < published.month:
        year += 1
    elif not ahead and (month > published.month or (which == "last" and month == published.month)):
        year -= 1
    return (
        (part_of_month(year, month, part), "range", "partial")
        if part
        else (month_of(year, month), "month", "partial")
    )


def _quarter(match: re.Match[str], published: date | None) -> Reading:
    number = QUARTERS[(match["q5"] or match["q5b"]).lower()]
    how: Literal["absolute", "relative"] = "absolute" if match["y5"] else "relative"
    if match["y5"] is None and published is None:
        return None, "quarter", "relative"
    year = (
        int(match["y5"])
        if match["y5"]
        else published.year + {"this": 0, "next": 1, "last": -1}[match["w5"]]
        if published
        else 0
    )
    if match["h5"] == "half":
        first = 1 if number == 1 else 7
        return f"{month_of(year, first)}/{month_of(year, first + 5)}", "range", how
    first = number * 3 - 2
    return f"{month_of(year, first)}/{month_of(year, first + 2)}", "quarter", how


def _season(match: re.Match[str], published: date | None) -> Reading:
    if match["y6"]:
        return season_of(int(match["y6"]), match["s6b"].lower()), "season", "absolute"
    led = date_patterns().before_season
    if match["s6c"] and not led.search(match.string[max(0, match.start("season") - 14) : match.start("season")]):
        return None  # "the spring offensive"
    if published is None:
        return None, "season", "relative"
    season, which = (match["s6"] or match["s6c"]).lower(), (match["w6"] or "").lower()
    starts = [date(published.year + step, SEASONS[season], 1) for step in (-2, -1, 0, 1)]
    ends = [last_of_month(*shifted_month(start.year, start.month, 2)) for start in starts]
    coming = next(start for start, end in zip(starts, ends, strict=True) if end >= published)
    running = coming <= published
    if match["s6c"] and not running and not date_patterns().looks_ahead(match.string, match.start()):
        which = "last"
    if which == "last":
        coming = starts[starts.index(coming) - 1]
    elif which == "next" and running:
        coming = date(coming.year + 1, coming.month, 1)
    return season_of(coming.year, season), "season", "relative"


def _end_of(match: re.Match[str], published: date | None) -> Reading:
    if published is None:
        return None, "range", "relative"
    word, which, unit = match["endof"].lower(), match["w7"].lower(), match["u7"].lower()
    shift = {"next": 1, "last": -1}.get(which, 0)
    running = shift == 0
    first, last = _unit_bounds(published, unit, shift)
    if word.startswith("later") and running:
        return span_of(published, last), "range", "relative"
    if word.startswith("earlier") and running:
        return span_of(first, published), "range", "relative"
    part = "early" if "earl" in word else "late" if "late" in word else "end"
    if unit == "year":
        return part_of_year(first.year, part), "month" if part == "end" else "range", "relative"
    if unit == "month":
        return part_of_month(first.year, first.month, part), "range", "relative"
    return (
        span_of(
            first if part == "early" else last - timedelta(days=2),
            first + timedelta(days=2) if part == "early" else last,
        ),
        "range",
        "relative",
    )


def _unit_bounds(published: date, unit: str, shift: int) -> tuple[date, date]:
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * shift)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        year, month = shifted_month(published.year, published.month, shift)
        return date(year, month, 1), last_of_month(year, month)
    return date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)


def _weekday(match: re.Match[str], published: date | None) -> Reading:
    text, begin = match.string, match.start("weekday")
    if date_patterns().not_a_weekday.search(text[max(0, begin - 9) : begin]):
        return None
    if published is None:
        return None, "day", "relative"
    which = (match["w8"] or "").lower()
    back = (published.weekday() - date_patterns().weekdays[match["wd8"].lower()]) % 7
    if which == "last":
        return (published - timedelta(days=back or 7)).isoformat(), "day", "relative"
    if which in ("next", "the coming", "this coming"):
        return (published + timedelta(days=7 - back)).isoformat(), "day", "relative"
    ahead = date_patterns().looks_ahead(text, begin)
    return (published + timedelta(days=(7 - back) % 7 if ahead else -back)).isoformat(), "day", "relative"


def _near(match: re.Match[str], published: date | None) -> Reading:
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}.get(match["near"].lower(), 0)
    return (published + timedelta(days=shift)).isoformat() if published else None, "day", "relative"


def _period(match: re.Match[str], published: date | None) -> Reading:
    unit, which = match["u9"].lower(), match["w9"].lower()
    precision: Precision = "range" if unit == "weekend" else unit  # type: ignore[assignment]
    if published is None:
        return None, precision, "relative"
    shift = (
        1
        if which in ("next", "the coming", "the following")
        else -1
        if which in ("last", "the past", "the previous", "this past")
        else 0
    )
    if unit == "weekend":
        saturday = published + timedelta(days=5 - published.weekday())
        if shift < 0 and saturday + timedelta(days=1) >= published:
            saturday -= timedelta(days=7)
        elif shift > 0:
            saturday += timedelta(days=7 if which == "next" else 0)
        return span_of(saturday, saturday + timedelta(days=1)), precision, "relative"
    if which in ("the past", "this past"):
        return span_of(earlier_or_later(published, -1, unit), published), "range", "relative"
    first, _ = _unit_bounds(published, unit, shift)
    iso = (
        week_around(first)
        if unit == "week"
        else month_of(first.year, first.month)
        if unit == "month"
        else f"{first.year:04d}"
    )
    return iso, precision, "relative"


def _number(written: str | None) -> int | None:
    if written is None or written.lower() in ("few", "several"):
        return None
    word = written.lower()
    return (
        int(word)
        if word.isdecimal()
        else 1
        if word in ("a", "an")
        else 2
        if word == "couple of"
        else date_patterns().small.get(word)
    )


def _stretch(match: re.Match[str], published: date | None) -> Reading:
    if published is None:
        return None, "range", "relative"
    count, unit = _number(match["n10"]), match["u10"].lower()
    ahead = match["w10"].lower() in ("coming", "next", "following", "upcoming")
    other = earlier_or_later(published, count if ahead else -count, unit) if count is not None else None
    return (span_of(published, other) if ahead else span_of(other, published)), "range", "relative"


def _ago(match: re.Match[str], published: date | None) -> Reading:
    count, unit = _number(match["n11"]), match["u11"].lower()
    precision: Precision = unit if count is not None else "range"  # type: ignore[assignment]
    if published is None or match["ago"].lower().endswith("earlier"):
        return None, precision, "relative"
    return (
        (
            _around(earlier_or_later(published, -count, unit), unit)
            if count is not None
            else span_of(None, published)
        ),
        precision,
        "relative",
    )


def _within(match: re.Match[str], published: date | None) -> Reading:
    count, unit = _number(match["n12"]), match["u12"].lower()
    if count is None:
        return None
    begin = match.start("within")
    open_ended = match.string[max(0, begin - 7) : begin].lower() == "within "
    ahead = date_patterns().looks_ahead(match.string, begin)
    if published is None or not (ahead or (open_ended and date_patterns().promises(match.string, begin))):
        return None
    if open_ended:
        latest = at_most(published, count, unit)
        return (latest, unit, "relative") if latest else None  # type: ignore[return-value]
    later = earlier_or_later(published, count, unit)
    return (_around(later, unit), unit, "relative") if later else None  # type: ignore[return-value]


def _around(day: date | None, unit: str) -> str | None:
    if day is None:
        return None
    if unit == "week":
        return week_around(day)
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def _years(match: re.Match[str], _: date | None) -> Reading:
    first, last = match["y13"] or match["y13c"], match["y13b"] or match["y13d"]
    last = last if len(last) == 4 else first[:2] + last
    return (f"{first}/{last}", "range", "absolute") if int(first) < int(last) <= int(first) + 40 else None


def _year(match: re.Match[str], _: date | None) -> Reading:
    text, year, part = match.string, int(match["y14"]), _part(match["p14"])
    if part:
        return part_of_year(year, part), "month" if part == "end" else "range", "absolute"
    counted = re.match(r"\s+[a-z]+s\b", text[match.end("year") : match.end("year") + 24])
    led = date_patterns().before_year.search(text[max(0, match.start("year") - 10) : match.start("year")])
    if year % 50 == 0 and counted and not led:
        return None  # 2000 helmets
    return str(year), "year", "absolute"


_READERS: dict[str, Callable[[re.Match[str], date | None], Reading]] = {
    "iso": _iso,
    "mdy": _month_day,
    "dmy": _month_day,
    "my": _month_year,
    "month": _month_alone,
    "quarter": _quarter,
    "months_between": months_between,
    "bare_quarter": bare_quarter,
    "day_of_month": day_of_month,
    "year_end": year_end,
    "weekend": weekend,
    "season": _season,
    "endof": _end_of,
    "weekday": _weekday,
    "near": _near,
    "period": _period,
    "stretch": _stretch,
    "ago": _ago,
    "within": _within,
    "years": _years,
    "year": _year,
}
