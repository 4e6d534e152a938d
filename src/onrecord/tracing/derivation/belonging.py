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
from onrecord.tracing.arrays import I64, U32, Bools
from onrecord.tracing.derivation.comparing import COPIED, CORE, TELLING, Counted
from onrecord.tracing.derivation.ranges import spread
from onrecord.tracing.derivation.signs import Sign
from onrecord.tracing.derivation.texts import Told
from onrecord.tracing.sheets import CAPITAL
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


def foreign(own: Told, other: Told, rows: I64, others_rows: I64) -> Reason:
    """The passages' words that recur in the rest of `other` only, names and rare words first, and where they are in
    `own`.

    rows, others_rows: where the passages stand among the words of the two.
    """
    inside = _inside(own, rows)
    stem = own.stem
    telling = spread(rows[:, 0], rows[:, 1] - rows[:, 0])
    telling = telling[own.sheets.weight[telling] >= TELLING]
    stems = own.sheets.stem[telling]
    there = _among(stems, other.stem[~_inside(other, others_rows)])
    recurs = telling[there & ~_among(stems, stem[~inside])]
    capital, weight = own.sheets.flags[recurs] & CAPITAL, own.sheets.weight[recurs].astype(np.int64)
    found: dict[str, int] = {}
    for row in recurs[np.lexsort((recurs, -weight, capital == 0))].tolist():
        found.setdefault(own.shown(row), row)
        if len(found) == SHOWN:
            break
    listed = ", ".join(f"“{word}”" for word in found) or "its matter"
    detail = f"the rest of the other story speaks of {listed} too, the rest of this one does not"
    return Reason("belonging", detail, tuple(own.span(row) for row in found.values()))


def _inside(told: Told, rows: I64) -> Bools:
    """Which words of a story its passages cover."""
    inside = np.zeros(told.last - told.first, np.bool_)
    for begin, end in (rows - told.first).tolist():
        inside[begin:end] = True
    return inside


def _among(stems: U32, known: U32) -> Bools:
    """Which of `stems` are among those `known`."""
    if not len(known):
        return np.zeros(len(stems), np.bool_)
    ordered = np.sort(known)
    return np.asarray(ordered[np.minimum(np.searchsorted(ordered, stems), len(ordered) - 1)] == stems, np.bool_)


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
