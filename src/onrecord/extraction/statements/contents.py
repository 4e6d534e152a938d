"""What a verb reports, by the parse: its clause, its infinitive, what it names as something, its object."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.extraction.items import find_items, is_container
from onrecord.extraction.statements.attributions import Attribution, attributed, trimmed
from onrecord.extraction.statements.cues import Cues, cues
from onrecord.extraction.statements.frames import AUXILIARIES, SUBJECT_PRONOUNS, Frame
from onrecord.extraction.statements.units import Unit
from onrecord.model import CueClass, Span

TOLD = frozenset(
    ("tell", "inform", "warn", "advise", "remind", "assure", "notify", "ask", "instruct", "order", "urge")
)
"""Verbs whose passive has the addressee as subject: "was told that ..."."""
COORDINATION = re.compile(r",?\s*\b(?:and|but|while)\s+$|,\s*$")
CONDITION = re.compile(
    r"(?:that )?(?:(?:(?:he|she|they|\w+ names?) )?(?:not |to |should |be |remain |stay |publicly |further )+)?"
    r"(?:named|identified|quoted|anonymous|unnamed|anonymity|withheld)\b"
)
PARENTHESIS = 60  # characters of the longest "X said" between commas
PUNCTUATION = ",;:.-–—"


def indirect(
    text: str, unit: Unit, frames: Iterable[Frame], done: Iterable[Attribution], cues: Cues
) -> Iterator[Attribution]:
    """The attributions that the parse shows, for the verbs that are not among those `done`."""
    seen = {attribution.cue for attribution in done}
    listed = list(frames)
    for frame in listed:
        if frame.words in seen:
            continue
        for construction, content in constructions(text, unit, frame):
            if _is_condition(text, content) or not _may_speak(frame, construction, cues):
                break
            cue_class = frame.cue.takes.get(construction) or frame.cue.prepositions.get(construction)
            if cue_class is not None and any(c.isalnum() for b, e in content for c in text[b:e]):
                content = _without_others(text, frame, content, listed)
                yield _attributed(unit, frame, cue_class, content)
                break


def is_no_source(head: Token, cues: Cues) -> bool:
    """Whether the phrase of `head` names nobody who could speak: "it", "nobody", "no one", "none of them"."""
    return head.lower_ in cues.not_sources or any(
        child.lower_ in ("no", "neither") and child.i < head.i and child.dep_ in ("det", "cc:preconj")
        for child in head.children
    )


def _may_speak(frame: Frame, construction: str, cues: Cues) -> bool:
    """Whether the frame's subject may be a source. "It", "those" and "which" are where they say a clause, which
    expletives do not: "it said that ..." but not "it shows that ..."."""
    if frame.head is None or not is_no_source(frame.head, cues):
        return True
    speech = construction == "clause" and frame.cue.takes.get("clause") == "speech" and frame.own
    return speech and "document" not in frame.cue.takes and frame.head.lower_ in cues.pronouns


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
    if other.cue.takes.get("clause") != "speech" or other.passive:
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


def _attributed(unit: Unit, frame: Frame, cue_class: CueClass, content: list[Span]) -> Attribution:
    whole = [absorbed(unit, piece) for piece in content]
    quoted = any(quotation.span.overlaps(piece) for quotation in unit.quotations for piece in whole)
    return attributed(frame, cue_class, whole, quoted=quoted)


def absorbed(unit: Unit, piece: Span) -> Span:
    """`piece` with every quotation of the unit that it cuts taken in whole."""
    begin, end = piece
    for quotation in unit.quotations:
        if quotation.span.begin < end and begin < quotation.span.end:
            begin, end = min(begin, quotation.span.begin), max(end, quotation.span.end)
    return Span(begin, end)


def constructions(text: str, unit: Unit, frame: Frame) -> Iterator[tuple[str, list[Span]]]:
    """The ways in which the verb may report here, by name, the most telling first, each with its content."""
    if frame.passive:
        yield from _passive(frame)
        return
    head = complement(frame)
    lead = parenthetical(text, unit, frame)
    if lead is not None and (rest := trimmed(text, frame.end, unit.span.end)) is not None:
        yield "clause", [lead, rest]
    elif head is not None and head.i > frame.verb.i:
        yield "clause", [joined_clauses(frame, head)]
    elif (rest := _all_behind(frame)) is not None:
        yield "clause", [rest]
    elif frame.source is not None:
        pieces = _around_it(text, unit, frame, head)
        if pieces:
            yield "clause", pieces
    infinitive = _infinitive(frame)
    if infinitive is not None:
        yield "infinitive", [infinitive]
    if frame.head is not None and is_document(frame.head):
        thing = next((c for c in frame.verb.children if c.i > frame.verb.i and c.dep_ == "obj"), None)
        if thing is not None:
            last = max((c.right_edge for c in frame.verb.children if c.i >= thing.i), key=lambda t: t.i)
            yield "document", [phrase(frame, thing) if last.pos_ == "PUNCT" else _through(frame, thing, last)]
    yield from _nominal(frame)


def is_document(head: Token) -> bool:
    """Whether the source is something written or counted ("a poll"), which reports what it shows."""
    return head.lower_ in cues().documents


def _through(frame: Frame, thing: Token, last: Token) -> Span:
    """The words from `thing` to `last`: a poll shows somebody ahead, by so much, with so many undecided."""
    return Span(phrase(frame, thing).begin, max(phrase(frame, thing).end, frame.sentence.span(last).end))


def _all_behind(frame: Frame) -> Span | None:
    """All that stands behind "say", which takes no thing: where the parse shows one, it has missed the clause."""
    verb = frame.verb
    if frame.cue.lemma != "say" or not frame.own or frame.head is None or frame.head.i > verb.i:
        return None
    thing = next((c for c in verb.children if c.i > verb.i and _may_begin_a_clause(c)), None)
    if thing is None or thing.left_edge.i > verb.i + 1:
        return None
    last = verb.right_edge
    while last.i > thing.i and last.pos_ == "PUNCT":
        last = verb.doc[last.i - 1]
    if not any(token.tag_ in FINITE for token in verb.doc[thing.left_edge.i : last.i + 1]):
        return None
    return frame.sentence.span(thing.left_edge, last)


def _may_begin_a_clause(token: Token) -> bool:
    """Whether a dependent of "say" may be the subject of a clause that the parse missed: "said about half of them
    had left"."""
    if token.dep_ == "obl":
        return token.left_edge.lower_ in ("about", "around", "over", "under", "between")
    return token.dep_ in ("obj", "iobj", "nsubj", "xcomp")


def _passive(frame: Frame) -> Iterator[tuple[str, list[Span]]]:
    """ "Was told that ..." with its clause; "is expected to ..." with its subject and infinitive."""
    head = complement(frame)
    if head is not None and head.i > frame.verb.i and (frame.cue.lemma in TOLD or frame.head is not None):
        yield "clause", [joined_clauses(frame, head)]
    infinitive = _infinitive(frame)
    subject = next((c for c in frame.verb.children if c.dep_ == "nsubj:pass" and c.i < frame.verb.i), None)
    if infinitive is not None:
        if frame.cue.lemma in TOLD:
            yield "infinitive", [infinitive]
        elif subject is not None:
            yield "passive", [phrase(frame, subject), infinitive]


def complement(frame: Frame) -> Token | None:
    """The head of the clause that the frame's verb reports, None when it has none."""
    verb = frame.verb
    before: Token | None = None
    for child in verb.children:
        if child.dep_ == "ccomp":
            if child.i > verb.i:
                return child
            before = child
    for child in verb.children:
        if child.dep_ in CLAUSAL and child.i > verb.i and marked(child, ("that", "whether")):
            return child
    return _lost_clause(frame) or before


def _lost_clause(frame: Frame) -> Token | None:
    """The clause that the parse hangs on what stands between ("said in a statement that ...", "told the paper
    that ...") or takes for an object and what it does ("says outlets undercount ...")."""
    verb = frame.verb
    if frame.cue.takes.get("clause") != "speech":
        return None
    thing: Token | None = None
    for child in verb.children:
        if child.i < verb.i or child == frame.head:
            continue
        if child.dep_ in ("obj", "iobj", "obl"):
            thing = child
            for clause in child.children:
                if clause.dep_ in CLAUSAL and clause.i > child.i and _that(clause):
                    return clause
        elif child.dep_ == "xcomp" and thing is not None and thing.left_edge.i == verb.i + 1 and _finite(child):
            return child
    return None


def _that(clause: Token) -> bool:
    first = clause.left_edge
    return first.lower_ == "that" and first.dep_ == "mark"


def _finite(token: Token) -> bool:
    return token.tag_ in FINITE or any(
        child.tag_ in FINITE for child in token.children if child.dep_ in AUXILIARIES
    )


DAYS = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "earlier")
)
TIMES = DAYS | frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "day",
        "night",
        "morning",
        "afternoon",
        "evening",
        "week",
        "weekend",
        "month",
        "year",
        "spring",
        "summer",
        "autumn",
        "winter",
        "tomorrow",
        "tonight",
        "hour",
        "time",
    ]
)
ADDRESSING = ("on", "upon", "to", "with", "for")  # prepositions before who is asked: "called on allies to ..."
FINITE = ("VBD", "VBP", "VBZ", "MD")
CLAUSAL = ("advcl", "acl", "acl:relcl", "xcomp", "parataxis")


def complement_span(frame: Frame) -> Span | None:
    """The characters of the reported clause, None when the parse shows none."""
    head = complement(frame)
    return None if head is None else joined_clauses(frame, head)


def joined_clauses(frame: Frame, head: Token) -> Span:
    """The clause of `head`, with the further clauses behind it that hang on the same verb."""
    span = phrase(frame, head)
    if head.i < frame.verb.i:
        return span
    others = [c for c in frame.verb.children if c.dep_ == "ccomp" and c.i > head.i]
    begin = span.begin
    if frame.cue.lemma not in TOLD:  # an object in front of the clause is its subject, missed by the parse
        begin = min(
            [begin, *(phrase(frame, c).begin for c in frame.verb.children if _is_lost_subject(frame, c, head))]
        )
    return Span(begin, max([span.end, *(phrase(frame, other).end for other in others)]))


def _is_lost_subject(frame: Frame, child: Token, head: Token) -> bool:
    return (
        child.dep_ in ("obj", "nsubj")
        and frame.verb.i < child.i < head.i
        and child != frame.head
        and child.left_edge.i == frame.verb.i + 1
        and child.lower_ not in TIMES
    )


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


def _around_it(text: str, unit: Unit, frame: Frame, head: Token | None) -> list[Span]:
    """The sentence around a frame that stands between commas: "..., X said" and "..., X said, ..."."""
    before = text[max(unit.span.begin, frame.begin - 3) : frame.begin].rstrip()
    if not before.endswith((",", "—", "–", "-", "”", '"', ":")) or not frame.own:
        return []
    if any(_is_object(frame, child) for child in frame.verb.children):
        return []
    left = trimmed(text, unit.span.begin, frame.begin)
    top = frame.verb.head if frame.verb.dep_ == "parataxis" else head
    if left is None or (top is None and not _has_verb(frame, left)):
        return []
    pieces = [left]
    edge = frame.verb.right_edge
    if top is not None and text[frame.end : frame.end + 1] == "," and top.right_edge.i > edge.i:
        rest = trimmed(text, frame.sentence.begin + edge.idx + len(edge), unit.span.end)
        if rest is not None:
            pieces.append(rest)
    return pieces


def _is_object(frame: Frame, child: Token) -> bool:
    return (
        child.dep_ in ("obj", "xcomp")
        and child.i > frame.verb.i
        and child != frame.head
        and child.lower_ not in DAYS
        and not (frame.cue.lemma in TOLD and child.dep_ == "obj")
    )


def parenthetical(text: str, unit: Unit, frame: Frame) -> Span | None:
    """What stands before "X said" set between commas in the middle of a sentence ("The plan, she said, was ..."):
    the sentence's own beginning, which the words behind go on from. None where the frame does not stand so."""
    if not frame.own or frame.source is None or frame.end - frame.begin > PARENTHESIS:
        return None
    if text[frame.end : frame.end + 1] != "," or not text[unit.span.begin : frame.begin].rstrip().endswith(","):
        return None
    if frame.source.begin < frame.words.begin and _has_comma(text, frame.source):
        return None
    lead = trimmed(text, unit.span.begin, frame.begin)
    return lead if lead is not None and text[lead.begin : lead.end].count(",") <= 2 else None


def _has_comma(text: str, span: Span) -> bool:
    return "," in text[span.begin : span.end]


def _has_verb(frame: Frame, span: Span) -> bool:
    base = frame.sentence.begin
    return any(
        span.begin <= base + token.idx < span.end and token.pos_ in ("VERB", "AUX") for token in frame.sentence.doc
    )


def _infinitive(frame: Frame) -> Span | None:
    """The infinitive, with the addressee in front of it ("asked allies to ...")."""
    verb = frame.verb
    head = next(
        (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i and marked(c, ("to",))),
        None,
    )
    if head is None:
        return None
    span = phrase(frame, head)
    told = next((c for c in verb.children if verb.i < c.i < head.i and _is_addressed(c)), None)
    if told is None:
        return span
    begin = frame.sentence.span(_without_case(told)).begin
    return Span(min(span.begin, begin), span.end)


def _is_addressed(token: Token) -> bool:
    """Whether `token` is who is asked or expected to do something, not when or where it was said."""
    if token.lower_ in TIMES or token.dep_ not in ("obj", "iobj", "obl"):
        return False
    cases = [child.lower_ for child in token.children if child.dep_ == "case"]
    return token.dep_ != "obl" or (bool(cases) and cases[0] in ADDRESSING)


def _without_case(head: Token) -> Token:
    """The first word of the phrase of `head` behind its preposition."""
    cases = [c.i for c in head.children if c.dep_ in ("case", "mark") and c.i < head.i]
    return head.doc[max(cases) + 1] if cases else head.left_edge


def _nominal(frame: Frame) -> Iterator[tuple[str, list[Span]]]:
    """What the verb says of a thing: "describe X as Y", "call X Y", "warn of X", "announce X"."""
    verb = frame.verb
    behind = [c for c in verb.children if c.i > verb.i and c != frame.head and c.dep_ in NOMINAL_DEPENDENTS]
    thing = next((c for c in behind if c.dep_ == "obj"), None)
    for child in behind:
        cases = [c.lower_ for c in child.children if c.dep_ in ("case", "mark")]
        if not cases or child.dep_ not in ("obl", "advcl", "xcomp") or child.lower_ in TIMES or _is_given(child):
            continue
        begin = _without_case(child) if thing is None else thing.left_edge
        span = Span(frame.sentence.span(begin).begin, phrase(frame, child).end)
        if span.begin < span.end:
            yield ("as" if cases[0] == "as" else cases[0]), [span]
    if thing is not None:
        for child in thing.children:  # "accused X of lying": the parse may hang the charge on X
            case = next((c.lower_ for c in child.children if c.dep_ in ("case", "mark")), "")
            if child.i > thing.i and child.dep_ in ("nmod", "acl") and case in frame.cue.prepositions:
                yield case, [phrase(frame, thing)]
        predicate = next((c for c in behind if c.dep_ == "xcomp" and c.i > thing.i), None)
        if predicate is not None:
            yield "naming", [Span(phrase(frame, thing).begin, phrase(frame, predicate).end)]
        if thing.pos_ in ("NOUN", "PROPN") and not _is_given(thing) and not marked(verb, ("to",)):
            yield "object", [phrase(frame, thing)]


def _is_given(head: Token) -> bool:
    """Whether the phrase of `head` is money or goods: who announces or asks for those makes a commitment of them,
    and has said nothing that could be quoted."""
    if head.pos_ in ("NUM", "SYM"):
        return True
    first = head.left_edge.idx
    named = find_items(head.doc.text[first : head.right_edge.idx + len(head.right_edge)])
    at = head.idx - first
    return any(item.begin <= at < item.end for item in named) or (bool(named) and is_container(head.lower_))


NOMINAL_DEPENDENTS = ("obj", "obl", "advcl", "xcomp")
