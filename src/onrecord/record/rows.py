"""Export rows: exactly the fields of the documented tables, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from onrecord.model import (
    Article,
    Commitment,
    Correction,
    Derivation,
    Disagreement,
    Entry,
    EntryLink,
    Evidence,
    EvidenceMap,
    KnownSpeaker,
    MembershipStep,
    Rejected,
    Reuse,
    Side,
    Spans,
    Statement,
    Variant,
)
from onrecord.record.values import COMMITMENT_COLUMNS, plain

ExportRow = dict[str, object]

ARTICLE_FIELDS = (
    "id", "path", "title", "outlet", "byline", "dateline", "published", "observed", "url", "language", "wire",
    "text", "sha256",
)  # fmt: skip
COMMITMENT_FIELDS = COMMITMENT_COLUMNS[2:]
MEMBERSHIP_FIELDS = ("organisation", "candidate", "stage", "ratified", "outstanding", "count", "of", "date")
SPEAKER_FIELDS = ("name", "role", "actor", "kind", "anonymous")
KNOWN_SPEAKER_FIELDS = ("id", "name", "role", "actor", "kind", "spellings", "statements", "articles")
STATEMENT_FIELDS = (
    "id", "article", "mode", "speaker", "source", "cue", "content", "text", "cue_class", "negated", "modal",
    "venue", "within",
)  # fmt: skip
ENTRY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "statement": ("mode", "speaker", "text"),
    "commitment": tuple(name for name in COMMITMENT_FIELDS if name != "stage"),
    "membership": tuple(name for name in MEMBERSHIP_FIELDS if name != "stage"),
}


RUNG_FIELDS = (
    "stage",
    "date",
    "articles",
    "findings",
    "told",
    "observed",
    "quantity",
    "of",
    "by",
    "outstanding",
    "doubted",
)
BACKING_FIELDS = ("origin", "sourcing", "articles", "findings")
VALUE_FIELDS = ("field", "value", "stands", "why", "findings", "origins")
LINK_FIELDS = ("a", "b", "relation", "reason")
CORRECTION_FIELDS = ("id", "entry", "field", "article", "spans", "before", "after", "still", "mended")


def article_row(article: Article) -> ExportRow:
    """A row of `articles`."""
    return {name: getattr(article, name) for name in ARTICLE_FIELDS}


def statement_row(statement: Statement) -> ExportRow:
    """A row of `statements`."""
    return {
        "id": statement.id,
        "article": statement.article,
        "mode": statement.mode,
        "speaker": {name: getattr(statement.speaker, name) for name in SPEAKER_FIELDS},
        "source": pairs(statement.source),
        "cue": pairs(statement.cue),
        "content": pairs(statement.content),
        "text": statement.text,
        "cue_class": statement.cue_class,
        "negated": statement.negated,
        "modal": statement.modal,
        "venue": statement.venue,
        "within": statement.within,
    }


def speaker_row(speaker: KnownSpeaker) -> ExportRow:
    """A row of `speakers`."""
    return {name: tidy(getattr(speaker, name)) for name in KNOWN_SPEAKER_FIELDS}


def commitment_row(commitment: Commitment) -> ExportRow:
    """A row of `commitments`."""
    values = {name: tidy(getattr(commitment, name)) for name in COMMITMENT_FIELDS}
    evidence = evidence_by_field(commitment.evidence, COMMITMENT_FIELDS)
    return {"id": commitment.id, "article": commitment.article, **values, "evidence": evidence}


def membership_row(step: MembershipStep) -> ExportRow:
    """A row of `memberships`."""
    values = {name: tidy(getattr(step, name)) for name in MEMBERSHIP_FIELDS}
    evidence = evidence_by_field(step.evidence, MEMBERSHIP_FIELDS)
    return {"id": step.id, "article": step.article, **values, "evidence": evidence}


def reuse_row(reuse: Reuse) -> ExportRow:
    """A row of `reuse`."""
    passages = [{"a": list(one.a), "b": list(one.b), "relation": one.relation} for one in reuse.passages]
    return {
        "a": reuse.a,
        "b": reuse.b,
        "relation": reuse.relation,
        "coverage_a": reuse.coverage_a,
        "coverage_b": reuse.coverage_b,
        "passages": passages,
    }


def derivation_row(derivation: Derivation) -> ExportRow:
    """A row of `derivations`; when it covers only passages, the first piece of evidence names them."""
    evidence: list[object] = []
    if derivation.passages:
        evidence.append({"kind": "passages", "detail": "what this covers", "spans": pairs(derivation.passages)})
    for reason in derivation.evidence:
        evidence.append({"kind": reason.kind, "detail": reason.detail, "spans": pairs(reason.spans)})
    return {
        "article": derivation.article,
        "source": derivation.source,
        "wire": derivation.wire,
        "confidence": derivation.confidence,
        "evidence": evidence,
    }


def entry_row(entry: Entry) -> ExportRow:
    """A row of `entries`: the fields of its type stand between `type` and `stage`."""
    return {
        "id": entry.id,
        "type": entry.type,
        **{name: tidy(entry.fields.get(name)) for name in ENTRY_FIELDS[entry.type]},
        "stage": entry.stage,
        "ladder": [{name: tidy(getattr(rung, name)) for name in RUNG_FIELDS} for rung in entry.ladder],
        "articles": list(entry.articles),
        "origins": list(entry.origins),
        "findings": list(entry.findings),
        "backing": [{name: tidy(getattr(one, name)) for name in BACKING_FIELDS} for one in entry.backing],
        "values": [{name: tidy(getattr(one, name)) for name in VALUE_FIELDS} for one in entry.values],
        **({"variants": [variant_row(each) for each in entry.variants]} if entry.type == "statement" else {}),
        "rulings": list(entry.rulings),
        "accepted": entry.accepted,
    }


def variant_row(variant: Variant) -> ExportRow:
    """A variant as it stands in a row of `entries`."""
    return {
        "relation": variant.relation,
        "words": _side(variant.words),
        "articles": list(variant.articles),
        "origins": list(variant.origins),
        "findings": list(variant.findings),
        "changes": [
            {"kind": change.kind, "before": _side(change.before), "after": _side(change.after)}
            for change in variant.changes
        ],
        "closest": variant.closest,
    }


def disagreement_row(disagreement: Disagreement) -> ExportRow:
    """A row of `disagreements`."""
    return {
        "id": disagreement.id,
        "entry": disagreement.entry,
        "kind": disagreement.kind,
        "a": _side(disagreement.a),
        "b": _side(disagreement.b),
        "reason": disagreement.reason,
        "severity": disagreement.severity,
        "weight": disagreement.weight,
        "cause": disagreement.cause,
        "settled": disagreement.settled,
    }


def link_row(link: EntryLink) -> ExportRow:
    """A row of `links`."""
    return {name: getattr(link, name) for name in LINK_FIELDS}


def correction_row(one: Correction) -> ExportRow:
    """A row of `corrections`."""
    return {name: pairs(one.spans) if name == "spans" else tidy(getattr(one, name)) for name in CORRECTION_FIELDS}


def rejected_row(rejected: Rejected) -> ExportRow:
    """A row of `rejected`."""
    return {"path": rejected.path, "reason": rejected.reason}


def pairs(spans: Spans) -> list[list[int]]:
    """Spans as lists of [begin, end]."""
    return [[span.begin, span.end] for span in spans]


def evidence_by_field(evidence: EvidenceMap, order: Iterable[str]) -> ExportRow:
    """Evidence as {field: {spans, how, rule}}, fields in `order`, others after them by name."""
    known = [name for name in order if name in evidence]
    others = sorted(name for name in evidence if name not in known)
    return {name: _evidence(evidence[name]) for name in (*known, *others)}


def _evidence(one: Evidence) -> ExportRow:
    return {"spans": pairs(one.spans), "how": one.how, "rule": one.rule}


def tidy(value: object) -> object:
    """A value as JSON writes it; a whole number without its `.0`."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {str(name): tidy(inner) for name, inner in value.items()}
    return plain(value)


def _side(side: Side) -> ExportRow:
    return {"article": side.article, "spans": pairs(side.spans), "text": side.text}


def rows_of(values: Iterable[object], row: Callable[..., ExportRow]) -> Iterator[ExportRow]:
    """`row` over each of `values`."""
    return (row(value) for value in values)
