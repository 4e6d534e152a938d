"""Correction notes: where an article says that it, or its outlet before it, had something wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.language import find_money, find_numbers
from onrecord.model import Article, Span
from onrecord.reconciliation.words import ENDS
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived, remembered

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
SENTENCES = 2
"""Sentences of its paragraph that a note may have beside the one that begins it."""
REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Note:
    """One note, where it stands in the text.

    span:  its words. story: they head the whole story, which is then the correction.
    """

    span: Span
    words: str
    story: bool = False

    def tells(self, value: object) -> bool:
        """Whether the note gives a figure, or has all words of a name."""
        if isinstance(value, (int, float)):
            return float(value) in _figures(self.words)
        names = set(re.findall(r"\w+", str(value).casefold()))
        return bool(names) and names <= set(re.findall(r"\w+", self.words.casefold()))


def notes_of(article: Article) -> tuple[Note, ...]:
    """The notes of an article in the order of its text, also those that are furniture of its page."""
    heads, phrases = derived(_patterns)
    if not heads.search(article.text) and not phrases.search(article.text):
        return ()
    return tuple(_notes(article))


def _notes(article: Article) -> Iterator[Note]:
    heads, phrases = derived(_patterns)
    headline = article.layout.headline
    for paragraph in PARAGRAPH.finditer(article.text):
        sentences = _sentences(article.text, Span(*paragraph.span()))
        for at, sentence in enumerate(sentences):
            words = article.text[sentence.begin : sentence.end]
            headed = heads.match(article.text, sentence.begin, paragraph.end()) is not None
            if headed or phrases.search(words):
                over = headed and headline is not None and headline.overlaps(sentence)
                end = sentences[min(at + SENTENCES, len(sentences) - 1)].end
                yield _note(article, Span(sentence.begin, end), over)
                break


def _note(article: Article, span: Span, story: bool = False) -> Note:
    words = article.text[span.begin : span.end]
    return Note(Span(span.begin, span.begin + len(words.rstrip())), words.rstrip(), story)


def _sentences(text: str, paragraph: Span) -> list[Span]:
    cuts = [found.end() for found in ENDS.finditer(text, paragraph.begin, paragraph.end)]
    edges = [paragraph.begin, *(cut for cut in cuts if cut < paragraph.end), paragraph.end]
    return [Span(begin, end) for begin, end in pairwise(edges) if text[begin:end].strip()]


@remembered(REMEMBERED)
def _figures(words: str) -> frozenset[float]:
    money, numbers = find_money(words), find_numbers(words)
    values = [*(each.value for each in money), *(each.value for each in numbers)]
    return frozenset(value for value in values if value is not None)


def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("corrections")
    year = r"(?:,?\s+\d{4})?"
    day = rf"(?:\s*\([^)\n]{{0,40}}\)|,?\s+(?:on\s+)?(?:\w{{3,9}}\.?\s+\d{{1,2}}|\d{{1,2}}\s+\w{{3,9}}){year})?"
    heads = rf"[\s*#_(\[–—-]*\b(?:{_any(words['heads'])}){day}\s*[)\]]?\s*[:—–.|-]"
    return re.compile(heads, re.IGNORECASE), re.compile(rf"\b(?:{_any(words['phrases'])})\b", re.IGNORECASE)


def _any(words: list[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, each.split())).replace("'", "['’]") for each in longest)
