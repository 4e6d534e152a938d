"""Private givers: whom a state's name only describes, and who therefore do not stand for it."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.forms import noun_forms
from onrecord.extraction.statements.affiliation import is_former
from onrecord.extraction.statements.roles import roles
from onrecord.vocabulary import vocabulary


def is_private(scene: Scene, token: Token) -> bool:
    """Whether the phrase headed by `token` gives for nobody else: "a German charity", "France's Total", "a former
    US president", "a Danish lawmaker"."""
    if scene.actor_at(token.i) is not None:
        return False
    described = [
        c for c in token.children if c.i < token.i and c.dep_ in ("amod", "compound", "nmod:poss", "advmod")
    ]
    if is_private_noun(token.lower_):
        return not any(c.lower_ in vocabulary("stages")["not_states"]["state_owned"] for c in described)
    if token.lower_ in vocabulary("stages")["not_states"]["one"] or any(
        c.lower_ == "opposition" for c in described
    ):
        return True
    if is_former(" ".join(c.text for c in described), roles()) and (
        token.lower_ in roles().roles or token.ent_type_
    ):
        return True
    owned = any(c.dep_ == "nmod:poss" and scene.actor_at(c.i) is not None for c in described)
    return owned and token.pos_ == "PROPN" and token.ent_type_ != "PERSON" and not _is_of_a_state(token)


def speaks_alone(role: str) -> bool:
    """Whether somebody of this role speaks only for themselves: "a US senator", "mayor of Lviv"."""
    words = [word.strip(".,").lower() for word in role.split()]
    return any(word in vocabulary("stages")["not_states"]["one"] or is_private_noun(word) for word in words)


def is_private_noun(word: str) -> bool:
    """Whether `word` (lower case) names somebody who does not stand for a state."""
    return word in _nouns()


def _is_of_a_state(token: Token) -> bool:
    """Whether a proper name has a word that only a state's own body has ("Defence Ministry")."""
    table = roles()
    words = {t.lower_ for t in token.subtree if t.pos_ == "PROPN"}
    return not (table.governing | table.ruling | table.bodies).isdisjoint(words)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(form for noun in vocabulary("stages")["not_states"]["nouns"] for form in noun_forms(noun))
