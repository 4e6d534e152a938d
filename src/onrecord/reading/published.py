"""Dates of publication: to ISO 8601, exactly as precise as they were given."""

from __future__ import annotations

import re
from datetime import datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_ZONES = {"z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00",
          "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00"}  # fmt: skip
"""Zone names that mean one offset; "CST", "IST" and "ET" mean several and are left out."""

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE
)
_SHORT = re.compile(r"(\d{4})(?:-(\d{2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<m1>{MONTH}),?[ -](?P<y1>\d{{4}})"
_MONTH_FIRST = rf"(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
_MONTH_ONLY = rf"(?P<m3>{MONTH}),? (?P<y3>\d{{4}})"
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?\(?(?P<zone>[A-Za-z]{1,4}\b|[+-]\d{2}:?\d{2})\)?)?"
)
_WRITTEN = re.compile(
    rf"(?:{WEEKDAY},? )?(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_MONTH_ONLY})(?:,? (?:at |[-–—|•·] )?{_TIME})?", re.IGNORECASE
)
DATE = re.compile(
    rf"(?:{WEEKDAY},? )?(?:{_DAY_FIRST}|{_MONTH_FIRST})|\b\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?", re.IGNORECASE
)
"""A day written out in full, with its year."""


def iso_date(value: str) -> str | None:
    """`value` in ISO 8601 with its own precision, or None where it is no date or can be read in two ways.

    "2022-01-02 23:08:33+00:00" gives "2022-01-02T23:08:33+00:00", "Nov 29, 2022" gives "2022-11-29",
    "03/04/2022" gives None. A time without a zone stays without one.
    """
    value = " ".join(value.split())
    if found := _ISO.fullmatch(value):
        year, month, day, time, zone = found.groups()
        return _checked(f"{year}-{month}-{day}", time, _offset(zone))
    if found := _SHORT.fullmatch(value):
        return value if 1 <= int(found[2] or 1) <= 12 and int(found[1]) else None
    if found := _COMPACT.fullmatch(value):
        return _checked("-".join(found.groups()), None, None)
    if found := _WRITTEN.fullmatch(value):
        return _written(found)
    return None


def _written(found: re.Match[str]) -> str | None:
    month = _MONTHS.index((found["m1"] or found["m2"] or found["m3"])[:3].lower()) + 1
    year = found["y1"] or found["y2"] or found["y3"]
    day = found["d1"] or found["d2"]
    if day is None:
        return f"{year}-{month:02}"
    return _checked(f"{year}-{month:02}-{int(day):02}", _time(found), _offset(found["zone"]))


def _time(found: re.Match[str]) -> str | None:
    if found["hour"] is None:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    seconds = f":{found['second']}" if found["second"] else ""
    return f"{hour:02}:{found['minute']}{seconds}"


def _offset(zone: str | None) -> str | None:
    if zone is None:
        return None
    if zone[0] in "+-":
        return f"{zone[:3]}:{zone[-2:]}"
    return _ZONES.get(zone.lower())


def _checked(day: str, time: str | None, offset: str | None) -> str | None:
    whole = day if time is None else f"{day}T{time}{offset or ''}"
    try:
        datetime.fromisoformat(whole)
    except ValueError:
        return None
    return whole


_LABEL = re.compile(
    r"\b(?:first published|published|posted|issued|created|filed|date|last updated|updated|last modified|modified|"
    r"on|at|print edition)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b")
_SHORT_DAY = re.compile(rf"\b(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?!\w)", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d{2}){1,2}\b|\b\d{1,2}(?= ?[ap]\.?m\b)|\b\d{1,2}h\d{2}\b", re.IGNORECASE)
_BESIDE = re.compile(
    rf"\d{{1,3}}[ -]min(?:ute)?s?[ -]read\b|\b(?:[ap]\.?m\.?|z|gmt|utc|bst|msk|ist|[ecmp][eds]?t|e?est|e?edt|ces?t|eest|"
    rf"local time|hrs?|hours|{WEEKDAY})(?!\w)|[+-]\d{{2}}:?\d{{2}}\b",
    re.IGNORECASE,
)
MAX_DATE_LINE = 120  # characters


def is_labelled(line: str) -> bool:
    """Whether a line of dates says that they are of publication ("Published ...")."""
    return _LABEL.search(line) is not None


def published_in(line: str) -> tuple[str | None, int, int] | None:
    """The day of publication in a line that holds nothing but dates, as (ISO 8601, begin, end) within the line.

    None for any other line. The value is None where the line has no day in full, only one that can be read in two
    ways, or only the day of a change ("Updated ...").
    """
    if len(line) > MAX_DATE_LINE or not any(map(str.isdigit, line)):
        return None
    rest = line
    for piece in (DATE, _NUMERIC, _SHORT_DAY):
        rest = piece.sub(" ", rest)
    if rest == line:
        return None
    for piece in (_BESIDE, _CLOCK, _LABEL):
        rest = piece.sub(" ", rest)
    if any(map(str.isalnum, rest)):
        return None
    return _first_day(line) or (None, 0, 0)


def _first_day(line: str) -> tuple[str, int, int] | None:
    begin = 0
    for day in DATE.finditer(line):
        label = line[begin : day.start()]
        begin = day.end()
        whole = _WRITTEN.match(line, day.start()) or _ISO.match(line, day.start()) or day
        value = None if _CHANGED.search(label) else iso_date(whole[0])
        if value is not None:
            return value, whole.start(), whole.end()
    return None
