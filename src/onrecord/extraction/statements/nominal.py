"""Reports without a reporting verb: "according to X", "X's claim that ...", "X is confident that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution, trimmed
from onrecord.extraction.statements.contents import absorbed, is_no_source
from onrecord.extraction.statements.cues import Cue, Cues
from onrecord.extraction.statements.frames import SUBJECTS, phrase_span, subject_of
from onrecord.extraction.statements.phrases import marked
from onrecord.extraction.statements.units import Unit
from onrecord.language import Sentence
from onrecord.model import CueClass, Span

COPULAS = ("cop",)


def nominal(text: str, unit: Unit, cues: Cues) -> Iterator[Attribution]:
    """The attributions in `unit` whose cue is a phrase, a noun or an adjective, outside its quotations."""
    for sentence in unit.sentences:
        for token in sentence.doc:
            at = sentence.begin + token.idx
            word = token.lower_
            if not unit.span.begin <= at < unit.span.end:
                continue
            if word == "according":
                yield from _according(text, unit, sentence, token)
            elif token.pos_ == "NOUN" and word in cues.nouns:
                yield from _noun(unit, sentence, token, cues.nouns[word])
            elif token.pos_ in ("ADJ", "VERB") and word in cues.adjectives:
                yield from _adjective(unit, sentence, token, cues.adjectives[word], cues)


def _quoted(unit: Unit, at: int) -> bool:
    return any(quotation.span.begin <= at < quotation.span.end for quotation in unit.quotations)


def _made(
    unit: Unit, sentence: Sentence, who: tuple[Token, Span] | None, cue: Span, kind: CueClass, content: list[Span]
) -> Attribution:
    whole = tuple(absorbed(unit, piece) for piece in content)
    quoted = any(quotation.span.overlaps(piece) for quotation in unit.quotations for piece in whole)
    head, source = who if who is not None else (None, None)
    return Attribution(source, head, sentence, cue, kind, whole, unit.paragraph, quoted)


def _according(text: str, unit: Unit, sentence: Sentence, token: Token) -> Iterator[Attribution]:
    """ "According to X, ..." and "..., according to X": the rest of the sentence."""
    doc = sentence.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to" or _quoted(unit, sentence.begin + token.idx):
        return
    head = _phrase_head(token)
    if head is None:
        return
    source = sentence.span(doc[token.i + 2], _last_of_source(head))
    cue = sentence.span(token, doc[token.i + 1])
    before = trimmed(text, unit.span.begin, cue.begin)
    behind = trimmed(text, source.end, unit.span.end)
    if before is None or not any(c.isalnum() for c in text[before.begin : before.end]):
        content = [behind] if behind is not None else []
    else:
        leads = _leads(unit, before)
        content = [] if leads == "conjunction" and behind is not None else [before]
        comma = text[source.end : source.end + 1] == ","
        if behind is not None and (leads or (comma and _goes_on(sentence, source.end))):
            content.append(behind)
    if content:
        yield _made(unit, sentence, (head, source), cue, "speech", content)


def _last_of_source(head: Token) -> Token:
    """The last word of who is named behind "according to": a further phrase behind a comma that begins with a
    number is what they say, not who they are."""
    last = head.right_edge
    for child in head.children:
        if child.i > head.i and child.dep_ in ("appos", "conj", "list") and child.left_edge.pos_ in ("NUM", "SYM"):
            last = head.doc[child.left_edge.i - 1]
            break
    while last.i > head.i and last.pos_ == "PUNCT" and last.text not in (")", "”", '"'):
        last = head.doc[last.i - 1]
    return last


def _leads(unit: Unit, span: Span) -> str | None:
    """What the words before "according to" are where they make no sentence: "conjunction" ("But"), "phrase"."""
    words = [
        token
        for sentence in unit.sentences
        for token in sentence.doc
        if span.begin <= sentence.begin + token.idx < span.end and not token.is_space
    ]
    if all(token.pos_ in ("CCONJ", "PUNCT", "SCONJ") or token.lower_ in ("but", "and") for token in words):
        return "conjunction"
    return None if any(token.pos_ in ("VERB", "AUX") for token in words) else "phrase"


def _phrase_head(token: Token) -> Token | None:
    """The head of the noun phrase behind "according to"."""
    doc = token.doc
    if token.head.i > token.i + 1 and token.dep_ in ("case", "fixed", "mark"):
        return token.head
    for child in token.children:
        if child.i > token.i + 1:
            return child
    follower = doc[token.i + 2]
    while follower.head.i > token.i + 1 and follower.head != follower and follower.head.pos_ in ("NOUN", "PROPN"):
        follower = follower.head
    return follower if follower.pos_ in ("NOUN", "PROPN", "PRON") else None


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether what follows `at` is the rest of the clause (it begins with its verb), not a clause of its own."""
    rest = [t for t in sentence.doc if sentence.begin + t.idx >= at and t.pos_ != "PUNCT"]
    return bool(rest) and rest[0].pos_ in ("VERB", "AUX", "ADV", "ADP")


def _noun(unit: Unit, sentence: Sentence, token: Token, cue: Cue) -> Iterator[Attribution]:
    """ "His pledge that ...", "issued a warning that ...", "the decision by X to ..."."""
    clause = next(
        (
            child
            for child in token.children
            if child.i > token.i and child.dep_ in ("acl", "ccomp", "advcl", "acl:relcl") and _opened(child)
        ),
        None,
    )
    if clause is None or _quoted(unit, sentence.begin + token.idx):
        return
    source = _owner(sentence, token)
    if source is not None:
        content = _right_of(sentence, token, clause)
        yield _made(unit, sentence, source, sentence.span(token), cue.takes["noun"], [content])


def _opened(clause: Token) -> bool:
    """Whether "that" or "to" stands at the head of the clause as its conjunction."""
    return marked(clause, ("that", "to"))


def _right_of(sentence: Sentence, token: Token, head: Token) -> Span:
    first = head.left_edge if head.left_edge.i > token.i else sentence.doc[token.i + 1]
    last = head.right_edge
    while last.i > head.i and last.pos_ == "PUNCT":
        last = sentence.doc[last.i - 1]
    return sentence.span(first, last)


def _owner(sentence: Sentence, token: Token) -> tuple[Token, Span] | None:
    """Whose noun it is: its possessor, its "by X", or the subject of the verb that makes, gives or issues it."""
    for child in token.children:
        if child.dep_ == "nmod:poss":
            return child, _bare(sentence, child)
    for child in token.children:
        if child.dep_ in ("nmod", "obl") and any(
            c.lower_ in ("by", "from") for c in child.children if c.dep_ == "case"
        ):
            return child, phrase_span(sentence, child)
    verb = token.head
    if token.dep_ == "obj" and verb.pos_ == "VERB":
        subject, _ = subject_of(verb)
        if subject is not None and subject.pos_ in ("NOUN", "PROPN", "PRON"):
            return subject, phrase_span(sentence, subject, verb)
    return None


def _bare(sentence: Sentence, owner: Token) -> Span:
    """The possessor's words without its "'s"."""
    last = owner.right_edge
    while last.i > owner.i and (last.dep_ == "case" or last.lower_ in ("'s", "’s", "'", "’")):
        last = sentence.doc[last.i - 1]
    return sentence.span(owner.left_edge, last)


def _adjective(unit: Unit, sentence: Sentence, token: Token, cue: Cue, cues: Cues) -> Iterator[Attribution]:
    """ "X is confident that ...", "X is willing to ..."."""
    if not any(child.dep_ in COPULAS for child in token.children) or _quoted(unit, sentence.begin + token.idx):
        return
    clause = next(
        (c for c in token.children if c.i > token.i and c.dep_ in ("ccomp", "xcomp", "advcl") and _reported(c)),
        None,
    )
    subject = next((c for c in token.children if c.dep_ in SUBJECTS), None)
    if clause is None or subject is None or is_no_source(subject, cues):
        return
    first = min((c for c in token.children if c.dep_ in COPULAS), key=lambda c: c.i)
    cue_span = sentence.span(first, token) if first.i < token.i else sentence.span(token)
    source = phrase_span(sentence, subject, token)
    yield _made(
        unit, sentence, (subject, source), cue_span, cue.takes["adjective"], [_right_of(sentence, token, clause)]
    )


def _reported(clause: Token) -> bool:
    return clause.dep_ != "advcl" or marked(clause, ("that", "to"))
