"""Phrases: the words under a token of the parse, as spans, and what introduces them."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.statements.cues import cues
from onrecord.extraction.statements.frames import Frame
from onrecord.model import Span

PUNCTUATION = ",;:.-–—"


def phrase(frame: Frame, head: Token) -> Span:
    """The words under `head` on its side of the frame's verb, without punctuation at the edges."""
    first, last = head.left_edge, head.right_edge
    doc = frame.sentence.doc
    if head.i > frame.verb.i and first.i <= frame.verb.i:
        first = doc[frame.verb.i + 1]
    if head.i < frame.verb.i and last.i >= frame.verb.i:
        last = doc[frame.verb.i - 1]
    while first.i < head.i and first.pos_ == "PUNCT" and first.text in PUNCTUATION:
        first = doc[first.i + 1]
    while last.i > head.i and last.pos_ == "PUNCT" and last.text in PUNCTUATION:
        last = doc[last.i - 1]
    return frame.sentence.span(first, last)


def marked(token: Token, marks: tuple[str, ...]) -> bool:
    """Whether one of `marks` introduces the clause of `token`."""
    return any(child.dep_ == "mark" and child.lower_ in marks for child in token.children)


def without_case(head: Token) -> Token:
    """The first word of the phrase of `head` behind its preposition."""
    cases = [c.i for c in head.children if c.dep_ in ("case", "mark") and c.i < head.i]
    return head.doc[max(cases) + 1] if cases else head.left_edge


def is_time(token: Token) -> bool:
    """Whether the head of a phrase names a time: "on Thursday", "last week"."""
    return token.lower_ in cues().times
