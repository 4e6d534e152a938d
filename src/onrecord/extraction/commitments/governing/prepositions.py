"""Prepositions: what marks a noun in the parse."""

from __future__ import annotations

from spacy.tokens import Token


def preposition_of(token: Token) -> str:
    """The preposition that marks `token`, in lower case; "" when none does."""
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            return child.lower_
    return ""
