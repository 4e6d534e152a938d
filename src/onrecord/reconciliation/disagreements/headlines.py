"""Headlines: a title that names an act of which its own story knows nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.model import Article, Disagreement, Span
from onrecord.reconciliation.disagreements.sides import disagreement, side
from onrecord.reconciliation.figures import ROUNDING
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import scales, value_of
from onrecord.reconciliation.words import Word, Wording

COLUMN = " | "
"""Stands before a columnist's name: an opinion's headline reports nothing."""
LONG_ENOUGH = 120
OTHERWISE_TOLD = 0.6
"""Share of a headline's other words that its story must have, for one missing word to tell against it."""
HALF = 0.5
FIGURE = re.compile(r"\d")
COMPARABLE = 3.5
"""Counts further apart than this count two things: those of one day and those of a year."""
FAMILY = 5
"""Words with so many first letters in common are of one family ("promises", "promising")."""
"""Words of story below which silence says nothing: a feed's two lines leave out what their title has."""


def headline_disagreements(article: Article, wording: Wording) -> Iterator[Disagreement]:
    """What a headline says and its story does not: an act, or a figure that the story gives otherwise."""
    title = article.layout.headline
    if title is None or COLUMN in article.text[title.begin : title.end]:
        return
    if len(article.text.split()) < LONG_ENOUGH and not FIGURE.search(article.text, title.begin, title.end):
        return
    story = [word for span in article.layout.story if not span.overlaps(title) for word in wording.within(span)]
    heads = wording.within(title)
    if len(story) >= LONG_ENOUGH:
        for head, place in _acts(heads, story):
            reason = f"the headline speaks of a “{head.text}”, the story of none"
            yield disagreement("act", side(article, (title,)), side(article, (place,)), reason)
    for head, other in _figures(heads, story):
        reason = f"the headline says {head.text}, the story {other.text}"
        place = Span(other.begin, _sentence_end(other, story))
        yield disagreement("headline figure", side(article, (title,)), side(article, (place,)), reason)


def _acts(heads: tuple[Word, ...], story: list[Word]) -> Iterator[tuple[Word, Span]]:
    """The acts that the headline alone names, each with the sentence that shares most of the headline's words."""
    told = {word.key for word in story}
    others = [word for word in heads if word.content and word.key not in meaning().acts]
    if sum(_told(word, told) for word in others) < OTHERWISE_TOLD * len(others):
        return
    for word in heads:
        act = meaning().acts.get(word.key)
        nearest = _nearest(heads, story) if act is not None and not act & told else None
        if nearest is not None:
            yield word, nearest


def _told(word: Word, told: set[str]) -> bool:
    return word.key in told or any(key[:FAMILY] == word.key[:FAMILY] for key in told)


def _figures(heads: tuple[Word, ...], story: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Figures of the headline that the story never has, where it counts the same things otherwise."""
    told = {value for word in story if (value := value_of(word.text)) is not None}
    for before, head, noun in zip((None, *heads), heads, heads[1:], strict=False):
        value = value_of(head.text)
        if value is None or not noun.content or value_of(noun.text) is not None or noun.key in scales():
            continue
        if noun.name or (before is not None and before.name):
            continue  # "Challenger 2 tanks"
        if any(abs(value - other) <= ROUNDING * max(value, other) for other in told):
            continue
        counts = [x for x, y in pairwise(story) if y.key == noun.key and value_of(x.text) is not None]
        if len({value_of(word.text) for word in counts}) != 1 or not _one_sentence(heads, counts[0], story):
            continue
        other = value_of(counts[0].text) or 0.0
        if max(value, other) <= COMPARABLE * min(value, other):
            yield head, counts[0]


def _one_sentence(heads: tuple[Word, ...], word: Word, story: list[Word]) -> bool:
    """Whether the sentence of a word tells at least half of what the headline tells."""
    told = {other.key for other in story if other.sentence == word.sentence}
    wanted = [head for head in heads if head.content and value_of(head.text) is None]
    return sum(_told(head, told) for head in wanted) >= HALF * len(wanted)


def _sentence_end(word: Word, story: list[Word]) -> int:
    return max(other.end for other in story if other.sentence == word.sentence)


def _nearest(heads: tuple[Word, ...], story: list[Word]) -> Span | None:
    """The sentence of the story with the most of the headline's content words."""
    wanted = {word.key for word in heads if word.content}
    sentences: dict[int, list[Word]] = {}
    for word in story:
        sentences.setdefault(word.sentence, []).append(word)
    best = max(
        sentences.values(), key=lambda words: (len(wanted & {w.key for w in words}), -words[0].begin), default=None
    )
    return Span(best[0].begin, best[-1].end) if best else None
