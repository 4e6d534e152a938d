"""Attributions: source, cue and content as they stand in the text, before anybody is resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extraction.statements.frames import Frame
from onrecord.language import Sentence
from onrecord.model import CueClass, Span, Spans

EDGE = " \t\n\r\u00a0,;:–—-"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say what at one place.

    source, head: the words that name the speaker and their head token; None where none are there.
    sentence:     the parsed sentence of `head` (of the cue where there is no source).
    quoted:       the content is, or begins with, words in quotation marks.
    goes_on:      the content goes on with that of the attribution before it: same cue, same source.
    negated, modal: the cue is denied ("did not say"), or not told as having happened ("may say").
    verbatim:     the content is the speaker's own words by the text's layout, with or without marks.
    within:       the cue of the attribution in whose content this one stands, None where it stands in none.
    """

    source: Span | None
    head: Token | None
    sentence: Sentence | None
    cue: Span | None
    cue_class: CueClass
    content: Spans
    paragraph: int
    quoted: bool = False
    goes_on: bool = False
    negated: bool = False
    modal: bool = False
    verbatim: bool = False
    within: Span | None = None

    @property
    def begin(self) -> int:
        """Where its first word stands."""
        return min(span.begin for span in (*self.content, *(s for s in (self.source, self.cue) if s is not None)))


def attributed(frame: Frame, cue_class: CueClass, content: Iterable[Span], *, quoted: bool = False) -> Attribution:
    """The attribution that `frame` makes of `content`."""
    return Attribution(
        frame.source,
        frame.head,
        frame.holder,
        frame.words,
        cue_class,
        tuple(content),
        frame.sentence.paragraph,
        quoted,
        negated=frame.negated,
        modal=frame.modal,
    )


def trimmed(text: str, begin: int, end: int) -> Span | None:
    """The span without blanks, commas, dashes and full stops at its edges; None when nothing is left."""
    while begin < end and (text[begin] in EDGE or text[begin] == "."):
        begin += 1
    while end > begin and (text[end - 1] in EDGE or text[end - 1] == "."):
        end -= 1
    return Span(begin, end) if begin < end else None
