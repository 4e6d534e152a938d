"""Who speaks, those with most statements first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model import SpeakerKind
from onrecord.pages.kinds import PageKind, Tables
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
from onrecord.pages.marks import Marks, speaker_marks
from onrecord.record import Record, Selection
from onrecord.record.choices import choices
from onrecord.record.gate import Row
from onrecord.record.said import SaidCounts, said_counts, unnamed_count
from onrecord.record.selecting import selected
from onrecord.record.values import unlisted

HEADS = {"speaker": "Name or role", "actor": "Speaks for", "kind": "Kind"}
SPEAKERS = "SELECT id, name, role, actor, kind, spellings, statements FROM speakers WHERE id IN (?)"


@dataclass(frozen=True, slots=True)
class StatementsQuery:
    """What the page is asked for. Filters that are not given choose all.

    speaker: part of a name, in any spelling, or of a role. actor: whom they speak for: a code or the name of one.
    sort:    those with most statements first, or by name.
    page:    of fifty; 0 for the whole list.
    """

    speaker: str | None = None
    actor: str | None = None
    kind: SpeakerKind | None = None
    sort: Literal["statements", "name"] = "statements"
    page: int = 1


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One who speaks.

    actor:      the code of whom they speak for; `speaks_for` its name. spellings: what else reports call them.
    statements: as many as all articles give; utterances: each counted once; altered: those of them that are printed
                in altered words too. articles: that have any.
    """

    id: str
    name: str
    role: str | None
    actor: str | None
    speaks_for: str | None
    kind: str | None
    spellings: tuple[str, ...]
    statements: int
    utterances: int
    altered: int
    articles: int


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """What the page shows.

    part:    how many speakers there are, and which of them these are. lines: they.
    unnamed: statements of which no report names a known speaker.
    asked, chosen, choices, marks: as on the page of commitments.
    """

    part: Part
    lines: tuple[SpeakerLine, ...]
    unnamed: int
    asked: Mapping[str, object]
    chosen: tuple[Chosen, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    marks: tuple[Marks, ...]


def make(record: Record, query: StatementsQuery) -> StatementsPage:
    """The page. Raises NotFound for a page that there is not."""
    every = record.gate.one("count speakers", "SELECT count(*) FROM speakers")
    part, keys = part_of(_keys(record, query), int(every[0] or 0) if every else 0, query.page)
    shown = speaker_lines(record, keys)
    filters = chosen(query, HEADS, {"actor": with_code})
    if not part.count:
        filters = loosened(filters, query, lambda less: len(_keys(record, less)))
    counted = choices(record.gate, "speakers", _selection(query), ("actor", "kind"))
    return StatementsPage(
        part=part,
        lines=shown,
        unnamed=unnamed_count(record.gate),
        asked=asked(query),
        chosen=filters,
        choices={
            "actor": code_choices(counted["actor"], None),
            "kind": plain_choices(counted["kind"], get_args(SpeakerKind)),
        },
        marks=speaker_marks(record, shown) if query.page == WHOLE else (),
    )


def speaker_lines(record: Record, ids: Sequence[str]) -> tuple[SpeakerLine, ...]:
    """The lines of the known speakers of these ids, in their order."""
    rows = {str(row[0]): row for row in record.gate.picked("read speakers", SPEAKERS, ids)}
    said = said_counts(record.gate, ids)
    return tuple(_line(rows[one], said.get(one, SaidCounts(0, 0, 0))) for one in ids)


def rows(record: Record, query: StatementsQuery) -> Tables:
    """The chosen speakers, of all pages, each with all statements."""
    return {"speakers": record.rows("speakers", _selection(query))}


def _line(row: Row, said: SaidCounts) -> SpeakerLine:
    id_, name, role, actor, kind, spellings, statements = row
    return SpeakerLine(
        id=str(id_),
        name=str(name),
        role=str(role) if role else None,
        actor=str(actor) if actor else None,
        speaks_for=with_code(str(actor)) if actor else None,
        kind=str(kind) if kind else None,
        spellings=tuple(str(one) for one in unlisted(spellings) if one != name),
        statements=int(statements or 0),
        utterances=said.utterances,
        altered=said.altered,
        articles=said.articles,
    )


def _selection(query: StatementsQuery) -> Selection:
    return Selection(speaker=query.speaker, actor=query.actor, kind=query.kind, sort=query.sort)


def _keys(record: Record, query: StatementsQuery) -> list[str]:
    return [str(key[0]) for key in selected(record.gate, "speakers", _selection(query))]


KIND = PageKind(
    name="statements",
    path="/statements",
    query=StatementsQuery,
    page=StatementsPage,
    make=make,
    every=lambda _: (StatementsQuery(page=WHOLE),),
    rows=rows,
    doc="Who speaks, those with most statements first, and how much is said by people left unnamed.",
    section="Statements",
)
