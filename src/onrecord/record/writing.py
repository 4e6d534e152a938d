"""Writing values into the record. Every function here runs inside a transaction of its caller's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import (
    Article,
    Correction,
    Disagreement,
    Entry,
    EntryLink,
    Finding,
    Findings,
    KnownSpeaker,
    Rejected,
    Ruling,
    RulingState,
    Side,
    Trace,
    Unruled,
)
from onrecord.record import values
from onrecord.record.entries import correction_row, entry_tables, link_row
from onrecord.record.gate import Gate, Row
from onrecord.record.rulings.lines import ruling_line
from onrecord.record.speakers import speaker_tables

FINDING_TABLES = {"statement": "statements", "commitment": "commitments", "membership": "memberships"}
CONCLUSIONS = (
    "unruled_corrections", "unruled_links", "unruled", "grouped", "entry_rulings",
    "speaker_statements", "speakers", "links", "corrections", "entry_values",
    "disagreement_spans", "disagreements", "variant_spans", "variant_changes",
    "variant_findings", "variants", "ladder", "entry_origins", "entry_findings", "entry_articles", "entries",
    "derivation_reasons", "derivation_passages", "derivations", "passages", "reuse",
)  # fmt: skip
"""What is concluded over the whole collection, children before parents; written anew by every run."""


def write_meta(gate: Gate, meta: Mapping[str, str]) -> None:
    """Keep `meta`, over what was kept under the same names."""
    gate.many("write meta", "INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(meta.items()))


def write_article(gate: Gate, article: Article, findings: Findings) -> None:
    """Add one article with what it says."""
    _insert(gate, "articles", [values.article_row(article)])
    parts = values.layout_spans(article.layout)
    _insert(gate, "layout", [(article.id, part, at, *span) for part, at, span in parts])
    _insert(gate, "anchors", [
        (article.id, field, at, *span, article.text[span.begin : span.end])
        for field, spans in article.anchors.items()
        for at, span in enumerate(spans)
    ])  # fmt: skip
    for position, finding in enumerate(findings.all()):
        _write_finding(gate, finding, position, article.text)


def _write_finding(gate: Gate, finding: Finding, position: int, text: str) -> None:
    kind, row = values.finding_type(finding), values.finding_row(finding)
    evidence = list(values.evidence_rows(finding, text))
    _insert(gate, "findings", [(finding.id, kind, finding.article, position, values.finding_seal(row, evidence))])
    _insert(gate, FINDING_TABLES[kind], [row])
    _insert(gate, "evidence", evidence)


def write_rejected(gate: Gate, rejected: Iterable[Rejected]) -> None:
    """Add what could not be read; the same path with the same reason stands once."""
    rows = [(one.path, one.reason) for one in rejected]
    _insert(gate, "rejected", rows, "INSERT OR IGNORE")


def remove_articles(gate: Gate, ids: Sequence[str]) -> None:
    """Remove articles with all that they say."""
    gate.many("remove articles", "DELETE FROM articles WHERE id = ?", [(one,) for one in ids])


def clear_rejected(gate: Gate) -> None:
    """Forget what could not be read."""
    gate.all("clear rejected", "DELETE FROM rejected")


def clear_rulings(gate: Gate) -> None:
    """Forget rulings; the caller writes those that stand."""
    gate.all("clear rulings", "DELETE FROM rulings")


def clear_conclusions(gate: Gate) -> None:
    """Remove what was concluded over the whole collection."""
    for table in CONCLUSIONS:
        gate.all(f"clear {table}", f"DELETE FROM {table}")


def write_trace(gate: Gate, trace: Trace) -> None:
    """Add reuse and derivations."""
    _insert(gate, "reuse", [(one.a, one.b, one.relation, one.coverage_a, one.coverage_b) for one in trace.reuse])
    _insert(gate, "passages", [
        (one.a, one.b, at, *passage.a, *passage.b, passage.relation)
        for one in trace.reuse
        for at, passage in enumerate(one.passages)
    ])  # fmt: skip
    for number, one in enumerate(trace.derivations, 1):
        _insert(gate, "derivations", [(number, one.article, one.source, one.wire, one.confidence)])
        _insert(gate, "derivation_passages", [(number, at, *span) for at, span in enumerate(one.passages)])
        _insert(gate, "derivation_reasons", [
            (number, at, reason.kind, reason.detail, values.spans_listed(reason.spans))
            for at, reason in enumerate(one.evidence)
        ])  # fmt: skip


def write_entries(gate: Gate, entries: Iterable[Entry], texts: Mapping[str, str]) -> None:
    """Add entries with their ladders, articles, origins, findings and variants; `texts` gives an article's text."""
    for entry in entries:
        for table, rows in entry_tables(entry, texts).items():
            _insert(gate, table, rows)


def write_links(gate: Gate, links: Iterable[EntryLink]) -> None:
    """Add links between entries."""
    _insert(gate, "links", [link_row(one) for one in links])


def write_corrections(gate: Gate, corrections: Iterable[Correction]) -> None:
    """Add corrections with their reach."""
    _insert(gate, "corrections", [correction_row(one) for one in corrections])


def write_groups(gate: Gate, grouped: Iterable[tuple[str, str]]) -> None:
    """Add the group, before rulings, of each finding."""
    _insert(gate, "grouped", list(grouped))


def write_unruled(gate: Gate, unruled: Iterable[Unruled]) -> None:
    """Add what disagreements were before rulings."""
    rows = [(one.disagreement, one.base, one.settled, one.apart, int(one.added)) for one in unruled]
    _insert(gate, "unruled", rows)


def write_unruled_links(gate: Gate, links: Iterable[EntryLink], corrections: Iterable[Correction]) -> None:
    """Add the links between groups and the corrections of groups, as they were before rulings."""
    _insert(gate, "unruled_links", [link_row(one) for one in links])
    _insert(gate, "unruled_corrections", [correction_row(one) for one in corrections])


def write_rulings(
    gate: Gate,
    rulings: Iterable[Ruling],
    states: Mapping[str, RulingState],
    settled: Mapping[str, str],
) -> None:
    """Keep rulings, over what was kept under their ids, with what has come of each and what it has settled."""
    _insert(gate, "rulings", [
        (
            one.id, one.act, one.by, one.at, one.reason, states.get(one.id, "no longer there"),
            settled.get(one.id), ruling_line(one),
        )
        for one in rulings
    ], "INSERT OR REPLACE")  # fmt: skip


def write_speakers(gate: Gate, speakers: Iterable[KnownSpeaker]) -> None:
    """Add who speaks, with what they say."""
    for table, rows in speaker_tables(speakers).items():
        _insert(gate, table, rows)


def write_disagreements(gate: Gate, disagreements: Iterable[Disagreement], texts: Mapping[str, str]) -> None:
    """Add disagreements; `texts` gives an article's text by its id."""
    for one in disagreements:
        a, b = one.a, one.b
        _insert(gate, "disagreements", [
            (
                one.id, one.entry, one.kind, a.article, a.text, b.article, b.text, one.reason, one.severity,
                one.weight, one.cause, one.settled,
            )
        ])  # fmt: skip
        sides = [*_side_rows(one.id, "a", a, texts), *_side_rows(one.id, "b", b, texts)]
        _insert(gate, "disagreement_spans", sides)


def _side_rows(disagreement: str, name: str, side: Side, texts: Mapping[str, str]) -> Iterable[Row]:
    text = texts[side.article]
    for at, span in enumerate(side.spans):
        yield (disagreement, name, at, *span, text[span.begin : span.end])


def _insert(gate: Gate, table: str, rows: Sequence[Row], verb: str = "INSERT") -> None:
    """CAST makes bytes that stand for a text with lone surrogates a text again."""
    if rows:
        kinds = gate.column_types(table)
        marks = ", ".join("CAST(? AS TEXT)" if kind == "TEXT" else "?" for kind in kinds)
        gate.many(f"write {table}", f"{verb} INTO {table} VALUES ({marks})", rows)
