"""The English pipeline: loading it, and analysing articles with it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language

from onrecord.language.analysis import HEADLINE, Analysis, Sentence
from onrecord.model import Article


@cache
def load_pipeline(name: str | None = None) -> Language:
    """The shipped pipeline, or the UD-style spaCy pipeline installed or stored under `name`."""
    return spacy.load(name or os.environ["ONRECORD_BOOTSTRAP_MODEL"])


def analyse(articles: Iterable[Article], pipeline: str | None = None) -> Iterator[Analysis]:
    """Yield each article's analysis, in order."""
    nlp = load_pipeline(pipeline)
    for article in articles:
        sentences: list[Sentence] = []
        places = [(HEADLINE, article.layout.headline)] if article.layout.headline else []
        places += list(enumerate(article.layout.story))
        for paragraph, span in places:
            doc = nlp(article.text[span.begin : span.end])
            for sent in doc.sents:
                begin = span.begin + sent.start_char
                sentences.append(Sentence(begin, begin + len(sent.text), paragraph, sent.as_doc()))
        yield Analysis(article.id, tuple(sentences))
