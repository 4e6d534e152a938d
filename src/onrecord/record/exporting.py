"""Exporting a table: JSON Lines, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import BinaryIO, Literal, get_args

from onrecord.errors import BadInput
from onrecord.record import rows
from onrecord.record.rows import ExportRow
from onrecord.record.rulings.lines import HELD_FIELDS
from onrecord.record.totals.rows import COUNTED_FIELDS, TOTAL_FIELDS

Format = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

NESTED: Mapping[str, tuple[str, ...]] = {
    "speaker": rows.SPEAKER_FIELDS,
    "a": ("article", "spans", "text"),
    "b": ("article", "spans", "text"),
}
"""Objects that CSV spreads over columns `name.part`; every other list or object becomes a cell of JSON."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": rows.ARTICLE_FIELDS,
    "statements": rows.STATEMENT_FIELDS,
    "commitments": ("id", "article", *rows.COMMITMENT_FIELDS, "evidence"),
    "memberships": ("id", "article", *rows.MEMBERSHIP_FIELDS, "evidence"),
    "speakers": rows.KNOWN_SPEAKER_FIELDS,
    "reuse": ("a", "b", "relation", "coverage_a", "coverage_b", "passages"),
    "derivations": ("article", "source", "wire", "confidence", "evidence"),
    "entries": (
        "id", "type",
        *dict.fromkeys(chain.from_iterable(rows.ENTRY_FIELDS.values())),
        "stage", "ladder", "articles", "origins", "findings", "backing", "values", "variants",
        "rulings", "accepted",
    ),
    "links": rows.LINK_FIELDS,
    "corrections": rows.CORRECTION_FIELDS,
    "disagreements": ("id", "entry", "kind", "a", "b", "reason", "severity", "weight", "cause", "settled"),
    "rulings": HELD_FIELDS,
    "rejected": ("path", "reason"),
    "totals": TOTAL_FIELDS,
    "counted": COUNTED_FIELDS,
}  # fmt: skip
"""The columns of each table, and of what pages add up from them. Entries of all types share one CSV, so it has the
columns of all of them."""


FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""


def write_rows(
    table: str, exported: Iterable[ExportRow], format_: str, out: BinaryIO, for_spreadsheets: bool = False
) -> int:
    """Write rows of `table` to `out` in UTF-8 and return their number.

    for_spreadsheets: in CSV, a text that a spreadsheet would run as a formula gets an apostrophe before it.
    Raises BadInput for an unknown format, NotInstalled when Parquet's library is missing.
    """
    writers: Mapping[str, Callable[[str, Iterable[ExportRow], BinaryIO], int]] = {
        "jsonl": _write_jsonl,
        "csv": _write_sheet if for_spreadsheets else _write_csv,
        "parquet": _write_parquet,
    }
    if format_ not in writers:
        raise BadInput(f"there is no format {format_!r}; there are {', '.join(FORMATS)}")
    return writers[format_](table, exported, out)


def json_line(row: Mapping[str, object]) -> str:
    """A row as one line of JSON. A lone surrogate is written as its escape, which any reader gives back."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(row, ensure_ascii=True)
    return line + "\n"


def _write_jsonl(_table: str, exported: Iterable[ExportRow], out: BinaryIO) -> int:
    count = 0
    for row in exported:
        out.write(json_line(row).encode("utf-8"))
        count += 1
    return count


def _write_sheet(table: str, exported: Iterable[ExportRow], out: BinaryIO) -> int:
    return _write_csv(table, exported, out, _harmless)


def _write_csv(
    table: str, exported: Iterable[ExportRow], out: BinaryIO, cell: Callable[[object], object] | None = None
) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        writer = csv.DictWriter(text, fieldnames=list(flat_columns(table)), lineterminator="\n")
        writer.writeheader()
        count = 0
        for row in exported:
            writer.writerow({name: (cell or _cell)(value) for name, value in flat(table, row)})
            count += 1
        return count
    finally:
        text.detach()


def _write_parquet(table: str, exported: Iterable[ExportRow], out: BinaryIO) -> int:
    from onrecord.record.parquet import write_parquet

    return write_parquet(table, exported, out)


def flat_columns(table: str) -> Iterator[str]:
    """The columns of a table with its objects spread out."""
    for name in COLUMNS[table]:
        if name in NESTED and table in ("statements", "entries", "disagreements"):
            yield from (f"{name}.{part}" for part in NESTED[name])
        else:
            yield name


def flat(table: str, row: ExportRow) -> Iterator[tuple[str, object]]:
    """A row's values by flat column; a column of another entry type is left out."""
    for name, value in row.items():
        if name in NESTED and table in ("statements", "entries", "disagreements"):
            if isinstance(value, Mapping):
                yield from ((f"{name}.{part}", value.get(part)) for part in NESTED[name])
        else:
            yield name, value


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value


def _harmless(value: object) -> object:
    """A cell that no spreadsheet runs: the words of an article are nobody's formulas. Numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULAS):
        return f"'{value}"
    return _cell(value)
