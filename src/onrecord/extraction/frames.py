"""Frames: a reporting verb with its subject, where a sentence says that somebody says, thinks or intends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.cues import Cue, Cues
from onrecord.language import Sentence
from onrecord.model import Span

SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
AUXILIARIES = ("aux", "aux:pass", "cop")
NOMINAL = ("NOUN", "PROPN", "PRON")
CHAIN = 6  # how far a subject is sought up a chain of verbs


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue in its sentence.

    verb:    the cue's token; `cue` says what it takes.
    source:  the span of the words that name the speaker, None when the sentence names none.
    head:    the head token of those words.
    words:   the cue's own span, auxiliaries included.
    begin, end: the article's characters from the first to the last of source and cue where the two stand together.
    own:     whether the subject is the verb's own, not one shared with another verb.
    passive: the verb is passive: its subject is told or expected, it does not speak.
    """

    sentence: Sentence
    verb: Token
    cue: Cue
    source: Span | None
    head: Token | None
    words: Span
    begin: int
    end: int
    own: bool
    passive: bool


def frames(sentence: Sentence, cues: Cues, skip: list[Span]) -> Iterator[Frame]:
    """The frames of `sentence` whose verb stands outside the stretches `skip` (quotations), in order."""
    spans = iter(skip)
    hole = next(spans, None)
    for token in sentence.doc:
        at = sentence.begin + token.idx
        while hole is not None and hole.end <= at:
            hole = next(spans, None)
        if hole is not None and hole.begin <= at:
            continue
        cue = cues.verbs.get(token.lower_)
        if cue is not None and token.pos_ in ("VERB", "AUX", "PROPN") and is_verbal(token):
            yield _frame(sentence, token, cue)


def is_verbal(token: Token) -> bool:
    """Whether the parse uses the token as a verb."""
    return token.dep_ not in ("amod", "compound", "aux", "aux:pass", "cop", "nmod", "flat", "case", "mark")


def _frame(sentence: Sentence, verb: Token, cue: Cue) -> Frame:
    passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children) and verb.tag_ == "VBN"
    head, own = subject_of(verb)
    if passive:
        head = agent_of(verb)
    elif head is None and "clause" in cue.takes:
        head = _beside(verb)
        own = head is not None
    first = last = verb
    for child in verb.children:
        if child.dep_ in AUXILIARIES and child.i < verb.i and child.i >= verb.i - CHAIN:
            first = child if child.i < first.i else first
        elif child.dep_ == "compound:prt" and child.i > verb.i:
            last = child
    words = sentence.span(first, last)
    source = phrase_span(sentence, head, verb) if head is not None else None
    begin, end = words
    if source is not None and own:
        begin, end = min(begin, source.begin), max(end, source.end)
    return Frame(sentence, verb, cue, source, head, words, begin, end, own, passive)


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """The head of the verb's subject, and whether it is its own: else one shared up a chain of verbs."""
    token = verb
    for step in range(CHAIN):
        for child in token.children:
            if child.dep_ in SUBJECTS and not child.is_space:
                return child, step == 0
        if step and token.dep_ in ("acl", "acl:relcl") or (not step and token.dep_ == "acl"):
            return (token.head if token.head.pos_ in ("NOUN", "PROPN", "PRON") else None), False
        if token.dep_ not in ("conj", "advcl", "xcomp", "parataxis", "acl:relcl", "dep") or token.head == token:
            return None, False
        if token.dep_ in ("conj", "xcomp", "advcl") or step == 0:
            token = token.head
    return None, False


def _beside(verb: Token) -> Token | None:
    """The noun phrase right behind or right before a verb whose subject the parse has missed ("said Ann Orwin")."""
    doc = verb.doc
    if verb.i + 1 < len(doc):
        for child in verb.children:
            if child.i > verb.i and child.left_edge.i == verb.i + 1 and child.pos_ in NOMINAL and not _has_case(child):
                return child
    if verb.i and doc[verb.i - 1].pos_ in NOMINAL:
        token = doc[verb.i - 1]
        while token.head.i < verb.i and token.head != token and token.head.pos_ in NOMINAL:
            token = token.head
        return None if _has_case(token) else token
    return None


def _has_case(token: Token) -> bool:
    return any(child.dep_ in ("case", "mark") for child in token.children)


def agent_of(verb: Token) -> Token | None:
    """Who does it, of a passive verb: "by X"."""
    for child in verb.children:
        if child.dep_ in ("obl:agent", "obl"):
            for case in child.children:
                if case.lower_ == "by":
                    return child
    return None


def phrase_span(sentence: Sentence, head: Token, verb: Token | None = None) -> Span:
    """The noun phrase of `head` in the article's characters: the tokens of its subtree around it, without
    its preposition and never past `verb`."""
    doc = sentence.doc
    first, last = head.left_edge.i, head.right_edge.i
    if verb is not None and first <= verb.i <= last:
        first, last = (first, verb.i - 1) if head.i < verb.i else (verb.i + 1, last)
    while first < head.i and (doc[first].dep_ in ("case", "cc", "mark", "punct") or doc[first].pos_ == "PUNCT"):
        first += 1
    while last > head.i and doc[last].pos_ == "PUNCT" and doc[last].text != ")":
        last -= 1
    return sentence.span(doc[first], doc[last])
