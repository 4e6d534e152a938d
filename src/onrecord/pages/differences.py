"""Disagreements with both sides' words in their context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Disagreement, Finding, Side
from onrecord.pages.article_names import ArticleName, named
from onrecord.pages.marking import Mark
from onrecord.pages.rulings_shown import ShownRuling, shown_rulings
from onrecord.pages.words_shown import Passages, change_marks, side_passages
from onrecord.record import HeldRuling
from onrecord.telling.words import spans_of, telling_changes


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One article's words, of side `a` or `b`.

    passages: they in their context, the changed ones marked. finding: one of the entry's that rests on them.
    """

    side: str
    article: ArticleName
    text: str
    passages: Passages
    finding: str | None


@dataclass(frozen=True, slots=True)
class ShownDisagreement:
    """Two reports, or a headline and its story, that report one thing differently.

    weight: why it weighs so much; cause: what most likely made them differ, None where nothing tells.
    settled: how it was settled, None while it is open. marked: the words in which they differ are marked; two texts
    that share hardly a word have no such marks.
    rulings: every ruling that settled it, with those that took them back.
    """

    id: str
    kind: str
    severity: float
    reason: str
    weight: str
    cause: str | None
    settled: str | None
    entry: str | None
    marked: bool
    a: ShownSide
    b: ShownSide
    rulings: tuple[ShownRuling, ...]


def shown_disagreement(
    one: Disagreement,
    articles: Mapping[str, Article],
    findings: Iterable[Finding] = (),
    rulings: Sequence[HeldRuling] = (),
) -> ShownDisagreement:
    """A disagreement; `findings` are its entry's, `rulings` those among which its own are."""
    changes = telling_changes(one)
    said = list(findings)
    sides = {
        name: _side(name, side, articles[side.article], change_marks(changes, name, one.kind), said)
        for name, side in (("a", one.a), ("b", one.b))
    }
    settling = {each.ruling.id for each in rulings if _settles(each, one)}
    while more := {each.ruling.id for each in rulings if each.ruling.undoes in settling} - settling:
        settling |= more
    return ShownDisagreement(
        id=one.id,
        kind=one.kind,
        severity=one.severity,
        reason=one.reason,
        weight=one.weight,
        cause=one.cause,
        settled=one.settled,
        entry=one.entry,
        marked=bool(changes),
        a=sides["a"],
        b=sides["b"],
        rulings=shown_rulings(each for each in rulings if each.ruling.id in settling),
    )


def _settles(held: HeldRuling, one: Disagreement) -> bool:
    """Whether a ruling settles this one, or did: one that does not hold is known by the words that it hangs on."""
    if held.ruling.act != "settle" or held.settled is not None:
        return held.settled == one.id
    told = [(anchor.type, anchor.side.article, anchor.side.text) for anchor in held.ruling.anchors]
    return told == [(one.kind, side.article, side.text) for side in (one.a, one.b)]


def _side(
    name: str, side: Side, article: Article, changes: Sequence[Mark], findings: Sequence[Finding]
) -> ShownSide:
    there = (
        one.id
        for one in findings
        if one.article == side.article
        and any(span.begin < own.end and own.begin < span.end for span in spans_of(one) for own in side.spans)
    )
    return ShownSide(
        name, named(article), side.text, side_passages(side, article, changes), min(there, default=None)
    )
