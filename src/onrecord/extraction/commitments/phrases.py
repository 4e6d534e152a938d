"""Phrases: how far a noun phrase goes, and which actors stand in it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from onrecord.extraction.commitments.party_nouns import is_seated
from onrecord.extraction.commitments.scene import Range, Scene
from onrecord.extraction.commitments.triggers import WEEKDAYS
from onrecord.language.actors import Actor

_INSIDE = ("compound", "amod", "nmod:poss", "flat", "nmod", "appos", "det", "nmod:unmarked", "list", "poss")
_BEFORE = ("compound", "amod", "nmod:poss", "flat", "nummod", "poss", "advmod", "det", "nmod:unmarked")
_PART = ("compound", "nmod:poss", "amod", "flat", "poss")
_LABELS = frozenset({"|", "•", "·", "/"})  # behind a rubric
_LINKS = frozenset({"even", "as", "while"})
_QUEUE = 12  # words of a phrase that are looked at for an actor
_LONG = 8  # tokens; a longer description behind a name is no part of it
_NEAR = 6  # tokens between a name and what describes it


def actors_inside(scene: Scene, token: Token) -> list[tuple[Range, Actor]]:
    """Actors in the noun phrase, the one that the head names first, then those right before it, then behind."""
    here = scene.actor_at(token.i)
    found = [here] if here is not None else []
    queue: list[Token] = sorted(_describers(token), key=lambda t: (t.i > token.i, abs(token.i - t.i)))
    for _ in range(_QUEUE):
        if not queue:
            break
        child = queue.pop(0)
        pair = scene.actor_at(child.i)
        if pair is not None and pair not in found:
            found.append(pair)
        queue.extend(_describers(child))
    return found


def _describers(token: Token) -> Iterable[Token]:
    for child in token.children:
        if child.dep_ not in _INSIDE:
            continue
        case = next((c.lower_ for c in child.children if c.dep_ == "case" and c.i < child.i), "")
        seated = case == "in" and is_seated(token.lower_)  # "lawmakers in Sofia"
        if child.dep_ != "nmod" or seated or case in ("of", "from", "for", ""):
            yield child


def phrase_of(token: Token) -> Range:
    """From the phrase's first describing word to its last name part; articles and clauses left out."""
    first, last = token.i, token.i
    for child in token.children:
        if child.i > token.i and (child.like_num or any(t.text == ";" for t in token.doc[token.i : child.i])):
            continue  # "give Ukraine 14 tanks", "tanks to Ukraine; Denmark, howitzers"
        if child.dep_ in _BEFORE and child.i < first:
            first = min(first, child.left_edge.i)
        elif child.dep_ in ("flat", "compound") and child.i > last:
            last = max(last, child.right_edge.i)
        elif (child.dep_ == "appos" and child.pos_ != "PROPN") or (
            child.dep_ == "nmod" and not any(c.lower_ == "of" for c in child.children if c.dep_ == "case")
        ):
            continue
        elif (
            child.dep_ in ("nmod", "appos")
            and child.i > last
            and child.i - last <= _NEAR
            and not _has_clause(child)
        ):
            last = max(last, child.right_edge.i)
    doc = token.doc
    label = next(
        (i for i in range(token.i - 1, first - 1, -1) if doc[i].text in _LABELS and doc[i].whitespace_), None
    )
    first = label + 1 if label is not None else first  # "Housing | Labour"
    while first < token.i and (doc[first].lower_ in WEEKDAYS | _LINKS or doc[first].pos_ == "SCONJ"):
        first += 1  # "said Thursday its forces", "even as allied nations"
    while first < token.i and doc[first].lower_ in ("the", "a", "an", "“", '"', "'", "‘"):
        first += 1
    while last > token.i and doc[last].is_punct:
        last -= 1
    return Range((first, last))


def _has_clause(token: Token) -> bool:
    return any(t.pos_ == "VERB" for t in token.subtree) or token.right_edge.i - token.left_edge.i > _LONG


def top_of(token: Token) -> Token:
    """The head of the noun phrase that `token` describes."""
    while token.dep_ in _PART and token.head.i != token.i:
        token = token.head
    return token


def is_theme(token: Token, actor: Actor) -> bool:
    """Whether a state's full name before a noun says whom it is for ("the Ukraine package"), not whose."""
    return actor.kind == "state" and token.dep_ == "compound" and not token.text.isupper() and "." not in token.text
