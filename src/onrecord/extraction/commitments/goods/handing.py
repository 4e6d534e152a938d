"""Handing: things that the vocabulary does not know, told by the verb that hands them over: "sent 9 tractors"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.goods.good import Good
from onrecord.extraction.commitments.goods.phrases import is_half_word, left_end, trimmed
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import reading
from onrecord.extraction.items import is_carrier, is_container, is_no_good, is_unit
from onrecord.vocabulary import vocabulary

_LISTED = 8  # members of a list that are looked at


def handed_goods(scene: Scene, goods: list[Good]) -> list[Good]:
    """What a verb of giving has as its object, or the subject of its passive, and a list that begins there."""
    out: list[Good] = []
    for at, word in scene.triggers.items():
        if word.part != "verb" or word.act is None or word.lemma not in vocabulary("items")["handing"]["verbs"]:
            continue
        if any(
            child.dep_ == "case" and child.lower_ == "with" for c in scene.doc[at].children for child in c.children
        ):
            continue  # "supplied the hospital with beds": the object receives
        for child in scene.doc[at].children:
            passive = child.dep_ == "nsubj:pass" and reading(scene.doc[at]).passive
            if child.dep_ == "obj" or passive:
                out += [_good(scene, one) for one in _list(child) if _is_thing(scene, one, goods)]
    return out


def _list(first: Token) -> list[Token]:
    """The first noun of a list and those that the parse joins to it."""
    return [first, *(child for child in first.children if child.dep_ == "conj")][:_LISTED]


def _good(scene: Scene, token: Token) -> Good:
    first = left_end(scene, token.i)
    words = Range((trimmed(scene, first, token.i, None), token.i))
    return Good(token.i, words, Range((first, token.i)))


def _is_thing(scene: Scene, token: Token, goods: list[Good]) -> bool:
    """Whether a noun may be a thing that changes hands; names, people and talk are none."""
    lower = token.lower_
    if token.pos_ != "NOUN" or token.i in scene.triggers or scene.actor_at(token.i) is not None:
        return False
    if any(token.i in good.whole or good.head == token.i for good in goods) or is_half_word(token):
        return False
    if is_no_good(lower) or is_unit(lower) or is_container(lower) or is_carrier(lower) or token.ent_type_:
        return False
    if any(place.first <= token.i <= place.last for place, _ in (*scene.money, *scene.shares)):
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is None or (after.pos_ not in ("NOUN", "PROPN") and after.text != "-")
