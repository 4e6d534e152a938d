"""Direction: which of two articles that share passages more likely took them from the other."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from onrecord.model import Article, Passage, Reason, Relation, Span
from onrecord.tracing.dates import published_gap

NAMED, EARLIER, CREDITED, CUT = 3.0, 2.0, 1.0, 0.9
"""Weights of the reasons: the other outlet is named; published before; carries the credit; holds the fuller text.
Dates outweigh the texts' own signs, for those are true of honest shortening and of updating alike."""

DECIDED = 0.8
SAME_TIME = 120.0  # seconds: two time stamps this near say nothing, since both are set by machines
FULLER = 0.15
CLOSENESS: dict[Relation, float] = {"verbatim": 1.0, "edited": 0.8, "rewritten": 0.45}
QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{2,})(?:[”\"»“]|$)")


@dataclass(frozen=True, slots=True)
class Shared:
    """What an article shares with another, seen from the article: its passages, and coverage of each."""

    article: Article
    other: Article
    passages: tuple[Passage, ...]
    coverage: float
    other_coverage: float

    @property
    def closeness(self) -> float:
        """How much is shared and how nearly word for word, in characters."""
        return sum(CLOSENESS[p.relation] * (p.a.end - p.a.begin) for p in self.passages)


def toward(shared: Shared, credited: bool, other_credited: bool) -> tuple[float, tuple[Reason, ...]]:
    """How far the signs say that `shared.article` took it from `shared.other` (negative: the other way), and why.

    credited, other_credited: whether each credits an agency or is one.
    """
    signs = [
        *_names(shared.article, shared.other, 1.0),
        *_names(shared.other, shared.article, -1.0),
        *_dates(shared.article, shared.other),
        *_fuller(shared),
    ]
    if credited != other_credited:
        sign = CREDITED if other_credited else -CREDITED
        detail = "the other article carries the agency's credit, this one does not"
        signs.append(
            (sign, Reason("credit", detail if other_credited else "this article carries the agency's credit"))
        )
    score = sum(weight for weight, _ in signs)
    return score, tuple(reason for weight, reason in signs if weight * score > 0)


def confidence(score: float) -> float:
    """A score as 0 to 1: one sign decides little, two agreeing ones most of it."""
    return round(1.0 - math.exp(-abs(score) / 1.5), 3)


def _names(article: Article, other: Article, sign: float) -> list[tuple[float, Reason]]:
    """Whether the article names the other's outlet as its source."""
    name = other.outlet
    if not name or name == article.outlet or len(name) < 4:
        return []
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.text)
    if not found:
        return []
    spans = (Span(*found.span()),) if sign > 0 else ()
    return [(sign * NAMED, Reason("names", f"names {name}", spans))]


def _dates(article: Article, other: Article) -> list[tuple[float, Reason]]:
    gap = published_gap(article.published, other.published)
    if gap is None or abs(gap) < SAME_TIME:
        return []
    detail = f"published {article.published}, the other {other.published}"
    return [(math.copysign(EARLIER, gap), Reason("published", detail, article.anchors.get("published", ())))]


def _fuller(shared: Shared) -> list[tuple[float, Reason]]:
    ahead = shared.coverage - shared.other_coverage
    if abs(ahead) < FULLER or max(shared.coverage, shared.other_coverage) < 0.7:
        return []
    if ahead > 0:
        detail = f"{shared.coverage:.0%} of it stands in the other, which has more"
    else:
        detail = f"holds {shared.other_coverage:.0%} of the other and more"
    return [(math.copysign(CUT, ahead), Reason("completeness", detail))]


def only_quotations(shared: Shared) -> bool:
    """Whether what is shared is mostly words inside quotation marks, which both may have from the speaker."""
    quoted = total = 0
    for passage in shared.passages:
        words = shared.article.text[passage.a.begin : passage.a.end]
        quoted += sum(len(found[1]) for found in QUOTED.finditer(words))
        total += len(words)
    return quoted >= 0.55 * total
