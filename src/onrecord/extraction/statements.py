"""Statements: who says, thinks or intends what, as one article gives it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from onrecord.extraction.attributions import Attribution
from onrecord.extraction.contents import indirect
from onrecord.extraction.cues import Cues, cues
from onrecord.extraction.direct import direct
from onrecord.extraction.frames import frames
from onrecord.extraction.nominal import nominal
from onrecord.extraction.people import people
from onrecord.extraction.quotations import Quotation, quotations
from onrecord.extraction.roles import roles
from onrecord.extraction.speakers import Resolved, Resolver
from onrecord.extraction.units import Unit, units
from onrecord.language import HEADLINE, Analysis
from onrecord.model import Article, Mode, Span, Spans, Statement, content_id, words_of


def statements(article: Article, analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of `article`, in the order of their first word."""
    vocabulary = cues()
    places = list(enumerate(article.layout.story))
    if article.layout.headline is not None:
        places.insert(0, (HEADLINE, article.layout.headline))
    quoted = quotations(article.text, places)
    found = attributions(article.text, units(article.text, analysis.sentences, quoted, vocabulary), vocabulary)
    words = roles()
    resolver = Resolver(
        article.text, people(article, analysis, words), words, analysis.sentences, article.published
    )
    return tuple(
        _statement(article, attribution, resolver.resolve(attribution), quoted)
        for attribution in sorted(found, key=lambda attribution: attribution.begin)
    )


def attributions(text: str, parts: tuple[Unit, ...], vocabulary: Cues) -> list[Attribution]:
    found: list[Attribution] = []
    for unit in parts:
        skip = [quotation.span for quotation in unit.quotations]
        seen = [
            frame
            for sentence in unit.sentences
            for frame in frames(sentence, vocabulary, skip)
            if unit.span.begin <= frame.words.begin < unit.span.end
        ]
        done = direct(text, unit, seen)
        found.extend(done)
        found.extend(indirect(text, unit, seen, done, vocabulary))
        found.extend(nominal(text, unit, vocabulary))
        if not done:
            found.extend(_going_on(unit, found))
    return found


def _going_on(unit: Unit, found: list[Attribution]) -> list[Attribution]:
    """A quotation without a cue behind one that has its own, in the same paragraph: the same speaker goes on."""
    previous = next((a for a in reversed(found) if a.quoted), None)
    if previous is None or not unit.quotations or previous.paragraph != unit.paragraph:
        return []
    whole = Span(unit.quotations[0].span.begin, unit.quotations[-1].span.end)
    if whole.begin != unit.span.begin or any(c.overlaps(whole) for a in found[-6:] for c in a.content):
        return []
    return [replace(previous, content=(whole,), goes_on=True)]


def _statement(article: Article, attribution: Attribution, resolved: Resolved, quoted: tuple[Quotation, ...]) -> Statement:
    text = article.text
    content = attribution.content
    source = () if attribution.source is None else (attribution.source,)
    cue = () if attribution.cue is None else (attribution.cue,)
    return Statement(
        id=content_id("s", article.id, source, cue, content),
        article=article.id,
        mode=_mode(text, content, quoted),
        speaker=resolved.speaker,
        source=source,
        cue=cue,
        content=content,
        text=words_of(text, content),
        cue_class=attribution.cue_class,
        evidence=resolved.evidence,
    )


def _mode(text: str, content: Spans, quoted: tuple[Quotation, ...]) -> Mode:
    """`direct` when every letter of the content is inside quotation marks, `mixed` when some are."""
    inside = outside = False
    for span in content:
        at = span.begin
        for quotation in quoted[bisect_left(quoted, at, key=lambda q: q.span.end) :]:
            if quotation.span.begin >= span.end:
                break
            inside = True
            outside |= any(c.isalnum() for c in text[at : max(at, quotation.span.begin)])
            at = quotation.span.end
        outside |= any(c.isalnum() for c in text[at : max(at, span.end)])
    return ("mixed" if outside else "direct") if inside else "indirect"
