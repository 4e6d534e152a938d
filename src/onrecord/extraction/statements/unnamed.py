"""What kind of source speaks, and whether it is one that the article leaves without a name."""

from __future__ import annotations

import re
from typing import Literal

from spacy.tokens import Token

from onrecord.extraction.statements.roles import Roles, Sources, sources

Kind = Literal["person", "body", "group", "document"]
DEFINITE = ("the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your")
INTRODUCING = ("a", "an", "one", "another", "some")
SOMEBODY = ("one", "somebody", "someone", "anybody", "anyone", "everybody", "everyone")
WHOLE = ("general", "joint")
WRITTEN = (
    "white",
    "green",
    "working",
    "policy",
    "discussion",
    "position",
    "research",
    "briefing",
    "scientific",
    "new",
)
PERSONAL = re.compile(
    r"^(?!.*(?:number|computer|paper|letter))(?:.+-year-old|[a-z]{2,}(?:ologist|ographer|woman|someone))$"
)
"""Nouns that no vocabulary lists and that can only be a person's."""
CHIEF = ("chief", "lead", "principal", "special")
PARTS = ("one", "some", "most", "several", "many", "neither", "none", "both", "all", "few", "another")
SEVERAL = ("some", "many", "most", "others", "several", "both", "few", "two", "three", "all", "those", "half")


def is_definite(head: Token) -> bool:
    """Whether the phrase of `head` points to somebody who is known: "the minister", "the bank's director"."""
    return head.left_edge.lower_ in DEFINITE or any(child.dep_ == "nmod:poss" for child in head.children)


def part_of(head: Token) -> Token | None:
    """The noun of which a number says how many speak: "officials" of "three of the officials"."""
    if head.lower_ not in PARTS and head.pos_ != "NUM":
        return None
    return next(
        (
            c
            for c in head.children
            if c.dep_ == "nmod" and c.pos_ == "NOUN" and any(w.lower_ == "of" for w in c.children)
        ),
        None,
    )


def is_body(head: Token, vocabulary: Roles) -> bool:
    """Whether a common noun is that of a body or institution: "the manufacturer"."""
    return head.lower_ in vocabulary.bodies or head.lower_ in sources().institutions


def is_lead(head: Token) -> bool:
    """Whether there can be only one such person: "the chief negotiator"."""
    return any(child.lower_ in CHIEF for child in head.children)


def kind_of(head: Token, vocabulary: Roles, known: Sources, *, actor: bool) -> Kind | None:
    """What sort of speaker the noun phrase of `head` is, which names nobody; `actor`: it names a state or body."""
    word = head.lower_
    plural = "Plur" in head.morph.get("Number", [])
    if word in vocabulary.plurals or word in vocabulary.groups or word in SEVERAL:
        return "group"
    if word in known.collectives and not any(child.lower_ in WHOLE for child in head.children):
        return "group"
    if vocabulary.is_person(word) or word in SOMEBODY or PERSONAL.search(word):
        return "person"
    capitalised = head.pos_ == "PROPN" and head.text[:1].isupper() and head.left_edge.lower_ == "the" and head.i > 1
    body = word in vocabulary.bodies or (word in known.institutions and not _is_written(head))
    if word in known.documents and not body and not capitalised:
        return "document"
    if head.pos_ == "PROPN" or head.ent_type_ in ("ORG", "PLACE") or body:
        return "group" if plural and head.pos_ != "PROPN" and word not in vocabulary.bodies else "body"
    if plural or any(child.dep_ == "conj" for child in head.children):
        return "group"
    if word in known.insiders:
        return "person"
    alone = head.text[:1].isupper() and head.left_edge == head.right_edge and head.pos_ == "NOUN"
    return "body" if actor or alone else None  # "Labour"


def _is_written(head: Token) -> bool:
    """Whether a paper is something to read and no newspaper: "a working paper"."""
    return head.lower_ == "paper" and any(child.lower_ in WRITTEN for child in head.children)


def is_unnamed(head: Token, kind: Kind | None, sentence: str, vocabulary: Roles, known: Sources) -> bool:
    """Whether the phrase of `head` is a source that the article knows and does not name.

    The public ("voters") is none, nor is who can be known by the office ("the Norwegian prime minister").
    """
    if kind not in ("person", "group"):
        return False
    word = head.lower_
    low = sentence.lower()
    if any(phrase in low for phrase in known.unnamed):
        return True
    if any(token.lower_ in known.knowing for token in head.subtree if token.i > head.i):
        return True
    if kind == "person":
        if word in known.insiders:
            return not (is_definite(head) and is_lead(head))
        office = word in vocabulary.offices and head.left_edge.lower_ not in INTRODUCING
        return vocabulary.is_person(word) and not is_definite(head) and not office
    return word in known.insiders and word not in vocabulary.crowds and word != "people"
