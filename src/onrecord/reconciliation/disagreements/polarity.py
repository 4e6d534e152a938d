"""Polarity: a negation or an opposite that stands on one side only turns a sentence round."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.judgement import Judgement, apart
from onrecord.reconciliation.disagreements.units import Unit, edited
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import Word

CLOSE = 0.6
"""Below this likeness two sentences are retold too freely for a lone negation to be weighed."""


def polarity(unit: Unit) -> Iterator[Judgement]:
    """One judgement when the turns in a unit do not cancel out.

    Two turns undo each other ("has no veto", "does not have a veto" hold one each; "would not be hindered",
    "would go on unhindered" a negation against a negated word), so the count over the sentence decides.
    """
    lexicon = meaning()
    changes = [change for change in unit.changes if edited(change)]
    opposites = [pair for change in changes for pair in _opposites(change, unit)]
    of_matter = [pair for pair in opposites if pair[0].content or pair[1].content]
    opposites = of_matter or opposites  # "bought from" and "sold to" are one turn, not two
    paired = {word for pair in opposites for word in pair}
    weighed = [change for change in changes if _about_the_negation(change)]
    lone_a = [w for change in weighed for w in change.a if _negates(w, unit.a) and w not in paired]
    lone_b = [w for change in weighed for w in change.b if _negates(w, unit.b) and w not in paired]
    if any(
        word.key in lexicon.negators for change in unit.changes if change not in weighed for word in _both(change)
    ):
        lone_a, lone_b = [], []  # a negation that cannot be weighed may undo one that can
    if {word.key for word in (*lone_a, *lone_b)} <= {"without"}:
        lone_a, lone_b = [], []
    turns = len(lone_a) - len(lone_b) + len(opposites)
    if turns % 2 == 0 or unit.likeness < CLOSE:
        return
    a, b = (*(x for x, _ in opposites), *lone_a), (*(y for _, y in opposites), *lone_b)
    if opposites:
        first, second = opposites[0]
        if meaning().bounds.get(f"{first.key} than"):
            reason = f"how a figure is meant is turned round: “{first.text}” stands as “{second.text}”"
            yield Judgement("bound", reason, (first,), (second,))
            return
        reason = f"the sense is turned round: “{first.text}” stands as “{second.text}”"
        yield Judgement("opposite", reason, tuple(sorted(a, key=_begin)), tuple(sorted(b, key=_begin)))
        return
    lost, kept = (lone_a, lone_b) if len(lone_a) > len(lone_b) else (lone_b, lone_a)
    plain = all(word.key in ("not", "no", "never", "cannot") for word in lost)
    reason = f"a negation changes the sense: {apart(lost, kept)}"
    yield Judgement("negation" if plain else "weak negation", reason, *_with_neighbours(changes, a, b))


def _negates(word: Word, words: tuple[Word, ...]) -> bool:
    """Whether a word negates; "yet" does before "to" ("has yet to ratify")."""
    if word.key != "yet":
        return word.key in meaning().negators
    at = words.index(word)
    return at + 1 < len(words) and words[at + 1].key == "to"


def _about_the_negation(change: Change) -> bool:
    """Whether a change is hardly more than a negation: a negated clause put in or left out negates nothing else."""
    negators = meaning().negators
    rest_a, rest_b = (sum(w.content and w.key not in negators for w in side) for side in (change.a, change.b))
    return max(rest_a, rest_b) <= 1


def _side_a(change: Change) -> tuple[Word, ...]:
    return change.a


def _side_b(change: Change) -> tuple[Word, ...]:
    return change.b


def _both(change: Change) -> tuple[Word, ...]:
    return (*change.a, *change.b)


def _opposites(change: Change, unit: Unit) -> Iterator[tuple[Word, Word]]:
    """Words of one change that turn each other round; small words only when they are all that changed."""
    lone = len(change.a) == 1 and len(change.b) == 1
    for x in change.a:
        for y in change.b:
            small = {x.key, y.key} & meaning().function_words
            if (lone or not small) and meaning().opposite(x.key, y.key) and _takes_sides(x, y, unit):
                yield x, y


def _takes_sides(x: Word, y: Word, unit: Unit) -> bool:
    """Whether "for" and "against" stand after a word of stance; any other pair always counts."""
    if {x.key, y.key} != {"for", "against"}:
        return True
    at = unit.a.index(x)
    return at > 0 and unit.a[at - 1].key in meaning().stances


def _with_neighbours(
    changes: list[Change], a: tuple[Word, ...], b: tuple[Word, ...]
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The whole changes that hold the given words, so that the empty side has a place too."""
    held = [change for change in changes if set(change.a) & set(a) or set(change.b) & set(b)]
    return tuple(w for change in held for w in change.a), tuple(w for change in held for w in change.b)


def _begin(word: Word) -> int:
    return word.begin
