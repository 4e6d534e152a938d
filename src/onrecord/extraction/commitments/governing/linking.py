"""Linking: from a good up the parse to the innermost trigger that has it in its hands."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing.link import Link
from onrecord.extraction.commitments.governing.passing import is_loading, passes
from onrecord.extraction.commitments.governing.prepositions import preposition_of
from onrecord.extraction.commitments.governing.sideways import below, copular, leftward, needed, shared, told_aside
from onrecord.extraction.commitments.governing.verbs import (
    asks_somebody,
    asks_through,
    equips,
    how_verbal,
    in_phrase,
)
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.items import is_carrier

_REACH = 12  # steps up a parse; real paths are shorter, and a broken parse must not loop


def is_way(scene: Scene, good: Good) -> bool:
    """Whether `good` is the way that something goes, not the thing: "give $30 million through a fund"."""
    return good.act is None and preposition_of(scene.doc[good.head]) in ("through", "via")


def govern(scene: Scene, good: Good) -> Link | None:
    """The innermost trigger that has `good` in its hands; None when none has."""
    link = _governed(scene, good)
    return None if link is not None and _is_aimed(scene, good, link) else link


def _is_aimed(scene: Scene, good: Good, link: Link) -> bool:
    """Whether arms are fired, not given: "sends rockets at Ukraine", "launched drones against the port"."""
    word = scene.triggers[link.trigger]
    if good.kind != "military" or word.act is None or word.part != "verb":
        return False
    aims = [child for child in scene.doc[link.trigger].children if child.dep_ == "obl"]
    return any(
        preposition_of(child) in ("at", "against")
        and (preposition_of(child) == "against" or scene.actor_at(child.i) is not None)
        for child in aims
    )


def _governed(scene: Scene, good: Good) -> Link | None:
    token = scene.doc[good.head]
    if good.act is not None:
        return Link(good.act, "object")
    if good.whole.first > 0 and _has_in_hand(scene, good, scene.doc[good.whole.first - 1]):
        return Link(good.whole.first - 1, "object")
    for _ in range(_REACH):
        head = token.head
        if head.i == token.i:
            break
        link = _link(scene, good, token, head)
        if link is not None:
            return link
        if not passes(scene, good, token, head):
            break
        if is_carrier(head.lower_) and (told := below(scene, head)) is not None:
            return told  # "two ships with wheat, bought by Germany"
        token = head
    return told_aside(scene, good) or needed(scene, good) or leftward(scene, good)


def _in_phrase(scene: Scene, token: Token) -> int | None:
    """The trigger whose phrase `token` belongs to: "green light" is part of "gave the green light to"."""
    for at in range(token.i - 1, max(token.i - 5, -1), -1):
        word = scene.triggers.get(at)
        if word is not None and word.particle is not None and " " in word.particle:
            return at if token.lower_ in word.particle.split() else None
    return None


def _has_in_hand(scene: Scene, good: Good, verb: Token) -> bool:
    """Whether a finite verb right before a good gives it, whatever the parse hangs the good on."""
    word = scene.triggers.get(verb.i)
    if word is None or word.part != "verb" or not word.frames & {"gives", "buys"} or verb.pos_ != "VERB":
        return False
    before = scene.doc[verb.i - 1] if verb.i > 0 else None
    said = before is not None and (scene.actor_at(before.i) is not None or before.pos_ == "PROPN")
    return said and (verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and good.money is not None))


def _link(scene: Scene, good: Good, token: Token, head: Token) -> Link | None:
    word = scene.triggers.get(head.i)
    relation = token.dep_
    if is_loading(token) and word is not None and word.part == "verb" and word.act is not None:
        return Link(head.i, "subject" if "comes" in word.frames else "object")  # "sailed, laden with rice"
    phrase = _in_phrase(scene, head)
    if phrase is not None and preposition_of(token) in ("for", "to", "on", "of"):
        return Link(phrase, "object")
    if word is None and relation == "nmod" and equips(scene, token, head):
        return Link(head.head.i, "with")
    if word is None and relation == "nmod" and asks_somebody(scene, token, head):
        return Link(head.head.i, "object")
    if word is None and (noun := in_phrase(scene, head)) is not None and preposition_of(token) in ("for", "to"):
        return Link(noun, "object")
    if word is None and relation == "nmod" and (link := asks_through(scene, token, head)) is not None:
        return link
    if word is None or head.i in good.words:
        return shared(scene, token, head) or copular(scene, token, head)
    if word.part == "noun":
        if relation in ("conj", "appos", "list"):
            return None  # "500 food packages, 240 tents": a neighbour in a list, not what holds it
        if relation.startswith(("nsubj",)):
            return Link(head.i, "subject") if word.attitude == "considered" else None
        if "clausal" in word.flags and (
            relation.startswith("compound") or preposition_of(token) in ("of", "for", "")
        ):
            return None
        return Link(head.i, "noun") if word.act or word.attitude else None
    if not (word.act or word.attitude or word.flags & {"including"}):
        return None
    if "clausal" in word.flags:
        return None
    how = how_verbal(scene, good, token, head, word)
    return Link(head.i, how) if how else copular(scene, token, head)
