"""An entry's corrections, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console

from onrecord.cli.blocks import print_passages
from onrecord.cli.output import line, put
from onrecord.cli.referring import outlet_and_path
from onrecord.model import Article
from onrecord.phrases import article_name, plural
from onrecord.record import ExplainedEntry

NAMED = 6  # articles that are named; of more the number is told


def print_corrections(console: Console, found: ExplainedEntry) -> None:
    """Print each correction: what became what, where it says so, and who still carries the old value."""
    if not found.corrections:
        return
    put(console, "")
    put(console, line(("What was corrected", "bold underline")))
    for one in found.corrections:
        put(console, line(f"{one.field}: {one.before} became {one.after}"))
        article = found.articles[one.article]
        put(console, line((article_name(article), "cyan")), 2)
        print_passages(console, article, one.spans)
        put(console, line(f"still carry {one.before}: {_named(one.still, found.articles)}"), 2)
        put(console, line(f"carry {one.after}: {_named(one.mended, found.articles)}"), 2)


def _named(ids: Sequence[str], articles: Mapping[str, Article]) -> str:
    names = [outlet_and_path(articles[one]) for one in ids]
    more = f" and {plural(len(names) - NAMED, 'other')}" if len(names) > NAMED else ""
    return (", ".join(names[:NAMED]) or "none") + more
