"""How the features of each family count towards a pair, by how many articles carry them.

Weights are whole sixteenths, so that sums are exact in any order; they fall as more articles carry a feature and
never rise, so that a pair's score never rises when articles are added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from onrecord.tracing.folding import I64

WEIGHT_UNIT = 16
ANCHORS = 4
"""A gram that a crowd carries links each of its carriers to so many of them only: those published first."""


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of features.

    name:   its column in `Segment`.
    steps:  (carriers, weight): a feature of up to so many carriers weighs so much, in sixteenths.
    crowd:  what a feature of more carriers than the last step's weighs between a carrier and an anchor; 0 for none.
    least:  sums below this, in sixteenths, are told as nothing: no pair is worth aligning for less of this family.
    """

    name: str
    steps: tuple[tuple[int, int], ...]
    crowd: int
    least: int

    @property
    def group(self) -> int:
        """The most carriers of a feature that links all of them."""
        return self.steps[-1][0]


STEPS = ((4, 16), (8, 12), (16, 8), (32, 6))
"""About the root of four in so many carriers."""

GRAMS = Family("grams", STEPS, crowd=4, least=16)
TERMS = Family("terms", STEPS, crowd=0, least=38)
FRAMES = Family("frames", STEPS, crowd=0, least=20)
SAME = Family("same", ((32, 1),), crowd=1, least=1)
"""Articles with the same words in the same order."""

FAMILIES = (GRAMS, TERMS, FRAMES, SAME)


@cache
def weights(family: Family) -> I64:
    """The weight of a feature by its number of carriers, up to the family's group."""
    out = np.zeros(family.group + 1, np.int64)
    for carriers, weight in reversed(family.steps):
        out[: carriers + 1] = weight
    out[:2] = 0
    return out
