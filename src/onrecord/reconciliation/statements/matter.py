"""The matter of a statement: its words as they count when two reports may give one utterance in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.language.actors import find_actors
from onrecord.language.given_names import is_given_name
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import value_of
from onrecord.reconciliation.statements.telling import Likeness, listed
from onrecord.reconciliation.statements.telling import weight as word_weight
from onrecord.reconciliation.words import KEYS, WORD, written_as
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

SHORTEST_ROOT = 4
"""Letters that are left of a derived word at least."""
KIN = 0.75
"""What a pair of kin counts, of the lighter of the two."""
PARTY, FIGURE = 4.5, (0.0, 3.0, 5.0, 7.0, 9.0)
"""Bits of a party's name, and of a figure by its digits."""
CONTRASTED = 4.0
"""Bits of a word that may make what is said another thing."""
REMEMBERED = 50_000
PARTIES = ("state", "demonym", "capital", "body", "organisation")
"""Kinds of names that stand for one party: "Moscow", "the Kremlin" and "Russian" are Russia."""


@cache
def matter(text: str, own: str | None = None) -> tuple[str, ...]:
    """The keys of the words of `text` that carry matter.

    States and bodies stand by their codes, people by their surnames alone. `own`, the speaker's name, is left out:
    "Lind says Lind's men will stay" says no more than "her men will stay".
    """
    keys = tuple(_keys(text, frozenset(_surname(own))))
    line = f" {' '.join(keys)} "
    for phrase in derived(_phrases):
        line = line.replace(f" {phrase} ", " ")
    grammar, negators = meaning().function_words, meaning().negators
    return tuple(key for key in _figured(line.split()) if key not in grammar or key in negators)


def _figured(keys: Sequence[str]) -> Iterator[str]:
    """Keys with a figure and its scale as one: "1 million", "one million"."""
    numbers = vocabulary("numbers")
    scales = {**numbers["suffixes"], **numbers["scales"]}
    for before, key, after in _between(tuple(keys)):
        value = value_of(key)
        if key in scales and (before == "one" or value_of(before) is not None):
            if before == "one":
                yield f"{float(scales[key]):.0f}"
        elif value is not None and after in scales:
            yield f"{value * float(scales[after]):.0f}"
        else:
            yield key


def _surname(name: str | None) -> Iterator[str]:
    words = [match.group() for match in WORD.finditer(name or "") if match.group()[:1].isupper()]
    yield from (meaning().key(word) for word in words[-1:])


def _phrases() -> tuple[str, ...]:
    """What live pages print, as keys, the longest first."""
    furniture = {meaning().phrase(WORD.findall(phrase)) for phrase in vocabulary("matters")["furniture"]}
    return tuple(sorted(furniture, key=lambda phrase: (-len(phrase), phrase)))


def _keys(text: str, own: frozenset[str]) -> Iterator[str]:
    actors = iter([actor for actor in find_actors(text) if actor.kind in PARTIES])
    actor = next(actors, None)
    words = list(WORD.finditer(text))
    for number, match in enumerate(words):
        while actor is not None and actor.end <= match.start():
            actor = next(actors, None)
        if actor is not None and actor.begin <= match.start():
            if actor.begin == match.start():
                yield actor.code
            continue
        word = written_as(match)
        after = words[number + 1] if number + 1 < len(words) else None
        beside = after is not None and text[match.end() : after.start()].isspace()
        if beside and after is not None and _before_a_name(word, after.group()):
            continue
        key = word.replace(",", "") if word[:1].isdigit() else KEYS.get(word) or meaning().key(word)
        if key not in own:
            yield key


def _before_a_name(word: str, after: str) -> bool:
    """Whether a word is a given name, or a title, in front of somebody's name."""
    if not (word[:1].isupper() and after[:1].isupper()):
        return False
    return is_given_name(word) or (word.lower() in meaning().titles and is_given_name(after))


def kin(a: str, b: str) -> bool:
    """Whether two keys tell of one matter: of one root, or of one list of kin or synonyms."""
    return not _kinds(a).isdisjoint(_kinds(b))


@cache
def _kinds(key: str) -> frozenset[str]:
    return frozenset((root(key), *derived(_lists).get(key, ())))


def _lists() -> dict[str, frozenset[str]]:
    """By key: the names of the lists of kin and synonyms in which it stands."""
    found: dict[str, set[str]] = {}
    for name, lists in (("kin", vocabulary("matters")["kin"]), ("synonyms", vocabulary("meaning")["synonyms"])):
        for number, words in enumerate(lists):
            for word in words:
                found.setdefault(meaning().phrase(word.split()), set()).add(f"{name} {number}")
    return {key: frozenset(numbers) for key, numbers in found.items()}


@lru_cache(REMEMBERED)
def kinds(keys: tuple[str, ...]) -> frozenset[str]:
    """All that a statement's matter may have in common with another's, parties aside."""
    return frozenset(kind for key in keys if not key.isupper() for kind in _kinds(key))


@cache
def root(key: str) -> str:
    """What derived words have in common ("ratification", "ratify")."""
    for ending, new in sorted(vocabulary("matters")["endings"], key=lambda pair: -len(pair[0])):
        if key.endswith(ending) and len(key) - len(ending) >= SHORTEST_ROOT:
            return key[: -len(ending)] + str(new)
    return key


def telling_cue(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys of a cue without those that tell only that something was said."""
    return tuple(key for key in keys if key not in derived(_plain) and key not in meaning().function_words)


def _plain() -> frozenset[str]:
    return frozenset(meaning().key(word) for word in vocabulary("matters")["plain_cues"])


@lru_cache(REMEMBERED)
def nearness(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    """The likeness of two statements' matter. A word counts once, and kin for less than the same word."""
    x, y = _profile(a), _profile(b)
    both = x.keys & y.keys
    common = sum(weight(key) for key in sorted(both))
    left, right = sorted(x.keys - both), sorted(y.keys - both)
    of_kind: dict[str, list[str]] = {}
    for other in right:
        for kind in _kinds(other):
            of_kind.setdefault(kind, []).append(other)
    for key in tuple(left):
        mate = min((mates[0] for kind in _kinds(key) if (mates := of_kind.get(kind))), default=None)
        if mate is not None:
            for kind in _kinds(mate):
                of_kind[kind].remove(mate)
            left.remove(key)
            right.remove(mate)
            common += KIN * min(weight(key), weight(mate))
    figures = bool(x.figures and y.figures) and not x.figures & y.figures
    return Likeness(common, _bits(left), _bits(right), figures, x.denies != y.denies)


def _bits(keys: Iterable[str]) -> float:
    return sum(map(weight, keys))


@cache
def weight(key: str) -> float:
    """What a word of matter tells, in bits. A party tells little where all the news is of a few."""
    if key.isupper():
        return PARTY
    if key[:1].isdigit() or value_of(key) is not None:
        digits = [char for char in key if char.isdigit()]
        return FIGURE[min(len(digits), len(FIGURE) - 1)] if digits else FIGURE[2]
    return word_weight(key)


def _times() -> frozenset[str]:
    words = frozenset(meaning().key(word) for word in vocabulary("matters")["times"])
    return words | meaning().months


def in_contrast(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one says between the same two words what the other says of something else: "a decision on the jets
    within weeks", "a decision on the summit within weeks". Kin are nothing else."""
    places = {(before, after): key for before, key, after in _between(a) if before and _may_contrast(key, after)}
    return any(
        (other := places.get((before, after))) is not None
        and other not in b
        and key not in a
        and _may_contrast(key, after)
        and not kin(key, other)
        for before, key, after in _between(b)
    )


def _may_contrast(key: str, after: str) -> bool:
    """At the end of a sentence reports go on in other words: there only a word that is in no list, as names are."""
    return weight(key) >= CONTRASTED and (bool(after) or not listed(key))


def _between(keys: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    return zip(("", *keys), keys, (*keys[1:], ""), strict=False)


class _Profile(NamedTuple):
    keys: frozenset[str]
    figures: frozenset[object]
    denies: bool


@lru_cache(REMEMBERED)
def _profile(keys: tuple[str, ...]) -> _Profile:
    times = derived(_times)
    counted = [key for before, key, after in _between(keys) if times.isdisjoint((before, after))]
    values = {key: value_of(key) for key in counted}
    figures = frozenset(
        key if value is None else value for key, value in values.items() if value is not None or key[:1].isdigit()
    )
    return _Profile(frozenset(keys), figures, sum(key in meaning().negators for key in keys) % 2 == 1)
