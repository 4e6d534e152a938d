"""Reports without a reporting verb: "according to X", "X's claim that ...", "X is confident that ..."."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extraction.statements.according import according
from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.contents import is_no_source
from onrecord.extraction.statements.cues import Cue, Cues
from onrecord.extraction.statements.frames import ALL_SUBJECTS, phrase_span, subject_of
from onrecord.extraction.statements.phrases import bare_owner, is_time, marked, preposition, right_of
from onrecord.extraction.statements.polarity import is_modal, is_negated
from onrecord.extraction.statements.reported import Reported
from onrecord.extraction.statements.units import Unit
from onrecord.language import Sentence
from onrecord.model import CueClass, Span

COPULAS = ("cop", "aux:pass")
FROM = ("by", "from", "among")  # prepositions before whose a noun is: "a warning from X"
MAKING = ("make", "makes", "made", "making")


def nominal(text: str, unit: Unit, cues: Cues) -> Iterator[Attribution]:
    """The attributions in `unit` whose cue is a phrase, a noun or an adjective, outside its quotations."""
    begins = [quotation.span.begin for quotation in unit.quotations]
    for sentence in unit.sentences:
        for token in sentence.doc:
            word = token.lower_
            if not (word in cues.openings or word in cues.nouns or word in cues.adjectives):
                continue
            at = sentence.begin + token.idx
            before = bisect_right(begins, at) - 1
            quoted = before >= 0 and at < unit.quotations[before].span.end
            if quoted or not unit.span.begin <= at < unit.span.end:
                continue
            if word in cues.openings:
                yield from according(text, unit, sentence, token, cues)
            elif token.pos_ == "NOUN" and word in cues.nouns:
                yield from _noun(unit, sentence, token, cues)
            elif token.pos_ in ("ADJ", "VERB") and word in cues.adjectives:
                yield from _adjective(unit, sentence, token, cues)


def _noun(unit: Unit, sentence: Sentence, token: Token, cues: Cues) -> Iterator[Attribution]:
    """ "His pledge that ...", "issued a warning that ...", "the decision by X to ...", "X's criticism of Y"."""
    cue = cues.nouns[token.lower_]
    source = _owner(sentence, token, cues)
    if not _stands_alone(token, cue, cues) if source is None else is_no_source(source[0], cues):
        return
    found = _taken(sentence, token, cues, NOUN_CLAUSES, None if source is None else source[0])
    if found is not None:
        kind, content = found
        negated = is_negated(token, cues) or (token.dep_ == "obj" and is_negated(token.head, cues))
        modal = token.dep_ == "obj" and is_modal(token.head, cues)
        yield Reported(sentence, source, sentence.span(token), kind, negated, modal).of(unit, [content])


PHRASES = ("nmod", "obl", "acl", "advcl")
NOUN_CLAUSES = ("acl", "ccomp", "advcl", "acl:relcl")
ADJECTIVE_CLAUSES = ("ccomp", "xcomp", "advcl")


def _stands_alone(token: Token, cue: Cue, cues: Cues) -> bool:
    """Whether the noun reports what somebody said with "that", though nobody is named: "reports that ..."."""
    opened = (child for child in token.children if child.dep_ in NOUN_CLAUSES and child.i > token.i)
    return cue.takes.get("noun") == "speech" and any(_opens(child, cues) for child in opened)


def _taken(
    sentence: Sentence, token: Token, cues: Cues, clauses: tuple[str, ...], source: Token | None
) -> tuple[CueClass, Span] | None:
    """What the noun or adjective takes: its clause or infinitive, else a phrase behind one of its prepositions."""
    cue = (cues.nouns if clauses is NOUN_CLAUSES else cues.adjectives)[token.lower_]
    whole = next((kind for construction, kind in cue.takes.items() if construction in ("noun", "adjective")), None)
    for child in token.children:
        if whole is None or child.i < token.i or child.dep_ not in clauses:
            continue
        if marked(child, ("to",)):
            if "adjective" not in cue.takes or whole != "thought":  # "sure to fail" tells nobody's thought
                return whole, right_of(sentence, token, child)
        elif _opens(child, cues) or (clauses is ADJECTIVE_CLAUSES and child.dep_ != "advcl"):
            return whole, right_of(sentence, token, child)
    if whole is not None and source is not None and (clause := _beside_verb(token, cues)) is not None:
        return whole, right_of(sentence, token, clause)
    if whole is not None and source is not None and source.head == token and source.i > token.i:
        lost = next((c for c in source.children if c.dep_ in clauses and c.i > source.i and _opens(c, cues)), None)
        if lost is not None:  # "a warning from X that ...": the parse may hang the clause on X
            return whole, right_of(sentence, token, lost)
    for child in token.children:
        if child.i < token.i or child == source or child.dep_ not in PHRASES or is_time(child):
            continue
        kind = cue.prepositions.get(preposition(child) or "")
        if kind is not None:
            return kind, right_of(sentence, token, child, bare=True)
    return None


def _beside_verb(token: Token, cues: Cues) -> Token | None:
    """The clause right behind a noun that is its verb's subject, which the parse hangs on that verb: "their warning
    that the dam leaks came late"."""
    verb = token.head
    if token.dep_ not in ALL_SUBJECTS or verb.i < token.i:
        return None
    return next(
        (
            child
            for child in verb.children
            if child.dep_ in ("ccomp", "advcl", "csubj")
            and child.right_edge.i < verb.i
            and child.left_edge.i == token.i + 1
            and _opens(child, cues)
        ),
        None,
    )


def _opens(clause: Token, cues: Cues) -> bool:
    """Whether "that" introduces the clause and is no subject or object of it. The parse takes it for the object of
    verbs that need none; it is that of verbs that make or report something ("the promise that she made")."""
    first = clause.left_edge
    if first.lower_ != "that" or first.dep_ in ALL_SUBJECTS:
        return False
    return first.dep_ != "obj" or not (clause.lower_ in cues.makings or clause.lower_ in cues.verbs)


def _owner(sentence: Sentence, token: Token, cues: Cues) -> tuple[Token, Span] | None:
    """Whose noun it is: its possessor, its "by X", or the subject of the verb that makes, gives or issues it."""
    for child in token.children:
        if child.dep_ == "nmod:poss":
            return child, bare_owner(sentence, child)
    for child in token.children:
        if child.dep_ in ("nmod", "obl") and preposition(child) in FROM:
            return child, phrase_span(sentence, child)
    verb = token.head
    if token.dep_ == "obj" and (verb.lower_ in cues.makings or verb.lower_ in cues.verbs):
        subject, _ = subject_of(verb)
        if subject is not None and subject.pos_ in ("NOUN", "PROPN", "PRON"):
            return subject, phrase_span(sentence, subject, verb)
    return None


def _adjective(unit: Unit, sentence: Sentence, token: Token, cues: Cues) -> Iterator[Attribution]:
    """ "X is confident that ...", "X is willing to ...", "X, critical of Y, ...", "X made clear that ..."."""
    subject = _holder(token, cues.adjectives[token.lower_])
    if subject is None or is_no_source(subject, cues):
        return
    found = _taken(sentence, token, cues, ADJECTIVE_CLAUSES, subject)
    if found is None:
        return
    kind, content = found
    copula = next((c for c in token.children if c.dep_ in COPULAS and c.i < token.i), None)
    made = token.head if token.head.lower_ in MAKING and token.head.i < token.i else None
    first = copula or made or token
    auxiliaries = [c for c in (made or token).children if c.dep_ == "aux" and subject.i < c.i < first.i]
    cue = sentence.span(min([first, *auxiliaries], key=lambda t: t.i), token)
    source = phrase_span(sentence, subject, made or token)
    negated = is_negated(made or token, cues)
    yield Reported(sentence, (subject, source), cue, kind, negated, is_modal(made or token, cues)).of(
        unit, [content]
    )


def _holder(token: Token, cue: Cue) -> Token | None:
    """Who is of the mind that the adjective tells: the subject of its copula or of "made clear", or the noun in
    front of it."""
    if any(child.dep_ in COPULAS for child in token.children):
        return next((c for c in token.children if c.dep_ in ALL_SUBJECTS), None)
    if token.head.lower_ in MAKING and token.dep_ == "xcomp" and cue.takes.get("adjective") == "speech":
        return subject_of(token.head)[0]
    if token.dep_ in ("amod", "acl") and token.head.i < token.i and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head
    return None
