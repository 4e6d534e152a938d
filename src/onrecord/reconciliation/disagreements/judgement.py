"""A judgement: what a change of words amounts to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import DisagreementKind
from onrecord.reconciliation.disagreements.weights import CHANGES, Change, Weight, weight
from onrecord.reconciliation.words import Word


@dataclass(frozen=True, slots=True)
class Judgement:
    """What changed between two stretches of words.

    a, b:     the words it rests on, either may be empty.
    adjusted: what makes it graver or slighter than its change is by itself, with how much.
    """

    change: Change
    reason: str
    a: tuple[Word, ...]
    b: tuple[Word, ...]
    adjusted: tuple[tuple[str, float], ...] = ()

    @property
    def kind(self) -> DisagreementKind:
        return CHANGES[self.change].kind

    @property
    def weight(self) -> Weight:
        return weight(self.change, self.adjusted)

    @property
    def severity(self) -> float:
        return self.weight.severity


def said(words: Iterable[Word]) -> str:
    """Words for a reason: in quotation marks, or "nothing"."""
    text = (
        " ".join(word.text for word in words)
        .replace(" n’t", "n’t")
        .replace(" n't", "n't")
        .replace(" 's", "'s")
        .replace(" ’s", "’s")
    )
    return f"“{text}”" if text else "nothing"


def apart(a: Iterable[Word], b: Iterable[Word]) -> str:
    """The words of both sides for a reason; those of one side where the other has none."""
    first, second = tuple(a), tuple(b)
    if first and second:
        return on_both_sides(said(first), said(second))
    return f"{said(first or second)} on one side only"


def on_both_sides(a: str, b: str) -> str:
    """What either side has, so that it reads as a sentence whatever words stand in the two."""
    return f"{a} on one side, {b} on the other"
