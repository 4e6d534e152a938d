"""Counting: the number and unit of a good, and counted things that the vocabulary does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.goods.phrases import is_half_word, trimmed
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import is_container, is_no_good, is_unit, item_class
from onrecord.language.numbers import Number
from onrecord.vocabulary import vocabulary

_BEHIND = 9  # tokens between an item and a number behind it
_MAKER = 6  # tokens of a maker's name between a number and its unit
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*(?:a total of |totalling )?")
_NAMELY = re.compile(r"(?:\s+in (?:its )?stock)?,?\s*(?:namely|i\.e\.,?|that is,?|[-–—])\s*(?:a total of )?", re.I)
_COLON = re.compile(r"\s*:\s*")


def number_of(scene: Scene, first: int, name: int) -> tuple[tuple[Range, Number] | None, Range | None, int]:
    """Number, unit and begin of the phrase whose noun phrase runs from `first` to the name at `name`."""
    doc = scene.doc
    here = [pair for pair in scene.numbers if first <= pair[0].last < name + 1 and not in_money(scene, pair[0])]
    if here:
        part = _part_of(scene, here[0][0])
        return part or here[0], None, (part or here[0])[0].first
    before = [pair for pair in scene.numbers if pair[0].last == first - 1 and not in_money(scene, pair[0])]
    if before:
        return before[0], None, before[0][0].first
    at = first - 1
    if at > 1 and doc[at].tag_ == "POS":  # "doses of Norway's vaccine"
        at -= 2
    if at > 0 and doc[at].pos_ == "DET":
        at -= 1
    if at >= 2 and doc[at].lower_ == "of" and doc[at - 1].text == ")":
        opening = next((i for i in range(at - 2, max(at - 12, -1), -1) if doc[i].text == "("), 0)
        return _behind_unit(scene, opening - 1, first)
    if at > 0 and doc[at].lower_ in ("its", "their", "his", "her", "our", "those", "these"):
        at -= 1
    if at >= 1 and doc[at].lower_ == "of":
        if at < first - 1:  # "14 of its own tanks"
            some = next((p for p in scene.numbers if p[0].last == at - 1 and not in_money(scene, p[0])), None)
            if some is not None:
                return some, None, some[0].first
        for pair in scene.numbers:  # "tens of thousands of blankets"
            if pair[0].last == at - 1 and pair[1].value is None and not in_money(scene, pair[0]):
                return pair, None, pair[0].first
        return _behind_unit(scene, at - 1, first)
    return None, None, first


def _part_of(scene: Scene, place: Range) -> tuple[Range, Number] | None:
    """The number of which another tells the whole: the nine of "nine of the 13 jets"."""
    doc, at = scene.doc, place.first - 1
    if at > 0 and (doc[at].pos_ == "DET" or doc[at].lower_ in ("its", "their", "those")):
        at -= 1
    if at < 1 or doc[at].lower_ != "of":
        return None
    return next((p for p in scene.numbers if p[0].last == at - 1 and not in_money(scene, p[0])), None)


def _behind_unit(scene: Scene, unit: int, first: int) -> tuple[tuple[Range, Number] | None, Range | None, int]:
    """The number of a unit or container ("20,000 rounds (worth $98m) of shells"), where token `unit` is one."""
    word = scene.doc[unit].lower_ if unit > 0 else ""
    if not (is_unit(word) or is_container(word)):
        return None, None, first
    counted = [
        pair for pair in scene.numbers if pair[0].last < unit and _adjectives_between(scene, pair[0].last, unit)
    ]
    if not counted:
        return None, None, first
    last = counted[-1]
    named = is_unit(word) or not _is_many(word)
    return last, Range((last[0].last + 1, unit)) if named else None, last[0].first


def number_behind(scene: Scene, good: Good) -> Good:
    """`good` with the number that stands behind it: "tanks (40)", "helicopters in stock, namely seven units"."""
    doc, last = scene.doc, good.words.last
    if good.number is not None or last + 2 >= len(doc):
        return good
    for place, number in scene.numbers:
        if not last < place.first <= last + _BEHIND or in_money(scene, place):
            continue
        gap = doc.text[doc[last].idx + len(doc[last]) : doc[place.first].idx]
        after = doc[place.last + 1] if place.last + 1 < len(doc) else None
        unit = after is not None and is_unit(after.lower_)
        ends = after is None or unit or after.text in (")", "]", ",", ";", ".") or after.lower_ in ("and", "of")
        if _IN_BRACKETS.fullmatch(gap) and ends and after is not None and after.text not in (",", ";", "."):
            return _numbered(good, place, number, after.i if unit else None)
        if ends and (_NAMELY.fullmatch(gap) or (_COLON.fullmatch(gap) and not unit)):
            return _numbered(good, place, number, after.i if unit and after is not None else None)
        return good
    return good


def _numbered(good: Good, place: Range, number: Number, unit: int | None) -> Good:
    whole = Range((good.whole.first, max(good.whole.last, place.last if unit is None else unit)))
    return replace(
        good, number=(place, number), unit=Range((unit, unit)) if unit is not None else None, whole=whole
    )


def _is_many(word: str) -> bool:
    """Whether a container only says how many ("a total of", "dozens of"), and so counts nothing itself."""
    return word in vocabulary("items")["amounts"]["words"]


def _adjectives_between(scene: Scene, left: int, right: int) -> bool:
    return right - left <= 3 and all(scene.doc[at].pos_ in ("ADJ", "NOUN") for at in range(left + 1, right))


def in_money(scene: Scene, place: Range) -> bool:
    return any(other.first <= place.last and place.first <= other.last for other, _ in scene.money)


def _measured(scene: Scene, goods: list[Good]) -> list[Good]:
    """Things told by a unit: "60 tonnes of dates", and the units that are known without ("10 million doses")."""
    doc = scene.doc
    out: list[Good] = []
    bare = vocabulary("items")["bare_units"]
    for place, number in scene.numbers:
        unit = _unit_behind(scene, place, bare)
        if unit >= len(doc) or not is_unit(doc[unit].lower_) or in_money(scene, place):
            continue
        if any(unit in good.whole for good in goods):
            continue
        of = item_class(bare.get(doc[unit].lower_, ""))
        if unit + 2 < len(doc) and doc[unit + 1].lower_ == "of":
            head = next((doc[i] for i in range(unit + 2, min(unit + 5, len(doc))) if _ends_phrase(doc[i])), None)
            if head is not None and not is_no_good(head.lower_) and not any(head.i in g.whole for g in goods):
                words = Range((unit + 2, head.i))
                out.append(
                    Good(
                        unit, words, Range((place.first, head.i)), number=(place, number), unit=Range((unit, unit))
                    )
                )
        elif of is not None:
            here = Range((unit, unit))
            out.append(Good(unit, here, Range((place.first, unit)), of, of.kind, number=(place, number)))
    return out


def _unit_behind(scene: Scene, place: Range, bare: Mapping[str, str]) -> int:
    """The unit behind a number; one that names its thing may have words before it ("500,000 more Pfizer doses")."""
    doc, first = scene.doc, place.last + 1
    for at in range(first, min(first + _MAKER, len(doc))):
        if doc[at].lower_ in bare:
            return at
        if doc[at].pos_ not in ("PROPN", "ADJ", "CCONJ", "X") and doc[at].text not in ("-", "&"):
            break
    return first


def _ends_phrase(token: Token) -> bool:
    """Whether a noun is the last word of its phrase."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.pos_ == "NOUN" and (after is None or after.pos_ not in ("NOUN", "PROPN"))


def counted_goods(scene: Scene, goods: list[Good]) -> list[Good]:
    """Counted things that the vocabulary does not know: "17 incubators-on-wheels"."""
    doc = scene.doc
    out: list[Good] = [*_measured(scene, goods)]
    for place, number in scene.numbers:
        if any(place.first in good.whole for good in goods) or in_money(scene, place) or number.value is None:
            continue
        head = doc[place.last].head
        if not doc[place.last].dep_.startswith("nummod") or head.pos_ != "NOUN" or head.i <= place.last:
            continue
        taken = any(head.i in good.whole or place.last < good.head <= head.i for good in goods)
        if (
            taken
            or (head.tag_ == "NN" and number.value > 1)  # "50 mine-resistant trucks": half of what is counted
            or (doc[head.i + 1 : head.i + 2].text == "-" and not head.whitespace_)
            or head.i - place.last > 6
            or is_half_word(head)
            or is_no_good(head.lower_)
            or is_unit(head.lower_)
            or is_container(head.lower_)
        ):
            continue
        first = trimmed(scene, place.last + 1, head.i, None)
        out.append(Good(head.i, Range((first, head.i)), Range((place.first, head.i)), number=(place, number)))
    return out
