"""The overview of a record in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from onrecord.cli.blocks import print_disagreement
from onrecord.cli.output import line, put, results
from onrecord.cli.summary import counted
from onrecord.cli.tables import ARTICLE, COMMITMENT, SUPPORT, Column, print_rows
from onrecord.model import Article, Derivation, Entry
from onrecord.phrases import origin_name, progress, short_id
from onrecord.record import AsOf, Overview, Record
from onrecord.record.rows import ExportRow, article_row, entry_row


def print_overview(record: Record, name: str) -> None:
    """Print what an analyst wants to see first."""
    console, digits, found = results(), record.digits(), record.overview()
    put(console, line((name, "bold"), f" as of {record.as_of.day}" if record.as_of else ""))
    put(console, line(counted(found.counts)))
    _articles(console, found, digits)
    _origins(console, found, digits)
    _commitments(console, found, digits)
    _memberships(console, found, digits)
    _disagreements(console, found, digits)
    _next(console, name, found, digits, _again(record.as_of))


def _title(console: Console, words: str, shown: int, total: int) -> None:
    part = f" (first {shown} of {total})" if shown < total else ""
    put(console, "")
    put(console, line((f"{words}{part}", "bold underline")))


def _articles(console: Console, found: Overview, digits: int) -> None:
    _title(console, "Articles", len(found.articles), found.counts["articles"])
    names = {article.id: article.path or article.id for article in found.articles}
    rows: list[ExportRow] = [
        {**article_row(article), "from": _source(article, found.derivations, names)} for article in found.articles
    ]
    came_from = Column("from", lambda row: row["from"], folds=True, screens="wide")
    print_rows(console, (*ARTICLE, came_from), rows, digits)


def _source(article: Article, derivations: Sequence[Derivation], names: dict[str, str]) -> str:
    known = [one for one in derivations if one.article == article.id and (one.wire or one.source)]
    words = []
    for one in sorted(known, key=lambda one: bool(one.passages)):
        source = names.get(one.source, one.source) if one.source else ""
        via = f"{one.wire} via {source}" if one.wire and source else one.wire or source
        words.append(f"{via} (in part)" if one.passages else via)
    return ", ".join(dict.fromkeys(words)) or article.wire or ""


def _origins(console: Console, found: Overview, digits: int) -> None:
    if not found.origins:
        return
    _title(console, "Origins", len(found.origins), found.counts["origins"])
    articles = {article.id: article for article in found.articles}
    rows: list[ExportRow] = [
        {"origin": origin_name(origin, articles), "entries": number} for origin, number in found.origins.items()
    ]
    columns = (
        Column("origin", lambda row: row["origin"], folds=True),
        Column("entries", lambda row: row["entries"]),
    )
    print_rows(console, columns, rows, digits)


def _rows(entries: Sequence[Entry]) -> list[ExportRow]:
    return [entry_row(entry) for entry in entries]


def _commitments(console: Console, found: Overview, digits: int) -> None:
    if not found.commitments:
        return
    _title(console, "Commitments", len(found.commitments), found.counts["commitment entries"])
    columns = (
        Column("stage", lambda row: row["stage"]),
        *COMMITMENT,
        *SUPPORT,
        Column("id", lambda row: row["id"]),
    )
    print_rows(console, columns, _rows(found.commitments), digits)


def _memberships(console: Console, found: Overview, digits: int) -> None:
    if not found.memberships:
        return
    _title(console, "Membership bids", len(found.memberships), found.counts["membership entries"])
    columns = (
        Column("candidate", lambda row: row["candidate"]),
        Column("into", lambda row: row["organisation"]),
        Column("stage", lambda row: row["stage"]),
        Column("standing", progress, folds=True),
        *SUPPORT,
        Column("id", lambda row: row["id"]),
    )
    print_rows(console, columns, _rows(found.memberships), digits)


def _disagreements(console: Console, found: Overview, digits: int) -> None:
    if not found.disagreements:
        return
    _title(console, "Disagreements, gravest first", len(found.disagreements), found.counts["disagreements"])
    for one in found.disagreements:
        print_disagreement(console, one, found.sides, digits)


def _again(as_of: AsOf | None) -> str:
    """The options that show the same day again."""
    if as_of is None:
        return ""
    return f" --as-of {as_of.day}" + (f" --clock {as_of.clock}" if as_of.clock != "published" else "")


def _next(console: Console, name: str, found: Overview, digits: int, again: str) -> None:
    entry = next(iter([*found.commitments, *found.memberships]), None)
    if entry is not None:
        put(console, line(("next: ", "dim"), f"onrecord explain {name} {short_id(entry.id, digits)}{again}"))
    also = "; ".join(f"onrecord show {name} {table}{again}" for table in ("statements", "disagreements"))
    put(console, line(("also: ", "dim"), also))
