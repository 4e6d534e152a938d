"""Values of the model as rows of the record's tables, and rows as values again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import MappingProxyType

from onrecord.model import (
    Article,
    Commitment,
    Entry,
    Finding,
    Layout,
    MembershipStep,
    Span,
    Spans,
    Speaker,
    Statement,
    content_id,
)
from onrecord.record.gate import Row, Value

STATEMENT_SPANS = ("source", "cue", "content")
COMMITMENT_COLUMNS = (
    "id", "article", "actor", "actor_name", "recipient", "recipient_name", "members", "kind", "stage",
    "conditional", "recalled", "doubted", "item", "item_class", "quantity", "quantity_bound", "quantity_low",
    "quantity_high", "unit", "amount", "amount_bound", "amount_low", "amount_high", "currency", "amount_eur",
    "amount_usd", "rate_day", "additional", "date", "date_precision", "said_on", "said_by",
)  # fmt: skip
COMMITMENT_FLAGS = ("conditional", "recalled", "doubted", "additional")
LAYOUT_PARTS = ("headline", "story", "credits", "furniture")


def listed(values: Iterable[object]) -> str:
    """A list as a JSON array."""
    return json.dumps(list(values), ensure_ascii=False)


def unlisted(text: Value) -> tuple[object, ...]:
    """A JSON array as a tuple, and so whatever is inside it."""
    return tuple(_frozen(value) for value in json.loads(str(text)))


def spans_listed(spans: Spans) -> str:
    """Spans as a JSON array of [begin, end]."""
    return listed([span.begin, span.end] for span in spans)


def spans_unlisted(text: Value) -> Spans:
    """The reverse of `spans_listed`."""
    return tuple(Span(begin, end) for begin, end in json.loads(str(text)))


def plain(value: object) -> object:
    """A value as JSON can write it: dataclasses and mappings as objects, tuples as arrays."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(inner) for inner in value), key=str)
    return value


def _frozen(value: object) -> object:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return value


def article_row(article: Article) -> Row:
    """Columns of `articles`, in the table's order."""
    return (
        article.id, article.path, article.title, article.outlet, article.byline, article.dateline,
        article.published, article.url, article.language, article.wire, listed(article.contributors),
        article.text, article.sha256, article.observed,
    )  # fmt: skip


def layout_spans(layout: Layout) -> Iterable[tuple[str, int, Span]]:
    """Every span of a layout with its part and its place among that part's."""
    if layout.headline is not None:
        yield "headline", 0, layout.headline
    for part in LAYOUT_PARTS[1:]:
        spans: Spans = getattr(layout, part)
        for position, span in enumerate(spans):
            yield part, position, span


def layout_from(spans: Mapping[str, Sequence[Span]]) -> Layout:
    """The reverse of `layout_spans`, from the spans of each part in order."""
    headline = spans.get("headline")
    rest = {part: tuple(spans.get(part, ())) for part in LAYOUT_PARTS[1:]}
    return Layout(headline=headline[0] if headline else None, **rest)


def _stored(value: object) -> Value:
    if isinstance(value, tuple):
        return listed(value)
    return int(value) if isinstance(value, bool) else value  # type: ignore[return-value]


def finding_type(finding: Finding) -> str:
    """The word of the record for what kind of finding it is."""
    if isinstance(finding, Statement):
        return "statement"
    return "commitment" if isinstance(finding, Commitment) else "membership"


def finding_row(finding: Finding) -> Row:
    """Columns of the finding's own table, in the table's order."""
    if isinstance(finding, Statement):
        speaker = finding.speaker
        return (
            finding.id, finding.article, finding.mode, speaker.name, speaker.role, speaker.actor, speaker.kind,
            int(speaker.anonymous), finding.text, finding.cue_class, int(finding.negated), int(finding.modal),
            finding.venue, finding.within,
        )  # fmt: skip
    if isinstance(finding, Commitment):
        return tuple(_stored(getattr(finding, name)) for name in COMMITMENT_COLUMNS)
    return (
        finding.id, finding.article, finding.organisation, finding.candidate, finding.stage,
        listed(finding.ratified), listed(finding.outstanding), finding.count, finding.of, finding.by,
        finding.date,
    )  # fmt: skip


def evidence_rows(finding: Finding, text: str) -> Iterable[Row]:
    """Rows of `evidence`: for statements the spans of source, cue and content, then the evidence by field."""
    if isinstance(finding, Statement):
        for field in STATEMENT_SPANS:
            spans: Spans = getattr(finding, field)
            for position, span in enumerate(spans):
                yield (finding.id, field, position, *span, "stated", None, text[span.begin : span.end])
    for field, evidence in finding.evidence.items():
        if isinstance(finding, Statement) and field in STATEMENT_SPANS:
            continue  # these are the statement's own spans, written above
        for position, span in enumerate(evidence.spans):
            words = text[span.begin : span.end]
            yield (finding.id, field, position, *span, evidence.how, evidence.rule, words)


def finding_seal(row: Row, evidence: Iterable[Row]) -> str:
    """A hash over everything stored of a finding, so that a later change to any of it shows."""
    return content_id("seal", plain(row), plain(sorted(evidence, key=lambda one: one[1:3])))


def entry_row(entry: Entry) -> Row:
    """Columns of `entries`, in the table's order."""
    packed = json.dumps(plain(entry.fields), ensure_ascii=False, sort_keys=True)
    return (entry.id, entry.type, entry.stage, packed, len(entry.articles), len(entry.origins))


def entry_fields(packed: Value) -> Mapping[str, object]:
    """The reverse of how `entry_row` packs an entry's fields."""
    values = _frozen(json.loads(str(packed)))
    assert isinstance(values, dict)
    return MappingProxyType(values)


def statement_from(row: Row, spans: Mapping[str, Spans], evidence: Mapping[str, object]) -> Statement:
    """A statement from its row, its own spans and its evidence."""
    id_, article, mode, name, role, actor, kind, anonymous, text, cue_class, negated, modal, venue, within = row
    speaker = Speaker(name, role, actor, kind, bool(anonymous))  # type: ignore[arg-type]
    return Statement(
        id=id_, article=article, mode=mode, speaker=speaker,  # type: ignore[arg-type]
        source=spans.get("source", ()), cue=spans.get("cue", ()), content=spans.get("content", ()),
        text=text, cue_class=cue_class, negated=bool(negated), modal=bool(modal),  # type: ignore[arg-type]
        venue=venue, within=within, evidence=evidence,  # type: ignore[arg-type]
    )  # fmt: skip


def commitment_from(row: Row, evidence: Mapping[str, object]) -> Commitment:
    """A commitment from its row and its evidence."""
    values: dict[str, object] = dict(zip(COMMITMENT_COLUMNS, row, strict=True))
    values["members"] = unlisted(row[COMMITMENT_COLUMNS.index("members")])
    values |= {name: bool(values[name]) for name in COMMITMENT_FLAGS}
    return Commitment(**values, evidence=evidence)  # type: ignore[arg-type]


def membership_from(row: Row, evidence: Mapping[str, object]) -> MembershipStep:
    """A membership step from its row and its evidence."""
    names = [field.name for field in fields(MembershipStep)]
    values: dict[str, object] = dict(zip(names, row, strict=False))
    values["ratified"] = unlisted(row[5])
    values["outstanding"] = unlisted(row[6])
    return MembershipStep(**values, evidence=evidence)  # type: ignore[arg-type]
