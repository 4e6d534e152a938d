"""Texts: the words of articles' stories, as far as who took from whom rests on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Span
from onrecord.tracing.preparing import prepared
from onrecord.tracing.sheets import U32, Sheets


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Articles laid out for comparison: their sheets, and where in them each stands, by id."""

    sheets: Sheets
    place: Mapping[str, int]


LayOut = Callable[[Sequence[Article]], LaidOut]
"""Lays out articles, or finds them where they are laid out already; others may lie beside them."""


def lay_out(articles: Sequence[Article]) -> LaidOut:
    """The articles laid out anew."""
    return LaidOut(prepared(articles).sheets, {article.id: place for place, article in enumerate(articles)})


@dataclass(frozen=True, slots=True)
class Told:
    """An article and the words of its story, in order: the rows of `sheets` from `first` to `last`."""

    article: Article
    sheets: Sheets
    first: int
    last: int

    @property
    def stem(self) -> U32:
        return self.sheets.stem[self.first : self.last]

    def span(self, row: int) -> Span:
        """The characters of one word."""
        return Span(int(self.sheets.begin[row]), int(self.sheets.end[row]))

    def shown(self, row: int) -> str:
        """A word as the article writes it."""
        return self.article.text[self.sheets.begin[row] : self.sheets.end[row]]


def told(article: Article, laid_out: LaidOut) -> Told:
    """The article with its words."""
    place = laid_out.place[article.id]
    first, last = laid_out.sheets.word_from[place : place + 2].tolist()
    return Told(article, laid_out.sheets, first, last)
