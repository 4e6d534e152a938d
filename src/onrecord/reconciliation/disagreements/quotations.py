"""Quotations: other words inside the quotation marks are another quotation, whatever they mean."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.judgement import Judgement, said
from onrecord.reconciliation.disagreements.units import ADDED, LONG, Unit, spelled_alike
from onrecord.reconciliation.words import Word

GRAMMAR_ONLY, ALTERED, MUCH_ALTERED = 0.4, 0.5, 0.56
"""Severity of words altered inside quotation marks: grammar alone, a word of matter, several."""


def altered_quotations(unit: Unit) -> Iterator[Judgement]:
    """One judgement for each quotation of a unit whose words are not the same on both sides.

    Words cut off at a quotation's edge are a shorter quotation, not an altered one.
    """
    for a, b in _quotations(unit):
        changed = [change for change in unit.raw if set(change.a) & set(a) or set(change.b) & set(b)]
        inner = [
            Change(
                tuple(w for w in change.a if w in a),
                tuple(w for w in change.b if w in b),
                change.before,
                change.after,
            )
            for change in changed
        ]
        inner = [
            change
            for change in inner
            if not spelled_alike(change) and not _cut(change, a, b) and not _outside(change)
        ]
        if inner:
            yield _judged(unit, inner)


def _quotations(unit: Unit) -> Iterator[tuple[list[Word], list[Word]]]:
    """The runs of quoted words that answer each other."""
    for a in _runs(unit.a):
        inside = set(a)
        answers = {y for x, y in unit.same if x in inside and y.quoted}
        b = [word for run in _runs(unit.b) if answers & set(run) for word in run]
        if b and (any(word.content for word in answers) or 2 * len(answers) > len(a)):
            yield a, b


def _runs(words: tuple[Word, ...]) -> list[list[Word]]:
    runs: list[list[Word]] = []
    before: Word | None = None
    for word in words:
        if word.quoted:
            if before is None or not before.quoted:
                runs.append([])
            runs[-1].append(word)
        before = word
    return runs


def _cut(change: Change, a: list[Word], b: list[Word]) -> bool:
    """Whether the change only leaves out the beginning or the end of one side's quotation."""
    for side, other, whole in ((change.a, change.b, a), (change.b, change.a, b)):
        if not other and side and (side[0] == whole[0] or side[-1] == whole[-1]):
            return len(side) >= ADDED or not any(word.content for word in side)
    return False


def _outside(change: Change) -> bool:
    return (not change.a and not change.b) or max(len(change.a), len(change.b)) > LONG + ADDED


def _judged(unit: Unit, changes: list[Change]) -> Judgement:
    a = tuple(word for change in changes for word in change.a)
    b = tuple(word for change in changes for word in change.b)
    matter = sum(word.content for word in a) + sum(word.content for word in b)
    severity = GRAMMAR_ONLY if not matter else ALTERED if matter <= 3 else MUCH_ALTERED
    shown = f"{said(_stretch(unit.a, a))} against {said(_stretch(unit.b, b))}"
    return Judgement("quote", severity, f"words inside the quotation marks differ: {shown}", a, b)


def _stretch(words: tuple[Word, ...], changed: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words from the first to the last that changed, while that is short enough to read at a glance."""
    if not changed:
        return ()
    inside = [n for n, w in enumerate(words) if changed[0].begin <= w.begin and w.end <= changed[-1].end]
    first = inside[0] - (words[inside[0]].key == "'s" and inside[0] > 0)
    whole = words[first : inside[-1] + 1]
    return whole if len(whole) <= LONG else changed
