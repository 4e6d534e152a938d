"""Phrases that name a source: "according to X", "in the words of X", "in X's view"; and "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution, trimmed
from onrecord.extraction.statements.cues import Cues
from onrecord.extraction.statements.phrases import bare_owner
from onrecord.extraction.statements.reported import Reported
from onrecord.extraction.statements.units import Unit
from onrecord.language import Sentence
from onrecord.model import Span

LEAD = 24  # tokens of the longest opening phrase that makes no sentence of its own
FEW = 12  # tokens of the longest source in "in X's view"


def according(text: str, unit: Unit, sentence: Sentence, token: Token, cues: Cues) -> Iterator[Attribution]:
    """What the phrase that begins with `token` reports: the rest of its sentence."""
    if token.lower_ in cues.hearsay:
        yield from _hearsay(unit, sentence, token, cues)
        return
    named = _named(sentence, token, cues)
    if named is not None:
        reported, last = named
        content = _rest(text, unit, sentence, (token, last))
        if content:
            yield reported.of(unit, content)


def _named(sentence: Sentence, token: Token, cues: Cues) -> tuple[Reported, Token] | None:
    """The source and cue of a phrase that begins with `token`, and the phrase's last word."""
    doc = sentence.doc
    for words in cues.according.get(token.lower_, ()):
        last = token.i + len(words) - 1
        if last + 1 < len(doc) and all(doc[token.i + k].lower_ == word for k, word in enumerate(words)):
            head = _phrase_head(doc[last])
            if head is None:
                return None
            end = _last_of_source(head)
            who = head, sentence.span(doc[last + 1], end)
            return Reported(sentence, who, sentence.span(token, doc[last]), "speech"), end
    if token.lower_ == "in" and token.dep_ == "case" and token.head.lower_ in cues.wordings:
        noun = token.head
        owner = next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
        if owner is not None and noun.i - token.i <= FEW and _set_off(token, noun):
            return Reported(sentence, (owner, bare_owner(sentence, owner)), sentence.span(noun), "speech"), noun
    if token.lower_ == "in" and token.dep_ == "case" and token.head.lower_ in cues.polls:
        head = token.head
        end = _last_of_source(head)
        if head.left_edge.i == token.i and end.i > token.i and _set_off(token, end):
            who = head, sentence.span(doc[token.i + 1], end)
            return Reported(sentence, who, sentence.span(token), "speech"), end
    return None


def _set_off(first: Token, last: Token) -> bool:
    """Whether the phrase stands at the sentence's edge or beside a comma: it is about all of the sentence."""
    doc = first.doc
    around = (doc[i] for i in (first.i - 1, last.i + 1) if 0 <= i < len(doc))
    return first.i == 0 or any(token.is_punct for token in around)


def _hearsay(unit: Unit, sentence: Sentence, token: Token, cues: Cues) -> Iterator[Attribution]:
    """ "X has reportedly left": the clause around the adverb, from nobody in particular."""
    verb = token.head
    if token.dep_ != "advmod" or verb.lower_ in cues.verbs or verb.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return
    doc = sentence.doc
    pieces = []
    for first, last in ((verb.left_edge.i, token.i - 1), (token.i + 1, verb.right_edge.i)):
        while first < last and (doc[first].pos_ == "PUNCT" or doc[first].dep_ in ("cc", "mark")):
            first += 1
        while last > first and doc[last].pos_ == "PUNCT":
            last -= 1
        if first <= last and doc[first].pos_ != "PUNCT":
            pieces.append(sentence.span(doc[first], doc[last]))
    if pieces:
        yield Reported(sentence, None, sentence.span(token), "speech").of(unit, pieces)


def _rest(text: str, unit: Unit, sentence: Sentence, edges: tuple[Token, Token]) -> list[Span]:
    """The sentence without the phrase between `edges`, as far as it is reported: what stands before it and, where
    that makes no sentence or goes on behind the phrase, what stands behind."""
    phrase = sentence.span(*edges)
    before = trimmed(text, unit.span.begin, phrase.begin)
    behind = trimmed(text, phrase.end, unit.span.end)
    if before is None or not any(c.isalnum() for c in text[before.begin : before.end]):
        return [behind] if behind is not None else []
    leads = _leads(unit, before)
    content = [] if leads == "conjunction" and behind is not None else [before]
    comma = text[phrase.end : phrase.end + 1] == ","
    if behind is not None and (leads or (comma and _goes_on(edges[1]))):
        content.append(behind)
    return content


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


def _leads(unit: Unit, before: Span) -> str | None:
    """What the words before the phrase are where they make no sentence: "conjunction" ("But"), "phrase"."""
    words: list[Token] = []
    for token in _between(unit, before):
        if token.pos_ in ("VERB", "AUX") or len(words) > LEAD:
            return None
        words.append(token)
    if all(token.pos_ in ("CCONJ", "PUNCT", "SCONJ") or token.lower_ in ("but", "and") for token in words):
        return "conjunction"
    return "phrase"


def _between(unit: Unit, span: Span) -> Iterator[Token]:
    """The unit's words inside `span`."""
    for sentence in unit.sentences:
        if sentence.end <= span.begin:
            continue
        for token in sentence.doc:
            at = sentence.begin + token.idx
            if at >= span.end:
                return
            if at >= span.begin and not token.is_space:
                yield token


def _phrase_head(token: Token) -> Token | None:
    """The head of the noun phrase behind the last word of the phrase's preposition."""
    doc = token.doc
    first = token
    while first.dep_ == "fixed":
        first = first.head
    for own in (first, token):
        if own.head.i > token.i and own.dep_ in ("case", "mark"):
            return own.head
        for child in own.children:
            if child.i > token.i and child.dep_ != "fixed":
                return child
    follower = doc[token.i + 1]
    while follower.head.i > token.i and follower.head != follower and follower.head.pos_ in ("NOUN", "PROPN"):
        follower = follower.head
    return follower if follower.pos_ in ("NOUN", "PROPN", "PRON") else None


def _goes_on(last: Token) -> bool:
    """Whether what follows `last` is the rest of the clause (it begins with its verb), not a clause of its own."""
    follower = next((token for token in last.doc[last.i + 1 : last.i + 4] if token.pos_ != "PUNCT"), None)
    return follower is not None and follower.pos_ in ("VERB", "AUX", "ADV", "ADP")
