"""Entries as lines: what every list of them shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Entry
from onrecord.phrases import converted, headline, parties, unnamed_only, what
from onrecord.record import Record
from onrecord.record.code_names import usual_name
from onrecord.record.days import entry_days
from onrecord.record.gate import Row
from onrecord.record.values import entry_fields

ENTRIES = "SELECT id, type, stage, fields, articles, origins FROM entries WHERE id IN (?)"
SOURCING = "SELECT entry, sourcing FROM entry_origins WHERE entry IN (?)"
RULINGS = (
    "SELECT entry, EXISTS (SELECT 1 FROM rulings r WHERE r.id = ruling AND r.act = 'accept') FROM entry_rulings"
    " WHERE entry IN (?)"
)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of a list.

    told:     it as one line. parties, what: of a commitment, who to whom, and how much of what.
    names:    of a commitment, the two parties by their usual names.
    said_by:  who said so, when it is not the article itself.
    day:      of the last step of its ladder that has one, else when an article first told it, ISO 8601 with its own
              precision. begun: of its first step, None where that is the same.
    amount_eur, amount_usd: a sum at the rate of its day; `converted`: the same in words, but for its own currency.
    open:     disagreements on it that nothing has settled; `severity` of the gravest, None without any.
    unnamed:  all that is behind it is left unnamed by its sources.
    accepted: somebody has confirmed it; `ruled`: rulings made it what it is.
    """

    id: str
    type: str
    told: str
    parties: str
    what: str
    names: str
    actor: str | None
    recipient: str | None
    kind: str | None
    stage: str | None
    said_by: str | None
    day: str | None
    begun: str | None
    amount_eur: float | None
    amount_usd: float | None
    converted: str
    articles: int
    origins: int
    open: int
    severity: float | None
    unnamed: bool
    accepted: bool
    ruled: bool


def lines(record: Record, entries: Sequence[Entry]) -> tuple[EntryLine, ...]:
    """The lines of `entries`, in their order."""
    return lines_of(record, [entry.id for entry in entries])


def lines_of(record: Record, ids: Sequence[str]) -> tuple[EntryLine, ...]:
    """The lines of the entries of these ids, in their order. No more of an entry is read than a line shows."""
    gate = record.gate
    rows = {str(row[0]): row for row in gate.picked("read entries", ENTRIES, ids)}
    open_, days, rulings = _open(record, ids), entry_days(gate, ids), _rulings(record, ids)
    sourcing: dict[str, list[object]] = {}
    for entry, whom in gate.picked("read whom origins have it from", SOURCING, ids):
        sourcing.setdefault(str(entry), []).append(whom)
    return tuple(
        _line(
            rows[one],
            days.get(one, ()),
            open_.get(one, (0, None)),
            unnamed_only(sourcing.get(one, [])),
            rulings.get(one),
        )
        for one in ids
    )


def _line(
    row: Row, days: Sequence[str], open_: tuple[int, float | None], unnamed: bool, accepted: bool | None
) -> EntryLine:
    """accepted: None where no ruling made the entry what it is."""
    id_, type_, stage, packed, articles, origins = row
    fields, commitment = entry_fields(packed), type_ == "commitment"
    return EntryLine(
        id=str(id_),
        type=str(type_),
        told=headline(str(type_), fields, stage),
        parties=parties(fields) if commitment else "",
        what=what(fields) if commitment else "",
        names=parties({side: _named(fields, side) for side in ("actor", "recipient")}) if commitment else "",
        actor=_text(fields, "actor", "actor_name"),
        recipient=_text(fields, "recipient", "recipient_name"),
        kind=_text(fields, "kind"),
        stage=str(stage) if stage is not None else None,
        said_by=_text(fields, "said_by"),
        day=days[-1] if days else None,
        begun=days[0] if days and days[0] != days[-1] else None,
        amount_eur=_sum(fields, "EUR"),
        amount_usd=_sum(fields, "USD"),
        converted=_converted(fields),
        articles=int(articles or 0),
        origins=int(origins or 0),
        open=open_[0],
        severity=open_[1],
        unnamed=unnamed,
        accepted=bool(accepted),
        ruled=accepted is not None,
    )


def _text(fields: Mapping[str, object], *names: str) -> str | None:
    return next((str(fields[name]) for name in names if fields.get(name)), None)


def _named(fields: Mapping[str, object], side: str) -> str | None:
    code = fields.get(side)
    return (usual_name(str(code)) if code else None) or _text(fields, side, f"{side}_name")


def _sum(fields: Mapping[str, object], currency: str) -> float | None:
    value = fields.get(f"amount_{currency.lower()}")
    return value if isinstance(value, (int, float)) else None


def _converted(fields: Mapping[str, object]) -> str:
    others = [code for code in ("EUR", "USD") if code != fields.get("currency")]
    return converted({f"amount_{code.lower()}": _sum(fields, code) for code in others})


def _open(record: Record, ids: Sequence[str]) -> dict[str, tuple[int, float | None]]:
    sql = (
        "SELECT entry, count(*), max(severity) FROM disagreements WHERE settled IS NULL AND entry IN (?)"
        " GROUP BY entry"
    )
    rows = record.gate.picked("count open disagreements", sql, ids)
    return {str(id_): (int(number or 0), float(gravest or 0)) for id_, number, gravest in rows}


def _rulings(record: Record, ids: Sequence[str]) -> dict[str, bool]:
    """Whether somebody has accepted it, by entry that rulings made what it is."""
    out: dict[str, bool] = {}
    for entry, accepts in record.gate.picked("read rulings", RULINGS, ids):
        out[str(entry)] = out.get(str(entry), False) or bool(accepts)
    return out
