"""Goods: one kind of thing put for another, whether or not a commitment was found in the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.reconciliation import items
from onrecord.reconciliation.disagreements.judgement import Judgement, apart
from onrecord.reconciliation.disagreements.units import Unit, edited, spelled_alike
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import Word
from onrecord.vocabulary import vocabulary

CLOSE = 0.65
LONGEST = 4
"""Words in the name of an item, beyond which a name is not looked for."""


def goods(unit: Unit) -> Iterator[Judgement]:
    """An item of one class that stands as an item of another."""
    if unit.likeness < CLOSE:
        return
    for change in unit.changes:
        if not change.a or not change.b or not edited(change) or spelled_alike(change):
            continue
        a, b = _item(unit.a, change.a), _item(unit.b, change.b)
        if a is None or b is None or not _differ(a[1], b[1]):
            continue
        counted = _number_before(unit.a, a[0]) is not None
        if _number_before(unit.a, a[0]) != _number_before(unit.b, b[0]):
            continue
        if _models(unit.a, a[0]) & _models(unit.b, b[0]):
            continue  # one type, whatever each calls it
        reason = f"another kind of thing: {apart(a[0], b[0])}"
        yield Judgement("counted goods" if counted else "goods", reason, a[0], b[0])


def _differ(a: str, b: str) -> bool:
    return a != b and not items.generic(a) and not items.generic(b)


def _item(words: tuple[Word, ...], changed: tuple[Word, ...]) -> tuple[tuple[Word, ...], str] | None:
    """The longest name of an item that holds a changed word, with its class."""
    at = {word: number for number, word in enumerate(words)}
    first, last = at[changed[0]], at[changed[-1]]
    for length in range(LONGEST, 0, -1):
        for begin in range(max(0, first - length + 1), last + 1):
            name = words[begin : begin + length]
            found = _names().get(" ".join(word.key for word in name))
            act = bool(name) and name[-1].text.lower().endswith("ing")  # "shelling" is no shell
            if found is not None and not act and len(name) == length and set(name) & set(changed):
                return name, found
    return None


@cache
def _names() -> dict[str, str]:
    """Every name of an item, as keys, with its class."""
    classes = vocabulary("items").get("classes", {})
    return {
        meaning().phrase(name.split()): item_class
        for item_class, entry in classes.items()
        if not entry.get("weak")
        for name in entry["names"]
    }


def _models(words: tuple[Word, ...], name: tuple[Word, ...]) -> set[str]:
    """The families of arms named in a name or right before it."""
    at = words.index(name[0])
    return {word.key for word in (*words[max(0, at - 1) : at], *name)} & meaning().models


def _number_before(words: tuple[Word, ...], name: tuple[Word, ...]) -> str | None:
    """The number that counts a name, at most one word before it."""
    at = words.index(name[0])
    return next((word.key for word in reversed(words[max(0, at - 2) : at]) if word.number), None)
