"""Direction: which of two articles that share passages more likely took them from the other."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Article, Passage, Reason, Relation, Span
from onrecord.tracing.dates import published_gap
from onrecord.tracing.folding import words_of_texts
from onrecord.tracing.rarity import Counts, collection_bits

NAMED, EARLIER, CREDITED, CUT, STRAINED = 3.0, 2.0, 1.0, 0.9, 0.8
"""Weights of the reasons: the other outlet is named; published before; carries the credit; holds the fuller text;
is worded in commoner words.
Dates outweigh the texts' own signs, for those are true of honest shortening and of updating alike."""

DECIDED = 0.8
SAME_TIME = 120.0  # seconds: two time stamps this near say nothing, since both are set by machines
FULLER = 0.15
RARER_BITS, RARER_WORDS = 0.6, 12
"""Words put in by a rewriter (a machine's synonyms above all) are rarer than those they replace. From this mean
difference in bits, over this many words of each side, it is taken as a sign, where dates and names do not speak."""

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


def toward(
    shared: Shared, credited: bool, other_credited: bool, counts: Counts
) -> tuple[float, tuple[Reason, ...]]:
    """How far the signs say that `shared.article` took it from `shared.other` (negative: the other way), and why.

    credited, other_credited: whether each credits an agency or is one. counts: how common words are.
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
    if not any(reason.kind in ("published", "names") for _, reason in signs):
        signs += _strained(shared, counts)
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


def _strained(shared: Shared, counts: Counts) -> list[tuple[float, Reason]]:
    """Whether the words in which one of the two differs are rarer than the other's at the same places."""
    changed = [passage for passage in shared.passages if passage.relation != "verbatim"]
    if not changed:
        return []
    own = _words(shared.article, [passage.a for passage in changed], counts)
    others = _words(shared.other, [passage.b for passage in changed], counts)
    own_bits = [bits for word, bits in own.items() if word not in others]
    other_bits = [bits for word, bits in others.items() if word not in own]
    if min(len(own_bits), len(other_bits)) < RARER_WORDS:
        return []
    rarer = sum(own_bits) / len(own_bits) - sum(other_bits) / len(other_bits)
    if abs(rarer) < RARER_BITS:
        return []
    detail = "where the two differ in words, its words are the " + ("rarer" if rarer > 0 else "commoner")
    return [(math.copysign(STRAINED, rarer), Reason("wording", detail))]


def _words(article: Article, spans: Sequence[Span], counts: Counts) -> dict[int, float]:
    """The words of the spans, without numbers, and what each tells in bits."""
    words = words_of_texts([article.text], [spans])
    bits = collection_bits(words, counts)
    return dict(zip(words.word[~words.number].tolist(), bits[~words.number].tolist(), strict=True))


def only_quotations(shared: Shared) -> bool:
    """Whether what is shared is mostly words inside quotation marks, which both may have from the speaker."""
    quoted = total = 0
    for passage in shared.passages:
        words = shared.article.text[passage.a.begin : passage.a.end]
        quoted += sum(len(found[1]) for found in QUOTED.finditer(words))
        total += len(words)
    return quoted >= 0.55 * total
