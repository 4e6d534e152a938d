"""Blocks that several commands print: a disagreement, a passage with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.cli.marking import ADDED, EVIDENCE, REMOVED, Look, Mark, cut, marked
from onrecord.cli.output import coloured, line, put
from onrecord.model import Article, Disagreement, Side, Span
from onrecord.phrases import article_name, short_id
from onrecord.telling.words import SHORT, by_paragraph, telling_changes, window_around

AROUND = 50  # characters of that on either side
ROOM = 160  # characters of context on either side of the evidence


def print_disagreement(console: Console, one: Disagreement, articles: Mapping[str, Article], digits: int) -> None:
    """Print both sides with the changed words marked, why, the likely cause, and whether it is settled."""
    entry = f"  entry {short_id(one.entry, digits)}" if one.entry else ""
    state = f"  {'settled' if one.settled else 'open'}"
    told = f"  {one.severity:.2f}  {short_id(one.id, digits)}{entry}{state}"
    put(console, line((one.kind, "bold magenta"), told))
    found = telling_changes(one)
    for side, look, spans in ((one.a, REMOVED, [c.a for c in found]), (one.b, ADDED, [c.b for c in found])):
        article = articles.get(side.article)
        name = article_name(article) if article else short_id(side.article, digits)
        put(console, line((name, "cyan")), 2)
        put(console, _side(side, article, [Mark(span, look) for span in spans], coloured(console)), 4)
    for name, words in (
        ("why", one.reason),
        ("weighs", one.weight),
        ("likely", one.cause),
        ("settled", one.settled),
    ):
        if words:
            put(console, line((f"{name}: ", "dim"), words), 4)
    put(console, "")


def _side(side: Side, article: Article | None, marks: Sequence[Mark], colour: bool) -> Text:
    """One side's words; when they are few, with what stands around them."""
    if article is None or len(side.spans) != 1 or len(side.text) > SHORT:
        return marked(side.text, marks, colour)
    (span,) = side.spans
    ((paragraph, _),) = by_paragraph(article, [span])
    window = window_around(article.text, paragraph, [span], AROUND)
    moved = [Mark(Span(mark.span.begin + span.begin, mark.span.end + span.begin), mark.look) for mark in marks]
    return _in_window(article, paragraph, window, moved, colour)


def _in_window(article: Article, paragraph: Span, window: Span, marks: Sequence[Mark], colour: bool) -> Text:
    words = cut(article.text, window, marks, colour)
    if window.begin > paragraph.begin:
        words = Text("... ") + words
    return words.append(" ...") if window.end < paragraph.end else words


def print_passages(
    console: Console, article: Article, spans: Iterable[Span], indent: int = 4, look: Look = EVIDENCE
) -> None:
    """Print each paragraph that holds some of `spans`, around them, with them marked."""
    colour = coloured(console)
    for paragraph, inside in by_paragraph(article, sorted(set(spans))):
        window = window_around(article.text, paragraph, inside, ROOM)
        words = _in_window(article, paragraph, window, [Mark(span, look) for span in _apart(inside)], colour)
        put(console, words, indent)


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Spans without overlaps: of two that overlap, the union."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.begin < out[-1].end:
            out[-1] = Span(out[-1].begin, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
