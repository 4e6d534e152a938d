"""Variants of an utterance as rows of their tables, and rows as variants again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import Entry, Side, Span, Spans, Variant, VariantChange
from onrecord.record.gate import Gate, Row
from onrecord.record.values import listed, unlisted


def variant_tables(entry: Entry, texts: Mapping[str, str]) -> Mapping[str, Sequence[Row]]:
    """Rows of each table of variants; `texts` gives an article's text by its id."""
    tables: dict[str, list[Row]] = {
        name: [] for name in ("variants", "variant_findings", "variant_changes", "variant_spans")
    }
    for number, each in enumerate(entry.variants):
        here = (entry.id, number)
        tables["variants"].append(
            (*here, each.relation, each.words.article, each.words.text, listed(each.origins), each.closest)
        )
        tables["variant_findings"] += [(*here, at, finding) for at, finding in enumerate(each.findings)]
        tables["variant_spans"] += _span_rows((*here, "words", None), each.words, texts)
        for at, change in enumerate(each.changes):
            tables["variant_changes"].append((*here, at, change.kind, change.before.text, change.after.text))
            tables["variant_spans"] += _span_rows((*here, "before", at), change.before, texts)
            tables["variant_spans"] += _span_rows((*here, "after", at), change.after, texts)
    return tables


def _span_rows(place: Row, side: Side, texts: Mapping[str, str]) -> Iterator[Row]:
    text = texts[side.article]
    for at, span in enumerate(side.spans):
        yield (*place, at, side.article, *span, text[span.begin : span.end])


QUERIES: Mapping[str, str] = {
    "variants": "SELECT entry, position, relation, article, text, origins, closest FROM variants"
    " WHERE entry IN (?) ORDER BY entry, position",
    "variant_findings": "SELECT x.entry, x.variant, x.finding, f.article"
    " FROM variant_findings x JOIN findings f ON f.id = x.finding"
    " WHERE x.entry IN (?) ORDER BY x.entry, x.variant, x.position",
    "variant_changes": "SELECT entry, variant, position, kind, before, after FROM variant_changes"
    " WHERE entry IN (?) ORDER BY entry, variant, position",
    "variant_spans": "SELECT entry, variant, part, change, begin, end FROM variant_spans"
    " WHERE entry IN (?) ORDER BY entry, variant, part, change, position",
}

Key = tuple[object, ...]
Grouped = Mapping[Key, Sequence[Row]]


def load_variants(gate: Gate, wanted: Sequence[str]) -> Mapping[str, tuple[Variant, ...]]:
    """The variants of the entries `wanted`, by entry, each group in its order."""
    held = {name: _grouped(gate, name, wanted) for name in ("variant_findings", "variant_changes")}
    spans = _grouped(gate, "variant_spans", wanted, 4)
    out: dict[str, tuple[Variant, ...]] = {}
    for (entry,), rows in _grouped(gate, "variants", wanted, 1).items():
        standing = str(rows[0][2])
        out[str(entry)] = tuple(
            _variant((entry, number), row, standing, held, spans) for number, row in enumerate(rows)
        )
    return out


def _variant(place: Key, row: Row, standing: str, held: Mapping[str, Grouped], spans: Grouped) -> Variant:
    """A variant from its row; `standing` is the article of the words that it is compared with."""
    _, relation, article, text, origins, why = row
    findings = held["variant_findings"].get(place, ())
    changes = (
        VariantChange(
            kind,  # type: ignore[arg-type]
            Side(standing, _spans(spans, (*place, "before", at)), str(before)),
            Side(str(article), _spans(spans, (*place, "after", at)), str(after)),
        )
        for at, kind, before, after in held["variant_changes"].get(place, ())
    )
    return Variant(
        relation,  # type: ignore[arg-type]
        Side(str(article), _spans(spans, (*place, "words", None)), str(text)),
        tuple(str(finding) for finding, _ in findings),
        tuple(dict.fromkeys(str(one) for _, one in findings)),
        tuple(str(one) for one in unlisted(origins)),
        tuple(changes),
        None if why is None else str(why),
    )


def _spans(spans: Grouped, place: Key) -> Spans:
    return tuple(Span(begin, end) for begin, end in spans.get(place, ()))  # type: ignore[arg-type]


def _grouped(gate: Gate, table: str, wanted: Sequence[str], size: int = 2) -> dict[Key, list[Row]]:
    """Rows of some entries by their first `size` columns, the rest of each in order."""
    out: dict[Key, list[Row]] = {}
    for row in gate.picked(f"read {table}", QUERIES[table], wanted):
        out.setdefault(row[:size], []).append(row[size:])
    return out
