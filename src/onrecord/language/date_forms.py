"""The forms that a date takes in news, one pattern each, and how each is read."""

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

Precision = Literal["day", "week", "month", "season", "quarter", "year", "range"]

_MONTH_NAMES = (
    "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
    "September Sept Sep", "October Oct", "November Nov", "December Dec",
)  # fmt: skip
_MONTHS = {name.lower(): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAYS = {
    name: at
    for at, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_SMALL = {
    name: at
    for at, name in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "final": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}


def _either(names: list[str]) -> str:
    """A pattern for names that are capitalised or all in capitals, longest first."""
    return "(?:" + "|".join(sorted({*names, *(name.upper() for name in names)}, key=len, reverse=True)) + ")"


_MONTH = _either([name for names in _MONTH_NAMES for name in names.split()]) + r"\b\.?"
_WEEKDAY = _either([name.capitalize() for name in _WEEKDAYS])
_YEAR = r"(?:19|20)\d\d(?![\d%])"
_PART = r"(?:(?i:early|mid|late|the\ end\ of|end\ of|the\ beginning\ of|the\ start\ of|the\ middle\ of)[\s-]+(?:in\s+)?)"
_COUNT = r"(?:\d{1,3}|" + "|".join([*_SMALL][1:]) + r"|a|an|few|several|couple\ of)"
_UNIT = r"(?:day|week|month|year)"
_DASH = r"\s*(?:-|–|—|to|and)\s*"

FORMS = re.compile(
    rf"""
    (?<![\w$€£/.:#-])(?:
      (?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)
    | (?P<mdy>(?:{_WEEKDAY},?\ )?(?P<m1>{_MONTH})\ (?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:{_DASH}(?P<d1b>[0-3]?\d)(?:st|nd|rd|th)?)?
        (?!\d|[.,]\d{{3}}|\ (?:million|billion))(?:,?\ (?P<y1>{_YEAR}))?)
    | (?P<dmy>(?:{_WEEKDAY},?\ (?:the\ )?)?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?:{_DASH}(?P<d2b>[0-3]?\d)(?:st|nd|rd|th)?)?\ (?:of\ )?
        (?P<m2>{_MONTH})(?:,?\ (?P<y2>{_YEAR}))?)
    | (?P<my>(?P<p3>{_PART})?(?P<m3>{_MONTH}),?\ (?:of\ )?(?P<y3>{_YEAR}))
    | (?P<month>(?P<w4>(?i:last|next|this)\s+)?(?P<p4>{_PART})?(?P<m4>{_MONTH})(?!\ ?\d|[\w-]))
    | (?P<quarter>(?:(?P<q5>(?i:first|second|third|fourth|last|final))\ (?P<h5>quarter|half)|Q(?P<q5b>[1-4]))
        (?:,?\ (?:of\ )?(?P<y5>{_YEAR})|\ of\ (?P<w5>this|next|last)\ year))
    | (?P<season>(?:(?P<w6>(?i:last|next|this|this\ coming|the\ coming))\ (?P<s6>spring|summer|autumn|fall|winter)
        |(?:{_PART})?(?P<s6b>(?i:spring|summer|autumn|winter|fall))\ (?:of\ )?(?P<y6>{_YEAR})))\b
    | (?P<endof>(?i:(?:the\ )?(?:end\ of|late|later|early|earlier)\ (?P<w7>the|this|next|last)\ (?P<u7>week|month|year)))\b
    | (?P<weekday>(?:(?P<w8>(?i:last|next|this|this\ coming|the\ coming))\ )?(?P<wd8>{_WEEKDAY})\b
        (?!\ (?:Times|Telegraph|Mail|Mirror|Express|Post|Night\ Live)))
    | (?P<near>(?i:the\ day\ before\ yesterday|yesterday|today|tonight|tomorrow))\b
    | (?P<period>(?i:(?P<w9>last|next|this|this\ past|this\ coming|the\ coming|the\ past|the\ previous|the\ following|the\ current)\ 
        (?P<u9>week|weekend|month|year)))(?![\w-])
    | (?P<stretch>(?i:(?:the\ )?(?P<w10>coming|next|past|last|recent|following|upcoming)\ (?:(?P<n10>{_COUNT})\ )?(?P<u10>{_UNIT})s))(?![\w-])
    | (?P<ago>(?i:(?:a\ )?(?P<n11>{_COUNT})\ (?P<u11>{_UNIT})s?\ (?:ago|earlier)))\b
    | (?P<within>(?i:(?<=in\ |in\s)(?P<n12>{_COUNT})\ (?P<u12>{_UNIT})s?(?:['’]\ time)?))\b(?!\ of|-|\ (?:in|after|since|ago|earlier))
    | (?P<years>(?P<y13>{_YEAR})(?:-|–|/)(?P<y13b>(?:20)?\d\d)(?!\d|-\d))
    | (?P<year>(?P<p14>{_PART})?(?P<y14>{_YEAR}))(?![\w$€£/:]|[.,]\d|-\d)
    )
    """,
    re.X,
)
"""One alternative per form; the name of the alternative that matched is the name of its reader below."""

_NEEDS_PREPOSITION = frozenset({"may", "mar", "march", "august", "jan", "dec", "sep", "jun"})
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|from|to|of|before|after|during|through|throughout|for|and|between|around|late|early|mid|last|next|this)[\s-]+$",
    re.I,
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|from|to|of|before|after|during|through|for|the|early|late|mid|year|fiscal|its|this|and|between)[\s-]+$",
    re.I,
)
_NOT_A_WEEKDAY = re.compile(r"\b(?:Black|Good|Bloody|Ash|Cyber|Easter|Palm|Super|Giving)\s$")
_CLAUSE = re.compile(r"[.!?;:\n][\s\"'”’]|[“”\"]")
_FUTURE = re.compile(
    r"\b(?:will|['’]ll|shall|would|could|can|may|might|next|upcoming|coming|until|due|scheduled|slated|planned|plans?|expected|expects?|set to|going to|"
    r"by|hopes? to|aims? to|intends? to|ahead of|later|to be|wants?)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:said|says|told|wrote|was|were|had|did|met|came|went|gave|made|took|sent|began|became|since|last|after|has|have|[a-z]{2,}ed)\b",
    re.I,
)
_UNDER_FUTURE = re.compile(
    r"\b(?:will|would|to|be|being|could|can|may|might)\s+(?:\w+ly\s+)?(?:be\s+|have\s+)?$", re.I
)


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
    """The date that a match of FORMS gives, None when the words turn out not to be one."""
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
    return int(word in _MONTHS and (len(word) > 4 or word in ("may", "june", "july")))


Reading = tuple[str | None, Precision, Literal["absolute", "partial", "relative"]] | None


def looks_ahead(text: str, begin: int) -> bool:
    """Whether the clause before `begin` speaks of what is to come: the nearest cue decides."""
    window = text[max(0, begin - 120) : begin]
    cuts = [cut.end() for cut in _CLAUSE.finditer(window)]
    window = window[cuts[-1] :] if cuts else window
    ahead = max((m.start() for m in _FUTURE.finditer(window)), default=-1)
    back = max(
        (m.start() for m in _PAST.finditer(window) if not _UNDER_FUTURE.search(window[: m.start()])), default=-1
    )
    return ahead > back


def _month_number(written: str) -> int:
    return _MONTHS[written.rstrip(".").lower()]


def _part(written: str | None) -> str | None:
    if not written:
        return None
    word = written.lower()
    if "end" in word:
        return "end"
    return (
        "early" if "beginning" in word or "start" in word or "early" in word else "mid" if "mid" in word else "late"
    )


def _iso(match: re.Match[str], published: date | None) -> Reading:
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
    chosen = _nearest(days, published, looks_ahead(match.string, match.start()), near=timedelta(days=21))
    return _days(chosen.year, month, first, last, "partial") if chosen else None


def _nearest(days: list[date], published: date, ahead: bool, near: timedelta) -> date | None:
    """The coming day where the clause looks ahead, else the last one gone by, or one just ahead."""
    behind = [day for day in days if day <= published]
    coming = [day for day in days if day >= published]
    if coming and (ahead or not behind or (coming[0] - published <= near and coming[0] != behind[-1])):
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


def _month_year(match: re.Match[str], published: date | None) -> Reading:
    year, month, part = int(match["y3"]), _month_number(match["m3"]), _part(match["p3"])
    return (
        (part_of_month(year, month, part), "range", "absolute")
        if part
        else (month_of(year, month), "month", "absolute")
    )


def _month_alone(match: re.Match[str], published: date | None) -> Reading:
    text, word, part = match.string, match["m4"].rstrip(".").lower(), _part(match["p4"])
    begin = match.start("month")
    led = match["w4"] or match["p4"] or _BEFORE_MONTH.search(text[max(0, begin - 14) : begin])
    if word in _NEEDS_PREPOSITION and not led:
        return None
    month = _MONTHS[word]
    if published is None:
        return None, "range" if part else "month", "partial"
    which = (match["w4"] or "").strip().lower()
    ahead = which == "next" or (which != "last" and looks_ahead(text, begin))
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
    number = _QUARTERS[(match["q5"] or match["q5b"]).lower()]
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
    if published is None:
        return None, "season", "relative"
    season, which = match["s6"].lower(), match["w6"].lower()
    starts = [date(published.year + step, SEASONS[season], 1) for step in (-2, -1, 0, 1)]
    ends = [last_of_month(*shifted_month(start.year, start.month, 2)) for start in starts]
    coming = next(start for start, end in zip(starts, ends, strict=True) if end >= published)
    running = coming <= published
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
    if _NOT_A_WEEKDAY.search(text[max(0, begin - 9) : begin]):
        return None
    if published is None:
        return None, "day", "relative"
    which = (match["w8"] or "").lower()
    back = (published.weekday() - _WEEKDAYS[match["wd8"].lower()]) % 7
    if which == "last":
        return (published - timedelta(days=back or 7)).isoformat(), "day", "relative"
    if which in ("next", "the coming", "this coming"):
        return (published + timedelta(days=7 - back)).isoformat(), "day", "relative"
    ahead = looks_ahead(text, begin)
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
        else _SMALL.get(word)
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
    later = (
        earlier_or_later(published, count, unit)
        if published and looks_ahead(match.string, match.start("within"))
        else None
    )
    return (_around(later, unit), unit, "relative") if later else None  # type: ignore[return-value]


def _around(day: date | None, unit: str) -> str | None:
    if day is None:
        return None
    if unit == "week":
        return week_around(day)
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def _years(match: re.Match[str], published: date | None) -> Reading:
    first, last = match["y13"], match["y13b"]
    last = last if len(last) == 4 else first[:2] + last
    return (f"{first}/{last}", "range", "absolute") if int(first) < int(last) <= int(first) + 40 else None


def _year(match: re.Match[str], published: date | None) -> Reading:
    text, year, part = match.string, int(match["y14"]), _part(match["p14"])
    if part:
        return part_of_year(year, part), "month" if part == "end" else "range", "absolute"
    counted = re.match(r"\s+[a-z]+s\b", text[match.end("year") : match.end("year") + 24])
    led = _BEFORE_YEAR.search(text[max(0, match.start("year") - 10) : match.start("year")])
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
