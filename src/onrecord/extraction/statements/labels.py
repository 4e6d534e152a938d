"""Quotations without a verb: signed, or behind a name and a colon; and marks that hold no speech."""

from __future__ import annotations

import re

from onrecord.extraction.statements.attributions import Attribution
from onrecord.extraction.statements.naming import head_of, is_nominal, names_a_speaker
from onrecord.extraction.statements.quotations import Quotation
from onrecord.extraction.statements.units import Unit, tokens_in
from onrecord.language import HEADLINE
from onrecord.model import Span

LABEL = 90  # characters of the longest name in front of a colon or behind a dash
TITLE_WORDS = 8
LONGEST_TITLE = 120  # characters
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


def is_title(text: str, unit: Unit, quotation: Quotation) -> bool:
    """Whether the marks hold the title of a work or a programme ("Morning Forum"): every long word has a capital,
    and the sentence goes through the marks without a stop."""
    begin, end = quotation.words
    if end - begin > LONGEST_TITLE:
        return False
    words = text[begin:end].split()
    before = text[max(unit.span.begin, quotation.span.begin - LABEL) : quotation.span.begin].rstrip()
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
    if quotation.span.begin - unit.span.begin > 2 * LABEL:
        return []
    label = text[unit.span.begin : quotation.span.begin].rstrip()
    if not label.endswith(":") or len(label) > LABEL or not unit.sentences:
        return []
    sentence = unit.sentences[0]
    tokens = [
        t for t in sentence.doc if sentence.begin + t.idx < unit.span.begin + len(label) - 1 and not t.is_space
    ]
    if not is_nominal(tokens) or not names_a_speaker(tokens):
        return []
    head = head_of(tokens)
    if unit.paragraph == HEADLINE and head.ent_type_ == "PLACE":  # what the headline is about
        return []
    colon = unit.span.begin + len(label) - 1
    source = Span(sentence.begin + tokens[0].idx, colon)
    last = unit.quotations[-1].span.end
    taken.update(range(len(unit.quotations)))
    content = (Span(quotation.span.begin, last),)
    return [
        Attribution(source, head, sentence, Span(colon, colon + 1), "speech", content, unit.paragraph, quoted=True)
    ]


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
    if not is_nominal([token for _, token in tokens]):
        return []
    sentence, first = tokens[0]
    dash = Span(match.start("dash"), match.end("dash"))
    content = (Span(unit.span.begin, last),)
    return [Attribution(Span(begin, end), first, sentence, dash, "speech", content, unit.paragraph, quoted=True)]


def signed_below(text: str, unit: Unit, content: Span) -> list[Attribution]:
    """A quotation that is a paragraph of its own, signed in the next one: "- Maria Orwin"."""
    match = SIGNED.match(text, unit.span.begin, unit.span.end)
    if unit.quotations or match is None or match.end() - match.start() > LABEL:
        return []
    begin, end = match.span("name")
    placed = [(s, t) for s, t in tokens_in(unit, Span(begin, end)) if not t.is_space]
    if not is_nominal([token for _, token in placed[:1]]) or placed[0][1].ent_type_ != "PERSON":
        return []
    sentence, head = placed[0]
    dash = Span(match.start("dash"), match.end("dash"))
    return [Attribution(Span(begin, end), head, sentence, dash, "speech", (content,), unit.paragraph, quoted=True)]
