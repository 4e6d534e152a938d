"""Items and their classes: when two names are one thing, one a kind of the other, or two things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz

from onrecord.language.actors import find_actors
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import WORD
from onrecord.vocabulary import vocabulary

ItemRelation = Literal["same", "kind of", "different", "unknown"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item as written and its class."""

    name: str | None
    item_class: str | None

    @property
    def precision(self) -> int:
        """How narrowly it says what the thing is: by its class's depth, and by whether it names a type."""
        named = any(word in meaning().models or any(c.isdigit() for c in word) for word in words(self.name))
        return 2 * len(chain(self.item_class)) + named


AID, LOOSE = "aid", ("weapon",)
"""The class of aid of any sort, and the most general name of goods that it may stand for."""
ACT = "act"
"""Stands for the class of an act that gives no goods, whose item tells what is done."""
DESIGNATION = re.compile(r"\b[A-Z][A-Za-z]*-?\d")
"""A type's letters and number: "F-16s"."""
REMEMBERED = 50_000
SAME_NAME = 88
"""Token-set ratio (RapidFuzz) from which two unclassed items are one name."""


@cache
def chain(item_class: str | None) -> tuple[str, ...]:
    """A class and those that it belongs to, narrow to broad; empty when it is not in the vocabulary."""
    classes = vocabulary("items").get("classes", {})
    out: list[str] = []
    while item_class is not None and item_class in classes and item_class not in out:
        out.append(item_class)
        item_class = classes[item_class].get("broader")
    return tuple(out)


@cache
def words(item: str | None) -> tuple[str, ...]:
    """The keys of an item's content words."""
    lexicon = meaning()
    keys = (lexicon.key(match) for match in WORD.findall(item or ""))
    return tuple(key for key in keys if key not in lexicon.function_words and key != "%")


@lru_cache(REMEMBERED)
def topic(item: str | None) -> frozenset[str]:
    """The keys of an item's content words without those that name a party: what an act is about."""
    told = item or ""
    named = {word for one in find_actors(told) for word in words(told[one.begin : one.end])}
    return frozenset(words(item)) - named


def shared_topic(item_a: str | None, item_b: str | None) -> int:
    """How many words, or synonyms, two acts have in common that are told in other words."""
    return sum(any(a == b or meaning().synonymous(a, b) for b in topic(item_b)) for a in topic(item_a))


@lru_cache(REMEMBERED)
def relation(item_a: str | None, class_a: str | None, item_b: str | None, class_b: str | None) -> ItemRelation:
    """How two items stand to each other, by class where both have one and by name otherwise."""
    if not words(item_a) or not words(item_b):
        return "unknown"
    if frozenset(words(item_a)) == frozenset(words(item_b)):
        return "same"
    if class_a == class_b == ACT:
        return "same" if _same_act(words(item_a), words(item_b)) else "different"
    if class_a and class_b and chain(class_a) and chain(class_b):
        return _by_class(item_a, class_a, item_b, class_b)
    return "same" if _same_name(words(item_a), words(item_b)) else "different"


def _by_class(item_a: str | None, class_a: str, item_b: str | None, class_b: str) -> ItemRelation:
    a, b = words(item_a), words(item_b)
    if class_a == class_b:
        return "different" if _two_models(a, b) else "same"
    if class_b in chain(class_a):
        (a, class_a), (b, class_b) = (b, class_b), (a, class_a)
    if class_a in chain(class_b):  # "tanks" may stand for Leopards told of before: then the class has the name
        return "different" if _models(a) and not _models(a) & _models((*b, *words(class_b))) else "kind of"
    return "kind of" if _aid(class_a, class_b) or _aid(class_b, class_a) else "different"


def _aid(broad: str, other: str) -> bool:
    """Whether `broad` is aid of any sort that `other`, the most general name of some goods, may stand for.

    "Weapons" and "military aid" may be one, "weapons" and "a loan" are not.
    """
    classes = vocabulary("items").get("classes", {})
    kinds = {classes[each].get("kind") for each in (broad, other)} - {"modifier"}
    return AID in chain(broad) and generic(broad) and generic(other) and other in LOOSE and len(kinds) <= 1


def for_all(item_class: str | None) -> bool:
    """Whether a class is aid of any sort, which every report may tell more or less closely."""
    return AID in chain(item_class)


def is_type(item: str | None, item_class: str | None) -> bool:
    """Whether an item is one type with a name of its own ("Patriot"), which the vocabulary has in capitals."""
    own = (item_class or "")[:1].isupper() and len(chain(item_class)) > 1
    return own or bool(models(item)) or DESIGNATION.search(item or "") is not None


def models(item: str | None) -> frozenset[str]:
    """The families of arms that an item as written names."""
    return _models(words(item))


def _models(item: tuple[str, ...]) -> frozenset[str]:
    """The families of arms that an item names."""
    return frozenset(item) & meaning().models


def _two_models(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Both name a model and the two have no family in common, or no designation (a word with digits)."""
    if _models(a) and _models(b) and not _models(a) & _models(b):
        return True
    marks_a, marks_b = ({w for w in side if any(c.isdigit() for c in w)} for side in (a, b))
    return bool(marks_a and marks_b) and not any(
        x.startswith(y) or y.startswith(x) for x in marks_a for y in marks_b
    )


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a[-1] != b[-1] and not meaning().synonymous(a[-1], b[-1]):
        return False
    return fuzz.token_set_ratio(" ".join(a), " ".join(b)) >= SAME_NAME or set(a[:-1]) == set(b[:-1])


def _same_act(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one tells an act as the other does, or more of it: "free them", "free them by May"."""
    short, long = sorted((a, b), key=len)
    return len(short) > 1 and short[0] == long[0] and set(short) <= set(long)


def generic(item_class: str | None) -> bool:
    """Whether a class names nothing in particular ("weapon", "aid"): it takes more to tell two apart."""
    classes = vocabulary("items").get("classes", {})
    entry = classes.get(item_class)
    if entry is None:
        return False
    if entry.get("weak") or entry.get("kind") == "modifier":
        return True
    broader = entry.get("broader")
    if broader is None:
        return item_class in _with_kinds()
    return bool(classes.get(broader, {}).get("kind") == "modifier")


@cache
def _with_kinds() -> frozenset[str]:
    return frozenset(
        entry["broader"] for entry in vocabulary("items").get("classes", {}).values() if "broader" in entry
    )
