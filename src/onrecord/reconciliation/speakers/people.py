"""People: one canonical name for each person of a record, whatever spelling, title or part of it a report gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.language.given_names import given_names
from onrecord.reconciliation.speakers.names import person_name, same_name, surname_key

DOMINANT = 0.95
"""Share of the statements of all whom a bare surname fits from which it means the one who makes them: "Putin" means
the president although some report misspells him; "Klitschko" stays open between two brothers."""
Described = tuple[str, str | None, str | None]
"""Name, role and actor of a speaker, as a finding gives them."""


@dataclass(slots=True, eq=False)
class _Known:
    """Somebody who is named in full: the spellings with how often each stands, and whom they speak for."""

    spellings: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)

    def canonical(self) -> str:
        """The spelling used most, of equals the fullest, then the first by letter."""
        return min(self.spellings, key=lambda name: (-self.spellings[name], -len(name), name))


def canonical_names(speakers: Mapping[Described, int]) -> dict[Described, str]:
    """For every speaker of a record, with how often they stand there, one name for each person.

    Spellings of one full name are one. A surname alone, or with an initial, is somebody named in full only when it
    fits one such person, by name and by the state or body spoken for, or one who makes nearly all the statements of
    those whom it fits; else it stays as it is. What is no person's name stays too. The order of `speakers` does not
    matter.
    """
    names: Counter[str] = Counter()
    for (name, _, _), count in speakers.items():
        names[name] += count
    full = [name for name in names if full_name(name)]
    known: dict[str, _Known] = {}
    by_surname: dict[str, list[_Known]] = {}
    index: dict[tuple[str, str], list[_Known]] = {}
    for name in sorted(full, key=lambda name: (-names[name], -len(name), name)):
        keys = sorted(_given_keys(name))
        near = {id(person): person for key in keys for person in index.get((surname_key(name), key), ())}
        person = next(
            (each for each in near.values() if all(same_name(name, other) for other in each.spellings)), None
        )
        if person is None:
            person = _Known()
            by_surname.setdefault(surname_key(name), []).append(person)
        person.spellings[name] += names[name]
        known[name] = person
        for key in keys:
            places = index.setdefault((surname_key(name), key), [])
            if person not in places:
                places.append(person)
    for (name, _, actor), count in speakers.items():
        if actor is not None and name in known:
            known[name].actors[actor] += count
    return {each: _canonical(each, known, by_surname) for each in speakers}


def _canonical(each: Described, known: Mapping[str, _Known], by_surname: Mapping[str, list[_Known]]) -> str:
    name, _, actor = each
    if name in known:
        return known[name].canonical()
    if person_name(name) is None:
        return name
    fitting = [
        person
        for person in by_surname.get(surname_key(name), ())
        if all(same_name(name, spelling) for spelling in person.spellings)
    ]
    if actor is not None:
        said = [person for person in fitting if actor in person.actors]
        fitting = said or [person for person in fitting if not person.actors]
    whole = sum(person.spellings.total() for person in fitting)
    likeliest = [person for person in fitting if person.spellings.total() >= DOMINANT * whole]
    return likeliest[0].canonical() if likeliest else name


def full_name(name: str) -> bool:
    """Whether a name is a person's with a given name written out."""
    parts = person_name(name)
    return parts is not None and any(len(given) > 1 for given in parts.given)


def _given_keys(name: str) -> Iterable[str]:
    """Keys one of which two full names of one person share: of each given name its forms and its first letters."""
    parts = person_name(name)
    assert parts is not None
    return {key for given in parts.given for key in _keys_of(given)}


def _keys_of(given: str) -> Iterable[str]:
    yield from (str(number) for number in given_names().forms.get(given, ()))
    yield given[:1].translate(str.maketrans("wyj", "vii"))
