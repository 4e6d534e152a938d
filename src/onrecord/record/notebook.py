"""How values show themselves in a notebook: small HTML tables, every text escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape

from onrecord.record.legible import legible

ROOM = 120  # characters of a cell; the value itself is whole in the row
TITLES: Mapping[str, str] = {
    "articles": "articles",
    "origins": "independent origins",
    "commitment entries": "commitments",
    "membership entries": "membership bids",
    "statement entries": "statements",
    "disagreements": "disagreements",
    "rulings": "rulings",
    "rejected": "rejected inputs",
}
"""What is told of a record, by what it is counted under."""


def html_table(caption: str, rows: Sequence[Mapping[str, object]]) -> str:
    """Rows as an HTML table with a caption; columns in which no row has a value are left out."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    names = [name for name in names if any(row.get(name) not in (None, [], {}) for row in rows)]
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td>{_cell(row.get(name))}</td>" for name in names) + "</tr>" for row in rows)
    return f"<table><caption>{_cell(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def html_record(where: str, counts: Mapping[str, int], as_of: str | None) -> str:
    """A record as what it holds, counted."""
    day = f", as of {as_of}" if as_of else ""
    return html_table(
        f"onrecord: {where}{day}",
        [{"what": title, "how many": f"{counts[name]:,}"} for name, title in TITLES.items()],
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    short = text if len(text) <= ROOM else f"{text[: ROOM - 1]}…"
    return escape(legible(short))
