"""Roles and titles, read from the vocabulary `roles`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.vocabulary import EXTENSION_VARIABLE, vocabulary


@dataclass(frozen=True, slots=True)
class Roles:
    """Sets of words in lower case; see the vocabulary. `plurals` maps plural roles to singular ones."""

    titles: frozenset[str]
    roles: frozenset[str]
    plurals: Mapping[str, str]
    former: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    gender: Mapping[str, str]

    def is_person(self, word: str) -> bool:
        """Whether `word` (lower case) names one person by their role."""
        return word in self.roles


def roles() -> Roles:
    """The role vocabulary, ready for look-up. Raises BadVocabulary when a file cannot be read."""
    return _loaded(os.environ.get(EXTENSION_VARIABLE))


@cache
def _loaded(_folder: str | None) -> Roles:
    table = vocabulary("roles")
    singular = frozenset(table["roles"])
    return Roles(
        titles=frozenset(table["titles"]),
        roles=singular,
        plurals={_plural(role): role for role in singular},
        former=frozenset(table["former"]),
        groups=frozenset(table["groups"]),
        bodies=frozenset(table["bodies"]),
        gender=dict.fromkeys(table["male"], "m") | dict.fromkeys(table["female"], "f"),
    )


def _plural(role: str) -> str:
    if role.endswith("man"):
        return role[:-2] + "en"
    if role.endswith("y"):
        return role[:-1] + "ies"
    return role + ("es" if role.endswith(("s", "x", "ch", "sh")) else "s")
