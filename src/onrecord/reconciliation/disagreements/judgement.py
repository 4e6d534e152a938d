"""A judgement: what a change of words amounts to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import DisagreementKind
from onrecord.reconciliation.words import Word


@dataclass(frozen=True, slots=True)
class Judgement:
    """What changed between two stretches of words.

    a, b: the words it rests on, either may be empty.
    """

    kind: DisagreementKind
    severity: float
    reason: str
    a: tuple[Word, ...]
    b: tuple[Word, ...]


def said(words: Iterable[Word]) -> str:
    """Words for a reason: in quotation marks, or "nothing"."""
    text = " ".join(word.text for word in words).replace(" n’t", "n’t").replace(" n't", "n't").replace(" 's", "'s")
    return f"“{text}”" if text else "nothing"
