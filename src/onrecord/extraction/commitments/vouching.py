"""Vouching: whether the text stands behind what a clause tells, or reports that somebody denies or doubts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from onrecord.extraction.commitments.scene import Scene
from onrecord.extraction.commitments.triggers import reading
from onrecord.extraction.forms import noun_forms, verb_forms
from onrecord.model import Span
from onrecord.vocabulary import vocabulary

Verdict = Literal["denied", "doubted"]

_REACH = 10  # tokens from a doubt to what is doubted
_UP = 8  # steps; "could not confirm reports that it had agreed to send" needs six
_CLAUSES = ("ccomp", "csubj", "xcomp", "acl", "conj", "advcl")
_NOMINAL = ("obj", "nsubj", "obl", "nmod", "conj")
_ANAPHORS = frozenset({"this", "it", "that", "which", "these", "they", "claims", "claim", "report", "reports"})


@dataclass(frozen=True, slots=True)
class Vouched:
    """A verdict on a clause, the token that gives it, and the article's characters of its words."""

    verdict: Verdict
    at: int
    words: Span


def vouched(scene: Scene, trigger: int) -> Vouched | None:
    """The verdict on the clause of the trigger at token `trigger`; None where the text just tells it."""
    token = scene.doc[trigger]
    for child in token.children:
        if child.lower_ in _words("doubts", "adverbs") and child.dep_ == "advmod":
            return Vouched("doubted", child.i, scene.span(child.i, child.i))
    for below, head in _tellers(token):
        verdict = _verdict(below, head)
        if verdict is not None:
            return Vouched(verdict, head.i, _span(scene, head))
    return _unverified(scene, token)


def _tellers(token: Token) -> Iterator[tuple[Token, Token]]:
    """Each word in whose clause `token` is told, from the inside out, with the word below it."""
    for _ in range(_UP):
        head = token.head
        noun = token.lower_ in _words("tellings", "nouns")
        relative = token.dep_ == "acl:relcl" and head.lower_ not in _words("tellings", "nouns")
        told = (noun and token.dep_.startswith(_NOMINAL)) or (token.dep_.startswith(_CLAUSES) and not relative)
        if head.i == token.i or not told:
            return
        yield token, head
        token = head


def _verdict(below: Token, head: Token) -> Verdict | None:
    if below.dep_ == "conj":
        return None
    form, negated = head.lower_, _is_negated(head)
    noun = below.lower_ in _words("tellings", "nouns")
    marks = {child.lower_ for child in below.children if child.dep_ == "mark"}
    if below.dep_ == "advcl" and not marks & {"that", "whether", "if", "about"}:
        return None
    if not negated:
        if form in _forms("rumours", "verbs") and _is_rumour(head):
            return "denied"
        if form in _forms("denials", "of_reports" if noun else "verbs") or form in _words("denials", "adjectives"):
            return "denied"
        doubting = form in _forms("doubts", "verbs") or form in _words("doubts", "adjectives")
        if doubting or (form in _words("doubts", "nouns") and below.dep_.startswith("acl")):
            return "doubted"
        return "doubted" if form == "seen" and head.head.lower_ in ("remains", "remained") else None
    if form in _words("denials", "negated"):
        return "denied"
    return "doubted" if form in _forms("doubts", "negated") else None


def _is_rumour(verb: Token) -> bool:
    """Whether what tells a clause is something that anybody may spread: "a post claims", "a video shows"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    official = subject is not None and any(child.dep_ in ("nmod:poss", "compound") for child in subject.children)
    return subject is not None and subject.lower_ in _words("rumours", "nouns") and not official


def _is_negated(token: Token) -> bool:
    unable = token.dep_ == "xcomp" and token.head.lower_ in ("unable", "failed")
    determined = any(child.lower_ == "no" and child.dep_ == "det" for child in token.children)
    return unable or determined or reading(token).negated


def _unverified(scene: Scene, token: Token) -> Vouched | None:
    """A clause beside it that nobody vouches: "... but this could not be independently verified".

    So is a doubt beside it whether the same thing comes: "..., though a doctor doubts that they have arrived".
    """
    for other in scene.doc[token.i + 1 :]:
        if other.lower_ in _forms("doubts", "verbs") and not _is_negated(other) and _doubts_arrival(scene, other):
            return Vouched("doubted", other.i, scene.span(other.i, other.i))
        if other.tag_ != "VBN" or other.lower_ not in _forms("doubts", "verified") or not _is_negated(other):
            continue
        subjects = [child for child in other.children if child.dep_.startswith("nsubj")]
        if any(child.lower_ in _ANAPHORS or child.lower_ in _words("tellings", "nouns") for child in subjects):
            return Vouched("doubted", other.i, _span(scene, other))
    return None


def _comes(scene: Scene, token: Token) -> bool:
    """Whether a word tells that a thing reaches somebody: "come", "arrive", "arrival", "delivery"."""
    word = scene.triggers.get(token.i)
    arrives = token.lower_ in _words("doubts", "arrivals") or token.lemma_.lower() in ("come", "arrive", "reach")
    return arrives or (word is not None and word.part == "noun" and word.act in ("delivered", "shipped"))


def _doubts_arrival(scene: Scene, doubt: Token) -> bool:
    """Whether a doubt beside a clause is about a coming: "doubts that it will come", "whose arrival he doubts".

    By the order of words: a parse often takes "doubts" for a noun.
    """
    doc = scene.doc
    if doc[doubt.i - 1].lower_ in ("no", "not", "any", "little", "without", "in", "beyond"):
        return False
    that = doubt.i + 1 < len(doc) and doc[doubt.i + 1].lower_ in ("that", "whether", "if", "they", "it", "all")
    if that and any(_comes(scene, token) for token in doc[doubt.i + 1 : doubt.i + _REACH]):
        return True
    before = doc[max(doubt.i - _REACH, 0) : doubt.i]
    return any(token.lower_ in ("whose", "which") for token in before) and any(_comes(scene, t) for t in before)


def _span(scene: Scene, head: Token) -> Span:
    """The word that gives the verdict with its auxiliaries and negation before it."""
    parts = [c.i for c in head.children if c.i < head.i and c.dep_.startswith(("aux", "cop", "advmod", "det"))]
    return scene.span(min([head.i, *parts]), head.i)


@cache
def _words(table: str, key: str) -> frozenset[str]:
    words: list[str] = vocabulary("stages")[table][key]
    return frozenset(form for word in words for form in noun_forms(word)) if key == "nouns" else frozenset(words)


@cache
def _forms(table: str, key: str) -> frozenset[str]:
    whole = vocabulary("stages")
    return frozenset(form for verb in whole[table][key] for form in verb_forms(verb, whole["irregular"]))
