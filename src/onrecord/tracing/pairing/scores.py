"""Which pairs are worth aligning, by what they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.tracing.fingerprints import GRAM
from onrecord.tracing.folding import I64, U64, Bools
from onrecord.tracing.pairing.collection import Collection
from onrecord.tracing.pairing.families import FAMILIES, SAME, WEIGHT_UNIT
from onrecord.tracing.pairing.tally import NUMBER_MASK, Sums, count_of, weight_of

ENOUGH_GRAMS, LEAST_GRAMS = 4.0, 2.5
"""Shared grams from which a pair is looked at, as estimated from the sample, and the least of the sample itself.
Four grams are a run of eight words, or several shorter ones."""

LARGE_PART, LEAST_OF_PART = 0.3, 2.0
"""Or so large a part of the article with fewer, by the words that grams cover, and so many at least if it has so
many: feed items have few grams."""

WORDS_PER_TERM, LEAST_TERMS, MOST_TERMS = 30.0, 2.4, 32.0
"""Terms that must be shared: one for so many words of the shorter article, as longer ones share more by chance. Of
42 reports rewritten by hand that share too few grams, 36 are found so among 23,700 real articles."""

ENOUGH_FRAMES, WORDS_PER_FRAME = 12.0, 24.0
"""Frames that must be shared, as estimated from the sample: one for so many words, and no fewer than that."""

MUCH_LONGER = 4.0
"""An article so many times as long as the other has most terms and frames by chance: then more must be shared, by
the root of how much longer still it is. What stands inside a long text is found by its grams."""

Scores = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of article numbers, `first` < `second`, in order, each once.

    score: (pairs, families) what they share of each of FAMILIES: `weight_of` (in sixteenths) and `count_of`.
    """

    first: I64
    second: I64
    score: Scores

    def __len__(self) -> int:
        return len(self.first)

    @property
    def pair(self) -> U64:
        """Each pair as one number."""
        return self.first.astype(np.uint64) << np.uint64(24) | self.second.astype(np.uint64)

    def where(self, chosen: Bools) -> Candidates:
        return Candidates(self.first[chosen], self.second[chosen], self.score[chosen])


def unpacked(pair: U64) -> tuple[I64, I64]:
    """The two article numbers of each pair."""
    return (pair >> np.uint64(24)).astype(np.int64), (pair & NUMBER_MASK).astype(np.int64)


def selected(collection: Collection, families: list[Sums]) -> Candidates:
    """The pairs that share enough, with what they share of all families."""
    enough = []
    for number, sums in enumerate(families):
        score = np.zeros((len(sums.pair), len(FAMILIES)), np.int64)
        score[:, number] = sums.score
        if FAMILIES[number] is SAME:
            score = _scores(sums.pair, families)
        enough.append(sums.pair[worth(collection, *unpacked(sums.pair), score)])
    pair = np.unique(np.concatenate(enough))
    return Candidates(*unpacked(pair), _scores(pair, families))


def _scores(pair: U64, families: list[Sums]) -> Scores:
    return np.stack([score_at(pair, sums) for sums in families], axis=1)


def score_at(pair: U64, sums: Sums) -> I64:
    """The score of each of `pair` in `sums`; 0 where it is not there."""
    if not len(sums.pair):
        return np.zeros(len(pair), np.int64)
    at = np.minimum(np.searchsorted(sums.pair, pair), len(sums.pair) - 1)
    return np.where(sums.pair[at] == pair, sums.score[at], 0)


def worth(collection: Collection, first: I64, second: I64, score: Scores) -> Bools:
    """Whether these pairs share enough of one family to be worth aligning.

    Articles with all their words in common are, unless all their grams are standing text.
    """
    rate = np.minimum(collection.rate[first], collection.rate[second]).astype(np.float64)
    shorter, longer = np.sort((collection.words[first], collection.words[second]), axis=0)
    chance = np.sqrt(np.maximum(longer / (MUCH_LONGER * np.maximum(shorter, 1)), 1.0))
    grams, terms, frames, same = (weight_of(score[:, family]) / WEIGHT_UNIT for family in range(len(FAMILIES)))
    one, two = (collection.held[each] / collection.rate[each].astype(np.float64) for each in (first, second))
    fewer = np.minimum(one, two)
    part = count_of(score[:, 0]) / rate + GRAM - 1 >= LARGE_PART * (fewer + GRAM - 1)
    out = grams >= np.maximum(ENOUGH_GRAMS * rate, LEAST_GRAMS)
    out |= part & (grams >= np.clip(fewer * rate, 1.0, LEAST_OF_PART))
    out |= terms >= np.clip(shorter / WORDS_PER_TERM, LEAST_TERMS, MOST_TERMS) * chance
    out |= 2 * frames >= np.maximum(ENOUGH_FRAMES, shorter / WORDS_PER_FRAME) * chance * rate
    return np.asarray(out | (same > 0) & ((fewer == 0) | (grams > 0)))
