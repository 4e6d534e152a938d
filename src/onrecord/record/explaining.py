"""Explaining one id: everything that the record holds about it, gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.errors import BadInput, NotFound
from onrecord.model import Article, Correction, Derivation, Disagreement, Entry, EntryLink, Finding, Findings, Reuse
from onrecord.record.entries import load_corrections, load_entries, load_links
from onrecord.record.gate import Gate
from onrecord.record.loading import (
    load_articles,
    load_disagreements,
    load_finding_values,
    load_findings,
)
from onrecord.record.naming import meant
from onrecord.record.rulings.held import HeldRuling, rulings_on
from onrecord.record.rulings.index import RulingIndex
from onrecord.record.tracing import load_trace

ELSEWHERE: Mapping[str, str] = {
    "speakers": "onrecord show FILE statements --speaker NAME",
    "rulings": "onrecord rule FILE list",
    "corrections": "onrecord show FILE corrections",
}
"""Tables whose ids a reader sees, but which are told in full elsewhere, and where."""
OF_WHAT = "an entry, a finding, an article or a disagreement"


@dataclass(frozen=True, slots=True)
class ExplainedEntry:
    """An entry with its findings (in the order of the articles), its articles by id and its disagreements.

    focus: the id of the finding that was asked for, when it was not the entry itself.
    links: what it is a part of, answers, follows ... and what is a part of it; `linked`: those other entries by id.
    rulings: all that were ever made on its findings or disagreements, in that order; `entry.rulings` are those that
           hold.
    corrections: what its origins took back; the articles that they name are the entry's.
    """

    entry: Entry
    findings: tuple[Finding, ...]
    articles: Mapping[str, Article]
    disagreements: tuple[Disagreement, ...]
    focus: str | None = None
    links: tuple[EntryLink, ...] = ()
    linked: Mapping[str, Entry] = field(default_factory=dict)
    rulings: tuple[HeldRuling, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedFinding:
    """A finding that belongs to no entry, with its article and the rulings on it."""

    finding: Finding
    article: Article
    rulings: tuple[HeldRuling, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedArticle:
    """An article with what it says, where it came from, and whom it shares passages with (`others` by id)."""

    article: Article
    findings: Findings
    derivations: tuple[Derivation, ...]
    reuse: tuple[Reuse, ...]
    others: Mapping[str, Article]


@dataclass(frozen=True, slots=True)
class ExplainedDisagreement:
    """A disagreement with its articles by id and its entry, when it has one."""

    disagreement: Disagreement
    articles: Mapping[str, Article]
    entry: Entry | None


Explanation = ExplainedEntry | ExplainedFinding | ExplainedArticle | ExplainedDisagreement

PLACES = ("entries", "findings", "disagreements", "articles")


def explain(gate: Gate, wanted: str, rulings: RulingIndex | None = None) -> Explanation:
    """What the record holds about the entry, finding, disagreement or article `wanted` (a unique beginning does).

    rulings: those of the record, where several explanations share them.
    Raises NotFound when there is none, BadInput when several ids begin so.
    """
    place, id_ = resolved(gate, wanted)
    ruled = rulings or RulingIndex(gate)
    if place == "entries":
        return _entry(gate, id_, ruled)
    if place == "disagreements":
        return _disagreement(gate, id_)
    if place == "articles":
        return _article(gate, id_)
    rows = gate.all("find its entry", "SELECT entry FROM entry_findings WHERE finding = ? ORDER BY entry", (id_,))
    if rows:
        return _entry(gate, str(rows[0][0]), ruled, focus=id_)
    finding = load_finding_values(gate, [id_])[id_]
    return ExplainedFinding(
        finding, next(load_articles(gate, [finding.article])), tuple(rulings_on(gate, [id_], (), ruled))
    )


def resolved(gate: Gate, wanted: str, places: Sequence[str] = PLACES) -> tuple[str, str]:
    """The one of `places` in which there is an id `wanted`, or one that begins so, and the id.

    Raises NotFound when there is none, BadInput when there are several.
    """
    found = meant(gate, wanted, places)
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(id_ for _, id_ in found[:6])
        raise BadInput(f"several ids begin with {wanted!r}: {several}; give more of it")
    if wanted and places is PLACES:
        _refuse_others(gate, wanted)
    of_what = "" if places is PLACES else f" of {' or '.join(places)}"
    raise NotFound(f"the record holds no id {wanted!r}{of_what}; see them with: onrecord show FILE {places[0]}")


def _refuse_others(gate: Gate, wanted: str) -> None:
    """Raise NotFound for an id that a reader sees, but that is told in full by another command."""
    for table, command in ELSEWHERE.items():
        sql = f"SELECT 1 FROM {table} WHERE substr(id, 1, length(?1)) = ?1"
        if gate.all("look among others", sql, (wanted,)):
            raise NotFound(f"{wanted!r} is of {table}: an explanation is of {OF_WHAT}; see: {command}")


def digits_needed(gate: Gate) -> int:
    """How many hex digits of a content-addressed id tell every such id of the record from the rest, at least 6."""
    every = " UNION ALL ".join(f"SELECT id FROM {place}" for place in (*PLACES, "rulings"))
    for digits in (6, 8, 10, 12):
        begun = f"substr(id, 1, instr(id, '-') + {digits})"
        row = gate.one("count ids", f"SELECT count(DISTINCT {begun}) = count(*) FROM ({every}) WHERE id LIKE '_-%'")
        if row == (1,):
            return digits
    return 16


def _entry(gate: Gate, id_: str, ruled: RulingIndex, focus: str | None = None) -> ExplainedEntry:
    entry = next(load_entries(gate, [id_]))
    loaded = load_finding_values(gate, entry.findings)
    findings = sorted(loaded.values(), key=lambda one: (one.article, one.id))
    rows = gate.all(
        "list disagreements", "SELECT id FROM disagreements WHERE entry = ? ORDER BY severity DESC, id", (id_,)
    )
    disagreements = tuple(load_disagreements(gate, [str(row[0]) for row in rows]))
    named = {*entry.articles, *(side.article for one in disagreements for side in (one.a, one.b))}
    links = tuple(load_links(gate, [id_]))
    others = sorted({link.b if link.a == id_ else link.a for link in links})
    linked = {other.id: other for other in load_entries(gate, others)}
    articles = _by_id(gate, sorted(named))
    rulings = tuple(rulings_on(gate, entry.findings, [one.id for one in disagreements], ruled))
    corrections = tuple(load_corrections(gate, [id_]))
    return ExplainedEntry(
        entry, tuple(findings), articles, disagreements, focus, links, linked, rulings, corrections
    )


def _disagreement(gate: Gate, id_: str) -> ExplainedDisagreement:
    one = next(load_disagreements(gate, [id_]))
    entry = next(load_entries(gate, [one.entry])) if one.entry else None
    return ExplainedDisagreement(one, _by_id(gate, sorted({one.a.article, one.b.article})), entry)


def _article(gate: Gate, id_: str) -> ExplainedArticle:
    trace = load_trace(gate, [id_])
    derivations = tuple(one for one in trace.derivations if id_ in (one.article, one.source))
    others = {other for one in trace.reuse for other in (one.a, one.b)}
    others |= {one.source for one in derivations if one.source} | {one.article for one in derivations}
    return ExplainedArticle(
        next(load_articles(gate, [id_])),
        next(load_findings(gate, [id_])),
        derivations,
        trace.reuse,
        _by_id(gate, sorted(others - {id_})),
    )


def _by_id(gate: Gate, wanted: Sequence[str]) -> Mapping[str, Article]:
    return {article.id: article for article in load_articles(gate, wanted)}
