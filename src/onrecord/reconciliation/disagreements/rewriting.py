"""Rewriting: whether one text is another with its words swapped, one by one, as a machine does it."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.units import Unit, edited, spelled_alike

IN_QUOTES, AT_ALL = 2, 8
"""Words swapped inside quotation marks, where no editor changes any, and anywhere, from which it is a pattern."""
SHARE = 0.05
"""Share of the words of matter that were swapped: of a long text a few are not many."""


def machine_rewritten(units: Iterable[Unit]) -> bool:
    """Whether the sentences that two articles share were rewritten word by word, quotations too."""
    quoted = swapped = matter = 0
    for unit in units:
        matter += sum(word.content for word in unit.a)
        for change in unit.changes:
            if _swapped(change):
                swapped += 1
                quoted += all(any(word.quoted for word in side) for side in (change.a, change.b))
    return quoted >= IN_QUOTES and swapped >= AT_ALL and swapped >= SHARE * matter


def _swapped(change: Change) -> bool:
    """One word of matter between words that both have, put for another one that is no name and no number."""
    a, b = ([word for word in side if word.content] for side in (change.a, change.b))
    if change.before < 0 or change.after < 0 or not (a and b) or max(len(a), len(b)) > 2:
        return False
    plain = not any(word.number or (word.name and not word.quoted) for word in (*a, *b))
    return plain and edited(change) and not spelled_alike(change)
