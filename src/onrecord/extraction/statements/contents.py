"""What a verb reports, by the parse: its clause, its infinitive, what it names as something, its object."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution, attributed, trimmed
from onrecord.extraction.statements.clauses import (
    all_behind,
    around_as,
    around_it,
    complement,
    joined_clauses,
    parenthetical,
)
from onrecord.extraction.statements.cues import Cues, cues
from onrecord.extraction.statements.frames import SUBJECT_PRONOUNS, Frame
from onrecord.extraction.statements.phrases import phrase
from onrecord.extraction.statements.roles import roles
from onrecord.extraction.statements.things import gerund_of, infinitive_of, nominal_of, predicates_of, shown_by
from onrecord.extraction.statements.units import Unit
from onrecord.model import CueClass, Span

TAKEN_BY_IT = ("clause", "infinitive")  # what no expletive "it" takes in the parse
NEIGHBOURS = 12  # frames behind one among which a further report beside it is sought
CIRCUMSTANCES = ("after", "before", "when", "while")
NAMING = frozenset(("naming", "as", "quotation", "object"))
COORDINATION = re.compile(r",?\s*\b(?:and|but|while)\s+$|,\s*$")
CONDITION = re.compile(
    r"(?:that )?(?:(?:(?:he|she|they|\w+ names?) )?(?:not |to |should |be |remain |stay |publicly |further )+)?"
    r"(?:named|identified|quoted|anonymous|unnamed|anonymity|withheld)\b"
)


def indirect(
    text: str, unit: Unit, frames: Iterable[Frame], done: Iterable[Attribution], cues: Cues
) -> Iterator[Attribution]:
    """The attributions that the parse shows, for the verbs that are not among those `done`."""
    seen = {attribution.cue for attribution in done}
    listed = list(frames)
    for index, frame in enumerate(listed):
        if frame.words in seen:
            continue
        for construction, content in constructions(text, unit, frame):
            if _is_condition(text, content) or not _may_speak(frame, construction, cues):
                break
            cue_class = frame.cue.takes.get(construction) or frame.cue.prepositions.get(construction)
            if cue_class is not None and any(c.isalnum() for b, e in content for c in text[b:e]):
                following = listed[index + 1 : index + 1 + NEIGHBOURS]
                content = _without_others(text, frame, content, following)
                yield _attributed(unit, frame, cue_class, content)
                break


def is_no_source(head: Token, cues: Cues) -> bool:
    """Whether the phrase of `head` names nobody who could speak: "it", "nobody", "no one", "none of them"; but
    "neither of them" names two, whose cue is denied."""
    return head.lower_ in cues.not_sources or any(
        child.lower_ == "no" and child.i < head.i and child.dep_ in ("det", "cc:preconj") for child in head.children
    )


def _may_speak(frame: Frame, construction: str, cues: Cues) -> bool:
    """Whether the frame's subject may be a source. "It", "those" and "which" are where they say a clause, which
    expletives do not: "it said that ..." but not "it shows that ..."; "it" may also want to do something."""
    if construction == "object" and frame.cue.lemma in cues.physical and not _is_somebody(frame.head):
        return False
    if frame.head is None or not is_no_source(frame.head, cues):
        return True
    if frame.head.lower_ == "it" and frame.own and frame.head.dep_ == "nsubj" and construction in TAKEN_BY_IT:
        return "document" not in frame.cue.takes
    speech = construction == "clause" and frame.cue.takes.get("clause") == "speech" and frame.own
    return speech and "document" not in frame.cue.takes and frame.head.lower_ in cues.pronouns


def _is_somebody(head: Token | None) -> bool:
    """Whether a source is a person or people by name, pronoun or role."""
    if head is None:
        return False
    words = roles()
    return (
        head.ent_type_ == "PERSON"
        or head.lower_ in SUBJECT_PRONOUNS
        or words.is_person(head.lower_)
        or head.lower_ in words.plurals
    )


def _is_condition(text: str, content: list[Span]) -> bool:
    """Whether the content is only the condition on which somebody speaks: "asked not to be named"."""
    return len(content) == 1 and CONDITION.match(text, *content[0]) is not None


def _without_others(text: str, frame: Frame, content: list[Span], frames: list[Frame]) -> list[Span]:
    """`content` cut where a further report stands beside this one: "said A, and B added ..."."""
    out: list[Span] = []
    for piece in content:
        end = piece.end
        for other in frames:
            if piece.begin < other.begin < end and frame.verb.i < other.verb.i and is_beside(text, frame, other):
                end = other.begin
        match = COORDINATION.search(text, max(piece.begin, end - 8), end) if end < piece.end else None
        out.append(Span(piece.begin, match.start() if match else end))
    return out


def is_beside(text: str, frame: Frame, other: Frame) -> bool:
    """Whether `other` is a further report beside `frame`'s, not a part of what it reports."""
    if other.passive or not (other.cue.takes.get("clause") == "speech" or _is_joined(frame, other)):
        return False
    joined = COORDINATION.search(text, max(frame.end, other.begin - 8), other.begin)
    if joined is None:
        return False
    if other.verb.tag_ == "VBG":
        return not other.own and "," in joined.group() and other.source in (frame.source, None)
    if not other.own:
        return other.source == frame.source
    return (
        "," in joined.group()
        and other.head is not None
        and (other.head.ent_type_ == "PERSON" or other.head.lower_ in SUBJECT_PRONOUNS)
    )


def _is_joined(frame: Frame, other: Frame) -> bool:
    """Whether the parse coordinates the cues, of which the second names or describes something: "declined to say
    when, but called the delay a shame"."""
    verb = other.verb
    return verb.dep_ == "conj" and verb.head == frame.verb and not NAMING.isdisjoint(other.cue.takes)


def _attributed(unit: Unit, frame: Frame, cue_class: CueClass, content: list[Span]) -> Attribution:
    whole = [absorbed(unit, piece) for piece in content]
    quoted = any(_touched(unit, piece) for piece in whole)
    return attributed(frame, cue_class, whole, quoted=quoted)


def absorbed(unit: Unit, piece: Span) -> Span:
    """`piece` with every quotation of the unit that it cuts taken in whole."""
    touched = _touched(unit, piece)
    if not touched:
        return piece
    first, last = unit.quotations[touched[0]].span, unit.quotations[touched[-1]].span
    return Span(min(piece.begin, first.begin), max(piece.end, last.end))


def _touched(unit: Unit, piece: Span) -> range:
    """The numbers of the unit's quotations that `piece` holds or cuts."""
    found = unit.quotations
    first = bisect_right(found, piece.begin, key=lambda quotation: quotation.span.end)
    return range(first, bisect_left(found, piece.end, key=lambda quotation: quotation.span.begin))


def constructions(text: str, unit: Unit, frame: Frame) -> Iterator[tuple[str, list[Span]]]:
    """The ways in which the verb may report here, by name, the most telling first, each with its content."""
    if frame.passive:
        yield from _passive(frame)
        return
    head = complement(frame)
    lead = parenthetical(text, unit, frame)
    if lead is not None and (rest := trimmed(text, frame.end, unit.span.end)) is not None:
        yield "clause", [lead] if _is_circumstance(frame, rest) else [lead, rest]
    elif head is not None and head.i > frame.verb.i:
        yield "clause", [joined_clauses(frame, head)]
    elif (rest := all_behind(frame)) is not None:
        yield "clause", [rest]
    elif (pieces := around_as(text, unit, frame)) or frame.source is None:
        if pieces:
            yield ("clause" if "clause" in frame.cue.takes else "quotation"), pieces
    else:
        pieces = around_it(text, unit, frame, head)
        if pieces:
            yield "clause", pieces
    if (gerund := gerund_of(frame)) is not None:
        yield "clause", [gerund]
        yield "object", [gerund]
    infinitive = infinitive_of(frame)
    if infinitive is not None:
        yield "infinitive", [infinitive]
    if frame.head is not None and is_document(frame.head) and (shown := shown_by(frame)) is not None:
        yield "document", [shown]
    yield from nominal_of(frame)


def _is_circumstance(frame: Frame, rest: Span) -> bool:
    """Whether what follows "X said," only tells when it was said: "after a driver had complained"."""
    return any(
        mark.lower_ in CIRCUMSTANCES and frame.sentence.begin + mark.idx == rest.begin
        for child in frame.verb.children
        if child.dep_ == "advcl" and child.i > frame.verb.i
        for mark in child.children
    )


def is_document(head: Token) -> bool:
    """Whether the source is something written or counted ("a poll"), which reports what it shows."""
    return head.lower_ in cues().documents


def _passive(frame: Frame) -> Iterator[tuple[str, list[Span]]]:
    """ "Was told that ..." and "it was said that ..." with the clause; "is expected to ..." and "is seen as ..."
    with subject and predicate; "was condemned by X" with its subject."""
    verb = frame.verb
    subject = next((c for c in verb.children if c.dep_ == "nsubj:pass" and c.i < verb.i), None)
    head = complement(frame)
    if head is not None and head.i > verb.i and (frame.cue.told or frame.head is not None or _is_it(subject)):
        yield "clause", [joined_clauses(frame, head)]
    infinitive = infinitive_of(frame)
    if infinitive is not None and frame.cue.told:
        yield "infinitive", [infinitive]
    if frame.cue.told:
        yield from nominal_of(frame)
    if subject is None or _is_it(subject):
        return
    whole = phrase(frame, subject)
    if infinitive is not None:
        yield "passive", [whole, infinitive]
    for construction, predicate in predicates_of(frame):
        yield construction, [whole, predicate]
    if frame.head is not None:
        yield "object", [whole]


def _is_it(subject: Token | None) -> bool:
    return subject is not None and subject.lower_ == "it"
