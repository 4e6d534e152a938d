"""Prepositions: what marks a noun in the parse."""

from __future__ import annotations

from spacy.tokens import Token


def preposition_of(token: Token) -> str:
    """The preposition that marks `token`, in lower case; "" when none does. "Up to" only bounds a number."""
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            bounds = child.lower_ == "up" and token.doc[child.i + 1].lower_ == "to"
            return "up to" if bounds else child.lower_
    return ""
