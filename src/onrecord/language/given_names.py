"""Given names: the gender they tell, and which of them may be one person's."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.vocabulary import EXTENSION_VARIABLE, vocabulary

EASTERN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|yeong|yeon|eong|eun|oon|yun|ang|eng|ong|ing|iao|ian|uan|eok"
    r"|ae|ai|ao|an|ei|en|eo|ee|ia|ie|iu|in|ou|oo|ua|uo|ui|un|ue|uk|il|ul|a|e|i|o|u)[klm]?){1,3}"
)
"""Chinese and Korean given names in Latin letters, in lower case: one to three syllables."""


@dataclass(frozen=True, slots=True)
class GivenNames:
    """The vocabulary `given_names`, by name in lower case without accents.

    gender:       "m" or "f".
    forms:        the numbers of the lists in which a form stands; forms with a common number may be one person's.
    family_first: family names that stand before the given name.
    second:       given names that stand behind the family name.
    surnames:     the first listed form of a surname by each of its forms.
    """

    gender: Mapping[str, str]
    forms: Mapping[str, frozenset[int]]
    family_first: frozenset[str]
    second: frozenset[str]
    surnames: Mapping[str, str]


@cache
def without_accents(word: str) -> str:
    """`word` in lower case, its letters without accents."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


SHORTEST = 5  # letters of the shortest name that is known again in another spelling
SPELLINGS = (
    (re.compile("æ|ä"), "ae"), (re.compile("ø|ö"), "o"), (re.compile("ü"), "u"),
    (re.compile("s(?:h?ch|h|zcz|z|j)|š"), "s"),
    (re.compile("ch|ck|c|kh"), "k"), (re.compile("gh"), "g"), (re.compile("ph"), "f"), (re.compile("w"), "v"),
    (re.compile("[yij]+"), "i"), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
"""Letters that stand for one sound in different spellings of a name, with what they are read as."""


@cache
def skeleton(name: str) -> str:
    """`name` as it sounds, roughly: different spellings of one surname in one article have it in common."""
    out = name.lower()
    if len(out) < SHORTEST:
        return without_accents(out)
    for letters, sound in SPELLINGS:
        out = letters.sub(sound, out)
    return without_accents(out)


def gender_of(name: str) -> str | None:
    """ "m" or "f" where the given name tells, else None. Of "Jean-Yves" the first part counts."""
    plain = without_accents(name)
    known = given_names().gender
    return known.get(plain) or known.get(plain.partition("-")[0])


def is_given_name(name: str) -> bool:
    """Whether the vocabulary knows `name` as a given name."""
    forms = given_names().forms
    plain = without_accents(name)
    return plain in forms or plain.partition("-")[0] in forms


def may_be_one(a: str, b: str) -> bool:
    """Whether two given names are forms under which one person may be known."""
    forms = given_names().forms
    x, y = without_accents(a), without_accents(b)
    return x == y or not forms.get(x, frozenset()).isdisjoint(forms.get(y, frozenset()))


def surname_first(words: Sequence[str]) -> bool:
    """Whether the family name stands first: "Xi Jinping", "Kim Jong Un", "Orbán Viktor"."""
    if len(words) < 2:
        return False
    first, *rest = (without_accents(word) for word in words)
    known = given_names()
    if first in known.family_first:
        return all(
            EASTERN.fullmatch(part) and part not in known.gender for word in rest for part in word.split("-")
        )
    return len(rest) == 1 and rest[0] in known.second and first not in known.forms


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
        second=frozenset(_words(table["second"])),
        surnames={
            without_accents(form): without_accents(line.split()[0])
            for line in table["surnames"]
            for form in line.split()
        },
    )


def _words(lines: Iterable[str]) -> list[str]:
    return [without_accents(word) for line in lines for word in line.split()]
