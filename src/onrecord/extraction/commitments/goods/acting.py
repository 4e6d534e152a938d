"""Acting: goods that an act makes one of: "train soldiers", "provide medical resources"."""

from __future__ import annotations

from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import is_container, is_no_good, item_class, kind_of_modifier, kind_of_receiver


def described_goods(scene: Scene, goods: list[Good]) -> list[Good]:
    """Things that the vocabulary does not know, told by the word before them: "medical resources"."""
    doc = scene.doc
    out: list[Good] = []
    for token in doc[1:]:
        kind = kind_of_modifier(doc[token.i - 1].lower_)
        if kind is None or token.pos_ != "NOUN" or token.dep_ not in ("obj", "conj") or token.i in scene.triggers:
            continue
        word = scene.triggers.get(token.head.i)
        given = word is not None and word.act is not None and "gives" in word.frames
        lower = token.lower_
        if not given or any(token.i in g.whole for g in goods) or is_no_good(lower) or is_container(lower):
            continue
        place = Range((token.i - 1, token.i))
        out.append(Good(token.i, place, place, None, kind, token.i - 1))
    return out


def trained_goods(scene: Scene) -> list[Good]:
    """Training, which is an act and an item at once: "train Ukrainian soldiers"."""
    out: list[Good] = []
    of = item_class("military training")
    for at, word in scene.triggers.items():
        if "trains" not in word.frames or word.part != "verb" or of is None:
            continue
        for child in scene.doc[at].children:
            if child.dep_ in ("obj", "nsubj:pass") and kind_of_receiver(child.lower_) == "military":
                place = Range((min(at, child.left_edge.i), max(at, child.i)))
                out.append(Good(at, place, place, of, of.kind, act=at))
    return out
