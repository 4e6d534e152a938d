"""Analysis: an article's sentences with their parses, at their places in the stored text."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.model import Span

HEADLINE = -1
"""The `paragraph` of a sentence that stands in the headline."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article.

    begin, end: its place in the article's stored text; `text[begin:end] == doc.text`.
    paragraph:  index into `layout.story`, or HEADLINE.
    heading:    the line that stands over this one in a list, with its own heading; see headings.py.
    doc:        the parse of exactly these words (Universal Dependencies labels, entities PERSON, ORG, PLACE).
                Shared by every article that prints the same sentence, so nobody may change it.
    """

    begin: int
    end: int
    paragraph: int
    doc: Doc
    heading: Sentence | None = None

    def span(self, first: Token, last: Token | None = None) -> Span:
        """The article's characters from token `first` to token `last` (default: `first` alone)."""
        last = first if last is None else last
        return Span(self.begin + first.idx, self.begin + last.idx + len(last.text))


@dataclass(frozen=True, slots=True)
class Analysis:
    """The sentences of one article, headline first, then the story in order."""

    article: str
    sentences: tuple[Sentence, ...]
