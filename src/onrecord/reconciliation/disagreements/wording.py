"""Wording: what is left when nothing graver was found, folded to one line for a passage and ranked last."""

from __future__ import annotations

from onrecord.language import actor_code
from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.judgement import Judgement, said
from onrecord.reconciliation.disagreements.units import Unit, edited, spelled_alike
from onrecord.reconciliation.lexicon import meaning

SYNONYMS, OTHER, CAP = 0.06, 0.1, 0.2
EACH = 0.02
FEW = 2
"""Words of matter on either side of a change that can still be read as one put for the other."""
CLOSE = 0.65
"""Sentences less alike than this are two sentences, not one in other words."""


def _one_party(change: Change) -> bool:
    """Whether both sides name one state or body ("Ukraine's", "the Ukrainian")."""
    codes = {actor_code(" ".join(w.text for w in side if w.content)) for side in (change.a, change.b)}
    return len(codes) == 1 and None not in codes


def _count_or_address(change: Change) -> bool:
    """Whether both sides have a number or a web address: that is no wording ("the 331st day", "the 333rd day")."""
    return all(any(word.number or word.link for word in side) for side in (change.a, change.b))


def wording(unit: Unit) -> Judgement | None:
    """The unit's changes of content words as one judgement, None when no content word was replaced."""
    if unit.likeness < CLOSE:
        return None
    changes = [
        change
        for change in unit.changes
        if edited(change)
        and not spelled_alike(change)
        and all(1 <= sum(w.content for w in side) <= FEW for side in (change.a, change.b))
        and not _one_party(change)
        and not _count_or_address(change)
    ]
    if not changes:
        return None
    known = all(
        meaning().synonymous(" ".join(w.key for w in c.a if w.content), " ".join(w.key for w in c.b if w.content))
        for c in changes
    )
    severity = min(CAP, (SYNONYMS if known else OTHER) + EACH * len(changes))
    shown = "; ".join(f"{said(change.a)} for {said(change.b)}" for change in changes[:4])
    a = tuple(word for change in changes for word in change.a)
    b = tuple(word for change in changes for word in change.b)
    return Judgement("wording", severity, f"{'synonyms' if known else 'other words'}: {shown}", a, b)
