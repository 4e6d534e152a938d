"""Counted: what a sentence counts, and how many of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.language import actor_code
from onrecord.model import Article, Span
from onrecord.reconciliation.figures import bound_of
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import NO_DAY
from onrecord.reconciliation.numerals import scale_of, value_of
from onrecord.reconciliation.statements.telling import weight
from onrecord.reconciliation.words import ENDS, KEYS, LINK, WORD

REACH = 3
"""Words behind a number, or before it, in which what it counts is looked for."""
SPLIT = re.compile(r"[^\w.,]+")
NO_COUNT_AFTER, NO_COUNT_BEFORE = ("$", "€", "£", "-", "#", ":", "/"), ("%", ":", "/", "-", "°")
"""Marks right before and right after a number that is no count."""
YEARS = (1900, 2100)


@dataclass(frozen=True, slots=True)
class Token:
    begin: int
    end: int
    text: str
    key: str


@dataclass(frozen=True)
class Counted:
    """A sentence with one number in it.

    thing:  what it counts, as a key or the first word of a list of `tolls`; `said` is the word as written.
    others: the keys of its other words of matter.
    """

    article: Article
    place: Span
    number: Token
    value: float
    bound: int | None
    thing: str
    said: str
    tokens: tuple[Token, ...] = field(repr=False)

    @cached_property
    def others(self) -> frozenset[str]:
        small = meaning().function_words
        return frozenset(
            t.key for t in self.tokens if t.key not in small and value_of(t.text) is None and not t.text.isdigit()
        )

    @cached_property
    def bits(self) -> float:
        return sum(weight(key) for key in self.others)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words written as names, none where every word is, as in some headlines."""
        words = [t for t in self.tokens if t.text[0].isalpha()]
        capital = [t for t in words[1:] if t.text[0].isupper()]
        small = [t for t in words if len(t.text) > REACH and t.text[0].islower()]
        return frozenset(t.key for t in capital) if len(small) > len(capital) else frozenset()

    @property
    def shown(self) -> str:
        """The number as written, with the word that multiplies it."""
        at = self.tokens.index(self.number)
        behind = self.tokens[at + 1 : at + 2]
        return " ".join([self.number.text, *(t.text for t in behind if scale_of(t.text) is not None)])

    @cached_property
    def states(self) -> frozenset[str]:
        """Codes of the states and bodies that are named."""
        return frozenset(code for t in self.tokens if t.text[0].isupper() and (code := actor_code(t.text)))

    @property
    def order(self) -> tuple[str, str, int]:
        return (self.article.published or NO_DAY, self.article.id, self.place.begin)


def counted(articles: Iterable[Article]) -> Iterator[Counted]:
    """Every number of every headline and story that says what it counts."""
    for article in articles:
        head = article.layout.headline
        for span in (*((head,) if head else ()), *(s for s in article.layout.story if s != head)):
            for begin, end in _sentences(article.text, span):
                yield from _read(article, Span(begin, end))


def _sentences(text: str, span: Span) -> Iterator[tuple[int, int]]:
    begin = span.begin
    for match in ENDS.finditer(text, span.begin, span.end):
        yield begin, match.start() + 1
        begin = match.end()
    if begin < span.end:
        yield begin, span.end


def _read(article: Article, place: Span) -> Iterator[Counted]:
    """The counts of a sentence, those left out that count what another one counts too."""
    if not _numbered(article.text, place) or LINK.search(article.text, place.begin, place.end):
        return
    tokens = tuple(
        Token(*match.span(), match.group(), KEYS.get(match.group()) or meaning().key(match.group()))
        for match in WORD.finditer(article.text, place.begin, place.end)
    )
    things = {n: _thing(article.text, tokens, n) for n in range(len(tokens)) if _is_count(article.text, tokens, n)}
    often = Counter(thing[0] for thing in things.values() if thing is not None)
    for at, thing in things.items():
        if thing is not None and often[thing[0]] == 1:
            value = (value_of(tokens[at].text) or 0.0) * _scale(tokens, at)
            bound = bound_of([token.key for token in tokens[max(0, at - REACH) : at]])
            yield Counted(article, place, tokens[at], value, bound, *thing, tokens)


def _numbered(text: str, place: Span) -> bool:
    return any(value_of(word) is not None for word in SPLIT.split(text[place.begin : place.end]))


def _scale(tokens: tuple[Token, ...], at: int) -> float:
    scale = scale_of(tokens[at + 1].text) if at + 1 < len(tokens) else None
    return scale or 1.0


def _is_count(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a word is a number that counts: no sum, share, year, age, day, time or place in a row."""
    token, lexicon = tokens[at], meaning()
    value = value_of(token.text)
    if value is None or (YEARS[0] <= value <= YEARS[1] and "," not in token.text):
        return False
    left, right = text[max(0, token.begin - 2) : token.begin], text[token.end : token.end + 1]
    if left[-1:] in NO_COUNT_AFTER or right in NO_COUNT_BEFORE or (left == ", " and right == ","):
        return False
    before = tokens[at - 1].key if at else ""
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    named = lexicon.models | lexicon.serials | lexicon.months | lexicon.parts
    if before == "of" and at > 1 and (tokens[at - 2].key == "out" or value_of(tokens[at - 2].text) is not None):
        return False  # "15 of 18": those there are
    return before not in named and after not in lexicon.months | {"%", "percent", "cent"}


def _thing(text: str, tokens: tuple[Token, ...], at: int) -> tuple[str, str] | None:
    """What a number counts: a word of harm or loss beside it, else the word right behind it."""
    lexicon = meaning()
    behind, before = _clause(text, tokens, at), tokens[max(0, at - REACH) : at]
    beside = sorted([*enumerate(behind), *enumerate(reversed(before))], key=lambda each: each[0])
    for _, token in beside:
        if token.key in lexicon.tolls:
            return lexicon.tolls[token.key], token.text
    after = [t for t in behind if scale_of(t.text) is None and not (t.text[0].isupper() and actor_code(t.text))]
    if not after or after[0].key in lexicon.function_words or after[0].key in lexicon.measures:
        return None
    return after[0].key, after[0].text


def _clause(text: str, tokens: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """The few words behind a number that stand before the next comma or "and"."""
    out: list[Token] = []
    end = tokens[at].end
    for token in tokens[at + 1 : at + 1 + REACH]:
        if token.key == "and" or any(mark in text[end : token.begin] for mark in ",;()"):
            break
        out.append(token)
        end = token.end
    return tuple(out)
