"""Governing: which trigger of a sentence has a good in its hands, and which triggers stand above that one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import has_subject, reading
from onrecord.extraction.items import is_container, is_unit

How = Literal["object", "with", "subject", "noun", "relative"]

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "PRON", "X", "DET"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ"})
_HOLDING = frozenset(
    {"of", "in", "worth", "including", "such", "like", "with", "for", "as", "plus", "and", "containing", "from"}
)
_OBLIQUE = frozenset(
    {"with", "of", "for", "in", "by", "to", "on", "against", "worth", "including", "about", "over"}
)
_REACH = 12  # steps up a parse; real paths are shorter, and a broken parse must not loop


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


@dataclass(frozen=True, slots=True)
class Link:
    """The trigger (token index) that governs a good, and how the good hangs on it."""

    trigger: int
    how: How


def is_way(scene: Scene, good: Good) -> bool:
    """Whether `good` is the way that something goes, not the thing: "give $30 million through a fund"."""
    return good.act is None and preposition_of(scene.doc[good.head]) in ("through", "via")


def govern(scene: Scene, good: Good) -> Link | None:
    """The innermost trigger that has `good` in its hands; None when none has."""
    token = scene.doc[good.head]
    if good.act is not None:
        return Link(good.act, "object")
    for _ in range(_REACH):
        head = token.head
        if head.i == token.i:
            break
        link = _link(scene, good, token, head)
        if link is not None:
            return link
        if not _passes(scene, good, token, head):
            break
        token = head
    return _below(scene, scene.doc[good.head]) or _needed(scene, good) or _leftward(scene, good)


def _link(scene: Scene, good: Good, token: Token, head: Token) -> Link | None:
    word = scene.triggers.get(head.i)
    relation = token.dep_
    if word is None and relation == "nmod" and _equips(scene, token, head):
        return Link(head.head.i, "with")
    if word is None and relation == "nmod" and _asks_somebody(scene, token, head):
        return Link(head.head.i, "object")
    if word is None or head.i in good.words:
        return _shared(scene, token, head) or _copular(scene, token, head)
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
    how = _verbal(scene, good, token, head, word)
    return Link(head.i, how) if how else _copular(scene, token, head)


def _equips(scene: Scene, token: Token, head: Token) -> bool:
    """Whether "with" has been taken for part of the receiver ("provided the office with a laboratory")."""
    word = scene.triggers.get(head.head.i)
    return (
        word is not None
        and "equips" in word.frames
        and head.dep_ in ("obj", "iobj")
        and preposition_of(token) == "with"
    )


def _asks_somebody(scene: Scene, token: Token, head: Token) -> bool:
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


def _verbal(scene: Scene, good: Good, token: Token, head: Token, word: Word) -> How | None:
    relation, preposition = token.dep_, preposition_of(token)
    if relation == "obj" and word.control == "object" and any(c.dep_ == "xcomp" for c in head.children):
        return None  # "allow planes to fly": the planes are allowed, not given
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
    if relation in ("obl", "nmod", "obl:agent", "advcl", "compound") or relation.startswith(("obl", "nmod")):
        if preposition == "with":
            return "with"
        if (
            preposition in ("for", "of", "about", "over", "on", "against", "to", "in", "by", "as", "worth")
            and word.attitude
        ):
            return "object"
        if preposition in ("in", "by", "to", "worth", "including", "of", "") and word.act:
            return "object"
        if preposition == "as" and word.act and good.money is not None and good.whole.first < good.words.first:
            return "object"  # "provide €5m as a grant"
        if preposition in ("of", "with") and "including" in word.flags:
            return "object"
    return None


def _shared(scene: Scene, token: Token, head: Token) -> Link | None:
    """An object shared with a second verb: "built and delivered a hospital"."""
    if token.dep_ != "obj" or head.pos_ != "VERB":
        return None
    for child in head.children:
        word = scene.triggers.get(child.i)
        if child.dep_ == "conj" and child.i < token.i and word is not None and word.act is not None:
            return Link(child.i, "object")
    return None


def _copular(scene: Scene, token: Token, head: Token) -> Link | None:
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


def _below(scene: Scene, token: Token) -> Link | None:
    """A participle or relative clause on the good: "tanks donated by Norway", "tanks that Norway sent"."""
    for child in token.children:
        word = scene.triggers.get(child.i)
        if word is None or not (word.act or word.attitude) or child.pos_ not in _VERBAL:
            continue
        if child.dep_.startswith(("acl", "csubj")) or (child.dep_ == "ccomp" and child.i > token.i):
            return Link(child.i, "relative")
    return None


def _needed(scene: Scene, good: Good) -> Link | None:
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


def _leftward(scene: Scene, good: Good) -> Link | None:
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


def _passes(scene: Scene, good: Good, token: Token, head: Token) -> bool:
    """Whether what governs `head` governs `token` as well."""
    if head.i in good.whole:
        return True
    relation = token.dep_
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
        known = is_container(head.lower_) or is_unit(head.lower_) or head.pos_ in ("NUM", "SYM", "DET", "PRON")
        return (
            known
            or any(head.i in place for place, _ in scene.items)
            or any(head.i in place for place, _ in scene.money)
        )
    return False


def _pays(scene: Scene, head: Token) -> bool:
    """Whether "<head> for <good>" is money or aid spent on the good, not a thing made for it."""
    if head.pos_ in ("NUM", "SYM") or any(head.i in place for place, _ in scene.money):
        return True
    return any(head.i in place and (mention.of.kind in (None, "financial")) for place, mention in scene.items)


def preposition_of(token: Token) -> str:
    """The preposition that marks `token`, in lower case; "" when none does."""
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            return child.lower_
    return ""
