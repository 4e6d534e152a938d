"""Headlines: a title that names an act of which its own story knows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.model import Article, Disagreement, Span
from onrecord.reconciliation.disagreements.sides import disagreement, side
from onrecord.reconciliation.figures import ROUNDING
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import value_of
from onrecord.reconciliation.words import Word, Wording

UNSUPPORTED_ACT, OTHER_FIGURE = 0.66, 0.6
LONG_ENOUGH = 90
"""Words of story below which silence says nothing: a feed's two lines leave out what their title has."""


def headline_disagreements(article: Article, wording: Wording) -> Iterator[Disagreement]:
    """What a headline says and its story does not: an act, or a figure that the story gives otherwise."""
    title = article.layout.headline
    if title is None:
        return
    story = [word for span in article.layout.story if not span.overlaps(title) for word in wording.within(span)]
    heads = wording.within(title)
    if len(story) >= LONG_ENOUGH:
        for head, place in _acts(heads, story):
            reason = f"the headline speaks of a “{head.text}”, the story of none"
            yield disagreement(
                "headline", side(article, (title,)), side(article, (place,)), reason, UNSUPPORTED_ACT
            )
    for head, other in _figures(heads, story):
        reason = f"the headline says {head.text}, the story {other.text}"
        place = Span(other.begin, _sentence_end(other, story))
        yield disagreement("headline", side(article, (title,)), side(article, (place,)), reason, OTHER_FIGURE)


def _acts(heads: tuple[Word, ...], story: list[Word]) -> Iterator[tuple[Word, Span]]:
    """The acts that the headline alone names, each with the sentence that shares most of the headline's words."""
    told = {word.key for word in story}
    for word in heads:
        act = meaning().acts.get(word.key)
        nearest = _nearest(heads, story) if act is not None and not act & told else None
        if nearest is not None:
            yield word, nearest


def _figures(heads: tuple[Word, ...], story: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Figures of the headline that the story never has, where it counts the same things otherwise."""
    told = {value for word in story if (value := value_of(word.text)) is not None}
    for head, noun in pairwise(heads):
        value = value_of(head.text)
        if value is None or not noun.content or value_of(noun.text) is not None or noun.name:
            continue
        if any(abs(value - other) <= ROUNDING * max(value, other) for other in told):
            continue
        counts = [x for x, y in pairwise(story) if y.key == noun.key and value_of(x.text) is not None]
        if counts and len({value_of(word.text) for word in counts}) == 1:
            yield head, counts[0]


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
