"""Names of people and bodies: when two are written for one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz

from onrecord.language import actor_code
from onrecord.reconciliation.lexicon import meaning

SAME_SURNAME = 84
"""RapidFuzz ratio from which two surnames are one in two transliterations (Zelensky, Zelenskyy; Lavrov, Lawrow)."""
SAME_BODY = 90
INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")


@cache
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case without accents, titles and articles."""
    plain = unicodedata.normalize("NFKD", INITIALS.sub(lambda match: match.group().replace(".", ""), name))
    low = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    found = re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", low))
    kept = tuple(word for word in found if word not in meaning().titles)
    return kept or tuple(found)


@cache
def person(name: str) -> bool:
    """Whether a name is written as a person's or a body's own name: each word that counts begins with a capital."""
    found = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in meaning().titles]
    return bool(found) and all(word[0].isupper() or len(word) <= 3 for word in found)


def _without_size(words: tuple[str, ...]) -> tuple[str, ...]:
    """A group's name without how many of it there are: "some ministers" are ministers, "the others" too."""
    sizes = meaning().quantifiers
    return tuple(word for word in words if meaning().key(word) not in sizes) or words


def _sound(word: str) -> str:
    """Letters that transliterations exchange, made one: w and v, y and j and i."""
    return word.replace("w", "v").replace("y", "i").replace("j", "i")


@cache
def surname_key(name: str) -> str:
    """A key that transliterations of one surname share: its last word's consonants, the first letter kept."""
    last = meaning().key(name_words(name)[-1]) if name_words(name) else ""
    plain = _sound(last)
    return plain[:1] + "".join(char for char in plain[1:] if char not in "aeiouhi")[:4]


@cache
def _parties(name: str) -> frozenset[str]:
    """The codes of the states and bodies that a name is made of, empty when one of its parts is something else."""
    codes = [actor_code(part) for part in re.split(r",| and ", name) if part.strip()]
    return frozenset(code for code in codes if code) if None not in codes else frozenset()


@cache
def same_name(a: str, b: str) -> bool:
    """Whether two names may be one person's or one body's: equal or like surnames, given names not at odds."""
    words_a, words_b = name_words(a), name_words(b)
    if not words_a or not words_b:
        return False
    if _parties(a) and _parties(a) == _parties(b):
        return True
    if not (person(a) and person(b)):
        words_a, words_b = _without_size(words_a), _without_size(words_b)
        return fuzz.token_sort_ratio(" ".join(words_a), " ".join(words_b)) >= SAME_BODY
    if fuzz.ratio(words_a[-1], words_b[-1]) < SAME_SURNAME:
        return False
    given_a, given_b = words_a[:-1], words_b[:-1]
    if not given_a or not given_b:
        return True
    return _sound(given_a[0])[0] == _sound(given_b[0])[0] and (
        min(len(given_a[0]), len(given_b[0])) <= 2 or fuzz.ratio(given_a[0], given_b[0]) >= 60
    )
