"""An explanation in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console

from onrecord.cli.blocks import print_disagreement, print_passages
from onrecord.cli.corrected import print_corrections
from onrecord.cli.differing import print_differing
from onrecord.cli.ladder import print_ladder
from onrecord.cli.links import print_links
from onrecord.cli.output import line, put, results
from onrecord.cli.rulings import print_history
from onrecord.cli.values import print_grid, print_values
from onrecord.cli.wordings import print_wordings
from onrecord.model import Article, Entry, Finding
from onrecord.phrases import (
    article_name,
    backed,
    fields_of,
    headline,
    kind_of,
    plural,
    short_id,
    support,
)
from onrecord.record import (
    ExplainedArticle,
    ExplainedDisagreement,
    ExplainedEntry,
    ExplainedFinding,
    Explanation,
)
from onrecord.telling.words import same_words, spans_of

ARTICLE_VALUES = (
    "path",
    "title",
    "outlet",
    "byline",
    "dateline",
    "published",
    "observed",
    "url",
    "language",
    "wire",
)
KINDS = ("commitment", "membership", "statement")


def print_explanation(found: Explanation, digits: int) -> None:
    """Print everything that is known about one id."""
    console = results()
    if isinstance(found, ExplainedEntry):
        _entry(console, found, digits)
    elif isinstance(found, ExplainedFinding):
        put(console, line(("in no entry", "dim")))
        _finding(console, found.finding, found.article, digits)
        print_history(console, found.rulings, digits)
    elif isinstance(found, ExplainedArticle):
        _article(console, found, digits)
    else:
        _disagreement(console, found, digits)


def _heading(console: Console, entry: Entry, digits: int) -> None:
    kind = "membership bid" if entry.type == "membership" else entry.type
    ruled = "  [accepted]" if entry.accepted else "  [ruled on, see the end]" if entry.rulings else ""
    put(console, line((f"{kind} {short_id(entry.id, digits)}", "bold"), ruled))
    put(console, line((headline(entry.type, entry.fields, entry.stage), "bold")))


def _entry(console: Console, found: ExplainedEntry, digits: int) -> None:
    entry = found.entry
    _heading(console, entry, digits)
    put(console, line(f"{support(entry)}: {backed(entry, found.articles)}"))
    if entry.ladder:
        _title(console, "Ladder")
        print_ladder(console, found)
    print_differing(console, found)
    print_corrections(console, found)
    print_links(console, found, digits)
    print_wordings(console, entry, found.articles)
    _title(console, "What the articles say")
    for group in same_words(found.findings, found.articles, found.focus):
        first = group[0]
        _finding(console, first, found.articles[first.article], digits, first.id == found.focus)
        for other in group[1:]:
            name = article_name(found.articles[other.article])
            put(console, line(f"{short_id(other.id, digits)}  ", (name, "cyan"), " has the same words"))
        if group[1:]:
            put(console, "")
    if found.disagreements:
        put(console, line(("Where they disagree", "bold underline")))
        for one in found.disagreements:
            print_disagreement(console, one, found.articles, digits)
    print_history(console, found.rulings, digits)


def _title(console: Console, words: str) -> None:
    put(console, "")
    put(console, line((words, "bold underline")))


def _finding(console: Console, finding: Finding, article: Article, digits: int, asked: bool = False) -> None:
    mark = " <- asked for" if asked else ""
    put(console, line(f"{short_id(finding.id, digits)}  ", (article_name(article), "cyan"), mark))
    print_passages(console, article, spans_of(finding))
    print_values(console, finding, article)
    put(console, "")


def _article(console: Console, found: ExplainedArticle, digits: int) -> None:
    article = found.article
    put(console, line((f"article {short_id(article.id, digits)}", "bold")))
    given = [(name, getattr(article, name)) for name in ARTICLE_VALUES]
    given.append(("with", ", ".join(article.contributors)))
    print_grid(console, [(name, str(value)) for name, value in given if value], 2)
    _derivations(console, found)
    _title(console, "What it says")
    order = sorted(found.findings.all(), key=lambda one: KINDS.index(kind_of(one)))
    rows = [(short_id(one.id, digits), kind_of(one), headline(kind_of(one), fields_of(one))) for one in order]
    print_grid(console, rows, 2)


def _derivations(console: Console, found: ExplainedArticle) -> None:
    names = {one: other.path or one for one, other in found.others.items()}
    names[found.article.id] = "this article"
    if found.derivations or found.reuse:
        _title(console, "Where it came from, and who shares it")
    for one in found.derivations:
        source = " via ".join(part for part in (one.wire, names.get(one.source or "", one.source)) if part)
        whole = names.get(one.article, one.article)
        covers = f"{plural(len(one.passages), 'passage')} of {whole}" if one.passages else whole
        put(console, line(f"{covers}: from {source or 'unknown'} ({one.confidence:.0%} sure)"), 2)
        for reason in one.evidence:
            put(console, line((f"{reason.kind}: {_named(reason.detail, names)}", "dim")), 4)
    for reuse in found.reuse:
        mine, theirs = reuse.coverage_a, reuse.coverage_b
        if reuse.a != found.article.id:
            mine, theirs = theirs, mine
        other = reuse.b if reuse.a == found.article.id else reuse.a
        shared = f"{plural(len(reuse.passages), 'passage')} shared with {names[other]}"
        put(console, line(f"{shared} ({reuse.relation}): {mine:.0%} of this article, {theirs:.0%} of that one"), 2)


def _named(detail: str, names: Mapping[str, str]) -> str:
    """A reason with articles called by their paths."""
    for id_, name in names.items():
        detail = detail.replace(id_, name)
    return detail


def _disagreement(console: Console, found: ExplainedDisagreement, digits: int) -> None:
    one = found.disagreement
    print_disagreement(console, one, found.articles, digits)
    for side in (one.a, one.b):
        article = found.articles[side.article]
        put(console, line((article_name(article), "cyan")))
        print_passages(console, article, side.spans)
        put(console, "")
    if found.entry is not None:
        put(console, line(("The entry that it is about", "bold underline")))
        _heading(console, found.entry, digits)
