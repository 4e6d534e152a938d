"""Verifying: every value against its span, every span against the stored text, every text against its hash.

An anchor that fails is reported, never moved to a look-alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.model import Commitment, Finding, Side, Statement, text_sha256, words_of
from onrecord.record import values
from onrecord.record.entries import load_corrections
from onrecord.record.gate import Gate, Row
from onrecord.record.loading import ids, load_articles, load_disagreements, load_findings
from onrecord.record.rulings.verifying import ruling_failures
from onrecord.record.variants import load_variants

ANY_OF: Mapping[str, tuple[str, ...]] = {
    "actor": ("actor", "actor_name"),
    "actor_name": ("actor", "actor_name"),
    "recipient": ("recipient", "recipient_name"),
    "recipient_name": ("recipient", "recipient_name"),
    "item_class": ("item", "item_class"),
    "unit": ("unit", "quantity"),
    "currency": ("currency", "amount"),
    "rate_day": ("rate_day", "amount_eur", "amount_usd"),
    "date_precision": ("date_precision", "date"),
    "of": ("of", "count"),
}
"""Fields whose words are the words of another field: a code and its name, a unit and its number."""

UNPROVEN = ("id", "article", "evidence", "mode", "text", "cue_class", "source", "cue", "content", "speaker")
"""Fields that are themselves spans or are read off them."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing in the record that does not hold: `what` is an id (with a field), `why` a sentence."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what failed."""

    articles: int
    findings: int
    spans: int
    failures: tuple[Failure, ...]


def verify(gate: Gate) -> Verification:
    """Re-check the whole record. Raises RecordError when the file is too damaged to be read."""
    failures = list(_file(gate))
    article_ids = ids(gate, "articles")
    findings = 0
    for article in load_articles(gate, article_ids):
        if text_sha256(article.text) != article.sha256:
            failures.append(Failure(article.id, "the stored text is not the text that was hashed"))
        failures += _spans(gate, article.id, article.text)
        seals = _seals(gate, article.id)
        for found in load_findings(gate, [article.id]):
            for finding in found.all():
                findings += 1
                failures += _finding(finding, article.text, seals.get(finding.id))
    failures += [*_sides(gate), *_corrections(gate), *(Failure(*one) for one in ruling_failures(gate))]
    return Verification(len(article_ids), findings, _count_spans(gate), tuple(failures))


def _file(gate: Gate) -> Iterator[Failure]:
    for (problem,) in gate.all("check the file", "PRAGMA quick_check"):
        if problem != "ok":
            yield Failure(gate.where, f"SQLite finds damage: {problem}")
    for table, row, parent, _ in gate.all("check foreign keys", "PRAGMA foreign_key_check"):
        yield Failure(f"{table} row {row}", f"refers to a row of {parent} that is not there")


SPAN_QUERIES: Mapping[str, str] = {
    "layout": "SELECT article || ' ' || part, begin, end, NULL FROM layout WHERE article = ?1",
    "anchors": "SELECT article || ' ' || field, begin, end, words FROM anchors WHERE article = ?1",
    "evidence": "SELECT finding || ' ' || field, begin, end, words FROM evidence"
    " WHERE finding IN (SELECT id FROM findings WHERE article = ?1)",
    "passages a": "SELECT 'passage of ' || a || ' and ' || b, a_begin, a_end, NULL FROM passages WHERE a = ?1",
    "passages b": "SELECT 'passage of ' || a || ' and ' || b, b_begin, b_end, NULL FROM passages WHERE b = ?1",
    "derivations": "SELECT 'derivation of ' || d.article, p.begin, p.end, NULL"
    " FROM derivation_passages p JOIN derivations d ON d.id = p.derivation WHERE d.article = ?1",
    "variants": "SELECT entry || ' variant ' || variant, begin, end, words FROM variant_spans WHERE article = ?1",
    "disagreements a": "SELECT s.disagreement || ' a', s.begin, s.end, s.words FROM disagreements d"
    " JOIN disagreement_spans s ON s.disagreement = d.id AND s.side = 'a' WHERE d.a_article = ?1",
    "disagreements b": "SELECT s.disagreement || ' b', s.begin, s.end, s.words FROM disagreements d"
    " JOIN disagreement_spans s ON s.disagreement = d.id AND s.side = 'b' WHERE d.b_article = ?1",
}


def _spans(gate: Gate, article: str, text: str) -> Iterator[Failure]:
    for table, sql in SPAN_QUERIES.items():
        for what, begin, end, words in gate.all(f"check the spans of {table}", sql, (article,)):
            why = _span_failure(text, int(begin or 0), int(end or 0), words)
            if why:
                yield Failure(str(what), why)


def _span_failure(text: str, begin: int, end: int, words: object) -> str | None:
    if not 0 <= begin < end <= len(text):
        return f"the span [{begin}, {end}) does not lie in the text of {len(text)} characters"
    if words is not None and text[begin:end] != words:
        return f"the text at [{begin}, {end}) reads {text[begin:end]!r}, and {str(words)!r} was recorded"
    return None


def _seals(gate: Gate, article: str) -> Mapping[str, str]:
    rows = gate.all("read seals", "SELECT id, seal FROM findings WHERE article = ?", (article,))
    return {str(id_): str(seal) for id_, seal in rows}


def _finding(finding: Finding, text: str, seal: str | None) -> Iterator[Failure]:
    evidence = list(values.evidence_rows(finding, text))
    if values.finding_seal(values.finding_row(finding), evidence) != seal:
        yield Failure(finding.id, "a value or a span was changed after it was recorded")
    if isinstance(finding, Statement) and words_of(text, finding.content) != finding.text:
        yield Failure(finding.id, "the recorded words are not those at its content spans")
    for field in _unsupported(finding):
        yield Failure(f"{finding.id} {field}", "the value has no span to rest on")


def _unsupported(finding: Finding) -> Iterator[str]:
    there = {name for name, one in finding.evidence.items() if one.how != "refused"}
    for name, value in _claims(finding):
        if value not in (None, False, (), "other") and not any(one in there for one in ANY_OF.get(name, (name,))):
            yield name


def _claims(finding: Finding) -> Iterator[tuple[str, object]]:
    if isinstance(finding, Statement):
        yield "content", finding.content if not finding.content else None
        for part in ("name", "role", "actor"):
            yield f"speaker.{part}", getattr(finding.speaker, part)
        yield "venue", finding.venue
        return
    for name in type(finding).__dataclass_fields__:
        if name not in UNPROVEN:
            yield name, getattr(finding, name)
    if isinstance(finding, Commitment) and finding.item is None and finding.item_class is not None:
        yield "item", finding.item_class


def _sides(gate: Gate) -> Iterator[Failure]:
    """The words of disagreements and of variants against those at their spans."""
    texts: dict[str, str] = {}
    for what, side in (*_of_disagreements(gate), *_of_variants(gate)):
        if side.article not in texts:
            row = gate.one("read a text", "SELECT text FROM articles WHERE id = ?", (side.article,))
            texts[side.article] = str(row[0]) if row else ""
        if words_of(texts[side.article], side.spans) != side.text:
            yield Failure(what, "the recorded words are not those at its spans")


def _corrections(gate: Gate) -> Iterator[Failure]:
    """A correction's words against its article's text, and the articles it names against those of its entry."""
    for one in load_corrections(gate):
        row = gate.one("read a text", "SELECT text FROM articles WHERE id = ?", (one.article,))
        text = str(row[0]) if row else ""
        if not one.spans:
            yield Failure(one.id, "the correction has no span to rest on")
        for span in one.spans:
            why = _span_failure(text, span.begin, span.end, None)
            if why:
                yield Failure(one.id, why)
        sql = "SELECT article FROM entry_articles WHERE entry = ?"
        there = {str(article) for (article,) in gate.all("read an entry's articles", sql, (one.entry,))}
        for article in sorted({one.article, *one.still, *one.mended} - there):
            yield Failure(one.id, f"the entry has no article {article}")


def _of_disagreements(gate: Gate) -> Iterator[tuple[str, Side]]:
    for one in load_disagreements(gate, ids(gate, "disagreements")):
        yield f"{one.id} a", one.a
        yield f"{one.id} b", one.b


def _of_variants(gate: Gate) -> Iterator[tuple[str, Side]]:
    for entry, variants in load_variants(gate, ids(gate, "entries")).items():
        for number, each in enumerate(variants):
            yield f"{entry} variant {number}", each.words
            for change in each.changes:
                yield f"{entry} variant {number}", change.before
                yield f"{entry} variant {number}", change.after


def _count_spans(gate: Gate) -> int:
    tables = ("layout", "anchors", "evidence", "derivation_passages", "disagreement_spans", "variant_spans")
    sql = " + ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    row: Row | None = gate.one("count spans", f"SELECT {sql} + 2 * (SELECT count(*) FROM passages)")
    return int(row[0] or 0) if row else 0
