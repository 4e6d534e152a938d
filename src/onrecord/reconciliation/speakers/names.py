"""Names of people and bodies: when two are written for one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from onrecord.language import actor_code
from onrecord.language.given_names import gender_of, given_names, may_be_one, surname_first
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.speakers.transliteration import letters, sound_alike, sound_key
from onrecord.vocabulary import vocabulary

SAME_GIVEN, SHORTEST_GIVEN = 80, 4
"""RapidFuzz ratio from which two given names that the vocabulary does not know are one in two spellings, and from
how many letters on."""
SEVERAL = re.compile(r"\band\b|[,&/]\s*\w{4,}")
"""What joins several people's names; "Lloyd Austin, III" and "Larry Fink, CEO" have one."""
INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
OF_A_PARTY = re.compile(r"(\S.*?)['’]s?\s+(?=\S)")
"""Whose somebody is, before a name: "Germany's Scholz"."""
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
GENERATIONS = ("jr", "sr", "ii", "iii", "iv")
PARTICLES = frozenset((
    "al", "el", "ad", "an", "as", "ash", "at", "ar", "bin", "ibn", "ben", "von", "van", "der", "den", "de",
    "di", "da", "del", "della", "la", "le", "du", "dos", "zu", "af", "av",
))  # fmt: skip


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
    found = [word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name) if word.lower() not in meaning().titles]
    return bool(found) and all(
        len(word) <= 3 or any(part[0].isupper() for part in word.split("-")) for word in found
    )


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts: given names (initials among them) and surname in plain letters, and the gender
    that a title tells."""

    given: tuple[str, ...]
    surname: str
    gender: str | None


@cache
def person_name(name: str) -> PersonName | None:
    """The parts of a name that is written as a person's, None of a body's, a group's and of what is no name."""
    if not person(name) or _parties(name) or SEVERAL.search(name):
        return None
    plain = re.sub(r"['’]s\b", "", _without_party(name))
    words = [word.rstrip(".'’") for word in WORD.findall(plain)]
    roles = vocabulary("roles")
    if any(word.lower() in roles["bodies"] for word in words):
        return None
    titles = meaning().titles | {title.rstrip(".") for title in roles["titles"]} | set(roles["roles"])
    lead = 0
    while (
        lead < len(words) - 1 and words[lead].lower() in titles and letters(words[lead]) not in given_names().forms
    ):
        lead += 1
    told = [word.lower() for word in words[:lead]]
    gender = next(
        (code for code, kind in (("m", "male"), ("f", "female")) if not set(told).isdisjoint(roles[kind])), None
    )
    own = [word for word in words[lead:] if letters(word)]
    if len(own) > 1 and own[-1].lower() in GENERATIONS:
        own.pop()
    if not own or _is_a_role(own, told):
        return None
    if surname_first(own):
        return PersonName(("".join(letters(word) for word in own[1:]),), letters(own[0]), gender)
    given = tuple(letters(word) for i, word in enumerate(own[:-1]) if not _is_particle(word, first=i == 0))
    surname = re.sub(r"^(?:al|el|as|ash|ad|an|ar|at)[-'’]", "", own[-1].lower())
    return PersonName(given, letters(surname), gender)


def _without_party(name: str) -> str:
    """A name without the state or body in front of it that somebody speaks for."""
    match = OF_A_PARTY.match(name)
    return name[match.end() :] if match and actor_code(match.group(1)) else name


def _is_a_role(own: list[str], titles: list[str]) -> bool:
    """Whether the words that are left name nobody: "Russian Officials", "Prime Minister"; "Mr. King" does."""
    roles = vocabulary("roles")
    last = own[-1].lower()
    if last in roles["groups"] or (last.removesuffix("s") in roles["roles"] and last.endswith("s")):
        return True
    known = any(letters(word) in given_names().forms for word in own[:-1])
    courtesy = {title.rstrip(".") for title in roles["titles"]}
    return last in roles["roles"] and not known and not (titles and courtesy.issuperset(titles))


def _is_particle(word: str, *, first: bool) -> bool:
    """Whether a word before a surname belongs to it; at the beginning "Ben" and "Al" are given names."""
    low = word.lower()
    return low in PARTICLES and not (first and not word.islower() and low in given_names().forms)


def _without_size(words: tuple[str, ...]) -> tuple[str, ...]:
    """A group's name without how many of it there are: "some ministers" are ministers, "the others" too."""
    sizes = meaning().quantifiers
    return tuple(word for word in words if meaning().key(word) not in sizes) or words


@cache
def surname_key(name: str) -> str:
    """A key that all names share that may be one's: of a person the coarse sound of the surname, of a state or an
    organisation its code, of anything else its words."""
    parts = person_name(name)
    if parts is not None:
        return sound_key(parts.surname)
    return " ".join(sorted(_parties(name))) or _phrase(name)


@cache
def _phrase(name: str) -> str:
    """The words of a body's or a group's name, inflection, order and grammar left out: "Ministry of Defence" and
    "Defense Ministry" are one."""
    found = re.findall(
        r"[^\W_]+", re.sub(r"['’]s\b", "", INITIALS.sub(lambda m: m.group().replace(".", ""), name)).lower()
    )
    words = _without_size(tuple(found))
    keys = {meaning().key(word) for word in words if meaning().key(word) not in meaning().function_words}
    return " ".join(sorted(keys or set(words)))


@cache
def _parties(name: str) -> frozenset[str]:
    """The codes of the states and bodies that a name is made of, empty when one of its parts is something else."""
    codes = [actor_code(part.strip()) for part in re.split(r",| and ", name) if part.strip()]
    return frozenset(code for code in codes if code) if None not in codes else frozenset()


@cache
def same_name(a: str, b: str) -> bool:
    """Whether two names may be one person's or one body's: surnames that sound alike, given names not at odds."""
    if a.lower() == b.lower():
        return True
    x, y = person_name(a), person_name(b)
    if x is None or y is None:
        if x is not None or y is not None:
            return False
        if _parties(a) and _parties(b):
            return _parties(a) == _parties(b)
        return bool(_phrase(a)) and _phrase(a) == _phrase(b)
    if not sound_alike(x.surname, y.surname) or _other_gender(x, y):
        return False
    return not x.given or not y.given or _same_given(x.given, y.given)


def _other_gender(x: PersonName, y: PersonName) -> bool:
    genders = [each.gender or (gender_of(each.given[0]) if each.given else None) for each in (x, y)]
    return None not in genders and genders[0] != genders[1]


def _same_given(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Whether the first given names are one, or the one that somebody goes by is a further one of the other's."""
    if _one_given(x[0], y[0]):
        return True
    return any(len(first) > 1 and first in others for first, others in ((x[0], y[1:]), (y[0], x[1:])))


@cache
def _one_given(a: str, b: str) -> bool:
    if min(len(a), len(b)) == 1:
        return a[0] == b[0] or _initial(a) == _initial(b)
    if may_be_one(a, b) or (sound_alike(a, b) and gender_of(a) == gender_of(b)):
        return True
    known = given_names().forms
    if (a in known and b in known) or min(len(a), len(b)) < SHORTEST_GIVEN:
        return False
    return _initial(a) == _initial(b) and fuzz.ratio(a, b) >= SAME_GIVEN


def _initial(name: str) -> str:
    """The first letter with those that transliterations exchange made one: v and w, y and j and i."""
    return name[:1].translate(str.maketrans("wyj", "vii"))
