"""Commitments that filters choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from onrecord.model import DISAGREEMENT_KINDS, KINDS, STAGES, DisagreementKind, Kind, Stage
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines_of
from onrecord.pages.listing import (
    WHOLE,
    Choice,
    Chosen,
    Part,
    asked,
    chosen,
    code_choices,
    loosened,
    part_of,
    plain_choices,
    with_code,
)
from onrecord.pages.marks import Marks, commitment_marks
from onrecord.record import Record, Selection
from onrecord.record.choices import Counts, choices
from onrecord.record.selecting import selected, span_of_days

Sort = Literal["origins", "articles", "day", "amount_usd", "amount_eur", "severity"]
Disagreed = Literal["any", "open", "settled"] | DisagreementKind
HEADS = {
    "actor": "Actor",
    "recipient": "Recipient",
    "kind": "Kind",
    "stage": "Stage",
    "item": "What",
    "speaker": "Said by",
    "since": "From",
    "until": "Until",
    "min_origins": "Origins",
    "disagreement": "Reports disagree",
}
MOST = 60
"""Parties and classes of items that are offered, where there is a server to look for others."""
MANY = (2, 3, 4, 5, 10, 20)
"""Numbers of origins that are offered."""


@dataclass(frozen=True, slots=True)
class CommitmentsQuery:
    """What the page is asked for. Filters that are not given choose all.

    actor, recipient: a code (UKR), the name that one stands for (Slovakia), or part of a name.
    item:         part of its words, or its class. speaker: part of the name of who said so, in any spelling.
    since, until: a step of its ladder was taken then (2023-01-20; a month or a year will do).
    disagreement: with any, an open or a settled one, or with one of a kind.
    min_origins:  at least so many independent origins.
    sort:         the most or latest first, unless `ascending`; what has no such value comes last.
    page:         of fifty; 0 for the whole list.
    """

    actor: str | None = None
    recipient: str | None = None
    kind: Kind | None = None
    stage: Stage | None = None
    item: str | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    min_origins: int | None = None
    disagreement: Disagreed | None = None
    sort: Sort = "origins"
    ascending: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """What the page shows.

    part:    how many there are, and which of them these are. lines: they.
    asked:   the query, but for what is as it is by default; chosen: its filters in words.
    choices: by filter, what it may be given, and how many of those that the other filters choose each would leave.
    since, until: the days that were asked for, in full.
    marks:   of each line, by what a page without a server filters it; only with the whole list.
    """

    part: Part
    lines: tuple[EntryLine, ...]
    asked: Mapping[str, object]
    chosen: tuple[Chosen, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    since: str | None
    until: str | None
    marks: tuple[Marks, ...]


def make(record: Record, query: CommitmentsQuery) -> CommitmentsPage:
    """The page. Raises NotFound for a page that there is not."""
    selection = _selection(query)
    part, keys = part_of(_keys(record, query), _of(record), query.page)
    shown = lines_of(record, keys)
    filters, whole = chosen(query, HEADS, TOLD), query.page == WHOLE
    if not part.count:
        filters = loosened(filters, query, lambda less: len(_keys(record, less)))
    return CommitmentsPage(
        part=part,
        lines=shown,
        asked=asked(query),
        chosen=filters,
        choices=_choices(choices(record.gate, "entries", selection, OFFERED, None if whole else MOST)),
        since=span_of_days(query.since)[0] if query.since else None,
        until=span_of_days(query.until)[1] if query.until else None,
        marks=commitment_marks(record, shown) if whole else (),
    )


def rows(record: Record, query: CommitmentsQuery) -> Tables:
    """The chosen entries, of all pages, in the order asked for."""
    return {"entries": record.rows("entries", _selection(query))}


def _selection(query: CommitmentsQuery) -> Selection:
    given = {name: getattr(query, name) for name in (*HEADS, "sort")}
    return Selection(type="commitment", ascending=query.ascending, **given)


def _keys(record: Record, query: CommitmentsQuery) -> list[str]:
    return [str(key[0]) for key in selected(record.gate, "entries", _selection(query))]


def _of(record: Record) -> int:
    row = record.gate.one("count commitments", "SELECT count(*) FROM entries WHERE type = 'commitment'")
    return int(row[0] or 0) if row else 0


def _choices(counted: Counts) -> Mapping[str, tuple[Choice, ...]]:
    least = counted["min_origins"]
    return {
        "actor": code_choices(counted["actor"], None),
        "recipient": code_choices(counted["recipient"], None),
        "kind": plain_choices(counted["kind"], KINDS),
        "stage": plain_choices(counted["stage"], STAGES),
        "item": plain_choices(counted["item"]),
        "min_origins": tuple(_at_least(number, least) for number in MANY if _count(number, least)),
        "disagreement": tuple(
            replace(one, label=DISAGREED.get(one.value, one.value))
            for one in plain_choices(counted["disagreement"], (*DISAGREED, *DISAGREEMENT_KINDS))
        ),
    }


def _at_least(number: int, counted: Mapping[str, int]) -> Choice:
    return Choice(str(number), f"at least {number}", _count(number, counted))


def _count(number: int, counted: Mapping[str, int]) -> int:
    """How many have at least so many; `counted` tells it only for the numbers that there are."""
    return next((count for least, count in counted.items() if int(least) >= number), 0)


DISAGREED: Mapping[str, str] = {"open": "open", "settled": "settled", "any": "open or settled"}
OFFERED = ("actor", "recipient", "kind", "stage", "item", "min_origins", "disagreement")
TOLD: Mapping[str, Callable[[Any], str]] = {
    "actor": with_code,
    "recipient": with_code,
    "min_origins": lambda number: f"at least {number}",
    "disagreement": lambda kind: DISAGREED.get(str(kind), str(kind)),
}


KIND = PageKind(
    name="commitments",
    path="/commitments",
    query=CommitmentsQuery,
    page=CommitmentsPage,
    make=make,
    every=lambda _: (CommitmentsQuery(page=WHOLE),),
    rows=rows,
    doc="Commitments that filters choose, with the choices that each filter has.",
    section="Commitments",
)
