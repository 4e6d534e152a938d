"""Scenes: one sentence with its triggers, actors, money, numbers and items marked at their tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc, Token

from onrecord.extraction.commitments.lexicon import Word
from onrecord.extraction.commitments.triggers import find_triggers
from onrecord.extraction.items import ItemClass, ItemMention, find_items
from onrecord.language.actors import Actor, find_actors
from onrecord.language.analysis import HEADLINE, Sentence
from onrecord.language.money import Money, find_money
from onrecord.language.numbers import Number, Share, find_numbers, find_shares
from onrecord.language.numerals import Marks
from onrecord.model import Span
from onrecord.vocabulary import vocabulary

POINTERS = frozenset({"it", "them", "these", "those"})


class Placed(Protocol):
    """Anything with a place in the sentence's text."""

    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...


class Range(tuple[int, int]):
    """Token indices, first and last, both included."""

    __slots__ = ()

    @property
    def first(self) -> int:
        return self[0]

    @property
    def last(self) -> int:
        return self[1]

    def __contains__(self, token: object) -> bool:
        return isinstance(token, int) and self[0] <= token <= self[1]


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun that "it" or "them" may stand for; `of` is None for one that the vocabulary does not know."""

    of: ItemClass | None
    span: Span
    words: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence and what stands in it; everything is keyed or ordered by token.

    before: what the sentence before names that a pronoun here may stand for, in the order of the text.
    """

    sentence: Sentence
    triggers: Mapping[int, Word]
    actors: tuple[tuple[Range, Actor], ...]
    money: tuple[tuple[Range, Money], ...]
    numbers: tuple[tuple[Range, Number], ...]
    shares: tuple[tuple[Range, Share], ...]
    items: tuple[tuple[Range, ItemMention], ...]
    before: tuple[Mention, ...] = ()

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.sentence.doc

    @property
    def headline(self) -> bool:
        """Whether the sentence is the article's headline."""
        return self.sentence.paragraph == HEADLINE

    def span(self, first: int, last: int) -> Span:
        """The article's characters from token `first` to token `last`."""
        return self.sentence.span(self.doc[first], self.doc[last])

    def words(self, first: int, last: int) -> str:
        """The sentence's characters from token `first` to token `last`."""
        doc = self.doc
        return doc.text[doc[first].idx : doc[last].idx + len(doc[last])]

    def actor_at(self, token: int) -> tuple[Range, Actor] | None:
        """The actor whose name covers `token`."""
        return next((pair for pair in self.actors if token in pair[0]), None)


def scene_of(
    sentence: Sentence, day: str | None, marks: Marks | None = None, meant: str | None = None
) -> Scene | None:
    """The scene of `sentence`; None when it cannot hold a commitment: no trigger word, or nothing to give.

    day:   the day of publication, ISO 8601, or None.
    marks: what decimal and thousand marks are in the article's numbers.
    meant: the unit of percentages that stand alone, where the passage speaks of shares.
    """
    doc = sentence.doc
    text = doc.text
    items, money, shares = find_items(text), find_money(text, marks=marks), find_shares(text, meant)
    triggers = find_triggers(doc)
    trains = any("trains" in word.frames for word in triggers.values())
    points = any(token.like_num or _points(token) for token in doc)
    hands = vocabulary("items")["handing"]["verbs"]
    gives = any(word.part == "verb" and word.lemma in hands for word in triggers.values())
    if not (items or money or shares or trains or points or gives):
        return None
    if not triggers and not shares and any(token.pos_ == "VERB" and token.tag_[:2] == "VB" for token in doc):
        return None
    starts = [token.idx for token in doc]
    return Scene(
        sentence,
        triggers,
        tuple((_range(starts, a), a) for a in find_actors(text, day)),
        tuple((_range(starts, m), m) for m in money),
        tuple((_range(starts, n), n) for n in find_numbers(text, marks)),
        tuple((_range(starts, s), s) for s in shares),
        tuple((_range(starts, i), i) for i in items),
    )


def _points(token: Token) -> bool:
    if token.dep_ == "nsubj":
        return token.lower_ in ("they", "both", "it")
    return token.lower_ in POINTERS and token.dep_ in ("obj", "nsubj:pass", "nmod")


def _range(starts: list[int], placed: Placed) -> Range:
    first = bisect_right(starts, placed.begin) - 1
    last = bisect_left(starts, placed.end) - 1
    return Range((max(first, 0), max(last, first, 0)))


def subtree_edges(token: Token) -> Range:
    """First and last token of the subtree of `token`."""
    return Range((token.left_edge.i, token.right_edge.i))
