"""Signs in the place: which of two stories a shared passage belongs to.

A passage shares names and matter with the story it was written for. In an article that it was lifted into it stands
alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np

from onrecord.model import Article, Passage, Reason, Span
from onrecord.tracing.derivation.comparing import COPIED, CORE, TELLING, Counted
from onrecord.tracing.derivation.signs import Sign
from onrecord.tracing.derivation.texts import Told
from onrecord.tracing.folding import I64
from onrecord.vocabulary import vocabulary

WEIGHT, MOST = 0.28, 0.95
"""Weight of the difference in the logarithms of the odds that the passages belong; at most so much, for an article
on the same matters may say more of them than the one that was copied."""

BELONGS = 2.5  # odds of twelve to one
BOTH = Reason("both cut", "each has more of one story than the other: both may have it from a third")
SHOWN = 4
LIFTED = 0.4
LOOK_BACK = 3
LONGEST_REFERENCE = 12


def belonging(counted: Counted) -> float:
    """The weight of the rest of the two stories; above zero, the passages belong to `b`.

    The more the passages differ in their words, the less these can be compared with what stands around them.
    """
    weight = WEIGHT * (counted.belong[1] - counted.belong[0]) * max(0.0, 1.0 - 2.0 * counted.differ)
    return math.copysign(min(abs(weight), MOST), weight)


def both_cut(counted: Counted, least: float) -> Reason | None:
    """Why a third article may be the source of both: much of both is copied, and the rest of both belongs to it.

    least: the smaller of the two coverages.
    """
    rest = min(counted.belong) >= BELONGS
    return BOTH if rest and least >= CORE and counted.differ <= COPIED else None


def foreign(own: Told, other: Told, passages: Sequence[tuple[Span, Span]]) -> Reason:
    """The passages' words that recur in the rest of `other` only, names and rare words first, and where they are in
    `own`.

    passages: their spans in `own` and in `other`.
    """
    inside = own.places([mine for mine, _ in passages])
    here = _rest(own, inside)
    there = _rest(other, other.places([theirs for _, theirs in passages]))
    telling = inside[own.weight[inside] >= TELLING]
    found: dict[str, int] = {}
    for place, stem in zip(telling.tolist(), own.stem[telling].tolist(), strict=True):
        if stem in there and stem not in here:
            found.setdefault(own.shown(place), place)
    best = sorted(found, key=lambda word: (not word[:1].isupper(), -int(own.weight[found[word]]), found[word]))[
        :SHOWN
    ]
    shown = {word: own.span(found[word]) for word in best}
    listed = ", ".join(f"“{word}”" for word in shown) or "its matter"
    detail = f"the rest of the other story speaks of {listed} too, the rest of this one does not"
    return Reason("belonging", detail, tuple(shown.values()))


def _rest(told: Told, inside: I64) -> set[int]:
    rest = np.ones(len(told.stem), np.bool_)
    rest[inside] = False
    return set(told.stem[rest].tolist())


def lifted(a: Article, b: Article, passages: Sequence[Passage]) -> Sequence[Sign]:
    """Who begins a paragraph with "he" or "the latter" where the other has said before of whom it speaks."""
    ours = [span for p in passages if (span := _dangles(a, p.a)) and _goes_on(b, p.b)]
    theirs = [span for p in passages if (span := _dangles(b, p.b)) and _goes_on(a, p.a)]
    if len(ours) == len(theirs):
        return ()
    more = len(ours) > len(theirs)
    article, spans = (a, tuple(ours[:SHOWN])) if more else (b, tuple(theirs[:SHOWN]))
    detail = f"begins a paragraph with “{article.text[slice(*spans[0])]}”; in the other, words stand before it"
    return (Sign(LIFTED if more else -LIFTED, Reason("lifted", detail, spans)),)


def _dangles(article: Article, passage: Span) -> Span | None:
    """The word that refers back with which a passage begins, where a paragraph begins with it."""
    if _goes_on(article, passage):
        return None
    word = article.text[passage.begin : passage.begin + LONGEST_REFERENCE].split(maxsplit=1)[:1]
    if not word or word[0].lower() not in _references():
        return None
    return Span(passage.begin, passage.begin + len(word[0]))


@cache
def _references() -> frozenset[str]:
    return frozenset(vocabulary("tracing")["references"])


def _goes_on(article: Article, passage: Span) -> bool:
    """Whether text of the same paragraph stands before the passage."""
    before = article.text[max(0, passage.begin - LOOK_BACK) : passage.begin]
    return "\n" not in before and bool(before.strip())
