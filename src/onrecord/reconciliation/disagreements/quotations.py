"""Quotations: other words inside the quotation marks are another quotation, whatever they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.judgement import Judgement, apart
from onrecord.reconciliation.disagreements.units import ADDED, LONG, Unit, spelled_alike
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import Word

Altered = Literal["grammar quoted", "word quoted", "words quoted"]
CONTRACTED = frozenset(("'s", "be", "have", "he", "she", "it", "that", "what", "who"))
"""All that a change between "he's" and "he has" is made of."""
IN_COMMON = 0.5
"""Share of the shorter quotation's matter that the longer must have, for the two to be one quotation."""
FEW = 3
"""Words of matter on the two sides of one altered word."""


def altered_quotations(unit: Unit) -> Iterator[Judgement]:
    """One judgement for each quotation of a unit whose words are not the same on both sides.

    Words that only one side has at a quotation's edge make a shorter quotation, not an altered one.
    """
    for a, b in _quotations(unit):
        inside_a, inside_b = set(a), set(b)
        pairs = [(x, y) for x, y in unit.same if x in inside_a and y in inside_b]
        if not _one_quotation(a, b):
            continue
        changes = [
            Change(x, y, change.before, change.after)
            for change in unit.raw
            for x, y in ((_within(change.a, inside_a), _within(change.b, inside_b)),)
            if x or y
        ]
        if any(not spelled_alike(change) and _altered(change, pairs) for change in changes):
            yield _judged(unit, [change for change in changes if _short(change)])


def _within(words: tuple[Word, ...], inside: set[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word in inside)


def _one_quotation(a: list[Word], b: list[Word]) -> bool:
    """Whether the shorter quotation has enough of its matter, synonyms included, in the longer."""
    shorter, longer = sorted(([word for word in side if word.content] for side in (a, b)), key=len)
    common = sum(any(meaning().synonymous(x.key, y.key) for y in longer) for x in shorter)
    every = {word.key for word in a} & {word.key for word in b}
    return common >= IN_COMMON * len(shorter) or len(every) > IN_COMMON * min(len(a), len(b))


def _short(change: Change) -> bool:
    return max(len(change.a), len(change.b)) <= LONG + ADDED


def _altered(change: Change, pairs: list[tuple[Word, Word]]) -> bool:
    """Whether a change lies between words that both have, or puts words of one for words of the other."""
    if not _short(change) or {word.key for word in (*change.a, *change.b)} <= CONTRACTED:
        return False
    if change.a and change.b:
        return True
    lone = change.a or change.b
    places = [(x if change.a else y).begin for x, y in pairs]
    return any(place < lone[0].begin for place in places) and any(place > lone[-1].begin for place in places)


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


def _judged(unit: Unit, changes: list[Change]) -> Judgement:
    a = tuple(word for change in changes for word in change.a)
    b = tuple(word for change in changes for word in change.b)
    matter = sum(word.content for word in a) + sum(word.content for word in b)
    change: Altered = "grammar quoted" if not matter else "word quoted" if matter <= FEW else "words quoted"
    shown = apart(_stretch(unit.a, a), _stretch(unit.b, b))
    return Judgement(change, f"words inside the quotation marks differ: {shown}", a, b)


def _stretch(words: tuple[Word, ...], changed: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words from the first to the last that changed, while that is short enough to read at a glance."""
    if not changed:
        return ()
    inside = [n for n, w in enumerate(words) if changed[0].begin <= w.begin and w.end <= changed[-1].end]
    first = inside[0] - (words[inside[0]].key == "'s" and inside[0] > 0)
    whole = words[first : inside[-1] + 1]
    return whole if len(whole) <= LONG else changed
