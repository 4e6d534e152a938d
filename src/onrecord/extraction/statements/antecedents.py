"""Antecedents that are no person: the group that "they" means, the body that "it" means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from onrecord.extraction.statements.frames import SUBJECTS
from onrecord.extraction.statements.people import People
from onrecord.extraction.statements.roles import Roles, Sources, plural
from onrecord.language import Sentence
from onrecord.language.actors import actor_code

BACK = 2  # sentences before its own in which the antecedent of "they" and "it" is sought
INTRODUCING = ("a", "an", "another")
QUANTIFIERS = ("some", "many", "most", "others", "several", "both", "few")


def group_before(
    at: int, sentences: Sequence[Sentence], people: People, vocabulary: Roles, known: Sources
) -> tuple[Sentence, Token] | None:
    """The nearest several people or bodies before the character `at`: as a subject, else in another place."""
    others: list[tuple[Sentence, Token]] = []
    for sentence, token in _before(at, sentences):
        counted = token.lower_ in QUANTIFIERS and token.dep_ in SUBJECTS
        if not counted and (token.pos_ == "PRON" or not _is_plural(token)):
            continue
        speaks = _are_people(token, vocabulary, known) or _are_named(sentence, token, people)
        subject = token.dep_ in (*SUBJECTS, "nsubj:pass")
        if speaks and subject:
            return sentence, token
        if speaks or (subject and sentence.begin <= at < sentence.end and _are_bodies(token, vocabulary, known)):
            others.append((sentence, token))
    return others[0] if others else None


def body_before(
    at: int, sentences: Sequence[Sentence], people: People, vocabulary: Roles, known: Sources
) -> tuple[Sentence, Token] | None:
    """The nearest single thing that can speak before the character `at`: a body, a state, a document; subjects
    first."""
    others: list[tuple[Sentence, Token]] = []
    for sentence, token in _before(at, sentences):
        if token.pos_ == "PRON" or _is_plural(token) or people.at.get(sentence.begin + token.idx) is not None:
            continue
        if not _can_speak(token, vocabulary, known):
            continue
        if token.dep_ in (*SUBJECTS, "nsubj:pass"):
            return sentence, token
        others.append((sentence, token))
    return others[0] if others else None


def same_noun_before(at: int, noun: str, sentences: Sequence[Sentence]) -> tuple[Sentence, Token] | None:
    """The nearest fuller phrase before the character `at` with the same noun: "the Zandt campaign", "a second
    officer", for "the campaign" and "the officer"."""
    for sentence, token in _before(at, sentences):
        if token.lower_ != noun or token.pos_ != "NOUN":
            continue
        named = any(
            (child.dep_ == "nmod:poss" and child.pos_ != "PRON")
            or (child.dep_ == "compound" and child.pos_ == "PROPN")
            for child in token.children
        )
        if named or token.left_edge.lower_ in INTRODUCING:
            return sentence, token
    return None


def somebody_before(
    at: int, gender: str | None, sentences: Sequence[Sentence], quoted: Callable[[int], object], vocabulary: Roles
) -> tuple[Sentence, Token] | None:
    """The nearest subject before the character `at` that is one unnamed person by a role ("a reporter"), outside
    quotations and not of the other gender."""
    for sentence, token in _before(at, sentences):
        if token.dep_ not in (*SUBJECTS, "nsubj:pass") or token.pos_ != "NOUN" or _is_plural(token):
            continue
        fits = vocabulary.gender.get(token.lower_) in (None, gender)
        if fits and vocabulary.is_person(token.lower_) and quoted(sentence.begin + token.idx) is None:
            return sentence, token
    return None


def _before(at: int, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Token]]:
    """The nouns of the sentence of `at` and of the two before it, from there backwards."""
    index = bisect_left(sentences, at, key=lambda sentence: sentence.end)
    for sentence in reversed(sentences[max(0, index - BACK) : index + 1]):
        for token in reversed(sentence.doc):
            if sentence.begin + token.idx < at and token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "DET"):
                yield sentence, token


def _is_plural(token: Token) -> bool:
    return "Plur" in token.morph.get("Number", []) or any(c.dep_ == "conj" for c in token.children)


def _are_people(token: Token, vocabulary: Roles, known: Sources) -> bool:
    word = token.lower_
    return (
        word in vocabulary.plurals
        or word in vocabulary.groups
        or word in known.insiders
        or word in QUANTIFIERS
        or (token.pos_ == "PROPN" and word.endswith("s") and actor_code(token.text) is not None)
        or (token.pos_ == "PROPN" and token.ent_type_ == "" and token.tag_ == "NNPS")
    )


def _are_bodies(token: Token, vocabulary: Roles, known: Sources) -> bool:
    """Whether a plural noun can speak though it is no people's: "companies", "papers"; not "batteries"."""
    word = token.lower_
    return (
        token.pos_ == "PROPN"
        or word in known.institutions
        or word in known.documents
        or any(
            word == plural(body) for body in (word[:-1], word[:-2], word[:-3] + "y") if body in vocabulary.bodies
        )
        or any(child.dep_ == "conj" for child in token.children)
    )


def _are_named(sentence: Sentence, token: Token, people: People) -> bool:
    """Whether two people are named side by side."""
    return people.at.get(sentence.begin + token.idx) is not None and any(
        child.dep_ == "conj" and people.at.get(sentence.begin + child.idx) is not None for child in token.children
    )


def _can_speak(token: Token, vocabulary: Roles, known: Sources) -> bool:
    if token.dep_ in ("compound", "flat", "nmod:poss", "amod"):
        return False
    if token.pos_ == "PROPN":
        return token.ent_type_ in ("ORG", "PLACE") or actor_code(token.text) is not None
    return token.lower_ in vocabulary.bodies or token.lower_ in known.documents
