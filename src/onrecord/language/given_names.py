"""Given names: the gender they tell, and which of them may be one person's."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.vocabulary import EXTENSION_VARIABLE, vocabulary


@dataclass(frozen=True, slots=True)
class GivenNames:
    """The vocabulary `given_names`, by name in lower case without accents.

    gender:       "m" or "f".
    forms:        the numbers of the lists in which a form stands; forms with a common number may be one person's.
    family_first: family names that stand before the given name.
    """

    gender: Mapping[str, str]
    forms: Mapping[str, frozenset[int]]
    family_first: frozenset[str]


@cache
def without_accents(word: str) -> str:
    """`word` in lower case, its letters without accents."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def gender_of(name: str) -> str | None:
    """ "m" or "f" where the given name tells, else None. Of "Jean-Yves" the first part counts."""
    plain = without_accents(name)
    known = given_names().gender
    return known.get(plain) or known.get(plain.partition("-")[0])


def is_given_name(name: str) -> bool:
    """Whether the vocabulary knows `name` as a given name."""
    plain = without_accents(name)
    return plain in given_names().forms or plain.partition("-")[0] in given_names().forms


def may_be_one(a: str, b: str) -> bool:
    """Whether two given names are forms under which one person may be known."""
    forms = given_names().forms
    x, y = without_accents(a), without_accents(b)
    return x == y or not forms.get(x, frozenset()).isdisjoint(forms.get(y, frozenset()))


def given_names() -> GivenNames:
    """The given names, ready for look-up. Raises BadVocabulary when a file cannot be read."""
    return _loaded(os.environ.get(EXTENSION_VARIABLE))


@cache
def _loaded(_folder: str | None) -> GivenNames:
    table = vocabulary("given_names")
    groups = [[without_accents(form) for form in line.split()] for key in ("male", "female") for line in table[key]]
    short = [[without_accents(form) for form in line.split()] for line in table["short"]]
    forms: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for form in group:
            forms.setdefault(form, set()).add(number)
    for first, *longer in short:
        known = {number for form in longer for number in forms.get(form, ())}
        forms.setdefault(first, set()).update(known)
    return GivenNames(
        gender=dict.fromkeys(_words(table["male"]), "m") | dict.fromkeys(_words(table["female"]), "f"),
        forms={form: frozenset(numbers) for form, numbers in forms.items()},
        family_first=frozenset(_words(table["family_first"])),
    )


def _words(lines: Iterable[str]) -> list[str]:
    return [without_accents(word) for line in lines for word in line.split()]
