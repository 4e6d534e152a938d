"""The English pipeline: loading it, and analysing articles with it.

The way of an article: sentences are split first, each distinct sentence is parsed once as a document of its own,
and articles that print the same sentence share its parse.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import NotInstalled
from onrecord.language.analysis import HEADLINE, Analysis, Sentence
from onrecord.language.sentences import split_sentences
from onrecord.model import Article, Span

REMEMBERED = 20_000
"""Parsed sentences kept in memory, the latest used; about 100 MB."""
ARTICLES_AT_ONCE = 64
SENTENCES_AT_ONCE = 512


@cache
def load_pipeline(name: str | None = None) -> Language:
    """The shipped pipeline, or the UD-style spaCy pipeline installed or stored under `name`.

    Loaded once per process. Raises NotInstalled when there is no such pipeline.
    """
    if name is None:
        from onrecord.language.parsing.shipped import make_pipeline

        return make_pipeline()
    try:
        return spacy.load(name)
    except OSError as error:
        raise NotInstalled(
            f"there is no spaCy pipeline {name!r} here: install it, give the path of its folder, "
            "or leave the option out to use the one that comes with onrecord"
        ) from error


def outline(article: Article) -> list[tuple[Span, int]]:
    """An article's sentences as (span in its text, paragraph), headline first."""
    places = [(HEADLINE, article.layout.headline)] if article.layout.headline else []
    places += enumerate(article.layout.story)
    return [
        (sentence, paragraph)
        for paragraph, span in places
        for sentence in split_sentences(article.text, span.begin, span.end)
    ]


class Parses:
    """Parses of sentences by their text; each distinct text is parsed once as long as it is remembered."""

    def __init__(self, nlp: Language, remembered: int = REMEMBERED) -> None:
        self._nlp, self._size = nlp, remembered
        self._docs: OrderedDict[str, Doc] = OrderedDict()

    def of(self, texts: Iterable[str]) -> dict[str, Doc]:
        """A parse for each distinct one of `texts`."""
        wanted = dict.fromkeys(texts)
        found = {text: self._docs[text] for text in wanted if text in self._docs}
        new = [text for text in wanted if text not in found]
        found.update(zip(new, self._nlp.pipe(new, batch_size=SENTENCES_AT_ONCE), strict=True))
        for text in wanted:
            self._docs[text] = found[text]
            self._docs.move_to_end(text)
        while len(self._docs) > self._size:
            self._docs.popitem(last=False)
        return found


@cache
def parses(name: str | None = None) -> Parses:
    """The process's memory of parses by the pipeline `name` (see load_pipeline)."""
    return Parses(load_pipeline(name))


def analyse(articles: Iterable[Article], pipeline: str | None = None) -> Iterator[Analysis]:
    """Yield each article's analysis, in order. `pipeline` as for load_pipeline.

    An article without words has an analysis without sentences. Sentences met again, in this call or an earlier one
    of the same process, are not parsed again.
    """
    memory = parses(pipeline)
    stream = iter(articles)
    while window := list(islice(stream, ARTICLES_AT_ONCE)):
        outlines = [outline(article) for article in window]
        docs = memory.of(
            article.text[span.begin : span.end]
            for article, sentences in zip(window, outlines, strict=True)
            for span, _ in sentences
        )
        for article, sentences in zip(window, outlines, strict=True):
            yield Analysis(
                article.id,
                tuple(
                    Sentence(span.begin, span.end, paragraph, docs[article.text[span.begin : span.end]])
                    for span, paragraph in sentences
                ),
            )
