"""Items: the goods, money instruments and kinds of aid that a text names, by the item vocabulary."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from onrecord.extraction.forms import noun_forms
from onrecord.model import Kind
from onrecord.vocabulary import vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLITIC = re.compile(r"['’]s?$")
_LINK = re.compile(r"[ \u00a0\-\u2010\u2011\u2013/.]{1,2}")
_COUNTED = re.compile(r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen)\s+$")
_DESIGNATION = re.compile(r"([a-z]{1,5}) (\d.*)")
_HEADED = re.compile(r"([^\W_]+)( (?:of|for) .*)")

GENERIC = "modifier"
"""The vocabulary's kind for a class whose kind the words around it tell."""


@dataclass(frozen=True, slots=True)
class ItemClass:
    """One class of the vocabulary.

    kind:       None for a class whose kind the words around it tell.
    weak:       its name alone is too common to be an item.
    instrument: a form of money, which takes the kind of what it is for.
    """

    name: str
    kind: Kind | None
    broader: str | None
    weak: bool
    instrument: bool = False


@dataclass(frozen=True, slots=True)
class ItemMention:
    """A name of the vocabulary at `[begin, end)` of the text it was looked for in."""

    begin: int
    end: int
    of: ItemClass


class _Word(NamedTuple):
    """A word of a text at its place: lower case, its possessive left out."""

    begin: int
    end: int
    bare: str


@dataclass(frozen=True, slots=True)
class _Names:
    phrases: Mapping[str, Mapping[tuple[str, ...], ItemClass]]  # by their first word
    lengths: Mapping[str, tuple[int, ...]]  # of those with this first word, longest first
    units: frozenset[str]
    containers: frozenset[str]
    carriers: frozenset[str]
    not_goods: frozenset[str]
    ambiguous: frozenset[str]
    modifiers: Mapping[str, Kind]
    receivers: Mapping[str, Kind]


def find_items(text: str) -> list[ItemMention]:
    """The items named in `text`, in order, the longest name at each place, none overlapping another."""
    words = [_Word(m.start(), m.end(), _bare(m.group().lower())) for m in _WORD.finditer(text)]
    bare = [word.bare for word in words]
    phrases = _names().phrases
    out: list[ItemMention] = []
    after = 0
    for at, first in enumerate(bare):
        if at < after or first not in phrases:
            continue
        found = _at(text, words, bare, at)
        if found is None:
            continue
        count, item = found
        count += _broader_behind(text, words, bare, at + count, item)
        last = words[at + count - 1]
        sure = count > found[0] or _is_sure(text, words[at].begin, bare[at : at + count])
        sure = sure and not _is_article(text, words[at : at + count])
        if sure:
            out.append(ItemMention(words[at].begin, last.begin + len(last.bare), item))
        after = at + count
    return out


def _broader_behind(text: str, words: Sequence[_Word], bare: Sequence[str], at: int, item: ItemClass) -> int:
    """How many words of a broader name stand right behind a narrow one ("Leopard 2 tanks")."""
    found = _at(text, words, bare, at) if at < len(words) else None
    if found is None or not _LINK.fullmatch(text, words[at - 1].end, words[at].begin):
        return 0
    return found[0] if found[1].name in _heads(item) else 0


def _is_sure(text: str, begin: int, bare: Sequence[str]) -> bool:
    """Whether a name that also means something else is an item here: counted, or a capitalised plural."""
    name = " ".join(bare)
    beside = vocabulary("items")["beside"].get(bare[0]) if len(bare) == 1 else None
    if beside is not None and not any(word in text.lower() for word in beside):
        return False
    if name not in _names().ambiguous:
        return True
    several = name not in vocabulary("items")["ambiguous"]["names"] and text[begin].isupper()
    return several or _COUNTED.search(text, max(0, begin - 12), begin) is not None


def _is_article(text: str, words: Sequence[_Word]) -> bool:
    """Whether a name that begins with the letter A only looks like one: "a 10-year term" is no A-10."""
    first, second = words[0], words[1] if len(words) > 1 else None
    return first.bare == "a" and second is not None and text[first.end : second.begin].isspace()


def item_class(name: str) -> ItemClass | None:
    """The class `name`, or None when the vocabulary has no such class."""
    return _classes().get(name)


def lineage(of: ItemClass) -> list[str]:
    """The class and its broader classes, narrowest first."""
    out = [of.name]
    while of.broader is not None and of.broader not in out:
        above = item_class(of.broader)
        if above is None:
            break
        out.append(above.name)
        of = above
    return out


def is_unit(word: str) -> bool:
    """Whether `word` (lower case) is a noun that counts something else."""
    return word in _names().units


def is_container(word: str) -> bool:
    """Whether `word` (lower case) is a noun that holds the real item."""
    return word in _names().containers


def is_carrier(word: str) -> bool:
    """Whether `word` (lower case) is a noun for what brings goods."""
    return word in _names().carriers


def is_no_good(word: str) -> bool:
    """Whether `word` (lower case) is never goods."""
    return word in _names().not_goods or word.endswith(_endings())


def kind_of_modifier(word: str) -> Kind | None:
    """The kind that `word` (lower case) before a generic noun gives it."""
    return _names().modifiers.get(word)


def kind_of_receiver(word: str) -> Kind | None:
    """The kind of a gift that goes to `word` (lower case: "forces", "refugees")."""
    return _names().receivers.get(word)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(vocabulary("items")["not_goods"]["suffixes"])


def _bare(word: str) -> str:
    return _CLITIC.sub("", word) if "'" in word or "’" in word else word


def _at(text: str, words: Sequence[_Word], bare: Sequence[str], at: int) -> tuple[int, ItemClass] | None:
    """The longest name of the vocabulary that begins with word `at`: how many words it has, and its class."""
    names = _names()
    phrases = names.phrases.get(bare[at])
    for length in names.lengths[bare[at]] if phrases is not None else ():
        item = phrases.get(tuple(bare[at : at + length])) if phrases is not None else None
        if item is None or at + length > len(words):
            continue
        gaps = itertools.pairwise(words[at : at + length])
        if all(_LINK.fullmatch(text, left.end, right.begin) for left, right in gaps):
            return length, item
    return None


@cache
def _heads(item: ItemClass) -> frozenset[str]:
    """The classes whose names behind a name of `item` leave it what it is."""
    table, above = vocabulary("items")["classes"], lineage(item)
    return frozenset(above).union(*(table[name].get("heads", ()) for name in above))


@cache
def _classes() -> Mapping[str, ItemClass]:
    table = vocabulary("items")["classes"]
    return {
        name: ItemClass(
            name,
            None if entry["kind"] == GENERIC else entry["kind"],
            entry.get("broader"),
            bool(entry.get("weak", False)),
            bool(entry.get("instrument", False)),
        )
        for name, entry in table.items()
    }


@cache
def _names() -> _Names:
    table = vocabulary("items")
    by_phrase: dict[tuple[str, ...], ItemClass] = {}
    for name, entry in table["classes"].items():
        for written in entry["names"]:
            for form in _phrase_forms(written):
                by_phrase[form] = _classes()[name]
    by_first: dict[str, dict[tuple[str, ...], ItemClass]] = {}
    for phrase, item in by_phrase.items():
        by_first.setdefault(phrase[0], {})[phrase] = item

    def forms(key: str) -> frozenset[str]:
        return frozenset(form for noun in table[key]["names"] for form in noun_forms(noun))

    return _Names(
        by_first,
        {
            first: tuple(sorted({len(phrase) for phrase in found}, reverse=True))
            for first, found in by_first.items()
        },
        forms("units"),
        forms("containers"),
        forms("carriers"),
        forms("not_goods"),
        forms("ambiguous"),
        {word: kind for kind, words in table["modifiers"].items() for word in words},
        {word: kind for kind, words in table["receivers"].items() for word in words},
    )


def _phrase_forms(written: str) -> set[tuple[str, ...]]:
    headed = _HEADED.fullmatch(written)
    if headed:
        return {tuple((head + headed.group(2)).split()) for head in noun_forms(headed.group(1))} | {
            tuple((head + form).split())
            for head in noun_forms(headed.group(1))
            for form in noun_forms(headed.group(2))
        }
    glued = _DESIGNATION.fullmatch(written)  # "t 72" is also printed "T72"
    names = (written, glued.group(1) + glued.group(2)) if glued else (written,)
    return {tuple(form.split()) for name in names for form in noun_forms(name)}
