"""The words of a stretch of an article, with what is known of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.model import Article, Span, Spans
from onrecord.reconciliation.lexicon import meaning

WORD = re.compile(
    r"""\[\w\][^\W\d]+ | United\ States(?!\w) | (?:[A-Z]\.){2,} | \d+(?:[.,]\d+)*(?:st|nd|rd|th)? | %
      | \w+?(?=n['’]t\b) | n['’]t\b | ['’](?:s|re|ve|ll|m|d)\b | [^\W\d]+(?:[-.][^\W\d]+)* | \w+ | &""",
    re.VERBOSE,
)
BRACKETS = re.compile(r"\[(?!\w\]\w)[^\[\]\n]{1,60}\]")
"""An editor's words inside a quotation; they are not the speaker's and are not compared. A letter in brackets at
the head of a word ("[W]e") only fits its case to the sentence."""
KEYS = {"US": "usa", "&": "and"}
LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|co\.uk)/\S*")
ENDS = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word at its place in an article's stored text.

    key:     base form and American spelling, what inflections have in common.
    quoted:  it stands inside quotation marks.
    link:    it stands inside a web address.
    """

    begin: int
    end: int
    text: str
    key: str
    quoted: bool
    sentence: int
    link: bool = False

    @property
    def content(self) -> bool:
        """Whether the word carries matter of its own rather than grammar."""
        return self.key not in meaning().function_words

    @property
    def name(self) -> bool:
        """Whether it is written as a proper name is."""
        return self.text[:1].isupper()

    @property
    def number(self) -> bool:
        return self.text[:1].isdigit()


def written_as(match: re.Match[str]) -> str:
    """A word as written, without brackets around its first letter."""
    return match.group().replace("[", "").replace("]", "")


class Wording:
    """An article's words, cut and looked up once, when they are first asked for.

    They depend on the article's text and story alone.
    """

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        return tuple(self._read(Span(0, len(self.article.text))))

    @cached_property
    def _begins(self) -> list[int]:
        return [word.begin for word in self._words]

    def _read(self, span: Span) -> Iterable[Word]:
        lexicon, text = meaning(), self.article.text
        ends = [match.end() for match in ENDS.finditer(text)]
        brackets = [match.span() for match in BRACKETS.finditer(text)]
        links = [match.span() for match in LINK.finditer(text)]
        quotes = iter(self.quotes)
        quote = next(quotes, None)
        sentence = 0
        for match in WORD.finditer(text, span.begin, span.end):
            begin, end = match.span()
            if _linked(brackets, begin):
                continue
            while sentence < len(ends) and begin >= ends[sentence]:
                sentence += 1
            while quote is not None and quote.end <= begin:
                quote = next(quotes, None)
            written = written_as(match)
            key = KEYS.get(written) or lexicon.key(written)
            quoted = quote is not None and quote.begin <= begin
            yield Word(begin, end, written, key, quoted, sentence, _linked(links, begin))

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that lie wholly inside `span`."""
        first = bisect_left(self._begins, span.begin)
        last = bisect_left(self._begins, span.end)
        while last > first and self._words[last - 1].end > span.end:
            last -= 1
        return self._words[first:last]

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """The insides of the quotation marks in the story, in order."""
        return quoted_spans(self.article)

    def keys(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The keys of the words in `spans`, without cutting the rest of the article into words."""
        text = self.article.text
        found = (written_as(match) for span in spans for match in WORD.finditer(text, span.begin, span.end))
        return tuple(KEYS.get(word) or meaning().key(word) for word in found)


def wordings_of(articles: Mapping[str, Article]) -> dict[str, Wording]:
    """The words of each article by its id; articles with one text and story share them."""
    distinct: dict[tuple[str, Spans], Wording] = {}
    return {
        id_: distinct.setdefault((article.text, article.layout.story), Wording(article))
        for id_, article in articles.items()
    }


def _linked(links: list[tuple[int, int]], place: int) -> bool:
    return any(begin <= place < end for begin, end in links)


def quoted_spans(article: Article) -> tuple[Span, ...]:
    """The insides of double quotation marks, paragraph by paragraph; an unclosed one runs to the end of its own."""
    found: list[Span] = []
    for paragraph in article.layout.story or (Span(0, len(article.text)),):
        begin = -1
        for at in range(paragraph.begin, paragraph.end):
            char = article.text[at]
            if char in "“„«" or (char == '"' and begin < 0):
                begin = at + 1
            elif char in '”»"' and begin >= 0:
                found.append(Span(begin, at))
                begin = -1
        if 0 <= begin < paragraph.end:
            found.append(Span(begin, paragraph.end))
    return tuple(found)
