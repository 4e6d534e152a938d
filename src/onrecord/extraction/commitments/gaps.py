"""Gaps: subjects of clauses whose verb is left out or that the parse hung on the clause before."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.party_nouns import is_giver_noun
from onrecord.extraction.commitments.phrases import top_of
from onrecord.extraction.commitments.scene import Scene

_JOINS = frozenset({",", ";", "and", "but", "while", "–", "—"})
_SIZES = frozenset(
    {"about", "around", "up", "to", "at", "least", "most", "more", "than", "a", "an", "another", "some"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HUNG = frozenset({"conj", "appos", "obj", "nmod", "obl"})


def gapped_subject(scene: Scene, verb: Token, good: Good) -> Token | None:
    """Who gives where the verb is not said again: "Japan" in "Britain promised £60m, Japan just $10m".

    Behind two objects ("gave Ukraine tanks and Moldova buses") the name is whoever receives.
    """
    if good.whole.first <= verb.i:
        return None
    name = _name_before(scene, good.whole.first)
    return name if name is not None and _tells(scene, verb, name) and not _has_two_objects(scene, verb) else None


def gapped_receiver(scene: Scene, verb: Token, good: Good) -> Token | None:
    """Who receives where the verb is not said again: "Moldova" in "gave Ukraine tanks and Moldova buses"."""
    if good.whole.first <= verb.i or not _has_two_objects(scene, verb):
        return None
    name = _name_before(scene, good.whole.first)
    return name if name is not None and _tells(scene, verb, name) else None


def _name_before(scene: Scene, at: int) -> Token | None:
    """An actor's name that opens a clause right before the good at `at`."""
    doc = scene.doc
    at -= 1
    while at > 0 and (doc[at].pos_ in ("ADV", "DET") or doc[at].lower_ in _SIZES) and scene.actor_at(at) is None:
        at -= 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    pair = scene.actor_at(at)
    if pair is None or pair[0].last != at or pair[1].kind not in ("state", "capital", "organisation", "body"):
        return None
    first = pair[0].first - 1
    if first >= 0 and doc[first].lower_ == "the":
        first -= 1
    return doc[at] if first > 0 and doc[first].lower_ in _JOINS else None


def _tells(scene: Scene, verb: Token, name: Token) -> bool:
    """Whether the verb has something of its own before `name`, so that the name is not its first object."""
    if any(token.pos_ in ("VERB", "AUX") for token in scene.doc[verb.i + 1 : name.i]):
        return False
    own = (place for things in (scene.items, scene.money, scene.numbers) for place, _ in things)
    return any(verb.i < place.first and place.last < name.i for place in own)


def _has_two_objects(scene: Scene, verb: Token) -> bool:
    """Whether whoever receives stands right behind the verb: "gave Ukraine six howitzers"."""
    behind = verb.i + 1
    return behind < len(scene.doc) and scene.actor_at(behind) is not None


def hung_subject(scene: Scene, verb: Token) -> Token | None:
    """A subject that the parse took for a part of the clause before: "... with Norway and Oslo promised"."""
    parts = [c.i for c in verb.children if c.dep_.startswith(("aux", "advmod", "neg")) and c.i < verb.i]
    finite = verb.tag_ in _FINITE or any(scene.doc[at].tag_ in _FINITE | {"MD"} for at in parts)
    first = min([verb.i, *parts])
    if not finite or first < 2:
        return None
    name = top_of(scene.doc[first - 1])
    if name.i != first - 1 or name.dep_ not in _HUNG or name.i == verb.i:
        return None
    opening = name.left_edge.i
    while opening < name.i and (scene.doc[opening].lower_ in _JOINS or scene.doc[opening].is_punct):
        opening += 1
    known = scene.actor_at(name.i) is not None or is_giver_noun(name.lower_)
    joined = opening > 0 and scene.doc[opening - 1].lower_ in _JOINS - {","}
    return name if known and joined else None
