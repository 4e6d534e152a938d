"""Lines that say when a text was published or changed."""

from __future__ import annotations

import re

from onrecord.reading.published import DATE, ISO, MONTH, WEEKDAY, WRITTEN, iso_date

_DIGIT = re.compile(r"\d")  # every form of a date has one
_LABELS = (
    r"(?:first published|published|posted|issued|created|filed|date|last updated|updated|last modified|modified|"
    r"on|at|print edition)"
)
_LABEL = re.compile(rf"\b{_LABELS}\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b")
_SHORT_DAY = re.compile(rf"\b(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?!\w)", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d{2}){1,2}\b|\b\d{1,2}(?= ?[ap]\.?m\b)|\b\d{1,2}h\d{2}\b", re.IGNORECASE)
_AGO = re.compile(
    r"\d{1,3}[ -]min(?:ute)?s?[ -]read\b|\d{1,2} (?:minute|hour|day|week|month)s? ago\b", re.IGNORECASE
)
_ZONES = r"(?:z|gmt|utc|bst|msk|ist|et|[ecmp][sd]t|ce?s?t|ee?s?t|local time)"
_ZONE = re.compile(rf"\bgmt[+-]\d{{1,2}}(?::?\d{{2}})?|[+-]\d{{2}}:?\d{{2}}\b|\b{_ZONES}\b", re.IGNORECASE)
_BESIDES = rf"(?:[ap]\.?m\.?|hrs?|hours|{WEEKDAY})"
_BESIDE = re.compile(rf"\b{_BESIDES}(?!\w)", re.IGNORECASE)
_BEGINS = re.compile(rf"[\W_]*(?:\d|{MONTH}|{_LABELS}|{_ZONES}|{_BESIDES})", re.IGNORECASE)
"""How every line begins of which nothing is left when all of these are taken out."""
MAX_DATE_LINE = 120  # characters


def is_labelled(line: str) -> bool:
    """Whether a line of dates says that they are of publication ("Published ...")."""
    return _LABEL.search(line) is not None


def published_in(line: str) -> tuple[str | None, int, int] | None:
    """The day of publication in a line that holds nothing but dates, as (ISO 8601, begin, end) within the line.

    None for any other line. The value is None where the line has no day in full, only one that can be read in two
    ways, or only the day of a change ("Updated ...").
    """
    if len(line) > MAX_DATE_LINE or not _BEGINS.match(line) or not _DIGIT.search(line):
        return None
    rest = line
    for piece in (DATE, _NUMERIC, _SHORT_DAY):
        rest = piece.sub(" ", rest)
    if rest == line:
        return None
    for piece in (_AGO, _ZONE, _BESIDE, _CLOCK, _LABEL):
        rest = piece.sub(" ", rest)
    if any(map(str.isalnum, rest)):
        return None
    return _first_day(line) or (None, 0, 0)


def _first_day(line: str) -> tuple[str, int, int] | None:
    begin = 0
    for day in (*DATE.finditer(line), *_NUMERIC.finditer(line)):
        label = line[begin : day.start()]
        begin = max(begin, day.end())
        whole = WRITTEN.match(line, day.start()) or ISO.match(line, day.start()) or day
        value = None if _CHANGED.search(label) else iso_date(whole[0])
        if value is not None:
            return value, whole.start(), whole.end()
    return None
