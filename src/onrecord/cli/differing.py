"""Values that an entry's articles give differently, in the terminal: which one stands, why, who gives each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console

from onrecord.cli.output import line, put
from onrecord.cli.values import print_grid
from onrecord.model import Article, FieldValue, Finding
from onrecord.phrases import article_name, origin_name, plural
from onrecord.record import ExplainedEntry
from onrecord.telling.differing import differs, several, why
from onrecord.telling.values import head_of, value_of

NAMED = 3  # articles or origins that are named; of more the number is told
MOST = 5  # values of one field that are listed


def print_differing(console: Console, found: ExplainedEntry) -> None:
    """Print each field of several values: the standing one with why it stands, the others, and who gives each."""
    rows = [*_rows(found)]
    if rows:
        put(console, "")
        put(console, line(("Values that differ", "bold underline")))
        print_grid(console, rows, 2)


def _rows(found: ExplainedEntry) -> Iterator[tuple[str, str, str]]:
    findings = {one.id: one for one in found.findings}
    for field, values in several(found.entry).items():
        if not differs(found.entry, field, values):
            continue
        for at, one in enumerate(values[:MOST]):
            name = head_of(field) if not at else ""
            value = {**found.entry.fields, **one.value} if one.stands else one.value
            parts = [why(one), _given_by(one, findings, found.articles)]
            yield name, value_of(field, value), "; ".join(part for part in parts if part)
        if len(values) > MOST:
            yield "", f"and {len(values) - MOST} more", ""


def _given_by(one: FieldValue, findings: Mapping[str, Finding], articles: Mapping[str, Article]) -> str:
    """`4 articles, 1 origin: MPA`; of one article its name; nothing of a value that a ruling gave."""
    ids = sorted({findings[each].article for each in one.findings if each in findings})
    if not ids:
        return ""
    if len(ids) == 1:
        return article_name(articles[ids[0]])
    named = ", ".join(origin_name(each, articles) for each in one.origins[:NAMED])
    more = f" and {plural(len(one.origins) - NAMED, 'other')}" if len(one.origins) > NAMED else ""
    return f"{plural(len(ids), 'article')}, {plural(len(one.origins), 'origin')}: {named}{more}"
