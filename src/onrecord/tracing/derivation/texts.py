"""Texts: the words of articles' stories, as far as who took from whom rests on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model import Article, Span
from onrecord.tracing.folding import I64
from onrecord.tracing.preparing import prepared
from onrecord.tracing.sheets import U8, U32, Sheets


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
    """An article and the words of its story, in order; the columns of `Sheets` of the same names."""

    article: Article
    word: U32
    stem: U32
    weight: U8
    begin: U32
    end: U32

    def places(self, spans: Sequence[Span]) -> I64:
        """Where the words of `spans` stand among the story's words; none for a span outside the story."""
        edges = np.searchsorted(self.begin, np.array(spans, dtype=np.int64).reshape(-1, 2))
        size = edges[:, 1] - edges[:, 0]
        before = np.cumsum(size) - size
        return np.asarray(np.arange(size.sum()) + np.repeat(edges[:, 0] - before, size), np.int64)

    def span(self, place: int) -> Span:
        """The characters of one word."""
        return Span(int(self.begin[place]), int(self.end[place]))

    def shown(self, place: int) -> str:
        """A word as the article writes it."""
        return self.article.text[slice(*self.span(place))]


def told(article: Article, laid_out: LaidOut) -> Told:
    """The article with its words."""
    sheets, place = laid_out.sheets, laid_out.place[article.id]
    part = slice(int(sheets.word_from[place]), int(sheets.word_from[place + 1]))
    return Told(
        article, sheets.word[part], sheets.stem[part], sheets.weight[part], sheets.begin[part], sheets.end[part]
    )
