"""Passing: whether what governs a word governs the good below it as well."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing.prepositions import preposition_of
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.items import is_carrier, is_container, is_unit
from onrecord.vocabulary import vocabulary

_USING = frozenset({"use", "loan", "lease"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "PRON", "X", "DET"})
_HOLDING = frozenset(
    {
        "of",
        "in",
        "worth",
        "including",
        "such",
        "like",
        "with",
        "for",
        "as",
        "plus",
        "and",
        "containing",
        "from",
        "up to",
    }
)


def passes(scene: Scene, good: Good, token: Token, head: Token) -> bool:
    """Whether what governs `head` governs `token` as well."""
    if head.i in good.whole:
        return True
    relation = token.dep_
    if is_loading(head):
        return relation == "obj" or (relation.startswith("obl") and preposition_of(token) in ("with", ""))
    if is_loading(token):
        return relation.startswith(("acl", "amod", "advcl", "xcomp")) and head.pos_ in _NOMINAL
    if head.pos_ in ("VERB", "AUX", "ADJ"):
        mistagged = head.tag_ in ("VBN", "VBG", "VBD", "JJ") and head.i < token.i and good.whole.first <= head.i + 1
        word = scene.triggers.get(head.i)
        purpose = (
            word is not None
            and bool(word.flags & {"purpose", "transparent"})
            and relation in ("obj", "xcomp", "ccomp")
        )
        return (
            mistagged
            or purpose
            or (relation in ("obj", "xcomp") and head.lower_ in ("including", "worth", "totaling", "totalling"))
        )
    if head.pos_ not in _NOMINAL:
        return False
    if relation in ("conj", "appos", "flat", "nummod", "list", "dep", "compound", "fixed", "parataxis"):
        return True
    if relation.startswith(("nmod", "obl", "acl")):
        if preposition_of(token) not in _HOLDING:
            return False
        if preposition_of(token) == "for" and not _pays(scene, head):
            return False
        if head.lower_ in _USING:
            return _is_offered(scene, head)
        known = (
            is_carrier(head.lower_)
            or is_container(head.lower_)
            or is_unit(head.lower_)
            or head.pos_ in ("NUM", "SYM", "DET", "PRON")
        )
        return (
            known
            or any(head.i in place for place, _ in scene.items)
            or any(head.i in place for place, _ in scene.money)
        )
    return False


def _is_offered(scene: Scene, use: Token) -> bool:
    """Whether the use of a thing is what is given: "has offered the use of two helicopters"."""
    word = scene.triggers.get(use.head.i)
    return word is not None and use.dep_ == "obj" and ("gives" in word.frames or word.attitude == "pledged")


def is_loading(token: Token) -> bool:
    """Whether a word only says what a carrier has aboard ("carrying", "loaded with")."""
    if token.pos_ not in ("VERB", "ADJ") or not token.dep_.startswith(("acl", "amod", "advcl")):
        return False
    return token.lower_ in vocabulary("items")["carriers"]["loading"]


def _pays(scene: Scene, head: Token) -> bool:
    """Whether "<head> for <good>" is money or aid spent on the good, not a thing made for it."""
    if head.pos_ in ("NUM", "SYM") or any(head.i in place for place, _ in scene.money):
        return True
    return any(
        head.i in place and (mention.of.kind is None or mention.of.instrument) for place, mention in scene.items
    )
