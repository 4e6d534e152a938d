"""What a page without a server filters and sorts its rows by: `static/lists.js` reads it off each row.

Texts are without case and accents, several of them in one mark each on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.pages.lines import EntryLine
from onrecord.record import Record
from onrecord.record.days import ends, entry_days
from onrecord.record.folding import bare
from onrecord.record.values import entry_fields

FIELDS = "SELECT id, fields FROM entries WHERE id IN (?)"
Marks = Mapping[str, str]
"""By name; a row carries each as `data-NAME`."""


def commitment_marks(record: Record, shown: Sequence[EntryLine]) -> tuple[Marks, ...]:
    """The marks of commitments, in their order."""
    ids = [line.id for line in shown]
    days, disagreed, spelled = entry_days(record.gate, ids), _disagreed(record, ids), _spellings(record)
    fields = {str(id_): entry_fields(packed) for id_, packed in record.gate.picked("read fields", FIELDS, ids)}
    return tuple(
        made(
            {
                **_party(fields[line.id], "actor"),
                **_party(fields[line.id], "recipient"),
                "kind": line.kind,
                "stage": line.stage,
                "item": _bare(fields[line.id].get("item")),
                "item-class": _lower(fields[line.id].get("item_class")),
                "speaker": _said(line.said_by, spelled),
                **day_marks(days.get(line.id, ())),
                "disagreement": "\n".join(disagreed.get(line.id, ())),
                "origins": line.origins,
                "articles": line.articles,
                "amount_usd": line.amount_usd,
                "amount_eur": line.amount_eur,
                "severity": line.severity,
            }
        )
        for line in shown
    )


def made(values: Mapping[str, object]) -> Marks:
    """Marks of the values that there are."""
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def day_marks(days: Iterable[str]) -> Mapping[str, object]:
    """The days of a row, each from its first to its last, and the one that it is sorted by."""
    spans = [ends(day) for day in days]
    return {
        "days": "\n".join(f"{first}/{last}" for first, last in spans),
        "day": spans[-1][0] if spans else None,
    }


def _party(fields: Mapping[str, object], side: str) -> Mapping[str, object]:
    return {side: _lower(fields.get(side)), f"{side}-name": _bare(fields.get(f"{side}_name"))}


def _lower(value: object) -> str | None:
    return str(value).lower() if value else None


def _bare(value: object) -> str | None:
    return bare(str(value)) if value else None


def _said(name: str | None, spelled: Mapping[str, tuple[str, ...]]) -> str | None:
    """A name with every other spelling of whoever is called so."""
    return "\n".join(dict.fromkeys(map(bare, (name, *spelled.get(name, ()))))) if name else None


def _spellings(record: Record) -> Mapping[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    sql = (
        "SELECT one.value, other.value FROM speakers k, json_each(k.spellings) one, json_each(k.spellings) other"
        " WHERE one.value <> other.value ORDER BY 1, 2"
    )
    for name, other in record.gate.all("read spellings", sql):
        out[str(name)] = (*out.get(str(name), ()), str(other))
    return out


def _disagreed(record: Record, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """By entry, what a filter may ask of its disagreements."""
    sql = "SELECT entry, kind, settled IS NULL FROM disagreements WHERE entry IN (?)"
    out: dict[str, dict[str, None]] = {}
    for entry, kind, open_ in record.gate.picked("read disagreements", sql, ids):
        out.setdefault(str(entry), {}).update(dict.fromkeys(("any", "open" if open_ else "settled", str(kind))))
    return {entry: tuple(sorted(some)) for entry, some in out.items()}
