"""Chains: the triggers that stand above the one that governs a good, from the inside out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extraction.commitments.lexicon import Word, marker
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import has_subject, reading
from onrecord.extraction.items import is_container

_LIFTING = frozenset({"report", "announcing", "transparent", "failing", "striving"})
_CARRIED = frozenset({"obj", "obl", "compound", "nsubj:pass"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ"})


def chain_above(scene: Scene, trigger: int) -> Iterator[tuple[int, Word]]:
    """The triggers whose business `trigger` is, from the inside out.

    "Refused to approve sending" gives approve, then refuse.

    Stops where a clause is no longer what the next word is about (a time clause, a reason, an aside).
    """
    token = scene.doc[trigger]
    seen = {token.i}
    while token.head.i != token.i and token.head.i not in seen:
        head = token.head
        seen.add(head.i)
        sideways = token.dep_ == "conj" and (head.pos_ in _VERBAL) == (token.pos_ in _VERBAL)
        if not sideways:
            word = scene.triggers.get(head.i)
            if not _is_business(token, head) or _affects(token, head, word) or _is_parted(token, head):
                return
            carried = _carried(scene, token, head)
            if carried is not None:
                yield carried, scene.triggers[carried]
                return
            if word is not None and "valuing" in word.flags and not token.dep_.startswith("nsubj"):
                pass  # "reach an agreement on sending": what is reached is no thing that comes
            elif word is not None and (word.act or word.attitude or word.flags & _LIFTING):
                yield head.i, _own_wish(token, head, word, scene.triggers.get(trigger))
            elif not _is_bridge(head, word):
                return
        elif has_subject(token) and token.pos_ in _VERBAL:
            return
        token = head


def _is_parted(token: Token, head: Token) -> bool:
    """Whether a semicolon stands between two words: two clauses that a parse has run together."""
    first, last = sorted((token.i, head.i))
    return any(between.text == ";" for between in token.doc[first:last])


def _affects(token: Token, head: Token, word: Word | None) -> bool:
    """Whether a noun only does something to another thing: "the decision to send tanks may not move it"."""
    passes = word is not None and "transparent" in word.flags and word.attitude is None
    acts = token.dep_ == "nsubj" and token.pos_ == "NOUN" and any(child.dep_ == "obj" for child in head.children)
    return passes and acts


def _own_wish(token: Token, head: Token, word: Word, inner: Word | None) -> Word:
    """A verb of asking as one of weighing, where somebody wants to do it: "wants to send", "seeks to transfer"."""
    if word.attitude == "proposed" and any(child.lower_ in ("closer", "nearer") for child in head.children):
        return replace(word, attitude="considered")  # "pushes them closer to sending"
    asked = any(child.dep_ in ("obj", "iobj") for child in head.children) or reading(head).passive
    needs = word.lemma in ("need", "require") or (inner is not None and "takes" in inner.frames)
    if word.attitude != "requested" or word.part != "verb" or token.dep_ != "xcomp" or asked or needs:
        return word
    return replace(word, attitude="considered", control="subject")


def _carried(scene: Scene, token: Token, head: Token) -> int | None:
    """The noun whose business a clause is that hangs on the noun's verb.

    "Keeps up its appeal for allies to send", "no decision was made on sending".
    """
    marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
    pressed = _pressing(scene, head) if marks == {"to"} and not has_subject(token) else None
    if pressed is not None and token.dep_ in ("advcl", "xcomp"):
        return pressed
    light = head.lower_ in marker("carrying") and bool(marks & {"on", "about", "over", "to"})
    if token.dep_ != "advcl" or not marks & {"on", "about", "over", "to", "for"}:
        return None
    for child in head.children:
        word = scene.triggers.get(child.i)
        if word is None or word.part != "noun" or word.attitude is None or child.dep_ not in _CARRIED:
            continue
        called = has_subject(token) or any(c.lower_ == "for" for below in child.children for c in below.children)
        if light or (called and word.attitude in ("requested", "proposed")):
            return child.i
    return None


def _pressing(scene: Scene, verb: Token) -> int | None:
    """The noun of calling that is a verb's subject ("pressure mounts on them to send")."""
    for child in verb.children:
        word = scene.triggers.get(child.i)
        on = any(other.lower_ == "on" for below in verb.children for other in below.children)
        nominal = word is not None and word.part == "noun" and word.attitude == "proposed"
        if nominal and on and child.dep_ == "nsubj" and verb.i not in scene.triggers:
            return child.i
    return None


def _is_bridge(head: Token, word: Word | None) -> bool:
    if word is not None:
        return not word.flags & {"hostile"}
    return head.pos_ in ("AUX", "PRON", "DET") or is_container(head.lower_) or head.lower_ in marker("bridging")


def _is_business(token: Token, head: Token) -> bool:
    relation = token.dep_
    if relation in (
        "xcomp",
        "ccomp",
        "obj",
        "csubj",
        "csubj:pass",
        "csubj:outer",
        "nsubj:pass",
        "acl",
        "dep",
        "appos",
        "compound",
    ):
        return not (relation == "acl" and token.tag_ == "VBN")
    if relation.startswith("nsubj"):
        return True
    mark = next(
        (child.lower_ for child in token.children if child.dep_ in ("mark", "case") and child.i < token.i), ""
    )
    if relation == "advcl":
        if not mark and token.tag_ == "VBG" and token.left_edge.i - 1 >= head.i and token.nbor(-1).text != ",":
            return True  # "ruling out providing", taken for a clause beside it
        if head.pos_ == "ADJ" or mark in ("on", "about", "for", "against", "from", "of", "over", "at", "that"):
            return True
        return mark in ("to", "by") and head.pos_ in _VERBAL and not _is_purpose(token)
    if relation.startswith(("obl", "nmod")):
        return mark in ("of", "for", "to", "on", "about", "from", "against", "with", "in", "by", "over", "")
    return False


def _is_purpose(token: Token) -> bool:
    """Whether an infinitive gives a purpose ("in order to defend")."""
    return any(child.lower_ in ("order", "so") for child in token.children)
