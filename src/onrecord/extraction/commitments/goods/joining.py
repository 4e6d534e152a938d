"""Joining: two names that are one good: "artillery equipment", "a tranche of aid", "shells for howitzers"."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.goods.paying import chars_of
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import is_carrier, item_class, lineage
from onrecord.vocabulary import vocabulary

_OF = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?of\s+(?:(?!of\b)[\w-]+\s+){0,3}", re.I)
_WITH = re.compile(
    r"\s*,?\s*(?:(?:loaded|laden|filled|packed|stuffed) )?"
    r"(?:with|carrying|containing|transporting|bringing|full of)\s+(?:[\w,.-]+\s+){0,3}",
    re.I,
)
_FOR = re.compile(r"\s+for\s+(?:the |its |their |these |those )?(?:[\w-]+\s+){0,3}", re.I)


def joined(left: Good, right: Good) -> Good:
    """Two names in one phrase ("artillery equipment"): the head is the right one, the class the narrower."""
    narrow = left if right.of is None or (right.of.kind is None and left.of is not None) else right
    of, kind = narrow.of, narrow.kind or left.kind or right.kind
    if right.of is not None and right.of.name == "training":  # "fighter jet training" is no fighter jet
        of = item_class("military training") if kind == "military" else right.of
    return replace(
        right,
        words=Range((min(left.words.first, right.words.first), right.words.last)),
        whole=Range((min(left.whole.first, right.whole.first), right.whole.last)),
        of=of,
        kind=kind,
        kind_at=narrow.kind_at,
        number=left.number or right.number,
        unit=left.unit or right.unit,
    )


def wrapped(scene: Scene, left: Good, right: Good) -> Good | None:
    """Aid in its wrapping ("a tranche of military aid"): one good, named by the aid."""
    if not (_is_aid(left) and _is_aid(right)) or left.kind is not None or right.number is not None:
        return None
    if not _OF.fullmatch(_between(scene, left, right)):
        return None
    number = left.number
    return replace(
        right,
        head=left.head,
        whole=Range((left.whole.first, right.whole.last)),
        number=number,
        unit=None if number is None else Range((left.words.last, left.words.last)),
    )


def made_for(scene: Scene, left: Good, right: Good) -> Good | None:
    """What is made for another thing is one good with it: "shells for 155mm howitzers", "spare parts for tanks"."""
    made = vocabulary("items")["made_for"]["classes"]
    if left.of is None or right.of is None or left.of.name not in made or lineage(right.of)[-1] == "aid":
        return None
    if not _FOR.fullmatch(_between(scene, left, right)) or right.kind not in ("military", "energy", None):
        return None
    return replace(
        left,
        words=Range((left.words.first, right.words.last)),
        whole=Range((left.whole.first, right.whole.last)),
        kind=left.kind or right.kind,
        kind_at=left.kind_at if left.kind is not None else right.words.first,
    )


def described(scene: Scene, left: Good, right: Good) -> Good | None:
    """A thing and what it consists of are one good: "air drops of rice", "a hospital of 280 beds"."""
    if left.of is None or right.of is None or not _OF.fullmatch(_between(scene, left, right)):
        return None
    whole = Range((left.whole.first, right.whole.last))
    if right.number is not None:
        one = scene.doc[left.head].tag_ == "NN" and left.number is None and not (_is_aid(left) or right.of.weak)
        return replace(left, whole=whole) if one and left.of.kind is not None else None
    if left.of.name != right.of.name or left.number is not None:
        return None
    return replace(left, words=Range((left.words.first, right.words.last)), whole=whole)


def without_carriers(scene: Scene, goods: list[Good]) -> list[Good]:
    """`goods` without what only brings the others: "two ships with wheat", "a plane was sent with tents"."""
    return [
        one
        for one in goods
        if not (_is_carrier(scene, one) and (_is_way(scene, one) or any(_loads(scene, one, o) for o in goods)))
    ]


def _is_way(scene: Scene, good: Good) -> bool:
    """Whether a carrier is only how something goes: "flown in on a plane"."""
    cases = {child.lower_ for child in scene.doc[good.head].children if child.dep_ == "case"}
    return good.number is None and bool(cases & {"on", "by", "aboard"})


def _is_carrier(scene: Scene, good: Good) -> bool:
    return good.money is None and good.act is None and is_carrier(scene.doc[good.head].lower_)


def _loads(scene: Scene, carrier: Good, load: Good) -> bool:
    if load is carrier or load.sum_only or load.whole.first <= carrier.whole.last:
        return False
    if load.of is not None and load.of.name in vocabulary("items")["carriers"]["fittings"]:
        return False  # "trucks with spare parts"
    if _WITH.fullmatch(scene.doc.text[chars_of(scene, carrier.whole)[1] : chars_of(scene, load.whole)[0]]):
        return True
    token, top = scene.doc[load.head], scene.doc[carrier.head]
    aboard = token.dep_ == "obl" and any(
        child.dep_ == "case" and child.lower_ == "with" for child in token.children
    )
    return aboard and token.head.i == top.head.i and top.dep_ in ("nsubj:pass", "nsubj", "obj")


def _is_aid(good: Good) -> bool:
    return good.of is not None and lineage(good.of)[-1] == "aid"


def _between(scene: Scene, left: Good, right: Good) -> str:
    return scene.doc.text[chars_of(scene, left.words)[1] : chars_of(scene, right.words)[0]]
