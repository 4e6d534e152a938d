"""Clauses: the one that a verb reports, behind it, before it or around it, by the parse and by the commas."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import trimmed
from onrecord.extraction.statements.cues import cues
from onrecord.extraction.statements.frames import ALL_SUBJECTS, AUXILIARIES, Frame
from onrecord.extraction.statements.phrases import is_time, loose_end, marked, phrase
from onrecord.extraction.statements.units import Unit
from onrecord.model import Span

PARENTHESIS = 60  # characters of the longest "X said" between commas
LAST_WORDS = 60  # tokens before "X said" in which a clause's verb is sought
BETWEEN = 25  # tokens between a cue and the "that" of its clause
PRESENT = ("VBP", "VBZ", "MD")
FINITE = (*PRESENT, "VBD")
CLAUSAL = ("advcl", "acl", "acl:relcl", "xcomp", "parataxis")


def complement(frame: Frame) -> Token | None:
    """The head of the clause that the frame's verb reports, None when it has none."""
    verb = frame.verb
    before: Token | None = None
    if frame.passive:  # in "asked whether A, she did B" the parse may take B for the clause
        told = (c for c in verb.children if c.i > verb.i and c.dep_ in (*CLAUSAL, "ccomp"))
        if (marked_so := next((c for c in told if marked(c, ("that", "whether"))), None)) is not None:
            return marked_so
    for child in verb.children:
        if child.dep_ == "ccomp":
            if child.i > verb.i:
                return child
            before = child
    for child in verb.children:
        if child.dep_ in CLAUSAL and child.i > verb.i and marked(child, ("that", "whether")):
            return child
    return _question(frame) or _lost_clause(frame) or _that_behind(frame) or _behind_colon(frame) or before


def _behind_colon(frame: Frame) -> Token | None:
    """What stands behind a colon, where the cue takes no thing: "posted on Monday: Count the boats first"."""
    if frame.cue.takes.get("clause") != "speech" or not frame.own:
        return None
    for child in frame.verb.children:
        if child.i < frame.verb.i or child == frame.head:
            continue
        if child.dep_ in ("obj", "xcomp"):
            return None
        first = child.left_edge
        if child.dep_ == "parataxis" and (first.text == ":" or first.nbor(-1).text == ":"):
            return child
    return None


def _question(frame: Frame) -> Token | None:
    """The word of a question that the parse takes for the verb's object: "explained why the bridge had closed"."""
    for child in frame.verb.children:
        asks = child.i > frame.verb.i and child.tag_ in ("WRB", "WP", "WDT") and child.dep_ != "nsubj"
        if asks and child.right_edge.i > child.i:
            return child
    return None


def _lost_clause(frame: Frame) -> Token | None:
    """The clause that the parse hangs on what stands between ("said in a statement that ...", "told the paper
    that ...") or takes for an object and what it does ("says outlets undercount ...")."""
    verb = frame.verb
    if "clause" not in frame.cue.takes:
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


def _that_behind(frame: Frame) -> Token | None:
    """The head of the first clause with "that" behind the verb, before any other verb: the parse may hang it on
    anything in between ("noted in a column in Sunday's paper that ...")."""
    if "clause" not in frame.cue.takes:
        return None
    bare = all(child.dep_ != "obj" for child in frame.verb.children)
    openings = ("mark", "obj", "obl") if bare else ("mark",)  # what the parse takes "that" for
    for token in frame.sentence.doc[frame.verb.i + 1 : frame.verb.i + 1 + BETWEEN]:
        if token.lower_ == "that" and token.dep_ in openings and token.head.i > token.i:
            return token.head
        if token.pos_ in ("VERB", "AUX") or token.text in (".", ";", ":"):
            return None
    return None


def _that(clause: Token) -> bool:
    first = clause.left_edge
    return first.lower_ in ("that", "whether") and first.dep_ == "mark"


def _finite(token: Token) -> bool:
    return token.tag_ in FINITE or any(
        child.tag_ in FINITE for child in token.children if child.dep_ in AUXILIARIES
    )


def complement_span(frame: Frame) -> Span | None:
    """The characters of the reported clause, None when the parse shows none."""
    head = complement(frame)
    return None if head is None else joined_clauses(frame, head)


def joined_clauses(frame: Frame, head: Token) -> Span:
    """The clause of `head`, with the further clauses behind it that hang on the same verb."""
    span = phrase(frame, head)
    if head.i < frame.verb.i:
        return span
    others = [c for c in frame.verb.children if c.i > head.i and (c.dep_ == "ccomp" or _goes_on(frame, c))]
    if frame.passive and head.dep_ != "ccomp":  # "asked whether A, she did B"
        others = []
    if not others:
        span = Span(span.begin, loose_end(frame.sentence, head) or span.end)
    begin = span.begin
    if not frame.cue.told:  # an object in front of the clause is its subject, missed by the parse
        begin = min(
            [begin, *(phrase(frame, c).begin for c in frame.verb.children if _is_lost_subject(frame, c, head))]
        )
    return Span(begin, max([span.end, *(phrase(frame, other).end for other in others)]))


def _goes_on(frame: Frame, clause: Token) -> bool:
    """Whether a clause coordinated with the cue belongs to what it reports: one with "that"; a finite one behind a
    participle, which it cannot be coordinated with; behind a cue in the past, one in the present with a subject
    of its own ("said the dam held and it will be watched")."""
    if clause.dep_ != "conj":
        return False
    if marked(clause, ("that",)):
        return True
    if frame.verb.tag_ == "VBG":
        return _tense(clause) in FINITE
    own = any(child.dep_ in ALL_SUBJECTS and child.i < clause.i for child in clause.children)
    return own and frame.verb.tag_ == "VBD" and _tense(clause) in PRESENT


def _tense(verb: Token) -> str:
    """The tag of the verb, or of the auxiliary that carries its tense."""
    return next((c.tag_ for c in verb.children if c.dep_ in AUXILIARIES and c.tag_ in FINITE), verb.tag_)


def _is_lost_subject(frame: Frame, child: Token, head: Token) -> bool:
    return (
        child.dep_ in ("obj", "nsubj")
        and frame.verb.i < child.i < head.i
        and child != frame.head
        and child.left_edge.i == frame.verb.i + 1
        and not is_time(child)
    )


def all_behind(frame: Frame) -> Span | None:
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


def around_as(text: str, unit: Unit, frame: Frame) -> list[Span]:
    """The sentence around "as X said": "As X said, ...", "..., as X put it, ..."."""
    verb = frame.verb
    conjunction = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "as" and c.i < verb.i), None)
    if conjunction is None or verb.dep_ != "advcl" or not frame.own:
        return []
    taken = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "obj") and c.i > verb.i]
    puts = "quotation" in frame.cue.takes and [child.lower_ for child in taken] == ["it"]
    if not puts and (taken or frame.cue.takes.get("clause") != "speech"):
        return []
    sentence = frame.sentence
    begin = sentence.begin + conjunction.idx
    end = sentence.span(verb.right_edge).end
    around = (trimmed(text, unit.span.begin, begin), trimmed(text, end, unit.span.end))
    return [
        piece for piece in around if piece is not None and any(c.isalpha() for c in text[piece.begin : piece.end])
    ]


def around_it(text: str, unit: Unit, frame: Frame, head: Token | None) -> list[Span]:
    """The sentence around a frame that stands between commas: "..., X said" and "..., X said, ..."."""
    before = text[max(unit.span.begin, frame.begin - 3) : frame.begin].rstrip()
    if not before.endswith((",", "—", "–", "-", "”", '"', ":")) or not frame.own:
        return []
    if any(_is_object(frame, child) for child in frame.verb.children):
        return []
    left = _last_sentence(text, unit, frame)
    top = frame.verb.head if frame.verb.dep_ == "parataxis" else head
    if (
        left is None
        or _is_asked(frame, left)
        or (top is None and (not _has_verb(frame, left) or _is_adverbial(frame, left)))
    ):
        return []
    pieces = [left]
    edge = frame.verb.right_edge
    if top is not None and text[frame.end : frame.end + 1] == "," and top.right_edge.i > edge.i:
        rest = trimmed(text, frame.sentence.begin + edge.idx + len(edge), unit.span.end)
        if rest is not None:
            pieces.append(rest)
    return pieces


def _last_sentence(text: str, unit: Unit, frame: Frame) -> Span | None:
    """What stands before the frame, from behind the last semicolon outside quotations."""
    begin = unit.span.begin
    if frame.verb.dep_ in ("parataxis", "ROOT"):
        semicolon = text.rfind("; ", begin, frame.begin)
        inside = any(q.span.begin < semicolon < q.span.end for q in unit.quotations)
        begin = begin if semicolon < 0 or inside else semicolon + 1
    return trimmed(text, begin, frame.begin)


def _is_object(frame: Frame, child: Token) -> bool:
    return (
        child.dep_ in ("obj", "xcomp")
        and child.i > frame.verb.i
        and child != frame.head
        and not is_time(child)
        and not (frame.cue.told and child.dep_ == "obj")
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


def _is_asked(frame: Frame, span: Span) -> bool:
    """Whether what stands before the frame is what its speaker was asked or told: "Asked by a child if ..., X"."""
    doc = frame.sentence.doc
    first = doc[bisect_left(doc, span.begin - frame.sentence.begin, hi=frame.verb.i, key=lambda token: token.idx)]
    cue = cues().verbs.get(first.lower_)
    return first.tag_ in ("VBN", "VBD") and cue is not None and cue.told


def _is_adverbial(frame: Frame, span: Span) -> bool:
    """Whether what stands before the frame only tells when, where or why it was said: "After the vote, X asked"."""
    return any(
        child.dep_ in ("advcl", "obl") and frame.sentence.begin + child.left_edge.idx == span.begin
        for child in frame.verb.children
        if child.i < frame.verb.i
    )


def _has_verb(frame: Frame, span: Span) -> bool:
    """Whether a verb stands in `span`, which ends before the frame, in its last words."""
    base = frame.sentence.begin
    words = frame.sentence.doc[max(0, frame.verb.i - LAST_WORDS) : frame.verb.i]
    return any(span.begin <= base + t.idx < span.end and t.pos_ in ("VERB", "AUX") for t in words)
