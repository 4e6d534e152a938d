"""Wording: what is left when nothing graver was found, folded to one line for a passage and ranked last."""

from __future__ import annotations

from onrecord.reconciliation.disagreements.judgement import Judgement, said
from onrecord.reconciliation.disagreements.units import Unit, edited, spelled_alike
from onrecord.reconciliation.lexicon import meaning

SYNONYMS, OTHER, CAP = 0.06, 0.1, 0.2
EACH = 0.02
CLOSE = 0.5
"""Sentences less alike than this are two sentences, not one in other words."""


def wording(unit: Unit) -> Judgement | None:
    """The unit's changes of content words as one judgement, None when no content word was replaced."""
    if unit.likeness < CLOSE:
        return None
    changes = [
        change
        for change in unit.changes
        if edited(change)
        and not spelled_alike(change)
        and any(w.content for w in change.a)
        and any(w.content for w in change.b)
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
