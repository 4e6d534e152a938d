"""What a cue reports, by the parse: its clause, infinitive, object or prepositional content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.extraction.attributions import Attribution, attributed, trimmed
from onrecord.extraction.cues import Cues
from onrecord.extraction.frames import Frame
from onrecord.extraction.units import Unit
from onrecord.model import CueClass, Span

TOLD = ("tell", "inform", "warn", "advise", "remind", "assure", "notify", "ask", "instruct", "order", "urge")
"""Verbs whose passive has the addressee as subject: "was told that ..."."""
EXPECTED = ("expect", "report", "allege", "believe", "say", "think", "estimate", "rumor", "rumour", "suppose")
"""Verbs whose passive with an infinitive reports: "is expected to ..."."""
TEMPORAL = ("after", "as", "because", "before", "if", "once", "since", "though", "although", "unless", "until", "when", "while")


def complement(frame: Frame) -> Token | None:
    """The head of the clause that the frame's verb reports, None when it has none."""
    for child in frame.verb.children:
        if child.dep_ == "ccomp":
            return child
    for child in frame.verb.children:
        if child.dep_ in ("advcl", "acl", "acl:relcl", "xcomp", "parataxis") and child.i > frame.verb.i and _marked(child, ("that", "whether")):
            return child
    return None


def complement_span(frame: Frame) -> Span | None:
    """The characters of the reported clause, None when the parse shows none."""
    head = complement(frame)
    return None if head is None else _clause_span(frame, head)


def _clause_span(frame: Frame, head: Token) -> Span:
    first, last = head.left_edge, head.right_edge
    doc = frame.sentence.doc
    if head.i > frame.verb.i and first.i <= frame.verb.i:
        first = doc[frame.verb.i + 1]
    if head.i < frame.verb.i and last.i >= frame.verb.i:
        last = doc[frame.verb.i - 1]
    while first.i < head.i and first.pos_ == "PUNCT" and first.text not in "\"“‘'«":
        first = doc[first.i + 1]
    while last.i > head.i and last.pos_ == "PUNCT" and last.text in ",;:.-–—":
        last = doc[last.i - 1]
    return frame.sentence.span(first, last)


def _marked(token: Token, marks: tuple[str, ...]) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in marks for child in token.children)


def indirect(text: str, unit: Unit, frames: Iterable[Frame], done: Iterable[Attribution], cues: Cues) -> Iterator[Attribution]:
    """The attributions that the parse shows, for the cues that are not among those `done`."""
    seen = {attribution.cue for attribution in done}
    for frame in frames:
        if frame.words in seen:
            continue
        found = _reported(text, unit, frame, cues)
        if found is not None:
            yield found


def _reported(text: str, unit: Unit, frame: Frame, cues: Cues) -> Attribution | None:
    takes = frame.cue.takes
    if frame.head is not None and not frame.passive and frame.head.lower_ in cues.not_sources:
        return None
    if "clause" in takes:
        content = _clause(text, unit, frame)
        if content:
            return _attributed(unit, frame, takes["clause"], content)
    if "infinitive" in takes and not frame.passive:
        content = _infinitive(text, unit, frame)
        if content:
            return _attributed(unit, frame, takes["infinitive"], content)
    return None


def _attributed(unit: Unit, frame: Frame, cue_class: CueClass, content: list[Span]) -> Attribution:
    quoted = any(quotation.span.overlaps(piece) for quotation in unit.quotations for piece in content)
    return attributed(frame, cue_class, content, quoted=quoted)


def _clause(text: str, unit: Unit, frame: Frame) -> list[Span]:
    if frame.passive and frame.cue.lemma not in TOLD:
        return []
    head = complement(frame)
    if head is not None and head.i > frame.verb.i:
        return _absorbed(text, unit, [_clause_span(frame, head)])
    if frame.source is None:
        return []
    return _around_it(text, unit, frame, head)


def _around_it(text: str, unit: Unit, frame: Frame, head: Token | None) -> list[Span]:
    """The sentence around a frame that stands between commas: '..., X said' and '..., X said, ...'."""
    before = text[max(unit.span.begin, frame.begin - 3) : frame.begin].rstrip()
    if not before.endswith((",", "—", "–", "-", "”", "\"")) or not frame.own:
        return []
    top = frame.verb.head if frame.verb.dep_ == "parataxis" else head
    left = trimmed(text, unit.span.begin, frame.begin)
    if left is None or not _has_clause(frame, left):
        if top is None or left is None:
            return []
    pieces = [left]
    tail = text[frame.end : unit.span.end]
    if top is not None and tail.startswith(",") and top.right_edge.i > frame.verb.right_edge.i:
        rest = trimmed(text, frame.sentence.begin + frame.verb.right_edge.idx + len(frame.verb.right_edge), unit.span.end)
        if rest is not None:
            pieces.append(rest)
    return _absorbed(text, unit, pieces)


def _has_clause(frame: Frame, span: Span) -> bool:
    base = frame.sentence.begin
    return any(
        span.begin <= base + token.idx < span.end and token.pos_ in ("VERB", "AUX") for token in frame.sentence.doc
    )


def _infinitive(text: str, unit: Unit, frame: Frame) -> list[Span]:
    head = next((c for c in frame.verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > frame.verb.i and _marked(c, ("to",))), None)
    if head is None:
        return []
    span = _clause_span(frame, head)
    told = next((c for c in frame.verb.children if c.dep_ in ("obj", "iobj") and frame.verb.i < c.i < head.i), None)
    if told is not None:
        span = Span(min(span.begin, frame.sentence.span(told.left_edge).begin), span.end)
    return _absorbed(text, unit, [span])


def _absorbed(text: str, unit: Unit, pieces: list[Span]) -> list[Span]:
    """`pieces` with every quotation that they cut taken in whole."""
    out: list[Span] = []
    for piece in pieces:
        begin, end = piece
        for quotation in unit.quotations:
            if quotation.span.overlaps(Span(begin, end)):
                begin, end = min(begin, quotation.span.begin), max(end, quotation.span.end)
        out.append(Span(begin, end))
    return out
