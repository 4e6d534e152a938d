"""Phrases: the words under a token of the parse, as spans, and what introduces them."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extraction.statements.cues import cues
from onrecord.extraction.statements.frames import Frame
from onrecord.language import Sentence
from onrecord.model import Span

PUNCTUATION = ",;:.-–—"
BREAKS = (",", "-", "--", "–", "—", ";")


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


def bare_owner(sentence: Sentence, owner: Token) -> Span:
    """A possessor's words without its "'s"."""
    last = owner.right_edge
    while last.i > owner.i and (last.dep_ == "case" or last.lower_ in ("'s", "’s", "'", "’")):
        last = sentence.doc[last.i - 1]
    return sentence.span(owner.left_edge, last)


def right_of(sentence: Sentence, token: Token, head: Token, *, bare: bool = False) -> Span:
    """The phrase of `head` behind `token`, without its preposition where `bare`."""
    first = head.left_edge if head.left_edge.i > token.i else sentence.doc[token.i + 1]
    if bare:
        first = without_case(head)
    last = head.right_edge
    while last.i > head.i and last.pos_ == "PUNCT":
        last = sentence.doc[last.i - 1]
    begin, end = sentence.span(first, last)
    return Span(begin, max(sentence.span(first).end, loose_end(sentence, head) or end))


def preposition(head: Token) -> str | None:
    """The preposition of the phrase of `head`, its first word where it has several."""
    return next((c.lower_ for c in head.children if c.dep_ in ("case", "mark") and c.i < head.i), None)


def is_time(token: Token) -> bool:
    """Whether the head of a phrase names a time: "on Thursday", "last week"."""
    return token.lower_ in cues().times


def is_venue(token: Token) -> bool:
    """Whether the head of a phrase names where something was said: "in a statement", "on Twitter"."""
    return token.lower_ in cues().statements


def loose_end(sentence: Sentence, head: Token) -> int | None:
    """Where the phrase of `head` ends without what hangs on it behind a comma: a relative clause, a participle, a
    common noun in apposition, a "while". Those are the writer's more often than the speaker's. None where
    nothing does."""
    doc = head.doc
    cut: Token | None = None
    behind: list[Token] | None = None  # what stands behind `token` and has not been looked at
    token = head
    while True:
        edge = (cut.i - 1) if cut is not None else token.right_edge.i
        if behind is None:
            behind = list(token.rights)
        while behind and (behind[-1].dep_ == "punct" or behind[-1].left_edge.i > edge):
            behind.pop()
        if not behind or behind[-1].left_edge.i < token.i:
            break
        last = behind.pop()
        first = last.left_edge
        comma = first if first.text in BREAKS else doc[first.i - 1]
        if comma.text in BREAKS and _is_loose(last):
            cut = comma
            continue
        token, behind = last, None
    if cut is None:
        return None
    end = doc[cut.i - 1]
    return sentence.span(end).end


def _is_loose(token: Token) -> bool:
    if token.dep_ == "appos":
        return token.pos_ == "NOUN"
    if token.dep_ == "acl:relcl" or preposition(token) == "according":
        return True
    return token.dep_ == "advcl" and (
        (token.tag_ == "VBG" and not any(c.dep_ in ("mark", "case") for c in token.children))
        or marked(token, ("while", "as"))
    )
