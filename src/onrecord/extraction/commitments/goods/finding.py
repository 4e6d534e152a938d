"""Finding: all goods of a sentence, each with its number, unit and money."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extraction.commitments.goods.acting import described_goods, trained_goods
from onrecord.extraction.commitments.goods.counting import counted_goods
from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.goods.naming import named_good
from onrecord.extraction.commitments.goods.paying import with_money
from onrecord.extraction.commitments.scene import Range, Scene


def find_goods(scene: Scene) -> list[Good]:
    """The goods of `scene` in the order of the text."""
    goods: list[Good] = []
    for place, mention in scene.items:
        good = named_good(scene, place, mention.of)
        if good is None:
            continue
        if goods and goods[-1].whole.last >= good.words.first:
            good = _joined(goods.pop(), good)
        goods.append(good)
    goods += [*described_goods(scene, goods), *trained_goods(scene)]
    goods += counted_goods(scene, goods)
    goods = with_money(scene, sorted(goods, key=lambda good: good.head))
    return sorted(goods, key=lambda good: good.head)


def _joined(left: Good, right: Good) -> Good:
    """Two names in one phrase ("artillery equipment"): the head is the right one, the class the narrower."""
    narrow = left if right.of is None or (right.of.kind is None and left.of is not None) else right
    return replace(
        right,
        words=Range((min(left.words.first, right.words.first), right.words.last)),
        whole=Range((min(left.whole.first, right.whole.first), right.whole.last)),
        of=narrow.of,
        kind=narrow.kind or left.kind or right.kind,
        kind_at=narrow.kind_at,
        number=left.number or right.number,
        unit=left.unit or right.unit,
    )
