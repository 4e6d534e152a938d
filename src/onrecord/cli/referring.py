"""Rows that name entries and articles by their ids, with what those are beside the ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Article
from onrecord.phrases import headline
from onrecord.record import Record
from onrecord.record.rows import ExportRow

ENTRIES: Mapping[str, tuple[str, ...]] = {"links": ("a", "b"), "corrections": ("entry",)}
"""By table, the columns that name entries; `COLUMN_told` is then that entry in one line."""
ARTICLES: Mapping[str, tuple[str, ...]] = {"corrections": ("article", "still", "mended")}
"""By table, the columns that name articles; `COLUMN_named` lists those by outlet and path."""


def referring(record: Record, table: str, rows: Sequence[ExportRow]) -> list[ExportRow]:
    """The rows of a table with `_told` and `_named` added for what they refer to."""
    entries = _told(record, {id_ for row in rows for name in ENTRIES.get(table, ()) for id_ in _ids(row[name])})
    wanted = {id_ for row in rows for name in ARTICLES.get(table, ()) for id_ in _ids(row[name])}
    articles = {one.id: outlet_and_path(one) for one in record.articles(sorted(wanted))} if wanted else {}
    out = []
    for row in rows:
        told = {f"{name}_told": entries.get(str(row[name]), "") for name in ENTRIES.get(table, ())}
        named = {
            f"{name}_named": "\n".join(articles.get(one, one) for one in _ids(row[name]))
            for name in ARTICLES.get(table, ())
        }
        out.append({**row, **told, **named})
    return out


def outlet_and_path(article: Article) -> str:
    """`Quickread Daily (06-briefs.jsonl:6)`."""
    by, path = article.outlet or article.byline, article.path or article.id
    return f"{by} ({path})" if by else path


def _told(record: Record, wanted: set[str]) -> dict[str, str]:
    entries = record.entries(ids=wanted) if wanted else ()
    return {entry.id: headline(entry.type, entry.fields, entry.stage) for entry in entries}


def _ids(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
