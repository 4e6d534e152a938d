"""What the vocabulary `meaning` knows of words: spelling, base forms, synonyms, antonyms, small closed classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from onrecord.vocabulary import vocabulary

VOWELS = frozenset("aeiouy")
SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One short syllable: what is left of "voted" and "vote", of "planes" and not of "plans"."""


@cache
def meaning() -> Lexicon:
    """The lexicon over the vocabulary `meaning`, made once per process."""
    return Lexicon(vocabulary("meaning"))


class Lexicon:
    """Look-ups over the vocabulary `meaning`. Words go in as written, in any case; keys are base forms."""

    def __init__(self, table: Any) -> None:  # noqa: ANN401 - a TOML table
        self._table = table
        self._keys: dict[str, str] = {}
        spelling = table["spelling"]
        self._endings = [(re.compile(pattern), new) for pattern, new in spelling["endings"]]
        self._kept = frozenset(spelling["kept"])
        self._pairs: dict[str, str] = dict(spelling["pairs"])
        self._irregular: dict[str, str] = {
            form: base for base, forms in table["irregular"].items() for form in forms
        }

    def key(self, word: str) -> str:
        """What two inflections or spellings of one word have in common ("armoured", "armored" → "armor")."""
        low = word.lower().replace("’", "'")
        known = self._keys.get(low)
        if known is None:
            known = self._keys[low] = self._key(low)
        return known

    def _key(self, low: str) -> str:
        if low in ("united states", "u.s.", "u.s", "usa"):
            return "usa"
        plain = self._american(low).replace("-", "").replace(".", "")
        return str(_stem(self._irregular.get(plain, plain)) or plain)

    def spelling(self, word: str) -> str:
        """The one spelling of a word in all its inflection: American, without hyphens and dots."""
        low = word.lower().replace("’", "'")
        return self._american(low).replace("-", "").replace(".", "")

    def _american(self, low: str) -> str:
        if low in self._pairs:
            return self._pairs[low]
        if low in self._kept or low in self._irregular:
            return low
        for pattern, new in self._endings:
            changed: str = pattern.sub(new, low)
            if changed != low:
                return changed
        return low

    def phrase(self, words: Iterable[str]) -> str:
        """The keys of several words, joined."""
        return " ".join(self.key(word) for word in words)

    def _set(self, name: str) -> frozenset[str]:
        return frozenset(self.phrase(word.split()) for word in self._table[name])

    def _groups(self, name: str) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, group in enumerate(self._table[name]):
            for word in group:
                found.setdefault(self.phrase(word.split()), set()).add(number)
        return {word: frozenset(numbers) for word, numbers in found.items()}

    @cached_property
    def negators(self) -> frozenset[str]:
        return self._set("negators")

    @cached_property
    def function_words(self) -> frozenset[str]:
        return self._set("function_words")

    @cached_property
    def titles(self) -> frozenset[str]:
        return frozenset(self._table["titles"])

    @cached_property
    def weekdays(self) -> frozenset[str]:
        return self._set("weekdays")

    @cached_property
    def months(self) -> frozenset[str]:
        return self._set("months")

    @cached_property
    def hedges(self) -> frozenset[str]:
        return self._set("hedges")

    @cached_property
    def hedging_verbs(self) -> frozenset[str]:
        return self._set("hedging_verbs")

    @cached_property
    def models(self) -> frozenset[str]:
        return self._set("models")

    @cached_property
    def stances(self) -> frozenset[str]:
        return self._set("stances")

    @cached_property
    def light_verbs(self) -> frozenset[str]:
        return self._set("light_verbs")

    @cached_property
    def conditions(self) -> frozenset[str]:
        return self._set("conditions")

    @cached_property
    def adversatives(self) -> frozenset[str]:
        return self._set("adversatives")

    @cached_property
    def people(self) -> frozenset[str]:
        return self._set("groups_of_people")

    @cached_property
    def totals(self) -> frozenset[str]:
        return self._set("totals")

    @cached_property
    def growing(self) -> frozenset[str]:
        return self._set("growing")

    @cached_property
    def serials(self) -> frozenset[str]:
        return self._set("serials")

    @cached_property
    def tolls(self) -> dict[str, str]:
        """By the key of a word for a harm: the first word of its list."""
        return {self.phrase(word.split()): words[0] for words in self._table["tolls"] for word in words}

    @cached_property
    def measures(self) -> frozenset[str]:
        return self._set("measures")

    @cached_property
    def ahead(self) -> frozenset[str]:
        return self._set("ahead")

    @cached_property
    def parts(self) -> frozenset[str]:
        return self._set("parts")

    @cached_property
    def as_of(self) -> frozenset[str]:
        return self._set("as_of")

    @cached_property
    def quantifiers(self) -> dict[str, frozenset[int]]:
        return self._groups("quantifiers")

    @cached_property
    def modals(self) -> dict[str, frozenset[int]]:
        return self._groups("modals")

    @cached_property
    def bounds(self) -> dict[str, frozenset[int]]:
        return self._groups("bounds")

    @cached_property
    def pronouns(self) -> dict[str, frozenset[int]]:
        return self._groups("pronouns")

    @cached_property
    def _synonyms(self) -> dict[str, frozenset[int]]:
        return self._groups("synonyms")

    @cached_property
    def _antonyms(self) -> frozenset[tuple[str, str]]:
        pairs = ((self.phrase(a.split()), self.phrase(b.split())) for a, b in self._table["antonyms"])
        return frozenset(pair for a, b in pairs for pair in ((a, b), (b, a)))

    @cached_property
    def contractions(self) -> dict[str, tuple[str, ...]]:
        """What each short form (words joined by one space) may stand for."""
        return {short: tuple(full) for short, full in self._table["contractions"].items()}

    @cached_property
    def stock(self) -> tuple[str, ...]:
        """Phrases of keys, the longest first."""
        return tuple(sorted(self._set("stock"), key=lambda phrase: (-len(phrase), phrase)))

    @cached_property
    def english_spoken(self) -> frozenset[str]:
        return frozenset(self._table["english_spoken"])

    @cached_property
    def transcripts(self) -> tuple[str, ...]:
        return tuple(self._table["transcripts"])

    @cached_property
    def acts(self) -> dict[str, frozenset[str]]:
        """By the key of a word that names a public act: the keys a story may call that act by."""
        return {
            self.key(name): frozenset({self.key(name), *(self.phrase(word.split()) for word in words)})
            for name, words in self._table["acts"].items()
        }

    def knows(self, phrase: str) -> bool:
        """Whether some list of synonyms holds the phrase (keys joined by one space)."""
        return phrase in self._synonyms

    def synonymous(self, a: str, b: str) -> bool:
        """Whether two phrases of keys stand in one list of synonyms."""
        return a == b or bool(self._synonyms.get(a, frozenset()) & self._synonyms.get(b, frozenset()))

    def opposite(self, a: str, b: str) -> bool:
        """Whether two phrases of keys turn each other round: a listed pair, or "un-" before one of them."""
        return (a, b) in self._antonyms or _negated(a, b) or _negated(b, a)


PREFIXES = ("un", "non", "in", "im", "il", "dis", "anti")


def _negated(a: str, b: str) -> bool:
    plain = a.removesuffix("e")  # a short word keeps its last letter, a longer one has lost it
    return len(b) >= 4 and " " not in a and any(plain == (prefix + b).removesuffix("e") for prefix in PREFIXES)


def _stem(word: str) -> str:
    """A light suffix stripper after Harman's S stemmer (1991), with -ed and -ing; keys are not for readers."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and not word.endswith("eed") and len(stem) >= 2 and VOWELS & set(stem):
            word = stem + "e" if SHORT.fullmatch(stem) else stem
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") and not SHORT.fullmatch(word[:-1]) else word


@dataclass(frozen=True, slots=True)
class Sizes:
    """The places of two phrases in ordered groups."""

    a: frozenset[int]
    b: frozenset[int]

    @property
    def differ(self) -> bool:
        """Both are known and share no group."""
        return bool(self.a and self.b and not self.a & self.b)


def sizes(groups: dict[str, frozenset[int]], a: Sequence[str], b: Sequence[str]) -> Sizes:
    """The groups in which the keys `a` and the keys `b` stand, as single words or pairs of neighbours."""
    return Sizes(_places(groups, a), _places(groups, b))


def _places(groups: dict[str, frozenset[int]], keys: Sequence[str]) -> frozenset[int]:
    phrases = [*keys, *(f"{x} {y}" for x, y in pairwise(keys))]
    return frozenset(place for phrase in phrases for place in groups.get(phrase, ()))
