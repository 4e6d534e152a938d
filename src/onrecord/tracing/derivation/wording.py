"""Signs in the words: which of two wordings of one passage was there first.

Two things hold for a thesaurus, a language model and a hurried desk alike. Writers repeat their words, and whoever
changes some leaves others standing (words come in bursts: Church and Gale, 1995): the word that the rest of the
shared text uses too was there first. And a rewriter seldom adds what the source did not have, but drops much: the
richer sentence, and the one that still has the quotation, was there first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from onrecord.model import Passage, Reason, Span
from onrecord.tracing.derivation.signs import Sign
from onrecord.tracing.derivation.texts import Text, Told
from onrecord.tracing.folding import I64, Bools
from onrecord.tracing.sheets import CAPITAL, NUMBER, QUOTED, WEIGHT_UNIT

COMPARED_WORDS = 800  # of each side's changed passages: enough to tell, and long articles stay cheap
TELLING = np.uint8(4 * WEIGHT_UNIT)
"""Words of this weight and more carry matter: about the 350 commonest of English do not."""

REPEATED, REPEATED_SURE, REPEATED_MOST = 0.6, 1.5, 2.6
"""Weight of a standard deviation by which one side's replaced words recur in the shared text more often than the
other's; from so many on; and at most. More than a time stamp: one does not forge them."""

RARER, RARER_SURE, RARER_MOST = 0.25, 3.2, 1.2
"""The same for one side's replaced words being rarer than the other's."""
WORD_FOR_WORD = 0.5
"""Words left out or added, per word replaced, up to which a change is word for word. A machine's synonyms are rarer
than what they replace; people who rewrite whole sentences take plainer words, so there rarity tells nothing."""

DETAILS, DETAILS_SURE, DETAILS_MOST = 0.35, 2.2, 0.9
QUOTED_WORDS, REPORTED, REPORTED_MOST = 5, 0.5, 1.0
BOTH_CHANGED = 4
BOTH = Reason("both changed", "each has changed words that the other keeps: both may have it from a third")
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Changes:
    """How two wordings of the same passages differ.

    a, b:     places of words that stand for each other and differ, in the two texts.
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
    def share(self) -> float:
        """The share of the compared words that differ."""
        return min(1.0, (len(self.a) + self.loose) / max(1, self.compared))


def changes(a: Text, b: Text, passages: Sequence[Passage]) -> Changes | None:
    """How the passages that are not verbatim differ; None when all are.

    Words are set against each other by the fewest replacements, additions and omissions (Levenshtein, 1966).
    """
    changed = [passage for passage in passages if passage.relation != "verbatim"]
    if not changed:
        return None
    places_a = a.places([passage.a for passage in changed])[:COMPARED_WORDS]
    places_b = b.places([passage.b for passage in changed])[:COMPARED_WORDS]
    steps = Levenshtein.editops(a.word[places_a].tolist(), b.word[places_b].tolist())
    replaced = [step for step in steps.as_list() if step[0] == "replace"]
    left = places_a[np.array([step[1] for step in replaced], np.int64)]
    right = places_b[np.array([step[2] for step in replaced], np.int64)]
    other = a.stem[left] != b.stem[right]
    loose = len(steps) - len(replaced)
    return Changes(left[other], right[other], loose, max(len(places_a), len(places_b)))


def recurring(
    a: Told, b: Told, passages: Sequence[Passage], found: Changes
) -> tuple[Sequence[Sign], Reason | None]:
    """Whose replaced words stand elsewhere in what both share; and whether both sides' do, each at other places."""
    common = _unchanged(a.text, [passage.a for passage in passages], found.a)
    common &= _unchanged(b.text, [passage.b for passage in passages], found.b)
    old_a, old_b = _recur(a.text, found.a, common), _recur(b.text, found.b, common)
    here, there = old_a & ~old_b, old_b & ~old_a
    ahead, behind = _distinct(b.text, found.b[there]), _distinct(a.text, found.a[here])
    apart = BOTH if min(ahead, behind) >= BOTH_CHANGED else None
    deviation = (ahead - behind) / (ahead + behind + 1) ** 0.5
    if abs(deviation) < REPEATED_SURE:
        return (), apart
    weight = min(REPEATED * abs(deviation), REPEATED_MOST)
    side = (a, b, found, there) if deviation > 0 else (b, a, found.turned, here)
    reason = _wording(*side, "those words recur in what both share")
    return (Sign(math.copysign(weight, deviation), reason),), apart


def _unchanged(text: Text, spans: Sequence[Span], replaced: I64) -> set[int]:
    """The stems of the words of `spans` but those that were replaced."""
    places = text.places(spans)
    gone = np.zeros(len(text.word), np.bool_)
    gone[replaced] = True
    return set(text.stem[places[~gone[places]]].tolist())


def _recur(text: Text, places: I64, common: set[int]) -> Bools:
    matter = (text.weight[places] >= TELLING).tolist()
    stems = text.stem[places].tolist()
    return np.array([tells and stem in common for tells, stem in zip(matter, stems, strict=True)], np.bool_)


def _distinct(text: Text, places: I64) -> int:
    return len(set(text.stem[places].tolist()))


def _wording(own: Told, other: Told, found: Changes, which: Bools, why: str) -> Reason:
    """The first few of the changes `which`, in words, and where they stand in `own`."""
    spans: dict[str, Span] = {}
    for place, theirs in zip(found.a[which].tolist(), found.b[which].tolist(), strict=True):
        words = f"“{own.shown(place)}” for “{other.shown(theirs)}”"
        spans.setdefault(words, own.text.span(place))
        if len(spans) == SHOWN:
            break
    return Reason("wording", f"has {', '.join(spans)}: {why}", tuple(spans.values()))


def rarer(a: Told, b: Told, found: Changes) -> Sequence[Sign]:
    """Where words were replaced one by one: whose are the rarer."""
    if found.loose > WORD_FOR_WORD * len(found.a):
        return ()
    ahead = a.text.weight[found.a].astype(np.float64) - b.text.weight[found.b]
    size = math.sqrt(float((ahead**2).sum()))
    deviation = float(ahead.sum()) / size if size else 0.0
    if abs(deviation) < RARER_SURE:
        return ()
    weight = min(RARER * abs(deviation), RARER_MOST)
    side = (a, b, found) if deviation > 0 else (b, a, found.turned)
    ahead = ahead if deviation > 0 else -ahead
    reason = _wording(*side, ahead >= np.sort(ahead)[-SHOWN:][0], "its words are the rarer where the two differ")
    return (Sign(math.copysign(weight, deviation), reason),)


def poorer(a: Text, b: Text, passages: Sequence[Passage]) -> Sequence[Sign]:
    """Who has fewer names, numbers and telling words in the passages that both have, but not word for word."""
    changed = [passage for passage in passages if passage.relation != "verbatim"]
    here = _details(a, [passage.a for passage in changed])
    there = _details(b, [passage.b for passage in changed])
    more, less = len(there - here), len(here - there)
    deviation = (more - less) / (more + less + 1) ** 0.5
    if abs(deviation) < DETAILS_SURE:
        return ()
    weight = min(DETAILS * abs(deviation), DETAILS_MOST)
    detail = f"has {min(more, less)} telling words of its own in what both say, the other {max(more, less)}"
    return (Sign(math.copysign(weight, deviation), Reason("details", detail)),)


def _details(text: Text, spans: Sequence[Span]) -> set[int]:
    places = text.places(spans)
    telling = (text.weight[places] >= TELLING) | ((text.flags[places] & (CAPITAL | NUMBER)) != 0)
    return set(text.stem[places[telling]].tolist())


def reported(a: Text, b: Text, passages: Sequence[Passage]) -> Sequence[Sign]:
    """Who says in its own words what the other has in quotation marks."""
    changed = [passage for passage in passages if passage.relation != "verbatim"]
    here = _quoted(a, [passage.a for passage in changed])
    there = _quoted(b, [passage.b for passage in changed])
    ours = [p.a for p, own, other in zip(changed, here, there, strict=True) if other >= QUOTED_WORDS and not own]
    theirs = [p.b for p, own, other in zip(changed, here, there, strict=True) if own >= QUOTED_WORDS and not other]
    if len(ours) == len(theirs):
        return ()
    weight = min(REPORTED * abs(len(ours) - len(theirs)), REPORTED_MOST)
    own = ours if len(ours) > len(theirs) else theirs
    reason = Reason("reported", "tells in its own words what the other quotes", tuple(own[:SHOWN]))
    return (Sign(math.copysign(weight, len(ours) - len(theirs)), reason),)


def _quoted(text: Text, spans: Sequence[Span]) -> list[int]:
    """How many words of each span stand inside quotation marks."""
    quoted = np.concatenate(([0], np.cumsum((text.flags & QUOTED) != 0)))
    edges = np.searchsorted(text.begin, np.array(spans, np.int64).reshape(-1, 2))
    return [int(count) for count in quoted[edges[:, 1]] - quoted[edges[:, 0]]]
