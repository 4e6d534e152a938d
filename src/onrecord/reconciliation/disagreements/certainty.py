"""Certainty: a hedge or a condition on one side only, a modal of another strength."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.judgement import Judgement, apart
from onrecord.reconciliation.disagreements.units import Unit, edited
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import Word

CLAUSE = 3
"""Words of matter in a short condition ("if parliament agrees")."""
CLOSE = 0.7
"""Hedges are weighed only where the rest of the sentence is this much the same."""


def certainty(unit: Unit) -> Iterator[Judgement]:
    """At most one judgement on how sure a sentence is."""
    if unit.likeness >= CLOSE:
        found = _one_sided(unit, "condition") or _one_sided(unit, "hedge") or _modals(unit)
        if found is not None:
            yield found


def _one_sided(unit: Unit, kind: Literal["condition", "hedge"]) -> Judgement | None:
    words_a, words_b = _of_kind(unit.a, kind), _of_kind(unit.b, kind)
    if bool(words_a) == bool(words_b):
        return None
    changed = {
        word
        for change in unit.changes
        if edited(change) and _little_else(change, kind) and not _one_strength(change)
        for word in (*change.a, *change.b)
    }
    a, b = (tuple(word for word in words if word in changed) for words in (words_a, words_b))
    if not a and not b:
        return None
    return Judgement(kind, f"how sure it is differs, a {kind}: {apart(a, b)}", a, b)


def _one_strength(change: Change) -> bool:
    """Whether a modal stands for another that is no weaker or stronger ("might", "could")."""
    groups = meaning().modals
    a, b = ([groups[w.key] for w in side if w.key in groups] for side in (change.a, change.b))
    return bool(a and b) and all(x & y for x, y in zip(a, b, strict=False))


def _little_else(change: Change, kind: str) -> bool:
    """Whether a change is hardly more than its hedge or short condition: a clause put in hedges nothing else."""
    lexicon = meaning()
    hedging = lexicon.hedges | lexicon.hedging_verbs | lexicon.conditions
    rest = sorted(sum(w.content and w.key not in hedging for w in side) for side in (change.a, change.b))
    return rest[0] <= 1 and rest[1] <= (CLAUSE if kind == "condition" else 1)


def _of_kind(words: tuple[Word, ...], kind: str) -> list[Word]:
    lexicon = meaning()
    if kind == "condition":
        return [w for n, w in enumerate(words) if w.key in lexicon.conditions and words[n - 1].key != "as"]
    return [
        word
        for n, word in enumerate(words)
        if word.key in lexicon.hedges
        or (word.key in lexicon.hedging_verbs and n + 1 < len(words) and words[n + 1].key == "to")
    ]


def _modals(unit: Unit) -> Judgement | None:
    groups = meaning().modals
    for change in unit.changes:
        a, b = (tuple(w for w in side if w.key in groups) for side in (change.a, change.b))
        small = max(len(change.a), len(change.b)) <= 2
        if len(a) == len(b) == 1 and small and not groups[a[0].key] & groups[b[0].key]:
            return Judgement("modal", f"how firm it is differs: {apart(a, b)}", a, b)
    return None
