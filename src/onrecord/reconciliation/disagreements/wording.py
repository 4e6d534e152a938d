"""Wording: what is left when nothing graver was found, folded to one line for two articles and ranked last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language import actor_code
from onrecord.model import Article, Disagreement
from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.causes import Case, verdict
from onrecord.reconciliation.disagreements.judgement import Judgement, said
from onrecord.reconciliation.disagreements.sides import disagreement, side, sides_of
from onrecord.reconciliation.disagreements.units import Unit, edited, in_one_place, spelled_alike
from onrecord.reconciliation.disagreements.weights import Change as Changed
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import value_of
from onrecord.reconciliation.words import Word

EACH = 0.02
FEW = 2
"""Words of matter on either side of a change that can still be read as one put for the other."""
CLOSE = 0.65
"""Sentences less alike than this are two sentences, not one in other words."""
SHOWN = 4
"""Changes that the reason lists."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """One sentence in other words: the unit and its changes of wording."""

    unit: Unit
    changes: tuple[Change, ...]


def reworded(unit: Unit) -> Reworded | None:
    """The unit's changes of content words, None when no content word was replaced."""
    if unit.likeness < CLOSE:
        return None
    changes = tuple(
        change
        for change in unit.changes
        if edited(change)
        and not spelled_alike(change)
        and all(1 <= sum(w.content for w in side) <= FEW for side in (change.a, change.b))
        and in_one_place(change, unit)
        and not _shortened(change)
        and not _one_party(change)
        and not _other_matter(change)
    )
    return Reworded(unit, changes) if changes else None


def folded(found: Sequence[Reworded], a: Article, b: Article, rewritten: bool) -> Iterator[Disagreement]:
    """The rewordings of all that two articles share as one disagreement, which lists the first few."""
    if not found:
        return
    judged = [_judgement(each.changes) for each in found]
    sides = [sides_of(judgement, each.unit, a, b) for judgement, each in zip(judged, found, strict=True)]
    side_a, side_b = (
        side(article, tuple(sorted({span for pair in sides for span in pair[place].spans})))
        for place, article in ((0, a), (1, b))
    )
    changes = [change for each in found for change in each.changes]
    known = _known(changes)
    change: Changed = "synonyms" if known else "words"
    more = len(changes) - SHOWN
    shown = "; ".join(f"{said(one.a)} for {said(one.b)}" for one in changes[:SHOWN])
    reason = f"{'synonyms' if known else 'other words'}: {shown}" + (f"; and {more} more" if more > 0 else "")
    count = f"{len(changes)} change" + ("s" if len(changes) > 1 else "")
    lone = changes[0] if len(changes) == 1 else None
    words = [" ".join(w.text for w in stretch if w.content) for stretch in (lone.a, lone.b)] if lone else ["", ""]
    case = Case(change, words[0], words[1], (a, b), True, rewritten)
    yield disagreement(
        change, side_a, side_b, reason, adjusted=((count, EACH * len(changes)),), verdict=verdict(case)
    )


def _judgement(changes: Sequence[Change]) -> Judgement:
    a = tuple(word for change in changes for word in change.a)
    b = tuple(word for change in changes for word in change.b)
    return Judgement("words", "", a, b)


def _known(changes: Sequence[Change]) -> bool:
    """Whether all that was swapped are synonyms."""
    return all(meaning().synonymous(_matter(change.a), _matter(change.b)) for change in changes)


def _matter(words: Sequence[Word]) -> str:
    return " ".join(word.key for word in words if word.content)


def _shortened(change: Change) -> bool:
    """Whether one side is the other cut short: "L" for "Left", the last word of a teaser."""
    a, b = ("".join(w.text.lower() for w in side if w.content) for side in (change.a, change.b))
    return min(len(a), len(b)) == 1 or a.startswith(b) or b.startswith(a)


def _one_party(change: Change) -> bool:
    """Whether both sides name one state or body ("Ukraine's", "the Ukrainian")."""
    codes = {actor_code(" ".join(w.text for w in side if w.content)) for side in (change.a, change.b)}
    return len(codes) == 1 and None not in codes


def _counts(word: Word) -> bool:
    return word.number or value_of(word.text) is not None


def _other_matter(change: Change) -> bool:
    """Whether a side tells what no other word stands for: a number, a day, a web address, a name, or, on one side
    alone, what is yet to be done."""
    days = meaning().weekdays | meaning().months
    if any(_counts(word) or word.link or word.key in days for word in (*change.a, *change.b)):
        return True
    sides = change.a, change.b
    named = any(word.name and word.content for side in sides for word in side)
    ahead = [any(word.key in meaning().ahead for word in side) for side in sides]
    return (named or ahead[0] != ahead[1]) and not _known((change,))
