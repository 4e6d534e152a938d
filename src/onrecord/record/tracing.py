"""Reading reuse and derivations back from the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Derivation, Passage, Reason, Reuse, Span, Trace
from onrecord.record import values
from onrecord.record.gate import Gate, Row
from onrecord.record.loading import grouped


def load_trace(gate: Gate, articles: Sequence[str] | None = None) -> Trace:
    """Reuse and derivations: all, or those that touch one of `articles`; as they were written."""
    reuse = sorted(_touching(gate, "reuse", ("a", "b"), articles), key=lambda row: (row[0], row[1]))
    derivations = sorted(_touching(gate, "derivations", ("article", "source"), articles))
    return Trace(tuple(_reuse(gate, reuse)), tuple(_derivations(gate, derivations)))


def derivations_of(gate: Gate, articles: Sequence[str]) -> dict[int, Derivation]:
    """Where these articles came from, by number."""
    rows = sorted(_touching(gate, "derivations", ("article",), articles))
    return {int(row[0] or 0): one for row, one in zip(rows, _derivations(gate, rows), strict=True)}


def reuse_of(gate: Gate, articles: Sequence[str]) -> tuple[Reuse, ...]:
    """All reuse of these articles, by pair."""
    return tuple(_reuse(gate, sorted(_touching(gate, "reuse", ("a", "b"), articles))))


def reuse_between(gate: Gate, pairs: Iterable[tuple[str, str]]) -> tuple[Reuse, ...]:
    """The reuse of these pairs of articles, where there is any; the ids of a pair in order."""
    sql = "SELECT * FROM reuse WHERE a = ? AND b = ?"
    rows = (gate.one("read reuse", sql, pair) for pair in sorted(pairs))
    return tuple(_reuse(gate, [row for row in rows if row is not None]))


def relations_between(
    gate: Gate, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, float, float]]:
    """Of each of these pairs of articles that share passages, their relation and how much of either is shared,
    without the passages; the ids of a pair in order."""
    sql = "SELECT relation, coverage_a, coverage_b FROM reuse WHERE a = ? AND b = ?"
    found = {pair: gate.one("read a relation", sql, pair) for pair in sorted(pairs)}
    there = {pair: row for pair, row in found.items() if row is not None}
    return {pair: (str(row[0]), float(row[1] or 0), float(row[2] or 0)) for pair, row in there.items()}


def relations_among(gate: Gate, articles: Sequence[str]) -> dict[tuple[str, str], tuple[str, float, float]]:
    """Of each pair of these articles that share passages, their relation and how much of either is shared,
    without the passages; the ids of a pair in order."""
    sql = "SELECT a, b, relation, coverage_a, coverage_b FROM reuse WHERE a IN (?)"
    among = set(articles)
    return {
        (str(a), str(b)): (str(relation), float(of_a or 0), float(of_b or 0))
        for a, b, relation, of_a, of_b in gate.picked("read relations", sql, articles)
        if b in among
    }


def _touching(gate: Gate, table: str, keys: Sequence[str], articles: Sequence[str] | None) -> set[Row]:
    if articles is None:
        return set(gate.all(f"read {table}", f"SELECT * FROM {table}"))
    return {
        row
        for key in keys
        for row in gate.picked(f"read {table}", f"SELECT * FROM {table} WHERE {key} IN (?)", articles)
    }


def _reuse(gate: Gate, rows: Sequence[Row]) -> Iterator[Reuse]:
    """One query for each pair: a record has millions of passages, and a pair has few."""
    for a, b, relation, coverage_a, coverage_b in rows:
        sql = (
            "SELECT a_begin, a_end, b_begin, b_end, relation FROM passages WHERE a = ? AND b = ? ORDER BY position"
        )
        passages = tuple(
            Passage(Span(a_begin, a_end), Span(b_begin, b_end), how)  # type: ignore[arg-type]
            for a_begin, a_end, b_begin, b_end, how in gate.each("read passages", sql, (a, b))
        )
        yield Reuse(a, b, relation, coverage_a, coverage_b, passages)  # type: ignore[arg-type]


def _derivations(gate: Gate, rows: Sequence[Row]) -> Iterator[Derivation]:
    numbers = [row[0] for row in rows]
    spans = grouped(gate, "derivation_passages", "derivation", numbers)
    reasons = grouped(gate, "derivation_reasons", "derivation", numbers)
    for number, article, source, wire, confidence in rows:
        covered = tuple(Span(begin, end) for _, _, begin, end in spans.get(str(number), ()))  # type: ignore[arg-type]
        why = tuple(
            Reason(str(kind), str(detail), values.spans_unlisted(places))
            for _, _, kind, detail, places in reasons.get(str(number), ())
        )
        yield Derivation(article, source, wire, confidence, covered, why)  # type: ignore[arg-type]
