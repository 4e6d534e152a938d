"""Affliction: which state a disaster or a war has struck, so that help without an address is for it."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.extraction.forms import noun_forms
from onrecord.language.actors import Actor
from onrecord.vocabulary import vocabulary

_SKIPPED = ("DET", "ADJ", "NOUN", "PROPN")
_STEPS = 4  # tokens between "in" and the state's name: "in the north of Somalia"
_BEHIND = 2  # tokens from the name to what strikes it: "Turkey's deadly earthquake"


def is_afflicted(token: Token, actor: Actor) -> bool:
    """Whether a text names the state at `token`, the first of its name, as struck: "floods in Pakistan"."""
    if actor.kind not in ("state", "demonym", "capital"):
        return False
    return _struck_in(token) or _struck_behind(token)


def is_helped(token: Token, actor: Actor) -> bool:
    """Whether a text names the state at `token`, the first of its name, as helped: "aid for Chad", "arm Chad"."""
    if actor.kind not in ("state", "capital") or token.i == 0:
        return False
    before = token.nbor(-1)
    if before.lower_ == "the" and before.i > 0:
        before = before.nbor(-1)
    words = vocabulary("stages")["helped"]
    if before.pos_ != "ADP" and before.lower_ in _helping():
        behind = token.doc[token.i + 1 :][:1]
        return not any(t.lower_ in ("'s", "’s", "’", "'") for t in behind)  # "back Chad's claim"
    if before.lower_ not in words["prepositions"] or before.i == 0:
        return False
    return before.nbor(-1).lower_ in _helps()


def is_stricken(phrase: Token) -> bool:
    """Whether a noun is described as struck: "the embattled nation"."""
    words = vocabulary("stages")["affliction"]["adjectives"]
    return any(child.lower_ in words or child.text.lower().endswith("-hit") for child in phrase.children)


def _struck_in(token: Token) -> bool:
    """Whether what strikes stands before an "in" before the name."""
    doc, at = token.doc, token.i - 1
    for _ in range(_STEPS):
        if at <= 0 or (doc[at].pos_ not in _SKIPPED and doc[at].lower_ != "of"):
            break
        if doc[at].lower_ == "of" and doc[at - 1].lower_ in _nouns("wars"):
            break
        at -= 1
    if at > 0 and doc[at].lower_ in ("of", "against"):  # "the invasion of", "a war against"
        return doc[at - 1].lower_ in _nouns("wars")
    if at <= 0 or doc[at].lower_ not in ("in", "across", "on"):
        return False
    return doc[at - 1].lower_ in _nouns("disasters") | _nouns("wars")


def _struck_behind(token: Token) -> bool:
    """Whether what strikes stands behind the name: "Turkish quake", "the Ukraine war", not "Russia's war"."""
    doc = token.doc
    war = doc[token.i + 1] if token.i + 1 < len(doc) else token
    if war.lower_ in _nouns("wars") and token.dep_ == "compound" and war.dep_ != "compound":
        return True
    for at in range(token.i + 1, min(token.i + _BEHIND + 2, len(doc))):
        if doc[at].lower_ in _nouns("disasters"):
            return True
        if doc[at].lower_ not in ("'s", "’s") and doc[at].pos_ not in ("ADJ", "PROPN", "NOUN"):
            return False
    return False


@cache
def _nouns(key: str) -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["affliction"][key] for form in noun_forms(noun))


@cache
def _helps() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["helped"]["nouns"] for form in noun_forms(noun))


@cache
def _helping() -> frozenset[str]:
    return frozenset(vocabulary("stages")["helped"]["verbs"])
