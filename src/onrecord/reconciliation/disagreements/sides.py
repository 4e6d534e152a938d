"""Sides: the stretch of each article that a reader needs to see a change."""

from __future__ import annotations

from onrecord.model import Article, Disagreement, Side, Span, Spans, content_id, words_of
from onrecord.reconciliation.disagreements.judgement import Judgement
from onrecord.reconciliation.disagreements.units import Unit
from onrecord.reconciliation.disagreements.weights import CHANGES, Change, Verdict, weight
from onrecord.reconciliation.words import Word

CONTEXT = 3
"""Words shown on either side of what changed."""


def side(article: Article, spans: Spans) -> Side:
    """A side over `spans` of the article's text."""
    return Side(article.id, spans, words_of(article.text, spans))


Adjusted = tuple[tuple[str, float], ...]
OPEN = Verdict(None, None)


def disagreement(
    change: Change, a: Side, b: Side, reason: str, *, adjusted: Adjusted = (), verdict: Verdict = OPEN
) -> Disagreement:
    """A disagreement that belongs to no entry yet, its sides in the order of the article ids."""
    kind, (severity, why) = CHANGES[change].kind, weight(change, adjusted)
    first, second = sorted((a, b), key=lambda each: (each.article, each.spans))
    spans = [[each.article, [list(span) for span in each.spans]] for each in (first, second)]
    return Disagreement(content_id("d", kind, spans), None, kind, first, second, reason, severity, why, *verdict)


def sides_of(judgement: Judgement, unit: Unit, a: Article, b: Article) -> tuple[Side, Side]:
    """Both sides of a judgement: its words with a few around them, inside their sentence or quotation."""
    words_a = judgement.a or _counterparts(unit, judgement.b, turned=True)
    words_b = judgement.b or _counterparts(unit, judgement.a, turned=False)
    return side(a, (_stretch(unit.a, words_a),)), side(b, (_stretch(unit.b, words_b),))


def _counterparts(unit: Unit, words: tuple[Word, ...], turned: bool) -> tuple[Word, ...]:
    """For a side on which nothing stands: the words that answer the other side's neighbours."""
    pairs = [(y, x) if turned else (x, y) for x, y in unit.same]
    before = [there for here, there in pairs if here.end <= words[0].begin]
    after = [there for here, there in pairs if here.begin >= words[-1].end]
    return (*before[-1:], *after[:1]) or tuple(there for _, there in pairs)


def _stretch(around: tuple[Word, ...], words: tuple[Word, ...]) -> Span:
    inside = [n for n, word in enumerate(around) if word.begin >= words[0].begin and word.end <= words[-1].end]
    if not inside:
        return Span(min(w.begin for w in words), max(w.end for w in words))
    quoted = all(around[n].quoted for n in inside)
    first, last = inside[0], inside[-1]
    for _ in range(CONTEXT):
        if first > 0 and _together(around[first - 1], around[inside[0]], quoted):
            first -= 1
        if last + 1 < len(around) and _together(around[last + 1], around[inside[-1]], quoted):
            last += 1
    return Span(around[first].begin, around[last].end)


def _together(word: Word, known: Word, quoted: bool) -> bool:
    return word.sentence == known.sentence and (word.quoted or not quoted)
