"""Reading values of the model back from the record, equal to those written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from onrecord.model import (
    Article,
    Disagreement,
    Evidence,
    Finding,
    Findings,
    Rejected,
    Side,
    Span,
    Spans,
)
from onrecord.record import values
from onrecord.record.gate import Gate, Row, Value
from onrecord.record.writing import FINDING_TABLES

Grouped = Mapping[str, Sequence[Row]]


def ids(gate: Gate, table: str) -> list[str]:
    """The ids of a table's rows, sorted."""
    return [str(row[0]) for row in gate.all(f"list {table}", f"SELECT id FROM {table} ORDER BY id")]


def load_articles(gate: Gate, wanted: Sequence[str]) -> Iterator[Article]:
    """Yield the articles of the ids `wanted`, in that order."""
    for at in range(0, len(wanted), 200):
        some = wanted[at : at + 200]
        rows = {
            str(row[0]): row for row in gate.picked("read articles", "SELECT * FROM articles WHERE id IN (?)", some)
        }
        layouts = grouped(gate, "layout", "article", some)
        anchors = grouped(gate, "anchors", "article", some)
        for one in some:
            yield _article(rows[one], layouts.get(one, ()), anchors.get(one, ()))


def _article(row: Row, layout: Sequence[Row], anchors: Sequence[Row]) -> Article:
    parts, places = defaultdict(list), defaultdict(list)
    for _, part, _, begin, end in layout:
        parts[str(part)].append(Span(begin, end))  # type: ignore[arg-type]
    for _, field, _, begin, end, _ in anchors:
        places[str(field)].append(Span(begin, end))  # type: ignore[arg-type]
    *given, contributors, text, sha256, observed = row
    return Article(
        given[0], text, sha256, *given[1:], contributors=values.unlisted(contributors),  # type: ignore[arg-type, misc]
        layout=values.layout_from(parts),
        anchors=MappingProxyType({field: tuple(spans) for field, spans in places.items()}),
        observed=observed,  # type: ignore[arg-type]
    )  # fmt: skip


def load_findings(gate: Gate, articles: Sequence[str]) -> Iterator[Findings]:
    """Yield what each of `articles` says, in that order."""
    for at in range(0, len(articles), 200):
        some = articles[at : at + 200]
        rows = list(
            gate.picked("list findings", "SELECT id, article, position FROM findings WHERE article IN (?)", some)
        )
        loaded = load_finding_values(gate, [str(row[0]) for row in rows])
        by_article: dict[str, list[Finding]] = defaultdict(list)
        for id_, article, _ in sorted(rows, key=lambda row: (row[1], row[2])):
            by_article[str(article)].append(loaded[str(id_)])
        for one in some:
            yield _findings(one, by_article[one])


def _findings(article: str, found: Iterable[Finding]) -> Findings:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        groups[values.finding_type(finding)].append(finding)
    return Findings(article, *(tuple(groups[kind]) for kind in FINDING_TABLES))  # type: ignore[arg-type]


def by_article(found: Iterable[Finding]) -> list[Findings]:
    """Findings put together by the article that has them, by its id."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        groups[one.article].append(one)
    return [_findings(article, groups[article]) for article in sorted(groups)]


def load_finding_values(gate: Gate, wanted: Sequence[str]) -> dict[str, Finding]:
    """The findings of the ids `wanted`, by id."""
    evidence = grouped(gate, "evidence", "finding", wanted)
    out: dict[str, Finding] = {}
    for kind, table in FINDING_TABLES.items():
        for row in gate.picked(f"read {table}", f"SELECT * FROM {table} WHERE id IN (?)", wanted):
            out[str(row[0])] = _finding(kind, row, evidence.get(str(row[0]), ()))
    return out


def _finding(kind: str, row: Row, evidence: Sequence[Row]) -> Finding:
    spans: dict[str, list[Span]] = defaultdict(list)
    ways: dict[str, tuple[object, object]] = {}
    for _, field, _, begin, end, how, rule, _ in evidence:
        spans[str(field)].append(Span(begin, end))  # type: ignore[arg-type]
        ways[str(field)] = (how, rule)
    own = {
        field: tuple(spans.pop(field)) for field in values.STATEMENT_SPANS if kind == "statement" and field in spans
    }
    held = MappingProxyType({field: Evidence(tuple(some), *ways[field]) for field, some in spans.items()})  # type: ignore[arg-type]
    if kind == "statement":
        return values.statement_from(row, own, held)
    return values.commitment_from(row, held) if kind == "commitment" else values.membership_from(row, held)


def load_disagreements(gate: Gate, wanted: Sequence[str]) -> Iterator[Disagreement]:
    """Yield the disagreements of the ids `wanted`, in that order."""
    rows = {
        str(row[0]): row
        for row in gate.picked("read disagreements", "SELECT * FROM disagreements WHERE id IN (?)", wanted)
    }
    places = grouped(gate, "disagreement_spans", "disagreement", wanted)
    for one in wanted:
        id_, entry, kind, a_article, a_text, b_article, b_text, *rest = rows[one]
        sides: dict[object, Spans] = {
            name: tuple(Span(row[3], row[4]) for row in places.get(one, ()) if row[1] == name)  # type: ignore[arg-type]
            for name in ("a", "b")
        }
        a = Side(str(a_article), sides["a"], str(a_text))
        b = Side(str(b_article), sides["b"], str(b_text))
        yield Disagreement(id_, entry, kind, a, b, *rest)  # type: ignore[arg-type]


def load_rejected(gate: Gate) -> list[Rejected]:
    """What could not be read, by path."""
    rows = gate.all("read rejected", "SELECT path, reason FROM rejected ORDER BY path, reason")
    return [Rejected(str(path), str(reason)) for path, reason in rows]


def grouped(gate: Gate, table: str, key: str, wanted: Sequence[Value], order: str = "position") -> Grouped:
    """Rows of `table` by their first column as a text, each group in `order`."""
    out: dict[str, list[Row]] = defaultdict(list)
    for row in gate.picked(f"read {table}", f"SELECT * FROM {table} WHERE {key} IN (?) ORDER BY {order}", wanted):
        out[str(row[0])].append(row)
    return out
