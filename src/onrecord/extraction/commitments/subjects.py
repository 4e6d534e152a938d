"""Subjects: of whom a verb is said, through relative clauses, coordination and clauses without a subject."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.commitments.gaps import hung_subject
from onrecord.extraction.commitments.party_nouns import is_giver_noun
from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import is_headline_future, is_plural_verb, reading

_STEPS = 6  # clauses up to the one that has a subject
_NOBODY = frozenset({"what", "date", "day", "week", "month", "year", "then"})  # "had until that date given"
_UNDER = ("advcl", "acl", "obl", "ccomp", "xcomp")
_BLAMING = frozenset({"of", "for", "into"})
_PREVENTING = frozenset({"from", "against"})
_VERBS = frozenset({"pledge", "plan", "vow", "promise", "offer", "move", "agree", "look", "rush"})
_INHERITING = ("conj", "xcomp", "advcl", "parataxis", "obl")


def subject_of(scene: Scene, token: Token) -> Token | None:
    """The subject of the verb `token`; None when it has none, or when the verb above decides who it is."""
    for _ in range(_STEPS):
        child = _own_subject(token)
        if child is not None:
            relative = child.tag_ in ("WP", "WDT") or child.lower_ in ("who", "which")
            return token.head if relative and token.dep_.startswith(("acl", "advcl:relcl")) else child
        inside = _inside_or_before(token) or hung_subject(scene, token)
        if inside is not None:
            return inside
        if token.dep_ in _UNDER and _object_of(scene, token.head, token) is not None:
            marks = {c.lower_ for c in token.children if c.dep_ == "mark" and c.i < token.i}
            return None if marks & _PREVENTING else _object_of(scene, token.head, token)
        if _is_aside(token):
            above = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
            if above is None:
                return None
            token = above
            continue
        if token.dep_ not in _INHERITING or _is_controlled(scene, token):
            return None
        token = token.head
    return None


def _object_of(scene: Scene, verb: Token, clause: Token) -> Token | None:
    """Somebody of whom a clause behind a verb is said: "accused Oslo of sending", "thanked Poland for giving"."""
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark" and c.i < clause.i}
    gerund = bool(marks & (_BLAMING | _PREVENTING)) and reading(clause).tense == "gerund"
    if not gerund or verb.pos_ != "VERB":
        return None
    between = (c for c in verb.children if c.dep_ in ("obj", "iobj", "nsubj:pass") and c.i < clause.i)
    return next((c for c in between if is_giver_noun(c.lower_) or scene.actor_at(c.i) is not None), None)


def _own_subject(token: Token) -> Token | None:
    """The nearest subject right under `token`, before it if there is one there."""
    found = [
        child
        for child in token.children
        if child.dep_.startswith("nsubj") and child.lower_ not in _NOBODY and not _labelled(child, token)
    ]
    before = [child for child in found if child.i < token.i]
    return before[-1] if before else next(iter(found), None)


def _labelled(subject: Token, verb: Token) -> bool:
    """Whether a "subject" is only a headline's label: "Ukraine latest: Poland asks"."""
    return any(t.text == ":" for t in verb.doc[subject.i : verb.i])


def _inside_or_before(token: Token) -> Token | None:
    """A subject that the parse did not take for one."""
    verbal = token.pos_ == "VERB" or is_plural_verb(token)
    mistaken = [c for c in token.children if c.dep_ == "compound" and c.i < token.i and verbal]
    if mistaken:  # "The Czech government plans", taken for one noun phrase
        return mistaken[-1]
    if is_headline_future(token):
        return _before_verb(token.head)
    gives = token.dep_.startswith("acl") and not _is_marked(token) and reading(token).tense == "gerund"
    return token.head if gives and token.head.pos_ in ("NOUN", "PROPN") else None


def _before_verb(noun: Token) -> Token:
    """Who does it where a headline's verb was taken for the noun: "Allies" in "Their Allies Pledge to Send"."""
    verb = noun.lower_ in _VERBS and noun.text.istitle()
    named = [c for c in noun.children if c.dep_ in ("compound", "nsubj") and c.i == noun.i - 1] if verb else []
    return named[0] if named else noun


def _is_aside(token: Token) -> bool:
    """Whether a clause without a subject is said of whoever acts above: "voiced the wish of helping"."""
    return token.dep_.startswith("acl") and _is_marked(token) and reading(token).tense == "gerund"


def _is_marked(token: Token) -> bool:
    return any(c.dep_ == "mark" and c.i < token.i for c in token.children)


def _is_controlled(scene: Scene, token: Token) -> bool:
    """Whether the verb above says whose act it is ("asked Norway to send")."""
    governor = scene.triggers.get(token.head.i)
    controlled = governor is not None and (token.dep_ == "xcomp" or governor.control == "object")
    return controlled and token.dep_ != "conj"
