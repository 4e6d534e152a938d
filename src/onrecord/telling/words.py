"""The words of findings and disagreements in their articles: where they stand, and which belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Article, Disagreement, Finding, Span, Statement
from onrecord.record import WordChange, word_changes

MOSTLY = 0.75  # changed characters, of all: from there on two texts are shown without marks
SHORT = 60  # characters; a side of a disagreement that is no longer is shown with what stands around it


def spans_of(finding: Finding) -> list[Span]:
    """The words that a finding rests on; of a statement who said it, the cue, and what was said."""
    if isinstance(finding, Statement):
        return [*finding.source, *finding.cue, *finding.content]
    return [span for evidence in finding.evidence.values() for span in evidence.spans]


def same_words(
    findings: Iterable[Finding], articles: Mapping[str, Article], focus: str | None = None
) -> list[list[Finding]]:
    """The findings in groups that rest on the same words; the one that was asked for stands first in its own."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (one.id != focus, one.article, one.id)):
        text = articles[finding.article].text
        words = tuple(text[span.begin : span.end] for span in sorted(spans_of(finding)))
        groups.setdefault(words, []).append(finding)
    return list(groups.values())


def by_paragraph(article: Article, spans: Sequence[Span]) -> list[tuple[Span, list[Span]]]:
    """The paragraphs in which the spans stand, in order, each with its own; a line where the layout has none."""
    layout = article.layout
    parts = [*layout.story, *layout.credits, *layout.furniture, *([layout.headline] if layout.headline else [])]
    groups: dict[Span, list[Span]] = {}
    for span in spans:
        home = min(
            (part for part in parts if part.covers(span)), key=lambda part: part.end - part.begin, default=None
        )
        groups.setdefault(home or _line_of(article.text, span), []).append(span)
    return sorted(groups.items())


def window_around(text: str, paragraph: Span, spans: Sequence[Span], room: int) -> Span:
    """The part of `paragraph` `room` characters around the spans, in whole words."""
    begin = max(paragraph.begin, min(span.begin for span in spans) - room)
    end = min(paragraph.end, max(span.end for span in spans) + room)
    while paragraph.begin < begin and not text[begin - 1].isspace():
        begin -= 1
    while end < paragraph.end and not text[end].isspace():
        end += 1
    return Span(begin, end)


def _line_of(text: str, span: Span) -> Span:
    begin = text.rfind("\n", 0, span.begin) + 1
    end = text.find("\n", span.end)
    return Span(begin, len(text) if end < 0 else end)


def telling_changes(one: Disagreement) -> list[WordChange]:
    """The words in which two sides differ. Of long texts that hardly share a word, none: marking everything tells
    nothing."""
    found = word_changes(one.a.text, one.b.text)
    changed = sum(each.a.end - each.a.begin + each.b.end - each.b.begin for each in found)
    size = len(one.a.text) + len(one.b.text)
    return found if changed <= MOSTLY * size or size <= 2 * SHORT else []


def with_names(words: str, articles: Mapping[str, Article]) -> str:
    """A reason with articles called by their paths."""
    for id_, article in articles.items():
        words = words.replace(id_, article.path or id_)
    return words
