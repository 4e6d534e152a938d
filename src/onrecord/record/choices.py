"""What a filter may be given: the values that there are, and how many rows have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.record.code_names import names_code
from onrecord.record.folding import bare
from onrecord.record.gate import Gate
from onrecord.record.selecting import Selection, conditions

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "entries": {
        "actor": "coalesce(json_extract(t.fields, '$.actor'), json_extract(t.fields, '$.actor_name'))",
        "recipient": "coalesce(json_extract(t.fields, '$.recipient'), json_extract(t.fields, '$.recipient_name'))",
        "kind": "json_extract(t.fields, '$.kind')",
        "stage": "t.stage",
        "item": "json_extract(t.fields, '$.item_class')",
        "min_origins": "t.origins",
    },
    "speakers": {"actor": "t.actor", "kind": "t.kind"},
    "disagreements": {
        "kind": "t.kind",
        "cause": "t.cause",
        "open": "t.settled IS NULL",
        "min_severity": "t.severity",
    },
}
"""By the name of a filter, the value that a row has for it, as SQL."""
PARTS: Mapping[str, str] = {
    "actor": "json_extract(t.fields, '$.actor_name')",
    "recipient": "json_extract(t.fields, '$.recipient_name')",
    "item": "json_extract(t.fields, '$.item')",
}
"""Filters that choose by a part of a text too: `tank` finds what is of that class, and Leopard 2 tanks."""
DISAGREED = (
    "SELECT d.entry, d.kind, d.settled IS NULL FROM disagreements d JOIN entries t ON t.id = d.entry WHERE {where}"
)

Counts = Mapping[str, Mapping[str, int]]


def choices(gate: Gate, table: str, selection: Selection, names: Sequence[str], most: int | None = None) -> Counts:
    """By filter, how many rows each value would leave of those that the other filters choose, the most first.

    `min_origins` counts those with at least so many.
    most: so many values of a filter that chooses by parts of texts too; all when not given.
    Raises what `selected` raises.
    """
    free = [name for name in names if name in COLUMNS[table] and getattr(selection, name) is None]
    out: dict[str, Mapping[str, int]] = _counted(gate, table, selection, free)
    for name in names:
        if name == "disagreement":
            out[name] = _disagreed(gate, replace(selection, disagreement=None))
        elif name not in free:
            out |= _counted(gate, table, replace(selection, **{name: None}), [name])
    if "min_origins" in out:
        out["min_origins"] = _at_least(out["min_origins"])
    for name in (one for one in names if one in PARTS and table == "entries"):
        out[name] = _with_parts(gate, replace(selection, **{name: None}), name, list(out[name])[:most])
    return {name: out[name] for name in names}


def _counted(gate: Gate, table: str, selection: Selection, names: Sequence[str]) -> dict[str, Mapping[str, int]]:
    if not names:
        return {}
    where, values = conditions(gate, table, selection)
    columns = ", ".join(COLUMNS[table][name] for name in names)
    rows = gate.all(f"count choices of {table}", f"SELECT {columns} FROM {table} t WHERE {where}", values)
    counted = [Counter(str(row[at]) for row in rows if row[at] is not None) for at in range(len(names))]
    return {name: _frequent_first(one) for name, one in zip(names, counted, strict=True)}


def _with_parts(gate: Gate, selection: Selection, name: str, values: Sequence[str]) -> Mapping[str, int]:
    """How many rows have each of the values, or one in which it stands; a code stands for itself alone, and of two
    that differ in case or accents alone, which find the same, the first stands."""
    where, bound = conditions(gate, "entries", selection)
    sql = f"SELECT {COLUMNS['entries'][name]}, {PARTS[name]}, count(*) FROM entries t WHERE {where} GROUP BY 1, 2"
    rows = [
        (str(value or ""), bare(str(text or "")), int(number or 0))
        for value, text, number in gate.all("count parts of texts", sql, bound)
    ]
    counted = {}
    for one in {bare(value): value for value in reversed(values)}.values():
        part = "" if name != "item" and names_code(one) else bare(one)
        counted[one] = sum(number for value, text, number in rows if value == one or (part and part in text))
    return _frequent_first(counted)


def _frequent_first(counted: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _at_least(counted: Mapping[str, int]) -> Mapping[str, int]:
    """How many have at least so many: one number for each that there is."""
    numbers = {int(value): number for value, number in counted.items()}
    return {str(least): sum(numbers[one] for one in numbers if one >= least) for least in sorted(numbers)}


def _disagreed(gate: Gate, selection: Selection) -> Mapping[str, int]:
    where, values = conditions(gate, "entries", selection)
    rows = gate.all("count disagreements", DISAGREED.format(where=where), values)
    entries: dict[str, set[str]] = {"any": set(), "open": set(), "settled": set()}
    for entry, kind, open_ in rows:
        for name in ("any", "open" if open_ else "settled", str(kind)):
            entries.setdefault(name, set()).add(str(entry))
    return _frequent_first({name: len(some) for name, some in entries.items() if some})
