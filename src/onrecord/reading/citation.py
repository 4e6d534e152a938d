"""Agencies that a report cites in its own words ("AP concludes", "according to Reuters")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.model import Span
from onrecord.reading.names import words
from onrecord.reading.wires import agencies
from onrecord.vocabulary import vocabulary

LEDE = 400  # characters; a report without a byline that lives on an agency names it this early
_WINDOW = 40  # characters beside the agency in which the words of a citation stand


def credited_by_citation(text: str, begin: int, end: int, author: str | None) -> tuple[tuple[str, Span], ...]:
    """The agency that a report without an author of its own cites as its source: its code and the places.

    Empty where the report has an author (who cites one fact among others, as a rule), or cites several agencies.
    With a staff or a desk for an author any place counts, without any author only one in the lede: of the 15
    reports in PolNeAR that cite an agency and are credited to none, this takes none, and one without their bylines.
    """
    if author is not None and not _is_collective(author):
        return ()
    if author is None and not _in_lede(text, begin, end):
        return ()
    found = tuple(cited(text, begin, end))
    return found if len({code for code, _ in found}) == 1 else ()


def _in_lede(text: str, begin: int, end: int) -> bool:
    """Whether the first agency cited between `begin` and `end` stands in the lede."""
    last = begin + LEDE
    found = next(cited(text, begin, min(end, last + _shapes().longest)), None)
    return found is not None and found[1].end <= last


def cited(text: str, begin: int, end: int) -> Iterator[tuple[str, Span]]:
    """Code and place of each agency whose reporting is passed on between `begin` and `end`."""
    shapes = _shapes()
    for found in shapes.form.finditer(text, begin, end):
        before = text[max(begin, found.start() - _WINDOW) : found.start()]
        after = text[found.end() : found.end() + _WINDOW]
        if shapes.no_story.match(after) or before[-1:].isalnum() or before[-1:] in "/-":
            continue
        if shapes.verb.match(after) or shapes.before.search(before):
            yield shapes.codes[found[0]], Span(*found.span())


def _is_collective(author: str) -> bool:
    collective = words("byline", "collective")
    return any(part.casefold().strip(",.") in collective for part in author.split())


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The forms that name agencies, their codes, the characters that it takes to tell one; what stands around."""

    form: re.Pattern[str]
    codes: Mapping[str, str]
    longest: int
    verb: re.Pattern[str]
    before: re.Pattern[str]
    no_story: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    agencies()  # checks the form of the vocabulary
    rows = vocabulary("wires")
    citation = rows["citation"]
    codes = {form: row["code"] for row in rows["agency"] for form in row["prose"]}
    return _Shapes(
        re.compile(rf"{_branched(codes)}(?![\w-]|/\w)"),
        codes,
        max(map(len, codes)) + len("/a"),
        re.compile(
            rf"\s+(?:(?:{_either(citation['adverbs'])})\s+)*(?:{_either(citation['verbs'])})\b(?!\s+(?:that\s+)?its?\b)"
        ),
        re.compile(rf"\b(?:{_either(citation['before'])})\s+(?:the\s+)?\Z", re.IGNORECASE),
        re.compile(rf"(?:[’']s)?[\s-]+(?:{_either(citation['not_before'])})\b"),
    )


def _either(phrases: list[str] | Mapping[str, str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _branched(forms: Iterable[str]) -> str:
    """A pattern for the longest of `forms` that fits; each beginning is written once, which is sooner searched."""
    by_first: dict[str, list[str]] = {}
    for form in sorted(forms):
        by_first.setdefault(form[:1], []).append(form[1:])
    ends = by_first.pop("", None) is not None
    branches = [re.escape(first) + _branched(rest) for first, rest in by_first.items()]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
