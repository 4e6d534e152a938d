"""Entries as lines: what every list of them shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Entry
from onrecord.phrases import headline, parties, unnamed_only, what
from onrecord.record import Record


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of a list.

    told:     it as one line. parties, what: of a commitment, who to whom, and how much of what.
    day:      of the last step of its ladder that has one, ISO 8601 with its own precision.
    open:     disagreements on it that nothing has settled; `severity` of the gravest, None without any.
    unnamed:  all that is behind it is left unnamed by its sources.
    accepted: somebody has confirmed it; `ruled`: rulings made it what it is.
    """

    id: str
    type: str
    told: str
    parties: str
    what: str
    actor: str | None
    recipient: str | None
    kind: str | None
    stage: str | None
    day: str | None
    articles: int
    origins: int
    open: int
    severity: float | None
    unnamed: bool
    accepted: bool
    ruled: bool


def lines(record: Record, entries: Sequence[Entry]) -> tuple[EntryLine, ...]:
    """The lines of `entries`, in their order."""
    open_ = _open(record, [entry.id for entry in entries])
    return tuple(_line(entry, *open_.get(entry.id, (0, None))) for entry in entries)


def _line(entry: Entry, open_: int, severity: float | None) -> EntryLine:
    fields = entry.fields
    commitment = entry.type == "commitment"
    return EntryLine(
        id=entry.id,
        type=entry.type,
        told=headline(entry.type, fields, entry.stage),
        parties=parties(fields) if commitment else "",
        what=what(fields) if commitment else "",
        actor=_text(fields, "actor", "actor_name"),
        recipient=_text(fields, "recipient", "recipient_name"),
        kind=_text(fields, "kind"),
        stage=entry.stage,
        day=next((rung.date or rung.told for rung in reversed(entry.ladder) if rung.date or rung.told), None),
        articles=len(entry.articles),
        origins=len(entry.origins),
        open=open_,
        severity=severity,
        unnamed=unnamed_only([each.sourcing for each in entry.backing]),
        accepted=entry.accepted,
        ruled=bool(entry.rulings),
    )


def _text(fields: Mapping[str, object], *names: str) -> str | None:
    return next((str(fields[name]) for name in names if fields.get(name)), None)


def _open(record: Record, ids: Sequence[str]) -> dict[str, tuple[int, float | None]]:
    sql = (
        "SELECT entry, count(*), max(severity) FROM disagreements WHERE settled IS NULL AND entry IN (?)"
        " GROUP BY entry"
    )
    rows = record.gate.picked("count open disagreements", sql, ids)
    return {str(id_): (int(number or 0), float(gravest or 0)) for id_, number, gravest in rows}
