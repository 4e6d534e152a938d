"""Datelines: the place, and the agency, with which a report begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span
from onrecord.reading.names import words
from onrecord.reading.published import MONTH, WEEKDAY, iso_date
from onrecord.reading.wires import agencies
from onrecord.vocabulary import vocabulary

MAX_LENGTH = 160  # characters a dateline may take
MAX_PLACE_WORDS = 6
MAX_INITIALS = 6
_UPPER = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.’'\-]+"
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w.’'\-]*"
_REGION_WORD = rf"(?!{MONTH}\s\d|{WEEKDAY}){_CAPITALISED}"
_REGION = rf"(?:,\s{_REGION_WORD}(?:\s{_REGION_WORD}|\s(?:of|and|the)\b){{0,3}}){{0,2}}"
_MONTH_DAY = rf"(?i:{MONTH})\s\d{{1,2}}|\d{{1,2}}\s(?i:{MONTH})"
_DAY = rf"(?P<day>(?i:{WEEKDAY},?\s)?(?:{_MONTH_DAY})(?:,?\s\d{{4}})?)"
_SOURCE = r"(?:\s?[(\[](?P<source>[^()\[\]]{2,60})[)\]])"
_DASH = r"\s?(?:[—–―]|-{2,3}|-(?=\s)|\|)\s?(?=\S)"
_PLACES = rf"{_UPPER}(?:(?:\s|\s?/\s?|-|\sand\s){_UPPER}){{0,4}}"

_IN_CAPITALS = re.compile(rf"(?P<place>{_PLACES}{_REGION})(?:,?\s{_DAY})?{_SOURCE}?(?:{_DASH}|:\s(?=\S))")
_MIXED_PLACE = rf"{_CAPITALISED}(?:[\s/]{_CAPITALISED}){{0,3}}{_REGION}"
_MIXED = re.compile(rf"(?P<place>{_MIXED_PLACE})(?:,?\s{_DAY})?{_SOURCE}?{_DASH}")
_DASH_AT_END = r"\s?[—–]\s?"
_ENDING = re.compile(r"[—–―|]|:\s|-[-\s]")  # behind every dateline stands one of these, by its pattern
_ENDS = "-—–:|―"  # the signs of which it has one, which are looked for sooner
_NO_PLACE = re.compile(rf"(?:{_DAY}\s?)?{_SOURCE}{_DASH}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline gives: the place as written, the agency, the day when it has a year; each with its span."""

    place: Span | None = None
    wires: tuple[tuple[str, Span], ...] = ()
    day: tuple[str, Span] | None = None


def dateline_of(text: str, begin: int, end: int) -> Dateline | None:
    """The dateline with which the paragraph from `begin` to `end` begins, or None."""
    limit = min(end, begin + MAX_LENGTH)
    while begin < limit and text[begin] in "*_ ":
        begin += 1
    head = text[begin:limit]
    if not any(map(head.__contains__, _ENDS)) or not _ENDING.search(head):
        return None
    found = _IN_CAPITALS.match(text, begin, limit)
    if found is not None and _is_place_in_capitals(found):
        return _dateline(text, found, found.span("place"))
    found = _MIXED.match(text, begin, limit)
    if found is not None and _is_place_in_mixed(found):
        return _dateline(text, found, found.span("place"))
    found = _NO_PLACE.match(text, begin, limit)
    if found is not None and agencies().credit.search(found["source"]):
        return _dateline(text, found, None)
    found = _before_outlet().match(text, begin, limit)
    return None if found is None else Dateline(Span(*found.span("place")))


def _is_place_in_capitals(found: re.Match[str]) -> bool:
    place = found["place"]
    if agencies().code_of(place) is not None:
        return False
    if len(place.split()) > MAX_PLACE_WORDS:
        return False
    if found["source"] or found["day"]:
        return place.split()[0] not in _listed("not_places")
    first = re.split(r"[\s,/]", place, maxsplit=1)[0]
    if first in _listed("not_places") or len(first) <= 2:
        return False
    if "," in place:
        return True
    parts = re.split(r"\s?/\s?|\sAND\s|\sand\s", place)
    alone = all(" " not in part or part in _listed("places") for part in parts)
    return alone and not found[0].rstrip().endswith(":") and sum(map(str.isalpha, first)) >= 3


def _is_place_in_mixed(found: re.Match[str]) -> bool:
    """A place in mixed case needs proof: an agency or a day beside it, or a country behind it."""
    if agencies().credit.match(found["place"]) or found["place"].split()[0].upper() in _listed("not_places"):
        return False
    if found["source"]:
        return agencies().credit.search(found["source"]) is not None or found["day"] is not None
    if found["day"]:
        return True
    parts = found["place"].split(", ")
    return len(parts) > 1 and _is_country(parts[-1])


def _dateline(text: str, found: re.Match[str], place: tuple[int, int] | None) -> Dateline:
    wires: tuple[tuple[str, Span], ...] = ()
    if found["source"]:
        wires = tuple(agencies().credited(text, *found.span("source"))) or _unlisted(found)
    day = iso_date(found["day"]) if found["day"] else None
    return Dateline(
        None if place is None else Span(*place), wires, None if day is None else (day, Span(*found.span("day")))
    )


@cache
def _before_outlet() -> re.Pattern[str]:
    outlets = "|".join(map(re.escape, vocabulary("furniture")["dateline"]["outlets"]))
    return re.compile(
        rf"(?P<place>{_CAPITALISED}(?:\s{_CAPITALISED}){{0,2}}{_REGION})\s(?:{outlets}){_DASH_AT_END}"
    )


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(vocabulary("furniture")["dateline"][key])


def _unlisted(found: re.Match[str]) -> tuple[tuple[str, Span], ...]:
    """A source that is not listed: initials ("MPA") or a name that says what it is ("Northern Press Agency")."""
    name = found["source"].strip()
    parts = name.split()
    initials = len(parts) == 1 and name.isalpha() and name.isupper() and 2 < len(name) <= MAX_INITIALS
    named = len(parts) > 1 and parts[-1].casefold() in words("dateline", "sources") and parts[0][0].isupper()
    begin = found.start("source") + found["source"].index(name)
    return ((name, Span(begin, begin + len(name))),) if initials or named else ()


def _is_country(name: str) -> bool:
    return name.casefold() in _countries()


@cache
def _countries() -> frozenset[str]:
    import pycountry

    names = {getattr(row, key, "") for row in pycountry.countries for key in ("name", "common_name")}
    return frozenset(name.split(",")[0].casefold() for name in names if name) | {
        "russia",
        "turkey",
        "iran",
        "syria",
    }
