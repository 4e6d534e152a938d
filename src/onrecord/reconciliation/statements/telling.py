"""How much it tells that two statements share a word: a rare word much, one that every newspaper prints little."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import value_of
from onrecord.vocabulary import vocabulary

COMMON = 6.0
"""Bits of surprise of a word of grammar; words count by what they have above it."""
BY_LENGTH = (0.0, 7.0, 8.0, 10.5, 12.5, 14.0, 15.0, 15.5)
"""Bits of a word that is in no list, by its letters: shorter words are commoner (Zipf's law of abbreviation)."""
AKIN = 0.8
"""What a pair of synonyms counts, of the same word twice."""
REMEMBERED = 50_000
"""Pairs of texts whose likeness is kept: copies ask for the same pairs again and again."""


@cache
def _rates() -> dict[str, float]:
    """Per million words, by key, as far as it is known beforehand; the collection has no say in it."""
    out: dict[str, float] = {}
    for group in vocabulary("word_frequencies").values():
        for rate, listed in group.items():
            for word in listed.split():
                key = meaning().key(word)
                out[key] = max(out.get(key, 0.0), float(rate))
    return out


def listed(key: str) -> bool:
    """Whether it is known beforehand how common a word is; of names it mostly is not."""
    return key in _rates()


@cache
def weight(key: str) -> float:
    """What a word tells, in bits."""
    rate = _rates().get(key)
    bits = math.log2(1e6 / rate) if rate else BY_LENGTH[min(len(key), len(BY_LENGTH) - 1)]
    return max(bits - COMMON, 1.0)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements' words are.

    common: bits of what both have, synonyms included. a, b: bits of what only one has.
    figures: both name figures, and none in common.
    denials: one denies what the other does not, by the number of negations.
    """

    common: float
    a: float
    b: float
    figures: bool
    denials: bool

    @property
    def like(self) -> float:
        """0 to 1. What stands for what counts twice: "a decision on the jets" is none "on the summit"."""
        return self.common / max(self.common + self.a + self.b + 2 * min(self.a, self.b), 1.0)

    @property
    def contained(self) -> float:
        """Share of the one with less that the other has."""
        return self.common / max(self.common + min(self.a, self.b), 1.0)


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is known of one statement's words: how often each stands there, the figures, whether it denies."""

    counts: Counter[str]
    figures: frozenset[object]
    denies: bool


@lru_cache(REMEMBERED)
def _profile(keys: tuple[str, ...]) -> _Profile:
    values = {key: value_of(key) for key in keys}
    figures = frozenset(
        key if value is None else value for key, value in values.items() if value is not None or key[:1].isdigit()
    )
    return _Profile(Counter(keys), figures, sum(key in meaning().negators for key in keys) % 2 == 1)


@lru_cache(REMEMBERED)
def likeness(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    """The likeness of two statements, given as keys of words. In figures alone two things said differ."""
    x, y = _profile(a), _profile(b)
    common = sum(weight(key) * min(number, y.counts[key]) for key, number in x.counts.items() if key in y.counts)
    left, right = sorted((x.counts - y.counts).elements()), sorted((y.counts - x.counts).elements())
    for key in [key for key in left if meaning().knows(key)]:
        mate = next((other for other in right if meaning().synonymous(key, other)), None)
        if mate is not None:
            left.remove(key)
            right.remove(mate)
            common += AKIN * (weight(key) + weight(mate)) / 2
    figures = bool(x.figures and y.figures) and not x.figures & y.figures
    return Likeness(common, information(left), information(right), figures, x.denies != y.denies)


def information(keys: Iterable[str]) -> float:
    """Bits of all the words."""
    return sum(map(weight, keys))
