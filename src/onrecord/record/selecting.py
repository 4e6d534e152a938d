"""Choosing rows of the record: which table, which filters, in which order."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import get_args

from onrecord.errors import BadInput, NotFound
from onrecord.model import (
    CAUSES,
    DISAGREEMENT_KINDS,
    KINDS,
    MEMBERSHIP_STAGES,
    STAGES,
    VARIANT_RELATIONS,
    SpeakerKind,
)
from onrecord.record.conditions import CONDITIONS as CONDITIONS
from onrecord.record.conditions import ORDERS, SORTS
from onrecord.record.gate import Gate, Value

TABLES = (
    "articles", "statements", "commitments", "memberships", "speakers", "reuse", "derivations", "entries",
    "links", "corrections", "disagreements", "rulings", "rejected",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """What rows to take; None takes all.

    actor, recipient: a code (UKR, NATO), the name that one stands for (Slovakia) or part of a name; for statements,
                      whom the speaker speaks for; for memberships, anyone who takes part.
    kind, stage:      as in the record (military, pledged ...); for disagreements and speakers `kind` is theirs.
    item:             a part of it, in any case, or its class.
    speaker:          a part of a name, or of a role, in any case and spelling: "Selensk" finds every statement of
                      somebody whom one article spells so.
    article:          an article's id, the beginning of one, or its path.
    type:             of an entry: statement, commitment or membership.
    min_origins:      at least so many independent origins behind the entry.
    cause:            of a disagreement: copying error, scope ...
    open:             of disagreements, True takes those that nothing has settled, False the settled ones.
    min_severity:     of disagreements, at least so severe, 0 to 1.
    since, until:     ISO 8601, a month or a year will do ("2023-01-20", "2023-01"): articles published then, what
                      they say, disagreements that one of them is a side of; entries one of whose steps was taken
                      then, and those without a ladder that were first told then.
    disagreement:     on an entry: `open`, `settled`, `any`, or a kind of disagreement.
    words:            a part of what somebody said, in any wording.
    wording:          of a statement: printed in another wording too that is `trimmed`, `altered`, `re-translated`.
    sort, ascending:  of entries `day`, `amount_usd`, `amount_eur`, `origins`, `articles` or `severity` (of the
                      gravest open disagreement); of speakers `statements` or `name`; of articles `day`; of
                      disagreements `severity`. The largest or latest come first, names from A; what has no such
                      value comes last, and among equals the table's own order decides.
    limit, offset:    at most so many rows, after so many.
    """

    actor: str | None = None
    recipient: str | None = None
    kind: str | None = None
    stage: str | None = None
    item: str | None = None
    speaker: str | None = None
    article: str | None = None
    type: str | None = None
    min_origins: int | None = None
    cause: str | None = None
    open: bool | None = None
    min_severity: float | None = None
    since: str | None = None
    until: str | None = None
    disagreement: str | None = None
    words: str | None = None
    wording: str | None = None
    sort: str | None = None
    ascending: bool | None = None
    limit: int | None = None
    offset: int | None = None


EVERYTHING = Selection()

KNOWN: Mapping[str, tuple[str, ...]] = {
    "kind": (*KINDS, *DISAGREEMENT_KINDS, *get_args(SpeakerKind)),
    "stage": (*STAGES, *MEMBERSHIP_STAGES),
    "type": ("commitment", "membership", "statement"),
    "cause": CAUSES,
    "disagreement": ("any", "open", "settled", *DISAGREEMENT_KINDS),
    "wording": VARIANT_RELATIONS,
}
NOT_FILTERS = ("sort", "ascending", "limit", "offset")
FROM_A = ("name",)
"""What is sorted from the smallest, unless somebody asks for the reverse."""
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def check_table(table: str) -> None:
    """Raise NotFound when the record has no such table to show or export."""
    if table not in TABLES:
        raise NotFound(f"there is no table {table!r}; there are {', '.join(TABLES)}")


def selected(gate: Gate, table: str, selection: Selection = EVERYTHING) -> list[tuple[Value, ...]]:
    """The keys of the chosen rows in the table's order: the id (for reuse a and b, for rejected path and reason).

    Raises NotFound for an unknown table or article, BadInput for a filter that does not fit the table.
    """
    where, values = conditions(gate, table, selection)
    joined = " JOIN findings f ON f.id = t.id" if "f." in ORDERS[table] else ""
    key = {"reuse": "t.a, t.b", "links": "t.a, t.b, t.relation", "rejected": "t.path, t.reason"}.get(table, "t.id")
    sql = (
        f"SELECT {key} FROM {table} t{joined} WHERE {where} ORDER BY {_order(table, selection)}"
        " LIMIT :limit OFFSET :offset"
    )
    limit = -1 if selection.limit is None else selection.limit
    return gate.all(f"select {table}", sql, {**values, "limit": limit, "offset": selection.offset or 0})


def conditions(gate: Gate, table: str, selection: Selection) -> tuple[str, Mapping[str, Value]]:
    """What the filters ask of a row `t` of a table, as SQL, and the values in it. Raises what `selected` raises."""
    check_table(table)
    _check_values(selection)
    given = {one.name: getattr(selection, one.name) for one in fields(selection) if one.name not in NOT_FILTERS}
    chosen = {name: value for name, value in given.items() if value is not None}
    if "article" in chosen:
        chosen["article"] = article_id(gate, str(chosen["article"]))
    asked = dict.fromkeys(_condition(table, name) for name in sorted(chosen, key=_cheap_first))
    if "since" in chosen or "until" in chosen:
        chosen["since"] = span_of_days(selection.since)[0] if selection.since else "0000-01-01"
        chosen["until"] = span_of_days(selection.until)[1] if selection.until else "9999-12-31"
    return " AND ".join(asked) or "1", chosen


def span_of_days(given: str) -> tuple[str, str]:
    """The first and the last day of a day, a month or a year. Raises BadInput for what is none."""
    found = DAY.fullmatch(given)
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        last = day or monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1).isoformat(), date(year, month or 12, last).isoformat()
    except ValueError as error:
        raise BadInput(f"a day is told in ISO 8601 (2023-01-20, 2023-01 or 2023), not {given!r}") from error


def _cheap_first(name: str) -> int:
    """A row's type is told at a glance, and leaves few rows for what takes longer to find out."""
    return 0 if name == "type" else 1


def _order(table: str, selection: Selection) -> str:
    """By what the rows are sorted; among equals the table's own order decides."""
    if selection.sort is None:
        if selection.ascending is not None:
            raise BadInput("--ascending or --descending needs --sort: say by what rows are to be sorted")
        return ORDERS[table]
    there = SORTS.get(table, {})
    if selection.sort not in there:
        fitting = ", ".join(there) or "nothing else than their own order"
        raise BadInput(f"{table} cannot be sorted by {selection.sort!r}; there are {fitting}")
    ascending = selection.sort in FROM_A if selection.ascending is None else selection.ascending
    by = there[selection.sort]
    return f"({by}) {'ASC' if ascending else 'DESC'} NULLS LAST, {ORDERS[table]}"


def _check_values(selection: Selection) -> None:
    """Raise BadInput for a kind, stage, type ... that there is none of, rather than find nothing."""
    for name, known in KNOWN.items():
        value = getattr(selection, name)
        if value is not None and value not in known:
            raise BadInput(f"there is no {name} {value!r}; there are {', '.join(known)}")
    for name, least in (("min_origins", 1), ("limit", 1), ("offset", 0)):
        value = getattr(selection, name)
        if value is not None and value < least:
            raise BadInput(f"--{name.replace('_', '-')} is at least {least}, not {value}")
    if selection.min_severity is not None and not 0 <= selection.min_severity <= 1:
        raise BadInput(f"--min-severity is between 0 and 1, not {selection.min_severity}")


def _condition(table: str, name: str) -> str:
    there = CONDITIONS[table]
    if name not in there:
        fitting = ", ".join(f"--{one.replace('_', '-')}" for one in there) or "none but --limit"
        raise BadInput(f"{table} cannot be chosen by --{name.replace('_', '-')}; filters that fit: {fitting}")
    return there[name]


def article_id(gate: Gate, wanted: str) -> str:
    """The id of the article that `wanted` names by id, by path or by the beginning of its id.

    Raises NotFound when there is none, BadInput when there are several.
    """
    for where in ("id = ?1", "path = ?1", "substr(id, 1, length(?1)) = ?1", "path LIKE '%/' || ?1"):
        rows = gate.all("find the article", f"SELECT id FROM articles WHERE {where} ORDER BY id LIMIT 6", (wanted,))
        if len(rows) == 1:
            return str(rows[0][0])
        if rows:
            several = ", ".join(str(row[0]) for row in rows)
            raise BadInput(f"{wanted!r} names several articles: {several}; give more of the id")
    raise NotFound(f"the record has no article {wanted!r}; see: onrecord show FILE articles")
