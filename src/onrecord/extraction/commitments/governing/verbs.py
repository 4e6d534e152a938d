"""Verbs: how a good hangs on the verb right above it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing.link import How, Link
from onrecord.extraction.commitments.governing.prepositions import preposition_of
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import has_subject, reading

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "PRON", "X", "DET"})


def how_verbal(scene: Scene, good: Good, token: Token, head: Token, word: Word) -> How | None:
    relation, preposition = token.dep_, preposition_of(token)
    allowed = relation == "obj" and word.control == "object"  # "allow planes to fly": not given
    if _receives(scene, good, preposition) or (allowed and any(c.dep_ == "xcomp" for c in head.children)):
        return None
    if relation in (
        "obj",
        "iobj",
        "nsubj:pass",
        "xcomp",
        "obl:unmarked",
        "dep",
        "appos",
        "nmod:unmarked",
        "obl:npmod",
    ):
        return "object"
    if token.pos_ in _NOMINAL and (relation == "conj" or (relation == "ccomp" and not has_subject(token))):
        return "object"
    if relation == "conj" and token.i in good.whole:
        return "object"
    if relation.startswith("nsubj"):
        passive = reading(head).passive
        comes = "comes" in word.frames and (good.sum_only or word.lemma != "go" or _goes_to(scene, head))
        return "subject" if passive or comes else None
    if _after_particle(token, word) or _second_object(token, head, word):
        return "object"
    if relation in ("obl", "nmod", "obl:agent", "advcl", "compound") or relation.startswith(("obl", "nmod")):
        if preposition == "with":
            return "with"
        if (
            preposition in ("for", "of", "about", "over", "on", "against", "to", "in", "by", "as", "worth", "up to")
            and word.attitude
        ):
            return "object"
        if preposition == "to" and word.act in ("delivered", "shipped") and good.money is None and good.of is None:
            return None  # "disbursed to 8,500 survivors": they receive
        if preposition in ("in", "by", "to", "worth", "including", "of", "up to", "") and word.act:
            return "object"
        if preposition == "as" and word.act and good.money is not None and good.whole.first < good.words.first:
            return "object"  # "provide €5m as a grant"
        if preposition in ("of", "with") and "including" in word.flags:
            return "object"
    return None


def _receives(scene: Scene, good: Good, preposition: str) -> bool:
    """Whether a good is a fund that a sum goes to: "pledged $9m to a fund"."""
    fund = good.of is not None and good.of.name == "fund"
    return fund and preposition in ("to", "into") and bool(scene.money) and good.money is None


def _after_particle(token: Token, word: Word) -> bool:
    """Whether a verb's particle has been taken for a preposition ("handed over a number of rockets")."""
    here = word.particle is not None and preposition_of(token) == word.particle
    return here and bool(word.act) and token.dep_ == "obl" and token.left_edge.i == token.head.i + 1


def _second_object(token: Token, head: Token, word: Word) -> bool:
    """Whether a bound before the number has made a place of the second object ("offered Mali up to 9 tonnes")."""
    if token.dep_ != "obl" or token.left_edge.lower_ not in ("up", "as", "close") or "purpose" in word.flags:
        return False
    offers = bool(word.act and "gives" in word.frames) or word.attitude == "pledged"
    counted = any(child.dep_.startswith("nummod") for child in token.children)
    return offers and counted and any(child.dep_ in ("obj", "iobj") for child in head.children)


def in_phrase(scene: Scene, head: Token) -> int | None:
    """The verb whose phrase ends in the noun `head`: "gave the green light to buses", "the go-ahead for radars"."""
    for above in (head.head, head.head.head):
        word = scene.triggers.get(above.i)
        if word is not None and word.particle is not None and above.i < head.i:
            return above.i if head.lower_ in word.particle.replace("-", " ").split()[1:] else None
    return None


def asks_through(scene: Scene, token: Token, head: Token) -> Link | None:
    """Whether "for" has been taken for part of whom an order is with: "an order with a maker for 12 tanks"."""
    if preposition_of(token) != "for" or preposition_of(head) not in ("with", "from", "to"):
        return None
    beside = (child for child in head.head.children if child.dep_ == "obj" and child.i < head.i)
    for noun in [head.head] if head.dep_.startswith("nmod") else beside:
        word = scene.triggers.get(noun.i)
        if word is not None and word.part == "noun" and word.act != "delivered" and (word.act or word.attitude):
            return Link(noun.i, "noun")
    return None


def equips(scene: Scene, token: Token, head: Token) -> bool:
    """Whether "with" has been taken for part of the receiver ("provided the office with a laboratory")."""
    word = scene.triggers.get(head.head.i)
    return (
        word is not None
        and "equips" in word.frames
        and head.dep_ in ("obj", "iobj")
        and preposition_of(token) == "with"
    )


def asks_somebody(scene: Scene, token: Token, head: Token) -> bool:
    """Whether "for" has been taken for part of whoever is asked ("asked its partners for ammunition")."""
    word = scene.triggers.get(head.head.i)
    asks = word is not None and word.part == "verb" and word.attitude in ("requested", "proposed")
    asked = head.dep_ in ("obj", "iobj", "obl") and not any(
        head.i in place for place, _ in (*scene.items, *scene.money)
    )
    return asks and asked and preposition_of(token) == "for"


def _goes_to(scene: Scene, verb: Token) -> bool:
    """Whether what "goes" goes to somebody, not up, astray or off."""
    to = (c for c in verb.children if c.dep_.startswith(("obl", "nmod")) and preposition_of(c) in ("to", "into"))
    return any(scene.actor_at(t.i) is not None for c in to for t in c.subtree)
