"""Units of comparison: one sentence of a passage, the words that answer it, and what changed between them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.reconciliation.alignment import Alignment, Change
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import value_of
from onrecord.reconciliation.words import Word

LONG = 9
"""A stretch of so many words against another is retold, not edited: single words in it have no counterpart."""
ADDED = 4
"""So many words with nothing on the other side are matter added or left out, not a change of wording."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of `a` and its counterpart in `b`.

    changes: what differs, in order, with words that merely moved taken out.
    raw:     the same with moved words left in.
    same:    the pairs of words with one key.
    akin:    how many pairs of words of matter are the same or synonyms.
    """

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    changes: tuple[Change, ...]
    raw: tuple[Change, ...]
    same: tuple[tuple[Word, Word], ...]
    akin: int

    @property
    def likeness(self) -> float:
        """Share of the shorter side's content words that have their answer, a synonym counting too."""
        shorter = min(sum(w.content for w in self.a), sum(w.content for w in self.b))
        return min(self.akin / shorter, 1.0) if shorter else 0.0


def units(alignment: Alignment) -> Iterator[Unit]:
    """The units of an alignment, in the order of `a`; sentences without any answer are left out."""
    for sentence in dict.fromkeys(word.sentence for word in alignment.a):
        same = tuple((x, y) for x, y in alignment.same if x.sentence == sentence)
        if not any(x.content for x, _ in same):
            continue
        raw = tuple(change for change in _of_sentence(alignment, sentence))
        answering = Counter(y.sentence for _, y in same)
        b = tuple(word for word in alignment.b if word.sentence in answering)
        a = tuple(word for word in alignment.a if word.sentence == sentence)
        akin = sum(alignment.a[i].content for i, _ in alignment.pairs if alignment.a[i].sentence == sentence)
        yield Unit(a, b, _without_moved(raw), raw, same, akin)


def _of_sentence(alignment: Alignment, sentence: int) -> Iterator[Change]:
    """The changes that touch one sentence of `a`, each cut down to that sentence on both sides."""
    for change in alignment.changes:
        before = alignment.same[change.before] if change.before >= 0 else None
        after = alignment.same[change.after] if change.after >= 0 else None
        beside = [pair for pair in (before, after) if pair is not None and pair[0].sentence == sentence]
        a = tuple(word for word in change.a if word.sentence == sentence)
        if not beside:
            continue
        near = {pair[1].sentence for pair in beside}
        b = tuple(word for word in change.b if word.sentence in near)
        if a or b:
            yield Change(a, b, change.before, change.after)


def _without_moved(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes without words that only stand elsewhere in the other sentence."""
    gone = Counter(word.key for change in changes for word in change.a)
    come = Counter(word.key for change in changes for word in change.b)
    moved = gone & come
    left_a, left_b = Counter(moved), Counter(moved)
    out: list[Change] = []
    for change in changes:
        a = tuple(word for word in change.a if not _taken(left_a, word.key))
        b = tuple(word for word in change.b if not _taken(left_b, word.key))
        if a or b:
            out.append(Change(a, b, change.before, change.after))
    return tuple(out)


def _taken(counts: Counter[str], key: str) -> bool:
    if counts[key] > 0:
        counts[key] -= 1
        return True
    return False


def edited(change: Change) -> bool:
    """Whether a change is small enough to be read word for word."""
    a, b = sum(word.content for word in change.a), sum(word.content for word in change.b)
    if max(len(change.a), len(change.b)) > LONG:
        return False
    return not (min(a, b) == 0 and max(a, b) >= ADDED)


def in_one_place(change: Change, unit: Unit) -> bool:
    """Whether words that both sides have stand right before and after a change, with none of it elsewhere."""
    if not change.a or not change.b:
        return False
    pairs = set(unit.same)
    around = [_beside(side, words) for side, words in ((unit.a, change.a), (unit.b, change.b))]
    if any(each is None for each in around):
        return False
    (before_a, after_a), (before_b, after_b) = (each for each in around if each is not None)
    return all(
        (x is None and y is None) or (x is not None and y is not None and (x, y) in pairs)
        for x, y in ((before_a, before_b), (after_a, after_b))
    )


def _beside(words: tuple[Word, ...], changed: tuple[Word, ...]) -> tuple[Word | None, Word | None] | None:
    """The words right before and after some that stand in a row, None when they do not."""
    first, last = words.index(changed[0]), words.index(changed[-1])
    if last - first + 1 != len(changed):
        return None
    return (words[first - 1] if first else None), (words[last + 1] if last + 1 < len(words) else None)


def spelled_alike(change: Change) -> bool:
    """Whether the two stretches are the same letters ("non-lethal", "nonlethal") or the same number."""
    if len(change.a) == len(change.b) == 1 and (value := value_of(change.a[0].text)) is not None:
        return value == value_of(change.b[0].text)
    if _plain("".join(word.key for word in change.a)) == _plain("".join(word.key for word in change.b)):
        return True
    return _as_one(change.a) == _as_one(change.b)


def _plain(text: str) -> str:
    """Without accents: "Inácio", "Inacio"."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _as_one(words: tuple[Word, ...]) -> str:
    """The words as one in its base form: the parts of "air strike" have other base forms than "airstrike" has."""
    return meaning().key("".join(word.text.lower() for word in words).replace("-", ""))
