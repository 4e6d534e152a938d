"""What a page without a server filters and sorts its rows by: `static/lists.js` reads it off each row.

Texts are without case and accents, several of them in one mark each on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.pages.lines import EntryLine
from onrecord.record import Record
from onrecord.record.conditions import ORDERS, SORTS
from onrecord.record.days import ends, entry_days
from onrecord.record.folding import bare
from onrecord.record.values import entry_fields

if TYPE_CHECKING:
    from onrecord.pages.disagreements import ListedDisagreement
    from onrecord.pages.speaker import Utterance
    from onrecord.pages.statements import SpeakerLine

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


def speaker_marks(record: Record, shown: Sequence[SpeakerLine]) -> tuple[Marks, ...]:
    """The marks of known speakers; `name` is their place by name."""
    sql = f"SELECT t.id FROM speakers t ORDER BY {SORTS['speakers']['name']}, {ORDERS['speakers']}"
    places = {str(id_): place for place, (id_,) in enumerate(record.gate.all("order speakers by name", sql))}
    return tuple(
        made(
            {
                "speaker": "\n".join(bare(one) for one in (line.name, *line.spellings, line.role) if one),
                "actor": _lower(line.actor),
                "kind": line.kind,
                "statements": line.statements,
                "name": places[line.id],
            }
        )
        for line in shown
    )


def utterance_marks(record: Record, shown: Sequence[Utterance]) -> tuple[Marks, ...]:
    """The marks of utterances, in their order."""
    ids = [one.line.id for one in shown]
    days, disagreed = entry_days(record.gate, ids), _disagreed(record, ids)
    printed: dict[str, list[str]] = {}
    for entry, text in record.gate.picked(
        "read wordings", "SELECT entry, text FROM variants WHERE entry IN (?)", ids
    ):
        printed.setdefault(str(entry), []).append(str(text))
    said = {str(id_): entry_fields(packed) for id_, packed in record.gate.picked("read fields", FIELDS, ids)}
    return tuple(
        made(
            {
                "words": _texts((said[id_].get("text"), *printed.get(id_, ()))),
                "who": _bare(_name(said[id_])),
                "wording": "\n".join(sorted(one.wordings)),
                "disagreement": "\n".join(disagreed.get(id_, ())),
                **day_marks(days.get(id_, ())),
            }
        )
        for id_, one in zip(ids, shown, strict=True)
    )


def disagreement_marks(shown: Sequence[ListedDisagreement]) -> tuple[Marks, ...]:
    """The marks of disagreements, in their order."""
    return tuple(
        made(
            {
                "kind": each.one.kind,
                "cause": each.one.cause,
                "open": "true" if each.one.settled is None else "false",
                "article": "\n".join(
                    one for side in (each.one.a, each.one.b) for one in (side.article.id, side.article.path) if one
                ),
                "severity": each.one.severity,
            }
        )
        for each in shown
    )


def _texts(some: Iterable[object]) -> str:
    """Texts, each once and on a line of its own."""
    return "\n".join(dict.fromkeys(bare(str(one)).replace("\n", " ") for one in some if one))


def _name(fields: Mapping[str, object]) -> object:
    speaker = fields.get("speaker")
    return speaker.get("name") if isinstance(speaker, Mapping) else None


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
