"""Weights: how grave each change is, and the sentence that says why, from one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from onrecord.model import Cause, DisagreementKind

Change = Literal[
    "opposite", "negation", "weak negation", "roles", "relation", "person", "sense",
    "value", "number", "measure", "converted", "bound", "rounded", "count",
    "class", "type", "loose class", "counted goods", "goods",
    "speaker", "doer", "name", "unknown name", "some or all", "size",
    "stage", "reversed stage", "tense",
    "act", "headline figure",
    "condition", "hedge", "modal",
    "day", "date",
    "grammar quoted", "word quoted", "words quoted", "translated",
    "byline", "credit",
    "words", "synonyms",
]  # fmt: skip
"""What was done to the words or to the value, each of one kind of disagreement."""


class Base(NamedTuple):
    """The kind of a change, how grave it is by itself, and what it does to the record."""

    kind: DisagreementKind
    severity: float
    does: str


CHANGES: Mapping[Change, Base] = {
    "opposite": Base("meaning", 0.9, "the sense is turned round"),
    "negation": Base("meaning", 0.9, "the sense is turned round"),
    "weak negation": Base("meaning", 0.6, "the sense may be turned round"),
    "roles": Base("meaning", 0.85, "who did it and to whom have changed places"),
    "relation": Base("meaning", 0.85, "the doer is set against what follows on one side only"),
    "person": Base("meaning", 0.62, "somebody else is meant"),
    "sense": Base("meaning", 0.35, "a word of another sense, which may or may not matter"),
    "value": Base("figure", 0.85, "a figure that the entry keeps"),
    "count": Base("figure", 0.85, "a count that the entry keeps"),
    "number": Base("figure", 0.8, "another figure in the words"),
    "measure": Base("figure", 0.8, "another currency or power of ten in the words"),
    "converted": Base("figure", 0.2, "the same sum in another currency"),
    "bound": Base("figure", 0.7, "a figure is an upper end on one side and a lower one on the other"),
    "rounded": Base("figure", 0.2, "the same figure, told more roughly"),
    "class": Base("item", 0.8, "the class of item that the entry keeps"),
    "type": Base("item", 0.6, "only one side tells the type"),
    "loose class": Base("item", 0.3, "looser words for something unspecific"),
    "counted goods": Base("item", 0.75, "the same number of another kind of thing"),
    "goods": Base("item", 0.55, "another kind of thing in the words"),
    "speaker": Base("actor", 0.75, "whose words they are, which the entry keeps"),
    "doer": Base("actor", 0.75, "the doer, which the entry keeps"),
    "name": Base("actor", 0.7, "another name in the words, both known"),
    "unknown name": Base("actor", 0.45, "another name in the words"),
    "some or all": Base("actor scope", 0.74, "some did it on one side, all on the other"),
    "size": Base("actor scope", 0.5, "how many did it"),
    "stage": Base("stage", 0.65, "how far it has come, which the entry keeps"),
    "reversed stage": Base("stage", 0.8, "whether it stands at all"),
    "tense": Base("stage", 0.6, "done on one side, to be done on the other"),
    "act": Base("headline", 0.66, "a public act that only the headline tells"),
    "headline figure": Base("headline", 0.6, "the headline has another figure than its story"),
    "condition": Base("hedge", 0.58, "a condition is lost"),
    "hedge": Base("hedge", 0.55, "a hedge is lost"),
    "modal": Base("hedge", 0.5, "how firm it is"),
    "day": Base("date", 0.5, "another day in the words"),
    "date": Base("date", 0.5, "a date that the entry keeps"),
    "grammar quoted": Base("quote", 0.4, "somebody's own words, altered in their grammar"),
    "word quoted": Base("quote", 0.5, "somebody's own words, one of them altered"),
    "words quoted": Base("quote", 0.56, "somebody's own words, several of them altered"),
    "translated": Base("quote", 0.3, "the same words in two translations"),
    "byline": Base("attribution", 0.42, "two authors for one text"),
    "credit": Base("attribution", 0.38, "whose report it is, on one side only"),
    "words": Base("wording", 0.1, "only the wording; ranked last"),
    "synonyms": Base("wording", 0.06, "only the wording, in known synonyms; ranked last"),
}

QUOTED = ("inside quotation marks", 0.05)
INDEPENDENT = ("in two independent reports", 0.05)
"""Adjustments that several judges make; others name their own."""
CAPS: Mapping[DisagreementKind, float] = {"wording": 0.2}
"""No disagreement of a kind weighs more, however much was changed."""
TOP = 0.95


class Verdict(NamedTuple):
    """What most likely made two reports differ, and how it was settled since, where it was."""

    cause: Cause | None
    settled: str | None


class Weight(NamedTuple):
    """How grave a disagreement is, and why."""

    severity: float
    reason: str


def weight(change: Change, adjusted: Iterable[tuple[str, float]] = ()) -> Weight:
    """The severity of a change: its base and the named adjustments, which the reason lists."""
    base = CHANGES[change]
    parts = [(base.does, base.severity), *adjusted]
    total = min(sum(value for _, value in parts), CAPS.get(base.kind, TOP))
    told = [f"{parts[0][0]} ({parts[0][1]:.2f})", *(f"{name} ({value:+.2f})" for name, value in parts[1:])]
    return Weight(round(total, 3), "; ".join(told))
