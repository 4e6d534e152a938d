"""Counting: the number and unit of a good, and counted things that the vocabulary does not know."""

from __future__ import annotations

from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.goods.phrases import is_half_word, trimmed
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import is_container, is_no_good, is_unit
from onrecord.language.numbers import Number
from onrecord.vocabulary import vocabulary


def number_of(scene: Scene, first: int, name: int) -> tuple[tuple[Range, Number] | None, Range | None, int]:
    """Number, unit and begin of the phrase whose noun phrase runs from `first` to the name at `name`."""
    doc = scene.doc
    here = [pair for pair in scene.numbers if first <= pair[0].first < name + 1 and not in_money(scene, pair[0])]
    if here:
        return here[0], None, here[0][0].first
    before = [pair for pair in scene.numbers if pair[0].last == first - 1 and not in_money(scene, pair[0])]
    if before:
        return before[0], None, before[0][0].first
    at = first - 1
    if at > 0 and doc[at].pos_ == "DET":
        at -= 1
    if at >= 1 and doc[at].lower_ == "of" and (is_unit(doc[at - 1].lower_) or is_container(doc[at - 1].lower_)):
        unit = at - 1
        counted = [
            pair for pair in scene.numbers if pair[0].last < unit and _adjectives_between(scene, pair[0].last, unit)
        ]
        if counted:
            last = counted[-1]
            named = is_unit(doc[unit].lower_) or not _is_many(doc[unit].lower_)
            return last, Range((last[0].last + 1, unit)) if named else None, last[0].first
        return None, None, first
    return None, None, first


def _is_many(word: str) -> bool:
    """Whether a container only says how many ("a total of", "dozens of"), and so counts nothing itself."""
    return word in vocabulary("items")["amounts"]["words"]


def _adjectives_between(scene: Scene, left: int, right: int) -> bool:
    return right - left <= 3 and all(scene.doc[at].pos_ in ("ADJ", "NOUN") for at in range(left + 1, right))


def in_money(scene: Scene, place: Range) -> bool:
    return any(other.first <= place.last and place.first <= other.last for other, _ in scene.money)


def counted_goods(scene: Scene, goods: list[Good]) -> list[Good]:
    """Counted things that the vocabulary does not know: "17 incubators-on-wheels"."""
    doc = scene.doc
    out: list[Good] = []
    for place, number in scene.numbers:
        if any(place.first in good.whole for good in goods) or in_money(scene, place) or number.value is None:
            continue
        head = doc[place.last].head
        if not doc[place.last].dep_.startswith("nummod") or head.pos_ != "NOUN" or head.i <= place.last:
            continue
        taken = any(head.i in good.whole or place.last < good.head <= head.i for good in goods)
        if (
            taken
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
