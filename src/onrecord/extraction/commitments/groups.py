"""Groups: which members of a group a text names beside it, and who gives together with whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.party_nouns import is_giver_noun, is_relational
from onrecord.extraction.commitments.phrases import top_of
from onrecord.extraction.commitments.scene import Scene
from onrecord.model import Span
from onrecord.vocabulary import vocabulary

Members = tuple[tuple[str, Span], ...]

_OPENING = frozenset({",", "-", "–", "—", "(", ":", "--"})
_SUCH = frozenset({"including", "like", "among", "namely"})
_REACH = 2  # tokens from "together with" to the name


def members_of(scene: Scene, token: Token) -> Members:
    """The members that are named beside the group headed by `token`: "the Nordic countries, Denmark and Norway"."""
    group = token.tag_ in ("NNS", "NNPS") and (is_giver_noun(token.lower_) or is_relational(token.lower_))
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
