"""Purposes: what the words around a sum or a bare "aid" say that it is for, and so its kind."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.draft import Draft
from onrecord.extraction.commitments.governing import preposition_of
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import has_subject
from onrecord.extraction.items import kind_of_modifier, kind_of_receiver
from onrecord.model import Kind
from onrecord.vocabulary import vocabulary

_SIGHT = 14  # tokens behind a sum or a bare "aid" that may say what it is for
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FOR = frozenset({"for", "to", "towards", "on", "with"})
_ENDS = frozenset({".", ";", "which"})


def purpose_of(draft: Draft) -> tuple[Kind, int] | None:
    """The kind that the nearest word around a generic good tells, and where that word stands."""
    scene, good = draft.scene, draft.good
    behind = range(good.whole.last + 1, min(good.whole.last + _SIGHT, len(scene.doc)))
    return _told(scene, behind) or _told(scene, _clause_before(scene, good.whole.first)) or _kind_of_noun(draft)


def _told(scene: Scene, tokens: range) -> tuple[Kind, int] | None:
    told = False  # past a finite verb ("aid was held up by a political row") only "for" and the like tell
    for at in tokens:
        token = scene.doc[at]
        if token.lower_ in _ENDS or _opens_clause(token):
            return None
        told = told or token.tag_ in _FINITE
        receiver = kind_of_receiver(token.lower_)
        if receiver is not None and _receives(scene, at):
            return receiver, at
        if _in_bank(scene, at) or (told and not {preposition_of(token), preposition_of(token.head)} & _FOR):
            continue
        for place, mention in scene.items:
            if place.first == at and mention.of.kind is not None and not mention.of.instrument:
                return mention.of.kind, at
        kind = kind_of_modifier(token.lower_)
        if kind is not None:
            return kind, at
    return None


def _opens_clause(token: Token) -> bool:
    """Whether an "and", "but" or "as" begins a clause with a subject of its own."""
    verb = token.head
    return token.dep_ in ("cc", "mark") and verb.i > token.i and verb.pos_ in ("VERB", "AUX") and has_subject(verb)


def _in_bank(scene: Scene, at: int) -> bool:
    """Whether a word is part of a lender's name ("the Bank for Reconstruction"), which tells no purpose."""
    pair = scene.actor_at(at)
    words = scene.doc[pair[0].first : pair[0].last + 1] if pair is not None else ()
    return any(word.lower_ in vocabulary("items")["lenders"]["words"] for word in words)


def _receives(scene: Scene, at: int) -> bool:
    """Whether a receiver is given to or helped: "to the army", "to support displaced people"."""
    token = scene.doc[at]
    if preposition_of(token) in ("to", "for"):
        return True
    helped = (
        token.dep_ in ("obj", "conj") and token.head.lemma_.lower() in vocabulary("stages")["purposes"]["verbs"]
    )
    return helped and token.head.i < at


def _clause_before(scene: Scene, end: int) -> range:
    """The clause of purpose that opens the sentence: "To support farmers, Canada gave $2 million"."""
    doc = scene.doc
    if (
        len(doc) < 2
        or doc[0].lower_ != "to"
        or doc[1].lemma_.lower() not in vocabulary("stages")["purposes"]["verbs"]
    ):
        return range(0)
    comma = next((token.i for token in doc[:end] if token.text == ","), 0)
    return range(2, comma)


def _kind_of_noun(draft: Draft) -> tuple[Kind, int] | None:
    """What the words before the noun that a sum is said of tell: "its military commitment amounts to €5m"."""
    if not draft.good.sum_only:
        return None
    cue = draft.scene.doc[draft.chain[0][0]]
    nouns = [cue, *(child for child in cue.children if child.dep_.startswith("nsubj"))]
    for noun in (n for n in nouns if n.pos_ == "NOUN"):
        for child in noun.children:
            kind = kind_of_modifier(child.lower_) if child.dep_ in ("amod", "compound") else None
            if kind is not None:
                return kind, child.i
    return None
