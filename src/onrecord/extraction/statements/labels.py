"""Quotations without a verb: signed, or behind a name and a colon; and marks that hold no speech."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.quotations import Quotation
from onrecord.extraction.statements.roles import roles
from onrecord.extraction.statements.units import Unit
from onrecord.model import Span

LABEL = 90  # characters of the longest name in front of a colon or behind a dash
TITLE_WORDS = 8
SHORT_WORD = 4  # letters of the longest word that titles write small
AS_SPEECH = frozenset(
    [
        "said",
        "says",
        "say",
        "called",
        "calls",
        "call",
        "calling",
        "tweeted",
        "wrote",
        "chanted",
        "chanting",
        "shouted",
        "yelled",
        "as",
        "that",
    ]
)
SIGNED = re.compile(r"\s*(?P<dash>[―—–]|-{1,2})\s*(?P<name>[^\W\d_][^.!?\n]{1,80}?)[\s.]*$")
NOMINAL_START = ("NOUN", "PROPN", "DET", "ADJ", "PRON", "NUM")


def is_title(text: str, unit: Unit, quotation: Quotation) -> bool:
    """Whether the marks hold the title of a work or a programme ("Morning Forum"): every long word has a capital,
    and the sentence goes through the marks without a stop."""
    words = text[quotation.words.begin : quotation.words.end].split()
    before = text[unit.span.begin : quotation.span.begin].rstrip()
    if len(words) > TITLE_WORDS or not before or before[-1] in ",:;—–.!?" or words[-1][-1] in "!?":
        return False
    if before.rsplit(None, 1)[-1].lower() in AS_SPEECH:
        return False
    return all(word[:1].isupper() or not word[:1].isalpha() for word in words if len(word) > SHORT_WORD) and any(
        word[:1].isupper() for word in words
    )


def labelled(text: str, unit: Unit, taken: set[int]) -> list[Attribution]:
    """'NAME: "..."', as in transcripts: the words before the colon are the source, the colon is the cue."""
    if not unit.quotations or 0 in taken:
        return []
    quotation = unit.quotations[0]
    label = text[unit.span.begin : quotation.span.begin].rstrip()
    if not label.endswith(":") or len(label) > LABEL or not unit.sentences:
        return []
    sentence = unit.sentences[0]
    tokens = [
        t for t in sentence.doc if sentence.begin + t.idx < unit.span.begin + len(label) - 1 and not t.is_space
    ]
    if not tokens or any(token.pos_ in ("VERB", "AUX") for token in tokens) or tokens[0].pos_ not in NOMINAL_START:
        return []
    head = next((t for t in tokens if t.head not in tokens), tokens[0])
    if not _names_a_speaker(tokens, head):
        return []
    colon = unit.span.begin + len(label) - 1
    source = Span(sentence.begin + tokens[0].idx, colon)
    last = unit.quotations[-1].span.end
    taken.update(range(len(unit.quotations)))
    content = (Span(quotation.span.begin, last),)
    return [
        Attribution(source, head, sentence, Span(colon, colon + 1), "speech", content, unit.paragraph, quoted=True)
    ]


def _names_a_speaker(tokens: list[Token], head: Token) -> bool:
    """Whether the words before a colon name somebody, not a subject as headlines do ("War in Ukraine: ...")."""
    words = roles()
    if any(token.ent_type_ == "PERSON" for token in tokens) or head.ent_type_ == "ORG" or head.pos_ == "PRON":
        return True
    if any(t.lower_ in words.roles or t.lower_ in words.groups or t.lower_ in words.plurals for t in tokens):
        return True
    return head.pos_ == "PROPN" and all(token.pos_ != "ADP" for token in tokens)


def signed(text: str, unit: Unit, taken: set[int]) -> list[Attribution]:
    """'"..." — NAME': a quotation signed with its speaker's name, as in collections of them."""
    if taken or not unit.quotations or unit.quotations[0].span.begin != unit.span.begin:
        return []
    last = unit.quotations[-1].span.end
    match = SIGNED.match(text, last, unit.span.end)
    if match is None or match.end() - match.start() > LABEL:
        return []
    begin, end = match.span("name")
    tokens = [
        (sentence, token)
        for sentence in unit.sentences
        for token in sentence.doc
        if begin <= sentence.begin + token.idx < end and not token.is_space
    ]
    if not tokens or tokens[0][1].pos_ not in NOMINAL_START or any(t.pos_ in ("VERB", "AUX") for _, t in tokens):
        return []
    sentence, first = tokens[0]
    dash = Span(match.start("dash"), match.end("dash"))
    content = (Span(unit.span.begin, last),)
    return [Attribution(Span(begin, end), first, sentence, dash, "speech", content, unit.paragraph, quoted=True)]
