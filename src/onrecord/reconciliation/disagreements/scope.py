"""Scope: how many did it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reconciliation.disagreements.judgement import Judgement, apart
from onrecord.reconciliation.disagreements.units import Unit
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import value_of
from onrecord.reconciliation.words import Word

REACH = 4
"""A quantifier stands at most so many words before its noun ("many of NATO's 30 members")."""
EVERY_SIZE = 6
"""The place of "all" among the quantifiers; a plain "the ministers" is read like it."""


def scope(unit: Unit) -> Iterator[Judgement]:
    """A group of people that is some on one side and all, or another size, on the other."""
    for x, y in _people(unit):
        a, b = _quantifiers(unit.a, x), _quantifiers(unit.b, y)
        sizes_a, sizes_b = _sizes(a), _sizes(b)
        if (not a and not b) or sizes_a & sizes_b or _counted(unit.a, x) or _counted(unit.b, y):
            continue
        if not a or not b:
            lone = sizes_a or sizes_b
            if not lone <= {0, 1, 2} or not _whole(unit.b if a else unit.a, y if a else x):
                continue
        some_or_all = EVERY_SIZE in (sizes_a | sizes_b) or not a or not b
        phrase_a, phrase_b = _phrase(unit.a, a, x), _phrase(unit.b, b, y)
        reason = f"how many did it differs: {apart(phrase_a, phrase_b)}"
        yield Judgement("some or all" if some_or_all else "size", reason, phrase_a, phrase_b)


def _phrase(words: tuple[Word, ...], quantifiers: tuple[Word, ...], noun: Word) -> tuple[Word, ...]:
    """From the quantifier, or from "the", to the noun."""
    at = words.index(noun)
    first = words.index(quantifiers[0]) if quantifiers else at - (at > 0 and words[at - 1].key == "the")
    return words[first : at + 1]


def _people(unit: Unit) -> Iterator[tuple[Word, Word]]:
    for x, y in unit.same:
        if x.key in meaning().people:
            yield x, y


def _quantifiers(words: tuple[Word, ...], noun: Word) -> tuple[Word, ...]:
    """The quantifiers that stand right before a noun, with nothing but its own adjectives and names between."""
    groups = meaning().quantifiers
    found: list[Word] = []
    at = words.index(noun)
    for word in reversed(words[max(0, at - REACH) : at]):
        if word.sentence != noun.sentence or word.quoted != noun.quoted:
            break
        if word.key in groups:
            found.append(word)
        elif word.key in meaning().people or word.key in (
            "and",
            "but",
            "or",
            "that",
            "who",
            "as",
            "in",
            "on",
            "by",
            "with",
        ):
            break
    return tuple(reversed(found))


def _sizes(words: tuple[Word, ...]) -> frozenset[int]:
    groups = meaning().quantifiers
    return frozenset(place for word in words for place in groups[word.key])


def _counted(words: tuple[Word, ...], noun: Word) -> bool:
    at = words.index(noun)
    return any(value_of(word.text) is not None for word in words[max(0, at - 2) : at])


def _whole(words: tuple[Word, ...], noun: Word) -> bool:
    """Whether a plural noun stands with "the", or bare: all of them are meant."""
    if not noun.text.lower().endswith(("s", "people", "men", "troops")):
        return False
    at = words.index(noun)
    before = words[at - 1] if at else None
    return before is None or before.sentence != noun.sentence or before.key == "the" or not before.content
