"""Signs in the words: which of two wordings of one passage was there first.

Two things hold for a thesaurus, a language model and a hurried desk alike. Writers repeat their words, and whoever
changes some leaves others standing (words come in bursts: Church and Gale, 1995): the word that the rest of the
shared text uses too was there first. And a quotation can be told in one's own words, but not the other way round.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from onrecord.model import Passage, Reason, Span
from onrecord.tracing.derivation.comparing import TELLING, Counted
from onrecord.tracing.derivation.signs import Sign
from onrecord.tracing.derivation.texts import Told
from onrecord.tracing.folding import I64

REPEATED, REPEATED_SURE, REPEATED_MOST = 0.6, 1.5, 2.6
"""Weight of a standard deviation by which more of one side's words are kept elsewhere in what both share; from so
many on; and at most. More than a time stamp: nobody forges them. Of 42 stories told anew by hand the six that reach
it are all told right, and no sum of the others' counts is below -2."""

RARER, RARER_SURE, RARER_MOST = 0.31, 2.6, 1.0
"""The same for one side's words being rarer than those at the same places of the other."""
WORD_FOR_WORD, LOOSE = 0.6, 0.5
"""Up to this share of words that differ, and so many left out or added per word replaced, a change is word for
word: a machine's 85 to 95% of content words come to 0.53 at most, rewriting by hand to 0.8 and more. A machine's
synonyms are rarer than what they replace; people who tell a story anew take plainer words, so there rarity tells
nothing."""

COMPARED_WORDS = 500  # of each side's changed passages: enough to tell, and long articles stay cheap
SHOWN_WORDS = 160  # enough to find a few changes to show
REPORTED, REPORTED_MOST = 0.9, 1.4
BOTH_CHANGED = 4
BOTH = Reason("both changed", "each has changed words that the other keeps: both may have it from a third")
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Changes:
    """How two wordings of the same passages differ, word by word.

    a, b:     rows of words that stand for each other and differ, in the sheets of the two stories.
    loose:    how many words one side has beside them and the other has not.
    compared: how many words were compared.
    """

    a: I64
    b: I64
    loose: int
    compared: int

    @property
    def turned(self) -> Changes:
        """The same, seen from the other side."""
        return Changes(self.b, self.a, self.loose, self.compared)

    @property
    def word_for_word(self) -> bool:
        """Whether words were replaced one by one, and not whole sentences written anew."""
        differ = len(self.a) + self.loose
        return differ <= WORD_FOR_WORD * self.compared and self.loose <= LOOSE * len(self.a)


def changes(a: Told, b: Told, counted: Counted, copied: Sequence[bool], most: int) -> Changes:
    """How the passages that are not `copied` differ, in their first `most` words.

    Words are set against each other by the fewest replacements, additions and omissions (Levenshtein, 1966).
    """
    rows_a, rows_b = _first(counted.rows_a, copied, most), _first(counted.rows_b, copied, most)
    steps = Levenshtein.editops(a.sheets.word[rows_a].tolist(), b.sheets.word[rows_b].tolist()).as_list()
    replaced = [step for step in steps if step[0] == "replace"]
    left = rows_a[np.array([step[1] for step in replaced], np.int64)]
    right = rows_b[np.array([step[2] for step in replaced], np.int64)]
    other = a.sheets.stem[left] != b.sheets.stem[right]
    return Changes(left[other], right[other], len(steps) - len(replaced), max(len(rows_a), len(rows_b)))


def _first(rows: I64, copied: Sequence[bool], most: int) -> I64:
    """The rows of the first `most` words of the passages that are not `copied`."""
    found: list[I64] = []
    left = most
    for (begin, end), same in zip(rows.tolist(), copied, strict=True):
        if not same:
            found.append(np.arange(begin, min(end, begin + left)))
            left -= len(found[-1])
            if not left:
                break
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def kept(counted: Counted) -> float:
    """The weight of the words that one side changed in one place and kept in another; negative, `b` did."""
    in_a, in_b = counted.kept
    deviation = (in_b - in_a) / math.sqrt(in_a + in_b + 1)
    if abs(deviation) < REPEATED_SURE:
        return 0.0
    return math.copysign(min(REPEATED * abs(deviation), REPEATED_MOST), deviation)


def both_changed(counted: Counted) -> Reason | None:
    """Why a third article may be the source of both: each has changed words that the other kept."""
    return BOTH if min(counted.kept) >= BOTH_CHANGED and not kept(counted) else None


def kept_reason(own: Told, other: Told, found: Changes) -> Reason:
    """Which words `own` changed and yet has elsewhere; `found` as seen from it."""
    if not found.word_for_word:
        return Reason("wording", "rewords in places what both have in other places")
    weights, stems = other.sheets.weight[found.b].tolist(), other.sheets.stem[found.b].tolist()
    telling = (at for at, weight in enumerate(weights) if weight >= TELLING)
    own_stems = own.stem
    again = (at for at in telling if np.count_nonzero(own_stems == stems[at]))
    listed, spans = _shown(own, other, found, again)
    return Reason("wording", f"has {listed}: words that it too has elsewhere", spans)


def _shown(own: Told, other: Told, found: Changes, which: Iterable[int]) -> tuple[str, tuple[Span, ...]]:
    """The first few of the changes `which`, in words, and where they stand in `own`."""
    spans: dict[str, Span] = {}
    for at in which:
        mine, theirs = int(found.a[at]), int(found.b[at])
        spans.setdefault(f"“{own.shown(mine)}” for “{other.shown(theirs)}”", own.span(mine))
        if len(spans) == SHOWN:
            break
    return ", ".join(spans) or "other words", tuple(spans.values())


def rarer(a: Told, b: Told, found: Changes) -> Sequence[Sign]:
    """Where words were replaced one by one: whose are the rarer."""
    if not found.word_for_word:
        return ()
    ahead = a.sheets.weight[found.a].astype(np.float64) - b.sheets.weight[found.b]
    size = math.sqrt(float((ahead**2).sum()))
    deviation = float(ahead.sum()) / size if size else 0.0
    if abs(deviation) < RARER_SURE:
        return ()
    weight = math.copysign(min(RARER * abs(deviation), RARER_MOST), deviation)
    side = (a, b, found) if weight > 0 else (b, a, found.turned)
    most = np.argsort(-ahead if weight > 0 else ahead, kind="stable")[:SHOWN]
    listed, spans = _shown(*side, np.sort(most).tolist())
    return (Sign(weight, Reason("wording", f"has {listed}: its words are the rarer where the two differ", spans)),)


def reported(counted: Counted, passages: Sequence[Passage]) -> Sequence[Sign]:
    """Who says in its own words what the other has in quotation marks."""
    ahead = len(counted.reported[0]) - len(counted.reported[1])
    if not ahead:
        return ()
    weight = math.copysign(min(REPORTED * abs(ahead), REPORTED_MOST), ahead)
    places = counted.reported[0 if weight > 0 else 1]
    spans = tuple(passages[at].a if weight > 0 else passages[at].b for at in places[:SHOWN])
    return (Sign(weight, Reason("reported", "tells in its own words what the other quotes", spans)),)
