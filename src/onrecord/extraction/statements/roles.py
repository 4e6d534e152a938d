"""Roles, titles and unnamed sources, read from the vocabularies `roles` and `sources`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache

from onrecord.vocabulary import EXTENSION_VARIABLE, vocabulary


@dataclass(frozen=True, slots=True)
class Roles:
    """Sets of words in lower case; see the vocabulary `roles`. `plurals` maps plural roles to singular ones."""

    titles: frozenset[str]
    letters: frozenset[str]
    firms: frozenset[str]
    roles: frozenset[str]
    plurals: Mapping[str, str]
    former: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    gender: Mapping[str, str]
    ranks: frozenset[str]
    offices: frozenset[str]
    private: frozenset[str]
    crowds: frozenset[str]
    abroad: frozenset[str]
    relations: frozenset[str]
    governing: frozenset[str]
    ruling: frozenset[str]
    wider: Mapping[str, frozenset[str]]

    def is_person(self, word: str) -> bool:
        """Whether `word` (lower case) names one person by their role."""
        return word in self.roles

    def is_title(self, word: str) -> bool:
        """Whether `word` (lower case) may stand in front of a name without being part of it."""
        return word in self.titles or word in self.roles

    def met_by(self, word: str, words: Set[str]) -> bool:
        """Whether somebody of the roles `words` may be spoken of as `word`; all in lower case."""
        return word in words or not self.wider.get(word, frozenset()).isdisjoint(words)


@dataclass(frozen=True, slots=True)
class Sources:
    """Words for sources without a name and for occasions, with their plurals; see the vocabulary `sources`."""

    documents: frozenset[str]
    institutions: frozenset[str]
    collectives: frozenset[str]
    insiders: frozenset[str]
    knowing: frozenset[str]
    unnamed: tuple[str, ...]
    occasions: frozenset[str]
    audiences: frozenset[str]
    at_occasion: frozenset[str]
    to_told: frozenset[str]


def roles() -> Roles:
    """The role vocabulary, ready for look-up. Raises BadVocabulary when a file cannot be read."""
    return _roles(os.environ.get(EXTENSION_VARIABLE))


def sources() -> Sources:
    """The vocabulary of unnamed sources, ready for look-up. Raises BadVocabulary when a file cannot be read."""
    return _sources(os.environ.get(EXTENSION_VARIABLE))


@cache
def _roles(_folder: str | None) -> Roles:
    table = vocabulary("roles")
    singular = frozenset(table["roles"])
    return Roles(
        titles=frozenset(table["titles"]),
        letters=frozenset(table["letters"]),
        firms=frozenset(table["firms"]),
        roles=singular,
        plurals={plural(role): role for role in singular},
        former=frozenset(table["former"]),
        groups=frozenset(table["groups"]),
        bodies=frozenset(table["bodies"]),
        gender=dict.fromkeys(table["male"], "m") | dict.fromkeys(table["female"], "f"),
        ranks=frozenset(table["ranks"]),
        offices=frozenset(table["offices"]),
        private=_with_plurals(table["private"]),
        crowds=_with_plurals(table["crowds"]),
        relations=frozenset(table["relations"]),
        abroad=frozenset(table["abroad"]),
        ruling=frozenset(table["ruling"]),
        governing=_with_plurals(table["governing"]) | singular,
        wider={word: frozenset(narrower) for word, narrower in table["wider"].items()},
    )


@cache
def _sources(_folder: str | None) -> Sources:
    table = vocabulary("sources")
    return Sources(
        documents=_with_plurals(table["documents"]),
        institutions=_with_plurals(table["institutions"]),
        collectives=_with_plurals(table["collectives"]),
        insiders=_with_plurals(table["insiders"]) | {"people"},
        knowing=frozenset(table["knowing"]),
        unnamed=tuple(table["unnamed"]),
        occasions=_with_plurals(table["occasions"]),
        audiences=_with_plurals(table["audiences"]) | roles().roles | roles().groups | roles().plurals.keys(),
        at_occasion=frozenset(table["before"]["occasion"]),
        to_told=frozenset(table["before"]["told"]),
    )


def _with_plurals(words: list[str]) -> frozenset[str]:
    return frozenset(words) | frozenset(plural(word) for word in words)


def plural(noun: str) -> str:
    """The regular plural of `noun`."""
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
