"""Texts: the words of articles' stories, as far as who took from whom rests on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.model import Article, Span
from onrecord.tracing.folding import I64
from onrecord.tracing.preparing import prepared
from onrecord.tracing.sheets import U8, U32, Sheets

BATCH_CHARACTERS = 400_000
KEPT_WORDS = 2_000_000  # of texts at hand, 22 bytes each


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one article's story, in order; the columns of `Sheets` of the same names."""

    word: U32
    stem: U32
    weight: U8
    flags: U8
    begin: U32
    end: U32

    def places(self, spans: Sequence[Span]) -> I64:
        """Where the words of `spans` stand among the text's words; none for a span outside the story."""
        edges = np.array(spans, dtype=np.int64).reshape(-1, 2)
        first, last = np.searchsorted(self.begin, edges[:, 0]), np.searchsorted(self.begin, edges[:, 1])
        size = last - first
        before = np.cumsum(size) - size
        return np.asarray(np.arange(size.sum()) + np.repeat(first - before, size), np.int64)

    def span(self, place: int) -> Span:
        """The characters of one word."""
        return Span(int(self.begin[place]), int(self.end[place]))


@dataclass(frozen=True, slots=True)
class Told:
    """An article and the words of its story."""

    article: Article
    text: Text

    def shown(self, place: int) -> str:
        """A word as the article writes it."""
        return self.article.text[slice(*self.text.span(place))]


def text_at(sheets: Sheets, place: int) -> Text:
    """The text of the article at `place`, of sheets that are laid out already."""
    part = slice(int(sheets.word_from[place]), int(sheets.word_from[place + 1]))
    return Text(
        sheets.word[part], sheets.stem[part], sheets.weight[part], sheets.flags[part], sheets.begin[part],
        sheets.end[part],
    )  # fmt: skip


def texts_of(articles: Sequence[Article]) -> Iterator[Text]:
    """The text of each article, laid out in batches."""
    for batch in _batches(articles):
        sheets = prepared(batch).sheets
        yield from (text_at(sheets, place) for place in range(len(batch)))


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    batch: list[Article] = []
    characters = 0
    for article in articles:
        if batch and characters + len(article.text) > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
        batch.append(article)
        characters += len(article.text)
    if batch:
        yield batch


class Desk:
    """Has texts at hand: lays out those that are asked for, many at a time, and lets the oldest go."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._words = 0

    def fetch(self, articles: Iterable[Article]) -> dict[str, Told]:
        """`articles` with their words, by id."""
        wanted = {article.id: article for article in articles}
        missing = [article for name, article in wanted.items() if name not in self._texts]
        for article, text in zip(missing, texts_of(missing), strict=True):
            self._texts[article.id] = text
            self._words += len(text.word)
        found = {name: Told(article, self._texts[name]) for name, article in wanted.items()}
        while self._words > KEPT_WORDS:
            oldest = next(iter(self._texts))
            self._words -= len(self._texts.pop(oldest).word)
        return found


class LaidOut(Desk):
    """A desk for articles whose sheets are at hand."""

    def __init__(self, articles: Sequence[Article], sheets: Sheets) -> None:
        """sheets: of `articles`, in their order."""
        super().__init__()
        self._sheets = sheets
        self._place = {article.id: place for place, article in enumerate(articles)}

    def fetch(self, articles: Iterable[Article]) -> dict[str, Told]:
        return {each.id: Told(each, text_at(self._sheets, self._place[each.id])) for each in articles}
