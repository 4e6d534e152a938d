"""Frames: a reporting verb with its subject, where a sentence says that somebody says, thinks or intends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.extraction.statements.cues import Cue, Cues
from onrecord.extraction.statements.polarity import is_modal, is_negated, is_neither
from onrecord.language import Sentence
from onrecord.model import Span

SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
ALL_SUBJECTS = (*SUBJECTS, "nsubj:pass")
PREDICATES = ("ROOT", "ccomp", "xcomp", "conj", "parataxis", "advcl", "acl", "acl:relcl", "csubj")
EDGES = ("case", "cc", "mark", "punct", "fixed", "discourse")
AUXILIARIES = ("aux", "aux:pass", "cop")
QUOTES = ("”", '"', "''", "’", "»", "“", "'")
SUBJECT_PRONOUNS = ("he", "she", "they", "i", "we", "who")
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
    holder:  the sentence in which `head` stands.
    negated, modal: the cue is denied ("did not say"), or not told as having happened ("may say").
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
    holder: Sentence
    negated: bool = False
    modal: bool = False


def frames(sentence: Sentence, cues: Cues, skip: list[Span]) -> Iterator[Frame]:
    """The frames of `sentence` whose verb stands outside the stretches `skip` (quotations), in order."""
    spans = iter(skip)
    hole = next(spans, None)
    quoted = [span for span in skip if span.begin < sentence.end and sentence.begin < span.end]
    for token in sentence.doc:
        at = sentence.begin + token.idx
        while hole is not None and hole.end <= at:
            hole = next(spans, None)
        if hole is not None and hole.begin <= at:
            continue
        if token.pos_ not in ("VERB", "AUX", "PROPN") or not is_verbal(token):
            continue
        cue = _cue_of(token, cues)
        if cue is not None:
            yield _frame(sentence, token, cue, quoted, cues)


def _cue_of(verb: Token, cues: Cues) -> Cue | None:
    """The cue that the verb is, with its particle where it has one: "ruled out", but not "called off"."""
    cue = cues.verbs.get(verb.lower_)
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("compound:prt", "advmod"):
            phrasal = cues.verbs.get(f"{verb.lower_} {child.lower_}")
            if phrasal is not None:
                return phrasal
            if cue is not None and child.dep_ == "compound:prt" and f"{cue.lemma} {child.lower_}" in cues.phrasal:
                return None
    return cue


def _is_verb_group(first: Token, verb: Token) -> bool:
    """Whether nothing but auxiliaries, adverbs and "not" stand from `first` to the verb."""
    return verb.i - first.i <= CHAIN and all(
        token.pos_ in ("AUX", "ADV", "PART") for token in verb.doc[first.i : verb.i]
    )


def handed_on(text: str, found: list[Frame]) -> list[Frame]:
    """`found`, the frames of one sentence in order, with the source of the report before it given to a participle
    set off by a comma (", adding that ..."), whose subject the parse often misses."""
    out: list[Frame] = []
    before: Frame | None = None
    for frame in found:
        participle = not frame.own and frame.verb.tag_ == "VBG" and _set_off(text, frame)
        if participle and before is not None and (before.own or frame.source is None):
            frame = replace(frame, source=before.source, head=before.head, holder=before.holder)
        elif frame.source is not None and not frame.passive and frame.cue.takes.get("clause") == "speech":
            before = frame
        out.append(frame)
    return out


def _set_off(text: str, frame: Frame) -> bool:
    return (
        text[max(0, frame.begin - 8) : frame.begin]
        .rstrip()
        .removesuffix(" and")
        .endswith((",", "”", '"', "-", "—"))
    )


def is_verbal(token: Token) -> bool:
    """Whether the parse uses the token as a verb."""
    if token.pos_ == "PROPN" and token.dep_ not in PREDICATES:
        return False
    return token.dep_ not in ("amod", "compound", "aux", "aux:pass", "cop", "nmod", "flat", "case", "mark")


def _frame(sentence: Sentence, verb: Token, cue: Cue, quoted: Sequence[Span], cues: Cues) -> Frame:
    passive = _is_passive(verb) or _is_urged(verb, cue)
    if passive:
        head, source = agent_of(verb), None
        own = False
    else:
        head, source, own = _subject(sentence, verb, cue, quoted)
        if head is None or (not own and head.pos_ != "PRON" and head.ent_type_ != "PERSON"):
            head = _upper_subject(verb, cues) or head
    if head is not None and source is None:
        source = phrase_span(sentence, head, verb)
    first = last = verb
    for child in verb.children:
        part = child.dep_ in AUXILIARIES or child.lower_ in cues.negations
        if part and child.i < first.i and _is_verb_group(child, verb):
            first = child
        elif child.dep_ == "compound:prt" and child.i > verb.i:
            last = child
    words = sentence.span(first, last)
    begin, end = words
    if source is not None and own:
        begin, end = min(begin, source.begin), max(end, source.end)
    negated = is_negated(verb, cues) or (head is not None and is_neither(head))
    return Frame(
        sentence,
        verb,
        cue,
        source,
        head,
        words,
        begin,
        end,
        own,
        passive,
        sentence,
        negated=negated,
        modal=not negated and is_modal(verb, cues),  # who "would not say" has not said
    )


def _is_passive(verb: Token) -> bool:
    """Whether the verb is passive, with its auxiliary or without ("a plan seen as ...", "asked whether ...")."""
    if verb.tag_ != "VBN":
        return False
    children = {child.dep_ for child in verb.children}
    if "aux:pass" in children or ("obl:agent" in children and children.isdisjoint(("aux", *ALL_SUBJECTS))):
        return True
    return verb.dep_ in ("acl", "advcl") and children.isdisjoint(("aux", *ALL_SUBJECTS))


def _is_urged(verb: Token, cue: Cue) -> bool:
    """Whether a headline leaves out the "are" of a passive: "Allies urged to wait". Who urges urges somebody, and
    names them before the infinitive; who asks may ask to be let in."""
    doc, at = verb.doc, verb.i + 1
    to = at + 1 < len(doc) and doc[at].lower_ == "to" and doc[at + 1].tag_ == "VB"
    return to and cue.told and cue.lemma != "ask" and verb.tag_ in ("VBD", "VBN")


def _subject(
    sentence: Sentence, verb: Token, cue: Cue, quoted: Sequence[Span]
) -> tuple[Token | None, Span | None, bool]:
    """Head and span of the verb's subject, and whether it is its own. A subject inside a quotation is none."""
    head, own = subject_of(verb)
    if head is None and marked_as(verb):
        head = next((c for c in verb.head.children if c.dep_ == "nsubj:pass"), None)
    if (quoted_one := _quoted_by(verb)) is not None:
        head, own = quoted_one, False
    if head is not None and any(q.begin <= sentence.begin + head.idx < q.end for q in quoted):
        head, own = None, False
    speaks = "clause" in cue.takes or "quotation" in cue.takes
    if (
        speaks
        and cue.takes.get("clause", "speech") == "speech"
        and not (own and head is not None and head.i > verb.i)
    ):
        inverted = _inverted(sentence, verb)
        if inverted is not None and (head is None or not own or _far(head, verb)) and _may_invert(verb, cue, own):
            return inverted[0], inverted[1], True
    if head is not None and own and speaks and (aside := _between_commas(head, verb)) is not None:
        return aside, None, True
    if head is None and speaks:
        head = _before(verb)
        own = head is not None
    if not own and verb.tag_ == "VBG" and verb.i and verb.nbor(-1).lower_ in (",", "by", "while", "in"):
        head = _main_subject(verb) or head
    return head, None, own


def _between_commas(head: Token, verb: Token) -> Token | None:
    """The subject of "X said" set between commas, which the parse takes for an apposition of the sentence's own
    subject: "Mr. Orwin, officials said, has become ..."."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    reported = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    if not reported or any(child.dep_ in (*SUBJECTS, "nsubj:pass") for child in reported[0].children):
        return None
    for child in head.children:
        before = doc[child.left_edge.i - 1]
        if child.dep_ == "appos" and child.i > head.i and child.right_edge.i == verb.i - 1 and before.text == ",":
            return child
    return None


def _may_invert(verb: Token, cue: Cue, own: bool) -> bool:
    """Behind a quotation mark any cue may stand before its subject; behind a comma only one without an object, or
    one whose clause stands before it."""
    if not verb.i or verb.nbor(-1).text in QUOTES:
        return True
    if own:
        return False
    if cue.takes.keys().isdisjoint(("object", "as", "naming")) or verb.dep_ == "parataxis":
        return True
    return any(child.dep_ in ("ccomp", "parataxis") and child.i < verb.i for child in verb.children)


def _far(head: Token, verb: Token) -> bool:
    """Whether a comma or a quotation mark stands between the subject and the word before the verb."""
    return head.i < verb.i and verb.i > 0 and verb.nbor(-1).is_punct and head.right_edge.i < verb.i - 1


def _inverted(sentence: Sentence, verb: Token) -> tuple[Token, Span] | None:
    """The noun phrase right behind a verb that follows a comma or a quotation mark: "..., said Ann Orwin"."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or (verb.i and not (doc[verb.i - 1].is_punct or doc[verb.i - 1].is_space)):
        return None
    pieces: list[Token] = []
    for child in verb.children:
        at = pieces[-1].right_edge.i + 1 if pieces else verb.i + 1
        if child.i > verb.i and child.left_edge.i == at and child.pos_ in NOMINAL and not _has_case(child):
            pieces.append(child)
    if not pieces or (pieces[0].pos_ == "PRON" and pieces[0].lower_ not in SUBJECT_PRONOUNS):
        return None
    if any(marked_that(child) for child in verb.children if child.i > pieces[-1].i and child.dep_ == "ccomp"):
        return None
    head = next((p for p in pieces if p.ent_type_ == "PERSON"), pieces[0])
    begin = phrase_span(sentence, pieces[0], verb).begin
    return head, Span(begin, phrase_span(sentence, pieces[-1], verb).end)


def marked_as(verb: Token) -> bool:
    """Whether the verb stands so behind a passive: "was quoted as saying"."""
    return verb.tag_ == "VBG" and any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)


def _quoted_by(verb: Token) -> Token | None:
    """Who says it, of "The paper quoted Ann Orwin as saying ..."."""
    if not marked_as(verb):
        return None
    return next((c for c in verb.head.children if c.dep_ == "obj" and verb.head.i < c.i < verb.i), None)


def marked_that(token: Token) -> bool:
    """Whether "that" introduces the clause of `token`."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in token.children)


def _main_subject(verb: Token) -> Token | None:
    """The subject of the sentence's main verb where it is a person's name or pronoun: a participle's own."""
    token = verb
    while token.head != token:
        token = token.head
    for child in token.children:
        if child.dep_ in SUBJECTS and child.i < verb.i and not child.is_space:
            named = [child, *(c for c in child.children if c.dep_ in ("appos", "flat"))]
            if child.lower_ in SUBJECT_PRONOUNS or any(c.ent_type_ == "PERSON" or c.pos_ == "PROPN" for c in named):
                return child
    return None


def _upper_subject(verb: Token, cues: Cues) -> Token | None:
    """The subject of a verb further up, for a verb coordinated into that one's clause by mistake: a person's ("she
    stressed that the roads were open and said ..."), or any reporting verb's where a comma stands before "and"
    ("officials said the shells that it fires are many, and warned ...")."""
    token = verb.head
    apart = verb.i > 1 and verb.nbor(-1).lower_ in ("and", "but") and verb.nbor(-2).text == ","
    for _ in range(CHAIN):
        if token.head == token:
            return None
        if token.dep_ == "ccomp" or apart:
            for child in token.head.children:
                named = child.ent_type_ == "PERSON" or child.lower_ in SUBJECT_PRONOUNS
                if child.dep_ in SUBJECTS and (
                    (named and token.dep_ == "ccomp") or (apart and _reports_alike(token.head, verb, cues))
                ):
                    return child
        token = token.head
    return None


def _reports_alike(upper: Token, verb: Token, cues: Cues) -> bool:
    """Whether both verbs report speech in the same tense."""
    reported = [
        cues.verbs[token.lower_].takes.get("clause") for token in (upper, verb) if token.lower_ in cues.verbs
    ]
    return upper.tag_ == verb.tag_ and reported == ["speech", "speech"]


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """The head of the verb's subject, and whether it is its own: else one shared up a chain of verbs."""
    token = verb
    for step in range(CHAIN):
        subjects = [child for child in token.children if child.dep_ in ALL_SUBJECTS and not child.is_space]
        if subjects:  # the nearest before the verb: of "the claim that ..., she said" the parse may take both
            return next((child for child in reversed(subjects) if child.i < token.i), subjects[0]), step == 0
        if (step and token.dep_ in ("acl", "acl:relcl")) or (not step and token.dep_ == "acl"):
            return (token.head if token.head.pos_ in NOMINAL else None), False
        if token.dep_ not in ("conj", "advcl", "xcomp", "parataxis", "acl:relcl", "dep") or token.head == token:
            return None, False
        if token.dep_ in ("conj", "xcomp", "advcl") or step == 0:
            token = token.head
    return None, False


def _before(verb: Token) -> Token | None:
    """The noun phrase right before a verb whose subject the parse has missed."""
    doc = verb.doc
    if not verb.i or doc[verb.i - 1].pos_ not in NOMINAL:
        return None
    token = doc[verb.i - 1]
    aside = verb.i + 1 < len(doc) and doc[verb.i + 1].text == ","
    while token.head.i < verb.i and token.head != token and token.head.pos_ in NOMINAL:
        if aside and token.dep_ == "appos":
            break
        token = token.head
    return None if _has_case(token) else token


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
    while first < head.i and (doc[first].dep_ in EDGES or doc[first].pos_ == "PUNCT"):
        first += 1
    while last > head.i and doc[last].pos_ == "PUNCT" and doc[last].text != ")":
        last -= 1
    return sentence.span(doc[first], doc[last])
