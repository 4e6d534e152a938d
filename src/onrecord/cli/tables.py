"""One table of the record in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.blocks import print_disagreement
from onrecord.cli.output import messages, put, results, safe
from onrecord.cli.referring import referring
from onrecord.cli.wordings import wording_counts
from onrecord.phrases import (
    ANONYMOUS_ONLY,
    NOTHING,
    converted,
    headline,
    parties,
    plural,
    progress,
    said,
    says,
    short_id,
    speaker,
    unnamed_only,
    what,
)
from onrecord.record import Record, Selection
from onrecord.record.rows import ExportRow

Cell = Callable[[ExportRow], object]
Screens = Literal["both", "wide", "narrow"]
WIDE = 110  # columns, from where on every value has a column of its own
WHOLE = 28  # characters; longer ids, which some inputs bring along, are folded so that they leave room for the rest


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what stands in it, whether it may be folded over lines, and on which screens it stands.

    screens: both, or only "wide" or only "narrow" ones, where another column holds what is missing.
    """

    head: str
    cell: Cell
    folds: bool = False
    screens: Screens = "both"


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
            print_rows(console, COLUMNS[table], referring(record, table, rows), digits)
    messages().print(plural(count, "row"))


def print_rows(console: Console, columns: Sequence[Column], rows: Sequence[ExportRow], digits: int) -> None:
    """Print rows as a table: what does not fit a line is folded, nothing is cut off; empty columns are left out."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    other = "narrow" if console.width >= WIDE else "wide"
    columns = [column for column in columns if column.screens != other]
    cells = [[_shown(column.cell(row), digits) for row in rows] for column in columns]
    filled = [at for at, column in enumerate(cells) if any(cell != NOTHING for cell in column)]
    for at in filled:
        most = None if columns[at].folds else WHOLE
        whole = most is not None and all(len(cell) <= most for cell in cells[at])
        table.add_column(columns[at].head, no_wrap=whole, overflow="fold", max_width=most)
    for number in range(len(rows)):
        table.add_row(*(Text(cells[at][number]) for at in filled))
    put(console, table)


def _shown(value: object, digits: int) -> str:
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(one, digits) for one in value)
    return safe(short_id(str(value), digits))


def _all_of_it(row: ExportRow) -> object:
    return f"{what(row)} [{row['kind']}]{says(row)}"


COMMITMENT = (
    Column("who", parties, folds=True),
    Column("what", _all_of_it, folds=True, screens="narrow"),
    Column("what", what, folds=True, screens="wide"),
    Column("kind", _get("kind"), screens="wide"),
)
"""The columns that tell a commitment, of a finding or of an entry."""


def _share(name: str) -> Cell:
    return lambda row: f"{float(str(row[name])):.0%}"


def _day(row: ExportRow) -> object:
    return str(row["published"] or "")[:10]


def _by(row: ExportRow) -> object:
    return row["outlet"] or row["byline"]


def _article(row: ExportRow) -> object:
    source = str(row.get("from") or "")
    credit = f"credits {row['wire']}" if row["wire"] and str(row["wire"]) not in source else ""
    below = [_by(row), credit, _day(row), row["path"]]
    came_from = f"\nfrom {source}" if source else ""
    return f"{row['title'] or '(no title)'}\n{' · '.join(str(one) for one in below if one)}{came_from}"


ARTICLE = (
    Column("id", _get("id")),
    Column("article", _article, folds=True, screens="narrow"),
    Column("published", _day, screens="wide"),
    Column("title", _get("title"), folds=True, screens="wide"),
    Column("by", _by, folds=True, screens="wide"),
    Column("wire", _get("wire"), screens="wide"),
    Column("path", _get("path"), folds=True, screens="wide"),
)
"""The columns that tell an article; `from` is told too where a row has it."""


def _entry(row: ExportRow) -> object:
    told = headline(str(row["type"]), row, row["stage"]) + (" [accepted]" if row.get("accepted") else "")
    others = ", ".join(wording_counts(row.get("variants")))
    sourcing = [one["sourcing"] for one in listed(row.get("backing")) if isinstance(one, dict)]
    if row["type"] != "statement" and unnamed_only(sourcing):
        told += f"\n({ANONYMOUS_ONLY})"
    return f"{told}\n(other wordings: {others})" if others else told


def counting(name: str) -> Cell:
    return lambda row: len(listed(row[name]))


def listed(value: object) -> list[object]:
    """A list of a row as a list, and what is none as an empty one."""
    return value if isinstance(value, list) else []


def _manner(row: ExportRow) -> object:
    """The mode, and what keeps the statement from being one that somebody made in so many words."""
    marks = [str(row["cue_class"])] if row["cue_class"] != "speech" else []
    marks += [words for name, words in (("negated", "denied"), ("modal", "possible")) if row[name]]
    return ", ".join([str(row["mode"]), *marks])


def _known_as(row: ExportRow) -> object:
    others = [str(one) for one in listed(row["spellings"]) if one != row["name"]]
    return f"{row['name']}\n(also {', '.join(others)})" if others else row["name"]


def _reasons(row: ExportRow) -> object:
    reasons = [one for one in listed(row["evidence"]) if isinstance(one, dict)]
    return "; ".join(f"{one['kind']}: {one['detail']}" for one in reasons)


def _link(row: ExportRow) -> object:
    """Both entries and why they belong together."""
    return f"{row['a_told']}\n{row['relation']} {row['b_told']}\n{row['reason']}"


def _correction(row: ExportRow) -> object:
    return f"{row['entry_told']}\n{row['field']}: {row['before']} became {row['after']}"


def _ruling(row: ExportRow) -> object:
    """What was decided, and on what the person saw."""
    acts = {
        "correct": f"correct {row['field']} to {row['value']}",
        "settle": f"settle for {row['choice']}",
        "undo": f"undo {row['undoes']}",
    }
    return f"{acts.get(str(row['act']), row['act'])}\n{row['shown']}"


SUPPORT = (Column("art.", counting("articles")), Column("orig.", counting("origins")))
"""How many articles and how many independent origins stand behind an entry."""

COLUMNS: Mapping[str, Sequence[Column]] = {
    "articles": ARTICLE,
    "statements": (
        Column("id", _get("id")),
        Column("article", _get("article")),
        Column("speaker", speaker, folds=True),
        Column("mode", _manner, folds=True),
        Column("words", said, folds=True),
    ),
    "speakers": (
        Column("id", _get("id")),
        Column("name", _known_as, folds=True),
        Column("role", _get("role"), folds=True),
        Column("for", _get("actor")),
        Column("kind", _get("kind")),
        Column("said", counting("statements")),
        Column("art.", counting("articles")),
    ),
    "commitments": (
        Column("id", _get("id")),
        Column("article", _get("article")),
        Column("stage", _get("stage")),
        *COMMITMENT,
        Column("at the day's rate", converted, folds=True, screens="wide"),
        Column("date", _get("date"), screens="wide"),
        Column("said by", _get("said_by"), folds=True, screens="wide"),
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
        *SUPPORT,
    ),
    "links": (
        Column("entry", _get("a")),
        Column("is", _get("relation")),
        Column("entry", _get("b")),
        Column("why", _link, folds=True),
    ),
    "corrections": (
        Column("entry", _get("entry")),
        Column("what", _correction, folds=True),
        Column("corrected by", _get("article_named"), folds=True),
        Column("still old", _get("still_named"), folds=True),
    ),
    "rulings": (
        Column("id", _get("id")),
        Column("state", _get("state")),
        Column("ruling", _ruling, folds=True),
        Column("by", _get("by"), folds=True),
        Column("at", lambda row: str(row["at"])[:10]),
        Column("why", _get("reason"), folds=True),
    ),
    "rejected": (Column("path", _get("path"), folds=True), Column("reason", _get("reason"), folds=True)),
}
