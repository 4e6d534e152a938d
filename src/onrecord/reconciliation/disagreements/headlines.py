"""Headlines: a title that names an act of which its own story knows nothing."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Article, Disagreement, Span
from onrecord.reconciliation.disagreements.sides import disagreement, side
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.words import Word, Wording

UNSUPPORTED_ACT = 0.66
LONG_ENOUGH = 90
"""Words of story below which silence says nothing: a feed's two lines leave out what their title has."""


def headline_disagreements(article: Article, wording: Wording) -> Iterator[Disagreement]:
    """The acts that a headline names and its story does not, against the sentence that shares most of its words."""
    title = article.layout.headline
    if title is None:
        return
    story = [word for span in article.layout.story if not span.overlaps(title) for word in wording.within(span)]
    if len(story) < LONG_ENOUGH:
        return
    told = {word.key for word in story}
    heads = wording.within(title)
    for word in heads:
        act = meaning().acts.get(word.key)
        if act is None or act & told:
            continue
        nearest = _nearest(heads, story)
        if nearest is None:
            continue
        reason = f"the headline speaks of a “{word.text}”, the story of none"
        yield disagreement("headline", side(article, (title,)), side(article, (nearest,)), reason, UNSUPPORTED_ACT)


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
