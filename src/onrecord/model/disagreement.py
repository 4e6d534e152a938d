"""Disagreements: two spans that report one thing differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.span import Spans

DisagreementKind = Literal[
    "meaning",
    "figure",
    "stage",
    "actor",
    "actor scope",
    "item",
    "quote",
    "headline",
    "date",
    "attribution",
    "hedge",
    "wording",
]
Cause = Literal[
    "copying error",
    "machine rewrite",
    "unit or currency",
    "as-of date",
    "scope",
    "correction",
    "translation",
    "style",
    "real dispute",
]
"""What most likely made two reports differ."""
CAUSES: tuple[Cause, ...] = get_args(Cause)
DISAGREEMENT_KINDS: tuple[DisagreementKind, ...] = get_args(DisagreementKind)


@dataclass(frozen=True, slots=True)
class Side:
    """One article's words."""

    article: str
    spans: Spans
    text: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two articles (or a headline and its own story) that report one thing differently.

    entry:    id of the entry it belongs to; None when the passages carry no finding.
    reason:   a short sentence: what changed and why, as far as can be told.
    severity: 0 to 1; a turned meaning near 1, a mere synonym near 0.
    weight:   why it weighs so much: what the change does to the record.
    cause:    what most likely made the two differ; None where nothing tells.
    settled:  how it was settled (a correction, a later word, a ruling), as a short sentence; None while it is open.
    """

    id: str
    entry: str | None
    kind: DisagreementKind
    a: Side
    b: Side
    reason: str
    severity: float
    weight: str = ""
    cause: Cause | None = None
    settled: str | None = None
