"""Dates as the news writes them, resolved against the day of publication.

An own small grammar, not a general date parser: a search with dateparser tries its languages on every fragment,
takes "may", "second" or a bare "2" for dates and milliseconds for a sentence, and gives a moment where the text
gives a month. Here a mention is one of the forms in `date_patterns`, keeps its own precision, and has no value
where it rests on a publication day that is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.language.date_forms import Found, Precision, published_day, value_of
from onrecord.language.date_patterns import date_patterns
from onrecord.vocabulary.derived import remembered

_BOTH_ENDS = re.compile(r"\d\s*(?:-|–|—|/|\bto\b|\band\b)\s*\d|[a-z.] (?:to|and) [A-Z]")
OPEN_REACH = 32  # characters before a date that may open one of its ends: longer than the longest preposition
_TEXTS = 512  # texts whose dates are remembered: every finding of a sentence asks for the same
How = Literal["absolute", "partial", "relative"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written.

    begin, end: its characters in the text given, preposition left out.
    iso:        ISO 8601: a day "2022-11-29", a month "2023-07", a year "2008", a range "2022-11-28/2022-12-04"
                (an open end is ".."); None where it rests on a publication day that is not known.
    precision:  how fine the text is: "day", "week", "month", "season", "quarter", "year" or "range".
    how:        "absolute" (the text alone says it), "partial" (the year is inferred), "relative".
    """

    begin: int
    end: int
    iso: str | None
    precision: Precision
    how: How


def dated_ends(text: str, mention: DateMention) -> tuple[str, int]:
    """The date with the preposition before it, and where that begins: "by March" ends then, "since March" begins.

    A date that has no value, and a range that has both ends already in words ("from 3 to 5 May"), stay as they are.
    """
    iso = mention.iso or ""
    led = date_patterns().open_end.search(text[max(0, mention.begin - OPEN_REACH) : mention.begin])
    if led is None or not iso or ".." in iso or _BOTH_ENDS.search(text, mention.begin, mention.end):
        return iso, mention.begin
    first, _, last = iso.partition("/")
    begin = mention.begin - (min(mention.begin, OPEN_REACH) - led.start())
    if led.lastgroup == "until":
        return f"../{last or first}", begin
    return f"{first}/..", begin


def find_dates(text: str, published: str | None) -> list[DateMention]:
    """The dates of `text` in order, none overlapping another.

    published: ISO 8601 day or moment of publication; partial and relative dates have no value when it is None or
    cannot be read.
    """
    return list(_mentions(text, published_day(published)))


@remembered(_TEXTS)
def _mentions(text: str, day: date | None) -> tuple[DateMention, ...]:
    mentions: list[DateMention] = []
    for match in date_patterns().forms.finditer(text):
        found: Found | None = value_of(match, day)
        if found is not None:
            mentions.append(DateMention(found.begin, found.end, found.iso, found.precision, found.how))
    return tuple(mentions)
