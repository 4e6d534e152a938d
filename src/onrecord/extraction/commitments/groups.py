"""Groups: which members of a group a text names beside it, and who gives together with whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.party import Memory, Party
from onrecord.extraction.commitments.party_nouns import is_giver_noun, is_relational
from onrecord.extraction.commitments.phrases import phrase_of, top_of
from onrecord.extraction.commitments.scene import Scene
from onrecord.model import Span, inferred
from onrecord.vocabulary import vocabulary

Members = tuple[tuple[str, Span], ...]

_OPENING = frozenset({",", "-", "–", "—", "(", ":", "--"})
_SUCH = frozenset({"including", "like", "among", "namely"})
_SOME = frozenset({"some", "several", "various", "certain"})
_PARTS = _SOME | {
    "many",
    "most",
    "few",
    "each",
    "all",
    "both",
    "one",
    "two",
    "three",
    "four",
    "five",
    "half",
    "none",
}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_POINTING = 2  # words of "the two" before a noun; with more it is described, not pointed at
TOGETHER = "those named together"
_REACH = 2  # tokens from "together with" to the name


def members_of(scene: Scene, token: Token) -> Members:
    """The members that are named beside the group headed by `token`: "the Nordic countries, Denmark and Norway"."""
    group = token.tag_ in ("NNS", "NNPS") and (is_giver_noun(token.lower_) or is_relational(token.lower_))
    group = group or (token.lower_ in _NUMBERS and any(child.dep_ == "amod" for child in token.children))
    if not group and scene.actor_at(token.i) is None:
        return ()
    found: list[tuple[str, Span]] = []
    for child in token.children:
        if child.i > token.i and _is_list(token, child, group=group):
            for name in _chain(child):
                pair = scene.actor_at(name.i)
                if pair is not None and pair[1].kind != "leader" and top_of(name).i == name.i:
                    found.append((pair[1].code, scene.span(*pair[0])))
    return tuple(dict(reversed(found)).items())[::-1] if len(found) > 1 or group else ()


def both_of(scene: Scene, token: Token, memory: Memory) -> Party | None:
    """Those named together before whom "both", "the two countries" or a plural "they" means."""
    count = _count(token)
    if count is None:
        return None
    begin = scene.span(token.i, token.i).begin
    named = memory.together(begin, count or None)
    if not named or (count == 0 and memory.last(begin) not in named):
        return None
    place = phrase_of(token)
    spans = [scene.span(*place), *(told.span for told in named)]
    members = tuple((told.code, told.span) for told in named)
    return Party(None, scene.words(*place), inferred(TOGETHER, spans), place, members)


def _count(token: Token) -> int | None:
    """How many a word that points back at several means; 0 for any number, None where it does not point back."""
    lower = token.lower_
    if lower == "they":
        return 0
    if lower == "both":
        return 2 if token.dep_.startswith("nsubj") else None
    if lower in _NUMBERS and token.dep_.startswith("nsubj"):
        return _NUMBERS[lower] if any(child.lower_ == "the" for child in token.children) else None
    if token.tag_ not in ("NNS", "NNPS") or not (is_giver_noun(lower) or is_relational(lower)):
        return None
    words = {child.lower_ for child in token.children if child.i < token.i}
    if "both" in words:
        return 2
    pointing = bool(words & {"the", "these"}) and len(words) == _POINTING
    return next((_NUMBERS[word] for word in words if word in _NUMBERS), None) if pointing else None


def is_some(token: Token) -> bool:
    """Whether a plural is only some of an organisation's: "some EU countries", "eleven NATO members"."""
    if token.tag_ == "NN":
        return is_relational(token.lower_) and any(child.lower_ in ("every", "any") for child in token.children)
    if token.tag_ != "NNS" or not (is_giver_noun(token.lower_) or is_relational(token.lower_)):
        return False
    return any(
        child.i < token.i and (child.like_num or child.lower_ in _SOME) and child.dep_ in ("nummod", "amod", "det")
        for child in token.children
    )


def part_of(token: Token) -> Token | None:
    """Of whom a word names a part or all: the states of "each of the Baltic states"."""
    if token.lower_ not in _PARTS or token.i + 1 >= len(token.doc) or token.doc[token.i + 1].lower_ != "of":
        return None
    return next((child for child in token.children if child.i > token.i and child.dep_ == "nmod"), None)


def _is_list(head: Token, child: Token, *, group: bool) -> bool:
    """Whether `child` begins the list of a group's members."""
    if child.dep_ == "nmod":
        return preposition_of(child) in _SUCH or head.doc[child.left_edge.i].lower_ == "such"
    first = head.doc[head.i + 1]
    joined = any(c.dep_ == "cc" for c in child.children)
    return child.dep_ in ("appos", "conj") and group and first.text in _OPENING and not joined


def _chain(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from _chain(child)


def partners_of(scene: Scene, last: int) -> Iterator[Token]:
    """Who is named as giving together with the phrase that ends at `last`: "Denmark, along with Norway"."""
    doc = scene.doc
    for at in range(len(doc)):
        length = next((len(p) for p in _phrases() if [t.lower_ for t in doc[at : at + len(p)]] == list(p)), 0)
        if not length or not _joins(scene, at, last):
            continue
        behind = (doc[i] for i in range(at + length, min(at + length + _REACH + 1, len(doc))))
        name = next((t for t in behind if scene.actor_at(t.i) is not None), None)
        if name is not None:
            yield from _chain(top_of(name))


def _joins(scene: Scene, at: int, last: int) -> bool:
    """Whether the words at `at` join somebody to the phrase: right behind it, or at the sentence's beginning."""
    doc = scene.doc
    before = at - 1
    if before >= 0 and doc[before].text == ",":
        before -= 1
    return before < 0 or before == last


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in vocabulary("stages")["joint"]["phrases"])
