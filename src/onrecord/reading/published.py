"""Dates of publication: to ISO 8601, exactly as precise as they were given."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_ZONES = MappingProxyType(
    {
        **dict.fromkeys(("z", "utc", "gmt"), "+00:00"),
        **dict.fromkeys(("bst", "cet"), "+01:00"),
        **dict.fromkeys(("cest", "eet"), "+02:00"),
        **dict.fromkeys(("eest", "msk"), "+03:00"),
        "edt": "-04:00",
        "est": "-05:00",
        "pdt": "-07:00",
        "pst": "-08:00",
    }
)
"""Zone names that mean one offset; "CST", "IST" and "ET" mean several and are left out."""

ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(\d{4})(?:-(\d{2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?=\Z|,? \d{1,2}[:.]\d{2})")
_DAY_FIRST = rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<m1>{MONTH}),?[ -](?P<y1>\d{{4}})"
_MONTH_FIRST = rf"(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
_MONTH_ONLY = rf"(?P<m3>{MONTH}),? (?P<y3>\d{{4}})"
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?\(?(?P<zone>[A-Za-z]{1,4}\b|[+-]\d{2}:?\d{2})\)?)?"
)
_DAY = rf"(?:{WEEKDAY},? )?(?:{_DAY_FIRST}|{_MONTH_FIRST}"
WRITTEN = re.compile(rf"{_DAY}|{_MONTH_ONLY})(?:,? (?:at |[-–—|•·] )?{_TIME})?", re.IGNORECASE)
"""A day or a month in words, with its year, and the time behind it."""
DATE = re.compile(rf"{_DAY})|\b\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?", re.IGNORECASE)
"""A day written out in full, with its year."""


@lru_cache(maxsize=2**12)  # the articles of a day have one date
def iso_date(value: str) -> str | None:
    """`value` in ISO 8601 with its own precision, or None where it is no date or can be read in two ways.

    "2022-01-02 23:08:33+00:00" gives "2022-01-02T23:08:33+00:00", "Nov 29, 2022" gives "2022-11-29",
    "03/04/2022" gives None. A time without a zone stays without one.
    """
    value = " ".join(value.split())
    if found := ISO.fullmatch(value):
        year, month, day, time, zone = found.groups()
        return _checked(f"{year}-{month}-{day}", time, _offset(zone))
    if found := _SHORT.fullmatch(value):
        return value if 1 <= int(found[2] or 1) <= 12 and int(found[1]) else None
    if found := _COMPACT.fullmatch(value):
        return _checked("-".join(found.groups()), None, None)
    if found := WRITTEN.fullmatch(value):
        return _written(found)
    if found := _SLASHED.match(value):
        return _slashed(found)
    return None


def _slashed(found: re.Match[str]) -> str | None:
    """ "29/11/2022" and "11/29/2022", but not "03/04/2022", of which nobody knows which is the month."""
    first, second = int(found[1]), int(found[2])
    if first > 12 >= second:
        return _checked(f"{found[3]}-{second:02}-{first:02}", None, None)
    if second > 12 >= first:
        return _checked(f"{found[3]}-{first:02}-{second:02}", None, None)
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
