"""Values that people ruled: which fields of an entry may be corrected, with what, and the entry that results."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from types import MappingProxyType

from onrecord.errors import BadInput
from onrecord.model import BOUNDS, KINDS, MEMBERSHIP_STAGES, STAGES, Entry, EntryType, FieldValue, Ruling, Speaker

TEXT, NUMBER, COUNT, FLAG, LIST, DAY = "a text", "a number", "a whole number", "true or false", "a list", "a date"
_BOUND = tuple(BOUNDS)

CORRECTABLE: Mapping[EntryType, Mapping[str, str | tuple[str, ...]]] = {
    "statement": {"speaker.name": TEXT, "speaker.role": TEXT, "speaker.actor": TEXT},
    "commitment": {
        **dict.fromkeys(("actor", "actor_name", "recipient", "recipient_name", "item", "item_class"), TEXT),
        **dict.fromkeys(("unit", "currency", "said_by"), TEXT),
        **dict.fromkeys(("quantity", "quantity_low", "quantity_high"), NUMBER),
        **dict.fromkeys(("amount", "amount_low", "amount_high"), NUMBER),
        **dict.fromkeys(("conditional", "recalled", "doubted", "additional"), FLAG),
        **dict.fromkeys(("date", "said_on"), DAY),
        **dict.fromkeys(("quantity_bound", "amount_bound"), _BOUND),
        "members": LIST,
        "kind": tuple(KINDS),
        "stage": tuple(STAGES),
    },
    "membership": {
        **dict.fromkeys(("organisation", "candidate", "by"), TEXT),
        **dict.fromkeys(("ratified", "outstanding"), LIST),
        **dict.fromkeys(("count", "of"), COUNT),
        "date": DAY,
        "stage": tuple(MEMBERSHIP_STAGES),
    },
}
"""The fields of each type of entry, and what each takes. A statement's words are the articles' own."""

NEEDED = ("kind", "organisation", "candidate", "conditional", "recalled", "doubted", "additional", "stage")
"""Fields that cannot be empty."""

ALONG: Mapping[str, tuple[str, ...]] = {
    "actor": ("actor_name",),
    "recipient": ("recipient_name",),
    "item": ("item_class",),
    "quantity": ("quantity_bound", "quantity_low", "quantity_high"),
    "amount": ("amount_bound", "amount_low", "amount_high", "amount_eur", "amount_usd", "rate_day"),
    "currency": ("amount_eur", "amount_usd", "rate_day"),
    "date": ("date_precision",),
}
"""Fields that told of the old value and are empty beside the new one, until they are ruled too."""

DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:/\d{4}-\d{2}-\d{2})?)?)?")
PRECISIONS = {4: "year", 7: "month", 10: "day"}


def checked_value(kind: EntryType, field: str, given: str) -> str:
    """The value that somebody gives for a field, as JSON; a plain word is a text.

    Raises BadInput for a field that cannot be corrected or a value that it does not take.
    """
    fields = CORRECTABLE[kind]
    if field not in fields:
        raise BadInput(f"a {kind} has no field {field!r} to correct; there are {', '.join(fields)}")
    try:
        value = json.loads(given)
    except ValueError:
        value = given
    if isinstance(value, (int, float)) and not isinstance(value, bool) and fields[field] in (TEXT, DAY):
        value = given
    if not _fits(value, fields[field], field):
        takes = fields[field]
        wanted = takes if isinstance(takes, str) else f"one of {', '.join(takes)}"
        raise BadInput(f"{field} takes {wanted}, not {given!r}")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _fits(value: object, takes: str | tuple[str, ...], field: str) -> bool:
    if value is None:
        return field not in NEEDED
    if isinstance(takes, tuple):
        return value in takes
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf")
    return {
        TEXT: isinstance(value, str) and bool(value.strip()),
        NUMBER: number,
        COUNT: number and isinstance(value, int),
        FLAG: isinstance(value, bool),
        LIST: isinstance(value, list) and all(isinstance(one, str) for one in value),
        DAY: isinstance(value, str) and bool(DATE.fullmatch(value)),
    }[takes]


def corrected(entry: Entry, rulings: Iterable[Ruling]) -> Entry:
    """The entry with the values that `rulings`, in their order, put in place of its standing ones."""
    for one in rulings:
        if one.field is not None and one.field in CORRECTABLE[entry.type] and one.value is not None:
            entry = _corrected(entry, one, one.field)
    return entry


def _corrected(entry: Entry, ruling: Ruling, field: str) -> Entry:
    value = _frozen(json.loads(str(ruling.value)))
    if CORRECTABLE[entry.type][field] == NUMBER and isinstance(value, int):
        value = float(value)
    given: dict[str, object] = {field: value}
    given |= {name: None for name in ALONG.get(field, ()) if name in entry.fields}
    if "date_precision" in given and isinstance(value, str):
        given["date_precision"] = PRECISIONS.get(len(value))
    row = FieldValue(field, MappingProxyType(given), True, said_so(ruling), (), ())
    fields = _with(entry.fields, given)
    stage = str(value) if field == "stage" else entry.stage
    return replace(entry, fields=fields, stage=stage, values=_standing(entry, row))


def _with(fields: Mapping[str, object], given: Mapping[str, object]) -> Mapping[str, object]:
    out = dict(fields)
    for name, value in given.items():
        outer, _, inner = name.partition(".")
        if inner:
            held = out.get(outer)
            out[outer] = {**(held if isinstance(held, Mapping) else asdict(Speaker())), inner: value}
        elif name != "stage":
            out[name] = list(value) if isinstance(value, tuple) else value
    return MappingProxyType(out)


def preferred(entry: Entry, chosen: FieldValue, ruling: Ruling) -> Entry:
    """The entry with one of its findings' values standing, because somebody ruled for it."""
    row = replace(chosen, stands=True, why=said_so(ruling))
    return replace(entry, fields=_with(entry.fields, chosen.value), values=_standing(entry, row))


def _standing(entry: Entry, row: FieldValue) -> tuple[FieldValue, ...]:
    """The entry's values with `row` as the standing one of its field."""
    others: Sequence[FieldValue] = [
        replace(one, stands=False, why="another stands") if one.field == row.field and one.stands else one
        for one in entry.values
        if not (one.field == row.field and (dict(one.value) == dict(row.value) or not one.findings))
    ]
    at = next((number for number, one in enumerate(others) if one.field == row.field), len(others))
    return (*others[:at], row, *others[at:])


def said_so(ruling: Ruling) -> str:
    """Who ruled, and why, in a few words."""
    return f"ruled by {ruling.by}: {ruling.reason}"


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
