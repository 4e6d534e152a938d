"""One table of the record in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.blocks import print_disagreement
from onrecord.cli.output import messages, put, results, safe
from onrecord.cli.phrases import NOTHING, headline, parties, progress, short_id, speaker, what
from onrecord.record import Record, Selection
from onrecord.record.rows import ExportRow

Cell = Callable[[ExportRow], object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what stands in it, and whether it may be folded over lines."""

    head: str
    cell: Cell
    folds: bool = False


def _get(name: str) -> Cell:
    return lambda row: row[name]


def print_table(record: Record, table: str, selection: Selection) -> None:
    """Print the chosen rows; say on standard error how many there are."""
    console, digits = results(), record.digits()
    if table == "disagreements":
        found = list(record.disagreements(selection))
        articles = {article.id: article for article in record.articles()} if found else {}
        count = len(found)
        for one in found:
            print_disagreement(console, one, articles, digits)
    else:
        rows = list(record.rows(table, selection))
        count = len(rows)
        if rows:
            print_rows(console, COLUMNS[table], rows, digits)
    messages().print(f"{count} row{'s' * (count != 1)}")


def print_rows(console: Console, columns: Sequence[Column], rows: Sequence[ExportRow], digits: int) -> None:
    """Print rows as a table: what does not fit a line is folded, nothing is cut off; empty columns are left out."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    cells = [[_shown(column.cell(row), digits) for row in rows] for column in columns]
    filled = [at for at, column in enumerate(cells) if any(cell != NOTHING for cell in column)]
    for at in filled:
        table.add_column(columns[at].head, no_wrap=not columns[at].folds, overflow="fold")
    for number in range(len(rows)):
        table.add_row(*(Text(cells[at][number]) for at in filled))
    put(console, table)


def _shown(value: object, digits: int) -> str:
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(one, digits) for one in value)
    return safe(short_id(str(value), digits))


def _share(name: str) -> Cell:
    return lambda row: f"{float(str(row[name])):.0%}"


def _day(row: ExportRow) -> object:
    return str(row["published"] or "")[:10]


def _by(row: ExportRow) -> object:
    return row["outlet"] or row["byline"]


def _entry(row: ExportRow) -> object:
    return headline(str(row["type"]), row, row["stage"])


def counting(name: str) -> Cell:
    return lambda row: len(listed(row[name]))


def listed(value: object) -> list[object]:
    """A list of a row as a list, and what is none as an empty one."""
    return value if isinstance(value, list) else []


def _reasons(row: ExportRow) -> object:
    reasons = [one for one in listed(row["evidence"]) if isinstance(one, dict)]
    return "; ".join(f"{one['kind']}: {one['detail']}" for one in reasons)


COLUMNS: Mapping[str, Sequence[Column]] = {
    "articles": (
        Column("id", _get("id")),
        Column("published", _day),
        Column("by", _by, folds=True),
        Column("wire", _get("wire")),
        Column("title", _get("title"), folds=True),
        Column("path", _get("path"), folds=True),
    ),
    "statements": (
        Column("id", _get("id")),
        Column("article", _get("article")),
        Column("speaker", speaker, folds=True),
        Column("mode", _get("mode")),
        Column("words", _get("text"), folds=True),
    ),
    "commitments": (
        Column("id", _get("id")),
        Column("article", _get("article")),
        Column("stage", _get("stage")),
        Column("who", parties, folds=True),
        Column("what", what, folds=True),
        Column("kind", _get("kind")),
        Column("said by", _get("said_by"), folds=True),
    ),
    "memberships": (
        Column("id", _get("id")),
        Column("article", _get("article")),
        Column("candidate", _get("candidate")),
        Column("into", _get("organisation")),
        Column("stage", _get("stage")),
        Column("standing", progress, folds=True),
        Column("date", _get("date")),
    ),
    "reuse": (
        Column("a", _get("a")),
        Column("b", _get("b")),
        Column("relation", _get("relation")),
        Column("of a", _share("coverage_a")),
        Column("of b", _share("coverage_b")),
        Column("passages", counting("passages")),
    ),
    "derivations": (
        Column("article", _get("article")),
        Column("source", _get("source")),
        Column("wire", _get("wire")),
        Column("sure", _share("confidence")),
        Column("why", _reasons, folds=True),
    ),
    "entries": (
        Column("id", _get("id")),
        Column("type", _get("type")),
        Column("entry", _entry, folds=True),
        Column("articles", counting("articles")),
        Column("origins", counting("origins")),
    ),
    "rejected": (Column("path", _get("path"), folds=True), Column("reason", _get("reason"), folds=True)),
}
