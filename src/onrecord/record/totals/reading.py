"""Commitments as totals read them: the fields that decide, and nothing that does not."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from onrecord.model import Backing, Entry, FieldValue, Rung
from onrecord.record.gate import Gate, Row
from onrecord.record.totals.counting import Measure
from onrecord.record.values import entry_fields, unlisted

FIELDS = (
    "actor", "actor_name", "recipient", "recipient_name", "members", "kind", "item", "item_class", "recalled",
    "doubted", "quantity", "quantity_bound", "unit", "amount", "amount_bound", "currency", "amount_eur",
    "amount_usd",
)  # fmt: skip
"""What of an entry decides how it is counted, and in which group."""
_PATHS = ", ".join(f"'$.{name}'" for name in FIELDS)
_ENTRIES = f"SELECT id, stage, json_extract(fields, {_PATHS}) FROM entries WHERE id IN (?)"
_COPIES = (
    "SELECT entry, origin, articles FROM entry_origins WHERE entry IN (?) AND json_array_length(articles) > 1"
    " ORDER BY origin"
)
_VALUES = "SELECT entry, field, value, why FROM entry_values WHERE entry IN (?) AND field = '{0}' ORDER BY position"
_RUNGS = "SELECT entry, stage, date, told FROM ladder WHERE entry IN (?) ORDER BY position"


def commitments(gate: Gate, ids: Sequence[str], measure: Measure, disputed: Collection[str]) -> list[Entry]:
    """The entries of the ids, in that order, with the fields of `FIELDS`, origins that tell one several times, and,
    where the figure is in dispute, the values that it might have. Of everything else they say nothing.
    """
    rows = {str(row[0]): row for row in gate.picked("read what decides", _ENTRIES, ids)}
    copies = _by_entry(gate.picked("count copies", _COPIES, ids))
    figure = "amount" if measure == "money" else "quantity"
    given = _by_entry(
        gate.picked("read figures in dispute", _VALUES.format(figure), [one for one in ids if one in disputed])
    )
    return [_entry(rows[one], copies.get(one, ()), given.get(one, ())) for one in ids]


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


def _entry(row: Row, copies: Iterable[Row], given: Iterable[Row]) -> Entry:
    id_, stage, packed = row
    fields = dict(zip(FIELDS, json.loads(str(packed)), strict=True))
    if fields["members"] is not None:
        fields["members"] = tuple(fields["members"])
    return Entry(
        str(id_), "commitment", MappingProxyType(fields), None if stage is None else str(stage), (), (), (), (),
        backing=tuple(Backing(str(origin), None, _ids(articles), ()) for _, origin, articles in copies),
        values=tuple(
            FieldValue(str(field), entry_fields(value), False, str(why), (), ()) for _, field, value, why in given
        ),
    )  # fmt: skip


def _rung(row: Row) -> Rung:
    _, stage, date, told = row
    return Rung(str(stage), date, (), told=told)  # type: ignore[arg-type]


def _ids(packed: object) -> tuple[str, ...]:
    return tuple(str(one) for one in unlisted(str(packed)))
