"""Roles: who did it to whom, the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from onrecord.reconciliation.disagreements.judgement import Judgement
from onrecord.reconciliation.disagreements.units import Unit
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import Word

PASSIVE = frozenset(("by", "be"))
REACH = 6
"""Words that may stand between doer and done-to."""


def roles(unit: Unit) -> Iterator[Judgement]:
    """A pair of names that have changed places around one verb, in two sentences of like voice."""
    once_a, once_b = _names(unit.a), _names(unit.b)
    common = sorted(set(once_a) & set(once_b))
    for x, y in combinations(common, 2):
        ax, ay, bx, by = once_a[x], once_a[y], once_b[x], once_b[y]
        if (ax.begin < ay.begin) == (bx.begin < by.begin):
            continue
        between_a, between_b = _between(unit.a, ax, ay), _between(unit.b, bx, by)
        if not _one_verb(between_a, between_b) or ax.quoted != bx.quoted:
            continue
        reason = f"the roles are turned round: “{ax.text}” and “{ay.text}” have changed places"
        yield Judgement("roles", reason, _ordered(ax, ay), _ordered(bx, by))
        return


def _names(words: tuple[Word, ...]) -> dict[str, Word]:
    """The proper names and the words for groups of people that stand once, by key."""
    found: dict[str, list[Word]] = {}
    for word in words:
        doer = word.name or word.key in meaning().people
        if word.content and doer and word.key not in meaning().weekdays | meaning().months:
            found.setdefault(word.key, []).append(word)
    return {key: each[0] for key, each in found.items() if len(each) == 1}


def _between(words: tuple[Word, ...], x: Word, y: Word) -> tuple[Word, ...]:
    first, last = sorted((x.begin, y.begin))
    return tuple(word for word in words if first < word.begin < last)


def _one_verb(a: tuple[Word, ...], b: tuple[Word, ...]) -> bool:
    """Whether the same words stand between on both sides, a verb among them, in one voice."""
    keys_a, keys_b = ({w.key for w in side if w.content} for side in (a, b))
    passive_a, passive_b = (PASSIVE & {w.key for w in side} for side in (a, b))
    return bool(keys_a) and keys_a == keys_b and passive_a == passive_b and max(len(a), len(b)) <= REACH


def _ordered(x: Word, y: Word) -> tuple[Word, ...]:
    return (x, y) if x.begin < y.begin else (y, x)
