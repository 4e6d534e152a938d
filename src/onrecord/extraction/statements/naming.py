"""Naming: whether a few words beside a colon or a dash name somebody who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.extraction.statements.cues import cues
from onrecord.extraction.statements.roles import roles
from onrecord.language import actor_code

NOMINAL_START = ("NOUN", "PROPN", "DET", "ADJ", "PRON", "NUM")


def head_of(tokens: Sequence[Token]) -> Token:
    """The head of a short phrase."""
    inside = set(tokens)
    return next((token for token in tokens if token.head not in inside or token.head == token), tokens[0])


def is_nominal(tokens: Sequence[Token]) -> bool:
    """Whether the words are a noun phrase: they begin like one and hold no verb."""
    return (
        bool(tokens)
        and tokens[0].pos_ in NOMINAL_START
        and all(token.pos_ not in ("VERB", "AUX") for token in tokens)
    )


def names_a_speaker(tokens: Sequence[Token]) -> bool:
    """Whether a noun phrase names somebody, not a subject as headlines do ("War in the north: ...")."""
    head = head_of(tokens)
    if any(token.ent_type_ == "PERSON" for token in tokens) or head.ent_type_ == "ORG" or head.pos_ == "PRON":
        return True
    if has_role(tokens):
        return True
    return head.pos_ == "PROPN" and head.text[:1].isupper() and all(token.pos_ != "ADP" for token in tokens)


def has_role(tokens: Sequence[Token]) -> bool:
    """Whether one of the words is a role or a group of people: "minister", "officials"."""
    words = roles()
    return any(t.lower_ in words.roles or t.lower_ in words.groups or t.lower_ in words.plurals for t in tokens)


def is_body(token: Token) -> bool:
    """Whether the word is one for a body that speaks: "ministry", "committee"."""
    return token.lower_ in roles().bodies


def names_a_source(tokens: Sequence[Token], written: str) -> bool:
    """Whether a noun phrase names who may have said a headline's claim: somebody by name or role, a state or body,
    a report."""
    if not is_nominal(tokens):
        return False
    last = tokens[-1]
    if actor_code(written) is not None or last.ent_type_ == "PERSON" or last.lower_ in cues().documents:
        return True
    return has_role(tokens[-1:]) or is_body(last)
