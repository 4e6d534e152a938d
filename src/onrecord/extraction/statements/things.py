"""Things: what a verb says of something, or wants done: its infinitive, its object, what it names it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extraction.statements.cues import Cue
from onrecord.extraction.statements.frames import ALL_SUBJECTS, Frame, marked_as
from onrecord.extraction.statements.phrases import (
    is_time,
    is_venue,
    loose_end,
    marked,
    phrase,
    preposition,
    without_case,
)
from onrecord.model import Span

WHEN = ("on", "in", "at", "by", "after", "before", "over", "during", "since", "until")
ADDRESSING = ("on", "upon", "to", "with", "for")  # prepositions before who is asked: "called on allies to ..."
REST = ("obl", "xcomp", "ccomp", "obj", "iobj", "advcl", "advmod")
NOMINAL_DEPENDENTS = ("obj", "obl", "advcl", "xcomp")


def infinitive_of(frame: Frame) -> Span | None:
    """The infinitive, with the addressee in front of it ("asked allies to ...")."""
    verb = frame.verb
    head = next(
        (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i and marked(c, ("to",))),
        None,
    )
    if head is None:
        return None
    span = Span(phrase(frame, head).begin, _end(frame, head))
    told = next((c for c in verb.children if verb.i < c.i < head.i and _is_addressed(c)), None)
    if told is None:
        return span
    begin = frame.sentence.span(without_case(told)).begin
    return Span(min(span.begin, begin), span.end)


def _is_addressed(token: Token) -> bool:
    """Whether `token` is who is asked or expected to do something, not when or where it was said."""
    if is_time(token) or token.dep_ not in ("obj", "iobj", "obl"):
        return False
    cases = [child.lower_ for child in token.children if child.dep_ == "case"]
    return token.dep_ != "obl" or (bool(cases) and cases[0] in ADDRESSING)


def gerund_of(frame: Frame) -> Span | None:
    """What is said to have been done: "reported spending little", "denies taking bribes"."""
    for child in frame.verb.children:
        beside = child.left_edge.i == frame.verb.i + 1
        if beside and child.dep_ == "xcomp" and child.left_edge.tag_ == "VBG":
            return Span(phrase(frame, child).begin, _end(frame, child))
    return None


def shown_by(frame: Frame) -> Span | None:
    """What a document shows: its object with all that is said of it ("Ms. Orwin ahead, by two points to one")."""
    thing = next((c for c in frame.verb.children if c.i > frame.verb.i and c.dep_ == "obj"), None)
    if thing is None:
        return None
    last = thing.right_edge
    for child in frame.verb.children:
        if child.i > last.i and child.pos_ != "PUNCT":
            if child.dep_ in ("conj", "parataxis"):
                break
            last = child.right_edge
    while last.i > thing.i and last.pos_ == "PUNCT":
        last = thing.doc[last.i - 1]
    own = phrase(frame, thing)
    return Span(own.begin, max(own.end, frame.sentence.span(last).end))


def nominal_of(frame: Frame) -> Iterator[tuple[str, list[Span]]]:
    """What the verb says of a thing: "describe X as Y", "call X Y", "warn of X", "announce X"."""
    verb = frame.verb
    behind = [c for c in verb.children if c.i > verb.i and c != frame.head and c.dep_ in NOMINAL_DEPENDENTS]
    thing = next((c for c in behind if c.dep_ == "obj"), None)
    for child in behind:
        case = preposition(child)
        if case is None or not _may_follow(frame.cue, case) or child.dep_ not in ("obl", "advcl", "xcomp"):
            continue
        if (is_time(child) and case in WHEN) or (child.dep_ == "advcl" and _has_subject(child)):
            continue
        begin = without_case(child) if thing is None else thing.left_edge
        span = Span(frame.sentence.span(begin).begin, _with_rest(frame, child).end)
        if span.begin < span.end:
            yield case, [span]
    if thing is not None:
        yield from _hung_on(frame, thing)
        predicate = next((c for c in behind if c.dep_ == "xcomp" and c.i > thing.i), None)
        if predicate is not None:
            yield "naming", [Span(phrase(frame, thing).begin, phrase(frame, predicate).end)]
        if "object" in frame.cue.takes and _is_reported(verb, thing):
            yield "object", [_with_rest(frame, thing)]


def _hung_on(frame: Frame, thing: Token) -> Iterator[tuple[str, list[Span]]]:
    """ "Accused X of lying", "puts the cost of X at 4": what the parse may hang on X or on the last word of it."""
    token = thing
    while True:
        last: Token | None = None
        for child in token.children:
            if child.i < token.i or child.dep_ not in ("nmod", "acl", "conj"):
                continue
            case = next((c.lower_ for c in child.children if c.dep_ in ("case", "mark")), "")
            if child.dep_ != "conj" and case in frame.cue.prepositions:
                yield case, [phrase(frame, thing)]
            last = child
        if last is None:
            return
        token = last


def _has_subject(clause: Token) -> bool:
    """Whether the clause is a sentence of its own: "attacked the town, as others waited" names nothing."""
    return any(child.dep_ in ALL_SUBJECTS for child in clause.children)


def _is_reported(verb: Token, thing: Token) -> bool:
    """Whether an object may be what is said: no pronoun, and not of a mere "to say it"."""
    return thing.pos_ in ("NOUN", "PROPN", "NUM", "SYM") and not marked(verb, ("to",))


def _may_follow(cue: Cue, case: str) -> bool:
    """Whether the verb takes its content behind the preposition."""
    return case in cue.prepositions or (case == "as" and "as" in cue.takes)


def predicates_of(frame: Frame) -> Iterator[tuple[str, Span]]:
    """What a passive says of its subject: "is seen as a threat", "is held a threat", "is accused of theft"."""
    for child in frame.verb.children:
        if child.i < frame.verb.i or child == frame.head:
            continue
        if marked_as(child) and any(c.dep_ == "ccomp" for c in child.children):
            continue  # "was quoted as saying that ...": the other verb reports it
        case = preposition(child)
        taken = case is not None and not frame.cue.told and _may_follow(frame.cue, case)
        if case is not None and taken and child.dep_ in ("obl", "advcl", "xcomp") and not is_time(child):
            yield case, Span(frame.sentence.span(without_case(child)).begin, _end(frame, child))
        elif child.dep_ in ("xcomp", "obj") and case is None:
            named = "naming" if frame.head is not None else "passive"
            yield named, phrase(frame, child)


def _with_rest(frame: Frame, thing: Token) -> Span:
    """The object with what the verb says of it ("backed the plan over hers", "defended her against critics"), up to
    the first comma, time, venue or further clause behind it."""
    own = phrase(frame, thing)
    end = loose_end(frame.sentence, thing)
    if end is not None:
        return Span(own.begin, end)
    last = thing.right_edge
    for child in frame.verb.children:
        if child.i <= last.i:
            continue
        if child.left_edge.i != last.i + 1 or not _belongs(child):
            break
        last = child.right_edge
        end = loose_end(frame.sentence, child)
        if end is not None:
            return Span(own.begin, end)
    return Span(own.begin, max(own.end, frame.sentence.span(last).end)) if last.pos_ != "PUNCT" else own


def _belongs(child: Token) -> bool:
    """Whether a dependent behind the object is a part of what is said, not when, where or why it was said."""
    if is_time(child) or child.dep_ not in REST or preposition(child) == "according":
        return False
    if child.dep_ == "advcl":
        return marked(child, ("for", "of", "to", "as", "in", "from", "with", "against", "over", "about", "on"))
    return not (child.dep_ == "obl" and is_venue(child))


def _end(frame: Frame, head: Token) -> int:
    """Where the phrase of `head` ends, without what hangs on it loosely."""
    return loose_end(frame.sentence, head) or phrase(frame, head).end
