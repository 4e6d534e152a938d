"""Finding: all goods of a sentence, each with its number, unit and money."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extraction.commitments.goods.acting import described_goods, trained_goods, without_taught
from onrecord.extraction.commitments.goods.counting import counted_goods, number_behind
from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.goods.handing import handed_goods
from onrecord.extraction.commitments.goods.joining import described, joined, made_for, without_carriers, wrapped
from onrecord.extraction.commitments.goods.naming import named_good
from onrecord.extraction.commitments.goods.paying import with_money
from onrecord.extraction.commitments.goods.pointing import pointing_goods
from onrecord.extraction.commitments.scene import Range, Scene


def find_goods(scene: Scene) -> list[Good]:
    """The goods of `scene` in the order of the text."""
    goods: list[Good] = []
    for place, mention in scene.items:
        good = named_good(scene, place, mention.of)
        if good is None:
            continue
        last = goods[-1] if goods else None
        if last is not None and last.whole.last >= good.words.first:
            goods[-1] = joined(last, good)
        else:
            goods.append(good)
    goods = [number_behind(scene, good) for good in _as_one(scene, goods)]
    goods = without_taught(scene, goods)
    goods += [*described_goods(scene, goods), *trained_goods(scene)]
    goods += counted_goods(scene, goods)
    goods += handed_goods(scene, goods)
    goods += pointing_goods(scene, goods)
    goods = [_as_listed(scene, good, goods) for good in goods]
    goods = with_money(scene, sorted(goods, key=lambda good: good.head))
    return without_carriers(scene, sorted(goods, key=lambda good: good.head))


def _as_listed(scene: Scene, good: Good, goods: list[Good]) -> Good:
    """An unknown thing on a list is of the kind of its neighbours there: "60 tonnes of dates and blankets"."""
    if good.of is not None or good.kind is not None or good.sum_only:
        return good
    for other in goods:
        first, last = sorted((good, other), key=lambda one: one.whole.first)
        between = scene.doc[first.whole.last + 1 : last.whole.first]
        listed = 0 < len(between) <= 2 and all(token.lower_ in (",", "and", "or", "&") for token in between)
        if listed and other.of is not None and other.kind is not None:
            return replace(good, kind=other.kind, kind_at=other.head)
    return good


def _as_one(scene: Scene, goods: list[Good]) -> list[Good]:
    """`goods`, two that are one joined: a wrapping with its aid, a thing with what it is made for."""
    out: list[Good] = []
    served: int | None = None  # the head of what the last good is made for
    for good in goods:
        last = out[-1] if out else None
        token = scene.doc[good.head]
        also = served is not None and token.dep_ == "conj" and token.head.i == served and good.number is None
        if last is not None and also:
            out[-1] = replace(
                last,
                words=Range((last.words.first, good.words.last)),
                whole=Range((last.whole.first, good.whole.last)),
            )
        elif last is not None and (one := wrapped(scene, last, good) or described(scene, last, good)):
            out[-1], served = one, None
        elif last is not None and (one := made_for(scene, last, good)):
            out[-1], served = one, good.head
        else:
            out.append(good)
            served = None
    return out
