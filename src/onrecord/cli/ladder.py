"""A ladder in the terminal: a life in order, each rung with what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console

from onrecord.cli.values import print_grid
from onrecord.model import Article, Entry, Finding, Rung, Span
from onrecord.phrases import plural
from onrecord.record import ExplainedEntry
from onrecord.telling.ladder import origins_behind, step, step_spans, told_by

WIDTH = 60
"""Characters of a rung's first words that are shown."""


def print_ladder(console: Console, found: ExplainedEntry) -> None:
    """Print an entry's rungs: date, stage and how much of it, articles and origins, who told it first and how."""
    findings = {one.id: one for one in found.findings}
    rows = [
        (
            rung.date or "no date",
            step(rung),
            f"{support(found.entry, rung)}; {_first(rung, findings, found.articles)}",
        )
        for rung in found.entry.ladder
    ]
    print_grid(console, rows, 2)


def support(entry: Entry, rung: Rung) -> str:
    """`12 articles, 3 origins`; the origins only where the entry tells what each has behind it."""
    origins = origins_behind(entry, rung)
    articles = plural(len(rung.articles), "article")
    return f"{articles}, {plural(origins, 'origin')}" if origins else articles


def _first(rung: Rung, findings: Mapping[str, Finding], articles: Mapping[str, Article]) -> str:
    """The article that told the step first, and its words."""
    told = told_by(rung, findings, articles)
    if not told:
        return ", ".join(rung.articles)
    first = told[0]
    article = articles[first.article]
    name = article.outlet or article.path or article.id
    return f"{name}: “{_words(article, step_spans(first))}”"


def _words(article: Article, spans: Sequence[Span]) -> str:
    """The passage that the words stand in, in short: its longest end is cut."""
    if not spans:
        return ""
    begin, end = spans[0].begin, spans[-1].end
    if end - begin <= WIDTH:
        return " ".join(article.text[begin:end].split())
    pieces: list[str] = []
    for span in spans:
        words = " ".join(article.text[span.begin : span.end].split())
        if words not in pieces:
            pieces.append(words)
    return " ... ".join(pieces)
