"""Venues: to whom or where something was said ("told the Harbour Gazette", "at a news conference")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.frames import phrase_span
from onrecord.extraction.statements.roles import Sources, sources
from onrecord.language import Sentence
from onrecord.model import Span

TELLING = (
    "tell",
    "told",
    "tells",
    "telling",
    "inform",
    "informed",
    "remind",
    "reminded",
    "assure",
    "assured",
    "warn",
    "warned",
    "ask",
    "asked",
    "texted",
    "emailed",
)
BLANKS = " ,;:-–—(\n\t\r\u00a0"
MARKS = ("“", "”", '"', "‘", "'")
NOT_VENUES = (
    "him", "her", "them", "me", "us", "you", "it", "himself", "herself", "themselves", "that", "what", "this",
    "one", "everyone", "everybody", "each", "story", "truth", "lie", "lies", "tale", "joke", "jokes", "difference",
)  # fmt: skip
TELL = ("tell", "told", "tells", "telling")
SHORTENING = ("acl:relcl", "acl", "parataxis", "advcl", "ccomp", "conj")


class Venue(NamedTuple):
    """The words as written with their span."""

    span: Span
    words: str


def venue_of(text: str, attribution: Attribution) -> Venue | None:
    """Where `attribution` was said or to whom, where the words beside the cue give it."""
    sentence, cue = attribution.sentence, attribution.cue
    if sentence is None or cue is None or not sentence.begin <= cue.begin < sentence.end:
        return None
    tokens = list(_tokens(sentence, cue))
    if not tokens:
        return None
    verb = next((t for t in tokens if t.pos_ == "VERB" and t.head not in tokens), tokens[-1])
    known = sources()
    for child in verb.children:
        if _is_told(verb, child) or _leads_to(child, known):
            return _venue(text, sentence, child, attribution, _behind(verb, child))
    return None


def _tokens(sentence: Sentence, cue: Span) -> Iterator[Token]:
    doc = sentence.doc
    first = bisect_left(doc, cue.begin - sentence.begin, key=lambda token: token.idx)
    for i in range(first, len(doc)):
        if sentence.begin + doc[i].idx >= cue.end:
            return
        yield doc[i]


def _is_told(verb: Token, child: Token) -> bool:
    """Whether the object of a verb of telling is who was told."""
    if child.i < verb.i or verb.lower_ not in TELLING or child.lower_ in NOT_VENUES:
        return False
    if child.dep_ == "iobj" or (child.dep_ == "obj" and child.pos_ in ("PROPN", "PRON")):
        return True
    if child.dep_ == "obj" and verb.lower_ in TELL and child.pos_ == "NOUN":
        return True
    return child.dep_ == "obj" and child.lower_ in sources().audiences


def _leads_to(child: Token, known: Sources) -> bool:
    """Whether a prepositional phrase of the verb is an occasion ("in an interview with X") or says who was told."""
    if not child.dep_.startswith("obl") or child.pos_ not in ("NOUN", "PROPN"):
        return False
    cases = [case.lower_ for case in child.children if case.dep_ == "case"]
    if not cases:
        return False
    named = {child.lower_, *(part.lower_ for part in child.children if part.dep_ in ("compound", "flat"))}
    if cases[0] in known.at_occasion:
        return not named.isdisjoint(known.occasions)
    return cases[0] == "to" and (
        child.ent_type_ in ("ORG", "PERSON") or child.lower_ in ("reporters", "journalists", "parliament")
    )


def _name_end(sentence: Sentence, head: Token) -> int:
    """Where the capitalised words end that begin with `head`: the parse takes an outlet's name to pieces."""
    last = head
    while head.pos_ == "PROPN" and last.i + 1 < len(head.doc) and last.nbor(1).text[:1].isupper():
        last = last.nbor(1)
    return sentence.span(last).end


def _behind(verb: Token, told: Token) -> Token:
    """The noun of people that goes on a recipient where the parse takes it for another object: "Group of Seven |
    leaders"; else `told`."""
    for child in verb.children:
        goes_on = child.dep_ == "obj" and child.left_edge.i == told.right_edge.i + 1
        if goes_on and told.dep_ == "iobj" and child.lower_ in sources().audiences:
            return child
    return told


def _venue(text: str, sentence: Sentence, head: Token, attribution: Attribution, last: Token) -> Venue | None:
    span = phrase_span(sentence, head)
    end = max(span.end, _name_end(sentence, head), phrase_span(sentence, last).end)
    for child in last.children:
        if child.dep_ in SHORTENING and child.i > last.i:
            end = min(end, sentence.span(child.left_edge).begin)
    for piece in attribution.content:
        if piece.begin > span.begin:
            end = min(end, piece.begin)
    words = text[span.begin : end].rstrip(BLANKS)
    if words[-1:] in MARKS and not any(mark in words[:-1] for mark in MARKS):
        words = words[:-1].rstrip(BLANKS)
    taken = (*attribution.content, *(() if attribution.source is None else (attribution.source,)))
    for piece in taken:
        if piece.overlaps(Span(span.begin, span.begin + max(1, len(words)))):
            return None
    return Venue(Span(span.begin, span.begin + len(words)), words) if words else None
