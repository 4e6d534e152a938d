"""Commitments as totals read them: the fields that decide, and nothing that does not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from onrecord.model import Backing, Entry, FieldValue, Rung
from onrecord.record.gate import Gate, Row
from onrecord.record.selecting import Selection, conditions
from onrecord.record.totals.counting import Measure
from onrecord.record.values import entry_fields, unlisted

FIELDS = (
    "actor", "actor_name", "recipient", "recipient_name", "members", "kind", "item", "item_class", "recalled",
    "doubted", "quantity", "quantity_bound", "unit", "amount", "amount_bound", "currency", "amount_eur",
    "amount_usd",
)  # fmt: skip
"""What of an entry decides how it is counted, and in which group."""
_PATHS = ", ".join(f"'$.{name}'" for name in FIELDS)
_ENTRIES = f"SELECT t.id, t.stage, json_extract(t.fields, {_PATHS}) FROM entries t WHERE {{0}}"
_COPIES = (
    "SELECT entry, origin, articles FROM entry_origins WHERE entry IN (?) AND json_array_length(articles) > 1"
    " ORDER BY origin"
)
_VALUES = "SELECT entry, field, value, why FROM entry_values WHERE entry IN (?) AND field = '{0}' ORDER BY position"
_RUNGS = "SELECT entry, stage, date, told FROM ladder WHERE entry IN (?) ORDER BY position"


def commitments(gate: Gate, selection: Selection, measure: Measure, disputed: frozenset[str]) -> list[Entry]:
    """The commitments that a selection chooses, in no order, with the fields of `FIELDS` and nothing else, but:
    of those with a figure, origins that tell them several times and, where it is in dispute, what else it might be.
    """
    where, values = conditions(gate, "entries", replace(selection, type="commitment"))
    rows = gate.all("read what decides", _ENTRIES.format(where), values)
    figure = "amount" if measure == "money" else "quantity"
    found = [(str(id_), stage, _fields(packed)) for id_, stage, packed in rows]
    able = [id_ for id_, _, fields in found if fields[figure] is not None]
    copies = _by_entry(gate.picked("count copies", _COPIES, able))
    rivals = gate.picked("read figures in dispute", _VALUES.format(figure), [*disputed.intersection(able)])
    given = _by_entry(rivals)
    return [
        Entry(
            id_, "commitment", fields, stage, (), (), (), (),  # type: ignore[arg-type]
            backing=tuple(Backing(str(origin), None, _ids(told), ()) for _, origin, told in copies.get(id_, ())),
            values=tuple(
                FieldValue(str(field), entry_fields(value), False, str(why), (), ())
                for _, field, value, why in given.get(id_, ())
            ),
        )
        for id_, stage, fields in found
    ]  # fmt: skip


def with_ladders(gate: Gate, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, each with the stages and the days of its ladder; one that has its ladder keeps it."""
    rungs = _by_entry(gate.picked("read ladders", _RUNGS, [one.id for one in entries if not one.ladder]))
    for one in entries:
        found = rungs.get(one.id)
        yield replace(one, ladder=tuple(_rung(row) for row in found)) if found else one


def _by_entry(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    out: dict[str, list[Row]] = {}
    for row in rows:
        out.setdefault(str(row[0]), []).append(row)
    return out


def _fields(packed: object) -> Mapping[str, object]:
    fields = dict(zip(FIELDS, json.loads(str(packed)), strict=True))
    if fields["members"] is not None:
        fields["members"] = tuple(fields["members"])
    return MappingProxyType(fields)


def _rung(row: Row) -> Rung:
    _, stage, date, told = row
    return Rung(str(stage), date, (), told=told)  # type: ignore[arg-type]


def _ids(packed: object) -> tuple[str, ...]:
    return tuple(str(one) for one in unlisted(str(packed)))
