"""Sideways: triggers that stand below or beside a good, and what the order of words says where the parse fails."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.governing.link import Link
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import has_subject, reading
from onrecord.extraction.items import is_container, is_unit

_VERBAL = frozenset({"VERB", "AUX", "ADJ"})
_IS = frozenset({"is", "are", "'s", "’s", "was", "were"})
_LEFT = 15  # tokens between a verb and the last good of its object
_LIST = 12
_NOUNY = frozenset({"DET", "ADP", "ADJ", "NUM", "ADV", "NOUN", "PROPN", "CCONJ", "PUNCT", "PART", "SYM", "X"})
_STOPS = frozenset(
    {
        "by",
        "against",
        "at",
        "from",
        "for",
        "after",
        "before",
        "amid",
        "over",
        "on",
        "about",
        ".",
        ";",
        ":",
        "to",
        "during",
    }
)

_HOLDING_VERBS = frozenset(
    {"consisting", "containing", "including", "comprising", "comprised", "totalling", "totaling", "worth"}
)


def shared(scene: Scene, token: Token, head: Token) -> Link | None:
    """An object shared with a second verb: "built and delivered a hospital"."""
    if token.dep_ != "obj" or head.pos_ != "VERB":
        return None
    for child in head.children:
        word = scene.triggers.get(child.i)
        if child.dep_ == "conj" and child.i < token.i and word is not None and word.act is not None:
            return Link(child.i, "object")
    return None


def copular(scene: Scene, token: Token, head: Token) -> Link | None:
    """ "Patriots is what Ukraine needs", "what we need is tanks"."""
    if token.dep_.startswith("nsubj") and head.lower_ in ("what", "all", "something", "thing"):
        return _relative(scene, head)
    return None


def _relative(scene: Scene, head: Token) -> Link | None:
    for child in head.children:
        word = scene.triggers.get(child.i)
        if child.dep_.startswith(("acl", "csubj")) and word is not None and (word.act or word.attitude):
            return Link(child.i, "relative")
    return None


def below(scene: Scene, token: Token) -> Link | None:
    """A participle or relative clause on the good: "tanks donated by Norway", "tanks that Norway sent"."""
    for child in token.children:
        word = scene.triggers.get(child.i)
        if word is None or not (word.act or word.attitude) or child.pos_ not in _VERBAL:
            continue
        if child.dep_.startswith(("acl", "csubj")) or (child.dep_ == "ccomp" and child.i > token.i):
            return Link(child.i, "relative")
    return _beside_name(scene, token)


def _beside_name(scene: Scene, token: Token) -> Link | None:
    """The clause behind a name that stands for the noun before it: "something else: rockets that Norway sent"."""
    after = token.i + 1
    if token.dep_ != "appos" or after >= len(token.doc) or token.doc[after].tag_ not in ("WDT", "WP"):
        return None
    for child in token.head.children:
        word = scene.triggers.get(child.i)
        told = child.dep_ == "acl:relcl" and child.i > after and word is not None and word.part == "verb"
        if told and word is not None and (word.act or word.attitude):
            return Link(child.i, "relative")
    return None


def told_aside(scene: Scene, good: Good) -> Link | None:
    """What is told of the good beside its clause: "the tanks that Norway sent", "the $2bn pledged in May"."""
    link = below(scene, scene.doc[good.head])
    after = good.whole.last + 1
    if link is not None or after >= len(scene.doc):
        return link
    token, word = scene.doc[after], scene.triggers.get(after)
    participle = token.tag_ in ("VBN", "VBD") and token.dep_.startswith(("acl", "advcl")) and not has_subject(token)
    acts = word is not None and word.part == "verb" and bool(word.act or word.attitude)
    return Link(after, "relative") if acts and participle else None


def needed(scene: Scene, good: Good) -> Link | None:
    """ "Patriots and fuel is what Ukraine needs": whatever the parse makes of it."""
    doc = scene.doc
    for at in range(good.whole.last + 1, min(good.whole.last + _LIST, len(doc) - 2)):
        if doc[at].lower_ in _IS and doc[at + 1].lower_ == "what":
            return next(
                (Link(i, "relative") for i in range(at + 2, min(at + 8, len(doc))) if _asks(scene, i)), None
            )
        if doc[at].pos_ in ("VERB", "ADP"):
            return None
    return None


def _asks(scene: Scene, at: int) -> bool:
    word = scene.triggers.get(at)
    return word is not None and word.attitude == "requested" and word.part == "verb"


def leftward(scene: Scene, good: Good) -> Link | None:
    """Where the parse fails: the verb before the good, when only a noun phrase's words stand between."""
    doc = scene.doc
    aside = steps = 0
    for at in range(good.whole.first - 1, -1, -1):
        token, word = doc[at], scene.triggers.get(at)
        aside += (token.text == ")") - (token.text == "(")
        if aside > 0 or token.lower_ in _HOLDING_VERBS:
            continue
        steps += 1
        if steps > _LEFT:
            return None
        if word is not None and word.part == "verb":
            if any(child.dep_ == "obj" and child.i in good.whole for child in token.children):
                return None  # the parse joins the two, and that was not enough: "urged peacekeepers to leave"
            acts = word.act is not None or word.attitude is not None or "including" in word.flags
            acts = acts and "clausal" not in word.flags
            return Link(at, "object") if acts and not reading(token).passive else None
        if token.pos_ not in _NOUNY or token.lower_ in _STOPS or not _belongs(scene, token):
            return None
    return None


def _belongs(scene: Scene, token: Token) -> bool:
    """Whether a token between a verb and a good may be part of the verb's object."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return True
    lower, word = token.lower_, scene.triggers.get(token.i)
    held = is_container(lower) or is_unit(lower) or lower in _HOLDING_VERBS or scene.actor_at(token.i) is not None
    named = any(token.i in place for place, _ in (*scene.items, *scene.money))
    return (
        held or named or (word is not None and word.act is not None) or token.dep_ in ("compound", "flat", "amod")
    )
