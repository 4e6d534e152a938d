"""The English pipeline: loading it, and analysing articles with it.

The way of an article: sentences are split first, each distinct sentence is parsed once as a document of its own,
and articles that print the same sentence share its parse. Headlines in Title Case or capitals are parsed in the
case of a sentence (see headlines.py); the parse is handed back on the words as printed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import NotInstalled
from onrecord.language.analysis import HEADLINE, Analysis, Sentence
from onrecord.language.headings import headings
from onrecord.language.headlines import IN_HEADLINE, TELLING, Usage, is_titled, sentence_case, usage_in
from onrecord.language.sentences import split_sentences
from onrecord.model import Article, Span

REMEMBERED = 20_000
"""Parsed sentences kept in memory, the latest used; about 100 MB."""
ARTICLES_AT_ONCE = 64
SENTENCES_AT_ONCE = 512
COLUMNS = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]


class Wording(NamedTuple):
    """A sentence as it is printed, and the same characters in the case in which the parser reads them."""

    printed: str
    read: str


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
    """Parses of sentences by their wording; each distinct one is parsed once as long as it is remembered."""

    def __init__(self, nlp: Language, remembered: int = REMEMBERED) -> None:
        self._nlp, self._size = nlp, remembered
        self._docs: OrderedDict[Wording, Doc] = OrderedDict()

    def of(self, wordings: Iterable[Wording]) -> dict[Wording, Doc]:
        """A parse for each distinct one of `wordings`, on the words as printed."""
        wanted = dict.fromkeys(wordings)
        found = {wording: self._docs[wording] for wording in wanted if wording in self._docs}
        new = [wording for wording in wanted if wording not in found]
        docs = self._nlp.pipe((wording.read for wording in new), batch_size=SENTENCES_AT_ONCE)
        for wording, doc in zip(new, docs, strict=True):
            found[wording] = doc if wording.read == wording.printed else as_printed(doc, wording.printed)
        for wording in wanted:
            self._docs[wording] = found[wording]
            self._docs.move_to_end(wording)
        while len(self._docs) > self._size:
            self._docs.popitem(last=False)
        return found


def as_printed(doc: Doc, text: str) -> Doc:
    """The parse in `doc` on the words of `text`, which has the same characters but for their case."""
    words = [text[token.idx : token.idx + len(token.text)] for token in doc]
    printed = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    return printed.from_array(COLUMNS, doc.to_array(COLUMNS))  # type: ignore[arg-type]


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
        outlines = [(article, outline(article)) for article in window]
        wordings = [_wordings(article, sentences) for article, sentences in outlines]
        docs = memory.of(wording for each in wordings for wording in each)
        for (article, sentences), each in zip(outlines, wordings, strict=True):
            yield Analysis(article.id, _headed(sentences, [docs[wording] for wording in each]))


def _headed(places: list[tuple[Span, int]], docs: list[Doc]) -> tuple[Sentence, ...]:
    """The sentences at their places, each with the line that heads it."""
    lines = [(doc.text, paragraph) for doc, (_, paragraph) in zip(docs, places, strict=True)]
    out: list[Sentence] = []
    for (span, paragraph), doc, heading in zip(places, docs, headings(lines), strict=True):
        over = out[heading] if heading is not None else None
        out.append(Sentence(span.begin, span.end, paragraph, doc, over))
    return tuple(out)


def _wordings(article: Article, sentences: list[tuple[Span, int]]) -> list[Wording]:
    """Each sentence as printed and as the parser reads it: in sentence case where it is printed in Title Case."""
    texts = [article.text[span.begin : span.end] for span, _ in sentences]
    usage: Usage | None = None
    out = []
    for text, (_, paragraph) in zip(texts, sentences, strict=True):
        least = IN_HEADLINE if paragraph == HEADLINE else TELLING
        if not is_titled(text, least):
            out.append(Wording(text, text))
            continue
        usage = usage_in(texts) if usage is None else usage
        out.append(Wording(text, sentence_case(text, usage)))
    return out
