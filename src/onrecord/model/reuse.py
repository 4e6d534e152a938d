"""Reuse and derivation: which passages two articles share, and who has them from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span, Spans

Relation = Literal["verbatim", "edited", "rewritten"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of article `a` and the stretch of article `b` that gives the same words or the same matter."""

    a: Span
    b: Span
    relation: Relation


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two articles' aligned passages, in the order of `a`; article ids are ordered, `a` < `b`.

    relation:   the weakest relation that covers most of what is shared.
    coverage_a: share of `a`'s story characters that lie in a passage, 0 to 1; `coverage_b` likewise.
    """

    a: str
    b: str
    relation: Relation
    coverage_a: float
    coverage_b: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was concluded: a kind ("dateline", "published", "completeness"), a sentence, the words."""

    kind: str
    detail: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """Where an article, or a part of it, most likely came from. Unknown is an answer.

    source:     id of the article it came from, None when that is not in the collection or not known.
    wire:       the agency or outlet named as the origin, None when none is.
    passages:   what of the article this covers; empty means the article as a whole.
    confidence: 0 to 1, how far the reasons go; 0 for "unknown".
    evidence:   the reasons.
    """

    article: str
    source: str | None
    wire: str | None
    confidence: float
    passages: Spans = ()
    evidence: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What tracing found over a collection."""

    reuse: tuple[Reuse, ...] = ()
    derivations: tuple[Derivation, ...] = ()
