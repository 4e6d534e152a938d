"""Signs: what speaks for one of two articles having taken from the other, weighed and added up.

A sign's weight is the natural logarithm of the odds that it gives: 0.8 is about two to one. A sign says the same of
a pair whichever of its articles is looked at first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.model import Article, Reason, Relation, Reuse, Span

DECIDED = 0.8
"""From this sum of weights one of two articles is said to have taken from the other."""

Part = tuple[Span, Relation]
"""A passage in one of its two articles."""

CLOSENESS: dict[Relation, float] = {"verbatim": 1.0, "edited": 0.8, "rewritten": 0.45}


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign about a pair.

    weight: how far it says that article `a` took from `b`; negative, `b` from `a`.
    reason: for the reader of the article that took; its spans are that article's.
    """

    weight: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair's shared passages, and what the signs say of them.

    score: the sum of the signs' weights: above zero, `a` took from `b`. signs: the strongest first.
    changed: share of the compared words that differ, 0 to 1. apart: both have changes or text that the other should
    have, had it taken from it: a common source is likelier.
    """

    reuse: Reuse
    score: float
    signs: tuple[Sign, ...]
    changed: float = 0.0
    apart: Reason | None = None


def judged(reuse: Reuse, signs: Sequence[Sign], changed: float, apart: Reason | None) -> Judged:
    """The signs added up; the sum does not depend on their order."""
    ordered = tuple(sorted(signs, key=lambda sign: (-abs(sign.weight), sign.reason.kind)))
    return Judged(reuse, math.fsum(sign.weight for sign in ordered), ordered, changed, apart)


@dataclass(frozen=True)
class Shared:
    """A judged pair as seen from one of its articles.

    score: above zero, the article took from the other. reasons: for the side that the score is on.
    """

    article: Article
    other: Article
    pair: Judged
    score: float
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> bool:
        """Whether the article is the `a` of the reuse."""
        return self.article.id == self.pair.reuse.a

    @cached_property
    def parts(self) -> Sequence[Part]:
        """The passages on the article's side, with their relations."""
        passages = self.pair.reuse.passages
        return [(p.a, p.relation) for p in passages] if self.first else [(p.b, p.relation) for p in passages]

    @property
    def coverage(self) -> float:
        """Of the article's story."""
        return self.pair.reuse.coverage_a if self.first else self.pair.reuse.coverage_b

    @property
    def other_coverage(self) -> float:
        """Of the other's story."""
        return self.pair.reuse.coverage_b if self.first else self.pair.reuse.coverage_a

    @property
    def apart(self) -> Reason | None:
        """Why a third article may be the source of both."""
        return self.pair.apart

    @cached_property
    def closeness(self) -> float:
        """How much is shared and how nearly word for word, in characters."""
        told = sum([CLOSENESS[relation] * (end - begin) for (begin, end), relation in self.parts])
        return round(told * (1.0 - 0.5 * self.pair.changed), 3)


def seen_from(pair: Judged, article: Article, other: Article) -> Shared:
    """The pair as `article`, which is its `a` or its `b`, sees it."""
    score = pair.score if article.id == pair.reuse.a else -pair.score
    reasons = tuple(sign.reason for sign in pair.signs if sign.weight * pair.score > 0)
    return Shared(article, other, pair, score, reasons)


def confidence(score: float) -> float:
    """A score as 0 to 1: one sign decides little, two agreeing ones most of it."""
    return round(1.0 - math.exp(-abs(score) / 1.5), 3)
