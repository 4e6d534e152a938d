"""Acting: goods that an act makes one of: "train soldiers", "provide medical resources"."""

from __future__ import annotations

from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.items import is_container, is_no_good, item_class, kind_of_modifier, kind_of_receiver

_PUPILS = 7  # tokens between a verb of training and what is trained on
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART"})


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


def _taught(scene: Scene, verb: int) -> int | None:
    """The "on" behind whom a verb of training has as its object: "training Oslo's crews on radars"."""
    for at in range(verb + 1, min(verb + _PUPILS, len(scene.doc))):
        token = scene.doc[at]
        if token.lower_ in ("on", "in"):
            pupils = range(verb + 1, at)
            somebody = (scene.actor_at(i) or kind_of_receiver(scene.doc[i].lower_) == "military" for i in pupils)
            return at if any(somebody) else None
        if token.pos_ not in _PHRASE:
            return None
    return None


def without_taught(scene: Scene, goods: list[Good]) -> list[Good]:
    """`goods` without what soldiers are only trained on."""
    ways = [on for at, word in scene.triggers.items() if "trains" in word.frames and (on := _taught(scene, at))]
    return [one for one in goods if not any(on < one.words.first <= on + 3 and one.money is None for on in ways)]


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
        on = _taught(scene, at)
        if on is not None and not any(good.act == at for good in out):
            place = Range((at, on - 1))
            out.append(Good(at, place, place, of, of.kind, act=at))
    return out
