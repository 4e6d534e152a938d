"""A ladder in the terminal: a life in order, each rung with what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console

from onrecord.cli.values import print_grid
from onrecord.model import Article, Entry, Finding, Rung
from onrecord.phrases import plural
from onrecord.record import ExplainedEntry
from onrecord.telling.ladder import origins_behind, step, step_spans, step_words, told_by


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
    return f"{name}: “{step_words(article, step_spans(first))}”"
