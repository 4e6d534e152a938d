"""Rows as Arrow columns, when PyArrow is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from types import ModuleType
from typing import Any

from onrecord.errors import NotInstalled
from onrecord.record.exporting import COLUMNS
from onrecord.record.rows import SPEAKER_FIELDS, ExportRow

BATCH = 5_000  # rows that are turned into columns at a time, so that a large table is never held as dicts


def pyarrow() -> ModuleType:
    """PyArrow. Raises NotInstalled when it is missing."""
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise NotInstalled(
            "Arrow and Parquet need PyArrow; install it with: pip install 'onrecord[parquet]'"
        ) from error


def schema_of(table: str) -> Any:  # noqa: ANN401 - PyArrow has no types
    """The Arrow schema of a table's rows: the same whatever rows there are."""
    pa = pyarrow()
    types = _types(pa)
    return pa.schema([(name, _type_of(table, name, types)) for name in COLUMNS[table]])


def batches(table: str, exported: Iterable[ExportRow]) -> Iterator[Any]:
    """Rows of `table` as Arrow record batches of at most 5,000 rows.

    Raises NotInstalled when PyArrow is missing.
    """
    pa, schema, rows = pyarrow(), schema_of(table), iter(exported)
    while some := list(islice(rows, BATCH)):
        held = [{name: _value(_settled(name, row.get(name))) for name in COLUMNS[table]} for row in some]
        yield pa.RecordBatch.from_pylist(held, schema=schema)


def _type_of(table: str, name: str, types: Mapping[str, object]) -> object:
    if table == "disagreements" and name in ("a", "b"):
        return types["sides"]
    return types.get(f"{table}.{name}", types.get(name, types[""]))


def _types(pa: ModuleType) -> Mapping[str, object]:
    """Arrow types by `table.column`, by column, and (under "") for every other column."""
    text, spans, names = pa.string(), pa.list_(pa.list_(pa.int64())), pa.list_(pa.string())
    evidence = pa.map_(text, pa.struct({"spans": spans, "how": text, "rule": text}))
    reason = pa.struct({"kind": text, "detail": text, "spans": spans})
    span = pa.list_(pa.int64())
    sides = pa.struct({"article": text, "spans": spans, "text": text})
    words = dict.fromkeys(("finding", "type", "sha256", "article"), text)
    anchor = pa.struct({**words, "spans": spans, "words": text})
    return {
        "": text,
        "sides": sides,
        "speaker": pa.struct({name: pa.bool_() if name == "anonymous" else text for name in SPEAKER_FIELDS}),
        **dict.fromkeys(("source", "cue", "content"), spans),
        **dict.fromkeys(
            ("ratified", "outstanding", "members", "articles", "origins", "findings", "spellings", "statements"),
            names,
        ),
        **dict.fromkeys(("confidence", "coverage_a", "coverage_b", "severity"), pa.float64()),
        **dict.fromkeys((f"quantity{end}" for end in ("", "_low", "_high")), pa.float64()),
        **dict.fromkeys((f"amount{end}" for end in ("", "_low", "_high", "_eur", "_usd")), pa.float64()),
        **dict.fromkeys(("count", "of"), pa.int64()),
        **dict.fromkeys(("conditional", "recalled", "doubted", "additional", "negated", "modal"), pa.bool_()),
        **_entry_types(pa, sides),
        "corrections.spans": spans,
        "entries.rulings": names,
        **dict.fromkeys(("accepted", "whole"), pa.bool_()),
        "rulings.anchors": pa.list_(anchor),
        "rulings.others": pa.list_(anchor),
        **dict.fromkeys(("still", "mended"), names),
        "passages": pa.list_(pa.struct({"a": span, "b": span, "relation": text})),
        "evidence": evidence,
        "derivations.evidence": pa.list_(reason),
        "derivations.source": text,
        "totals.sums": pa.list_(pa.struct({"unit": text, "value": pa.float64()})),
        **dict.fromkeys(("eur", "usd", "counted.value", "low", "high"), pa.float64()),
        **dict.fromkeys(("no_rate", "totals.counted", "copies", "left_out"), pa.int64()),
        "counted.counted": pa.bool_(),
    }


def _entry_types(pa: ModuleType, sides: object) -> Mapping[str, object]:
    """Arrow types of what an entry has many of; `sides` is that of words at their places."""
    text, names = pa.string(), pa.list_(pa.string())
    rung = (
        dict.fromkeys(("stage", "date"), text)
        | dict.fromkeys(("articles", "findings"), names)
        | dict.fromkeys(("told", "observed"), text)
        | dict.fromkeys(("quantity", "of"), pa.float64())
        | dict.fromkeys(("by", "outstanding"), names)
        | {"doubted": pa.bool_()}
    )
    value = dict.fromkeys(("field", "value"), text) | {"stands": pa.bool_(), "why": text}
    change = pa.struct({"kind": text, "before": sides, "after": sides})
    behind = dict.fromkeys(("articles", "origins", "findings"), names)
    variant = {"relation": text, "words": sides, **behind, "changes": pa.list_(change), "closest": text}
    return {
        "ladder": pa.list_(pa.struct(rung)),
        "backing": pa.list_(pa.struct({"origin": text, "sourcing": text, "articles": names, "findings": names})),
        "values": pa.list_(pa.struct(value | {"findings": names, "origins": names})),
        "variants": pa.list_(pa.struct(variant)),
    }


def _settled(name: str, value: object) -> object:
    """Values of an entry's fields are of many types; each stands as JSON, which Arrow can hold in one column."""
    if name != "values" or not isinstance(value, list):
        return value
    return [{**one, "value": json.dumps(one["value"], ensure_ascii=False, sort_keys=True)} for one in value]


def _value(value: object) -> object:
    """Lone surrogates have no place in Arrow's text; each becomes one U+FFFD, so that offsets still fit."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {key: _value(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_value(inner) for inner in value]
    return value
