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
from onrecord.tracing.derivation.signs import DECIDED, Sign
from onrecord.tracing.derivation.texts import Text, Told
from onrecord.tracing.folding import I64
from onrecord.tracing.sheets import CAPITAL, NUMBER, WEIGHT_UNIT
from onrecord.vocabulary import vocabulary

FUNCTION_BITS = 5.5  # of surprise, from which weights of words count
MATTER = np.uint8(3.5 * WEIGHT_UNIT)
TOPICAL = 4.0  # how much oftener than in general text a word stands in another article on like matters
RECURS, REACH = 0.4, 400.0
"""A telling word of a passage recurs in the rest of its own story with this chance, where the rest is long; in one
of REACH words with 0.63 of it. Fitted, with TOPICAL, to passages moved between real reports: of 44, 40 are told
right, one wrong."""

REST = 40  # with fewer words beside the passage there is nothing to hold it against
WEIGHT, MOST = 0.28, 0.95
SHOWN = 4
BELONGS = 2.5  # odds of twelve to one
BOTH = Reason("both cut", "each has more of one story than the other: both may have it from a third")
LIFTED = 0.4
LOOK_BACK = 3
LONGEST_REFERENCE = 12


def belonging(a: Told, b: Told, passages: Sequence[Passage]) -> tuple[Sequence[Sign], Reason | None]:
    """Which of the two has, in the rest of its story, more of what the passages speak of.

    With a reason for a third article as the source of both, where the passages belong to the rest of either.
    """
    inside = a.text.places([p.a for p in passages]), b.text.places([p.b for p in passages])
    if min(len(a.text.word) - len(inside[0]), len(b.text.word) - len(inside[1])) < REST:
        return (), None
    (own, stems), (others, other_stems) = _belongs(a.text, inside[0]), _belongs(b.text, inside[1])
    weight = WEIGHT * (others - own)
    both = BOTH if min(own, others) >= BELONGS and abs(weight) < DECIDED else None
    lost = (a, inside[0], other_stems - stems) if weight > 0 else (b, inside[1], stems - other_stems)
    reason = _foreign(*lost)
    if not weight or reason is None:
        return (), both
    return (Sign(math.copysign(min(abs(weight), MOST), weight), reason),), both


def _belongs(text: Text, inside: I64) -> tuple[float, set[int]]:
    """How far the words at `inside` belong to the text (logarithm of odds), and the stems that its rest has too."""
    rest = np.ones(len(text.word), np.bool_)
    rest[inside] = False
    others = set(text.stem[rest].tolist())
    telling = inside[(text.weight[inside] >= MATTER) & ((text.flags[inside] & NUMBER) == 0)]
    stems, first = np.unique(text.stem[telling], return_index=True)
    bits = text.weight[telling[first]] / WEIGHT_UNIT + FUNCTION_BITS
    length = int(rest.sum())
    chance = np.minimum(1.0 - np.exp(-length * TOPICAL * np.exp2(-bits)), 0.95)
    recurs = chance + (1.0 - chance) * RECURS * (1.0 - np.exp(-length / REACH))
    found = np.array([stem in others for stem in stems.tolist()], np.bool_)
    told = np.where(found, np.log(recurs / chance), np.log((1.0 - recurs) / (1.0 - chance)))
    return round(float(told.sum()), 3), set(stems[found].tolist())


def _foreign(told: Told, inside: I64, stems: set[int]) -> Reason | None:
    """The passages' words that recur in the other story only, names first, and where they stand in this one."""
    names: dict[str, Span] = {}
    words: dict[str, Span] = {}
    for place in inside[np.isin(told.text.stem[inside], np.array(sorted(stems), np.uint32))].tolist():
        kind = names if told.text.flags[place] & CAPITAL else words
        kind.setdefault(told.shown(place), told.text.span(place))
    shown = dict([*names.items(), *words.items()][:SHOWN])
    if not shown:
        return None
    listed = ", ".join(f"“{word}”" for word in shown)
    detail = f"the rest of the other story speaks of {listed} too, the rest of this one does not"
    return Reason("belonging", detail, tuple(shown.values()))


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
    word = article.text[passage.begin : passage.begin + LONGEST_REFERENCE].split(maxsplit=1)[:1]
    if not word or word[0].lower() not in _references() or _goes_on(article, passage):
        return None
    return Span(passage.begin, passage.begin + len(word[0]))


@cache
def _references() -> frozenset[str]:
    return frozenset(vocabulary("tracing")["references"])


def _goes_on(article: Article, passage: Span) -> bool:
    """Whether text of the same paragraph stands before the passage."""
    before = article.text[max(0, passage.begin - LOOK_BACK) : passage.begin]
    return bool(before.strip()) and "\n" not in before
