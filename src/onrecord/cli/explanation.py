"""An explanation in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console

from onrecord.cli.blocks import print_disagreement, print_passages
from onrecord.cli.output import line, put, results
from onrecord.cli.phrases import (
    article_name,
    fields_of,
    headline,
    kind_of,
    money,
    number,
    origin_name,
    short_id,
    support,
)
from onrecord.model import Article, Entry, Finding, Span, Statement
from onrecord.record import (
    ExplainedArticle,
    ExplainedDisagreement,
    ExplainedEntry,
    ExplainedFinding,
    Explanation,
)

HIDDEN = ("id", "article", "evidence", "source", "cue", "content", "text", "speaker", "cue_class", "mode")


def print_explanation(found: Explanation, digits: int) -> None:
    """Print everything that is known about one id."""
    console = results()
    if isinstance(found, ExplainedEntry):
        _entry(console, found, digits)
    elif isinstance(found, ExplainedFinding):
        put(console, line(("in no entry", "dim")))
        _finding(console, found.finding, found.article, digits)
    elif isinstance(found, ExplainedArticle):
        _article(console, found, digits)
    else:
        _disagreement(console, found, digits)


def _heading(console: Console, entry: Entry, digits: int) -> None:
    kind = "membership bid" if entry.type == "membership" else entry.type
    put(console, line((f"{kind} {short_id(entry.id, digits)}", "bold")))
    put(console, line((headline(entry.type, entry.fields, entry.stage), "bold")))


def _entry(console: Console, found: ExplainedEntry, digits: int) -> None:
    entry = found.entry
    _heading(console, entry, digits)
    origins = ", ".join(origin_name(one, found.articles) for one in entry.origins)
    put(console, line(f"{support(entry)}: {origins}"))
    _ladder(console, entry, found.articles)
    put(console, "")
    put(console, line(("What the articles say", "bold underline")))
    for finding in found.findings:
        asked = finding.id == found.focus
        _finding(console, finding, found.articles[finding.article], digits, asked)
    if found.disagreements:
        put(console, line(("Where they disagree", "bold underline")))
        for one in found.disagreements:
            print_disagreement(console, one, found.articles, digits)


def _ladder(console: Console, entry: Entry, articles: Mapping[str, Article]) -> None:
    if not entry.ladder:
        return
    put(console, "")
    put(console, line(("Ladder", "bold underline")))
    for rung in entry.ladder:
        where = ", ".join(articles[one].path or one if one in articles else one for one in rung.articles)
        put(console, line((f"{rung.stage:<12}", "bold"), f"{rung.date or 'no date':<12}", where), 2)


def _finding(console: Console, finding: Finding, article: Article, digits: int, asked: bool = False) -> None:
    put(
        console,
        line((article_name(article), "cyan"), f"  {short_id(finding.id, digits)}{'  <- asked for' * asked}"),
    )
    print_passages(console, article, _spans(finding))
    for words in _values(finding, article):
        put(console, line((words, "dim")), 6)
    put(console, "")


def _spans(finding: Finding) -> list[Span]:
    if isinstance(finding, Statement):
        return [*finding.source, *finding.cue, *finding.content]
    return [span for evidence in finding.evidence.values() for span in evidence.spans]


def _values(finding: Finding, article: Article) -> Iterator[str]:
    """Each value with the words that it rests on."""
    values = fields_of(finding)
    if isinstance(finding, Statement):
        yield f"{finding.mode}, {finding.cue_class}"
        values = {f"speaker.{name}": value for name, value in fields_of_speaker(finding).items()}
    for name, value in values.items():
        if name in HIDDEN or value in (None, False, [], ()):
            continue
        evidence = finding.evidence.get(name)
        rests = ""
        if evidence is not None:
            words = " ... ".join(f"“{article.text[span.begin : span.end]}”" for span in evidence.spans)
            rests = f"  {'stated' if evidence.how == 'stated' else f'inferred ({evidence.rule})'}: {words}"
        yield f"{name}: {_shown(name, value, values)}{rests}"


def fields_of_speaker(statement: Statement) -> Mapping[str, object]:
    """The resolved speaker's parts."""
    speaker = statement.speaker
    return {"name": speaker.name, "role": speaker.role, "actor": speaker.actor}


def _shown(name: str, value: object, values: Mapping[str, object]) -> str:
    if name == "amount":
        return money(value, values.get("currency"))
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    return "yes" if value is True else number(value)


def _article(console: Console, found: ExplainedArticle, digits: int) -> None:
    article = found.article
    put(console, line((f"article {short_id(article.id, digits)}", "bold")))
    for name in ("path", "title", "outlet", "byline", "dateline", "published", "url", "language", "wire"):
        if getattr(article, name):
            put(console, line(f"  {name:<10}", str(getattr(article, name))))
    if article.contributors:
        put(console, line("  with      ", ", ".join(article.contributors)))
    _derivations(console, found)
    put(console, "")
    put(console, line(("What it says", "bold underline")))
    for finding in found.findings.all():
        kind = kind_of(finding)
        words = headline(kind, fields_of(finding))
        put(console, line(f"{short_id(finding.id, digits)}  {kind:<11} {words}"), 2)


def _derivations(console: Console, found: ExplainedArticle) -> None:
    names = {
        found.article.id: "this article",
        **{one: other.path or one for one, other in found.others.items()},
    }
    if found.derivations or found.reuse:
        put(console, "")
        put(console, line(("Where it came from, and who shares it", "bold underline")))
    for one in found.derivations:
        source = " via ".join(part for part in (one.wire, names.get(one.source or "", one.source)) if part)
        part = "a part of " if one.passages else ""
        put(console, line(
            f"{part}{names.get(one.article, one.article)}: from {source or 'unknown'} ({one.confidence:.0%} sure)"
        ), 2)  # fmt: skip
        for reason in one.evidence:
            put(console, line((f"{reason.kind}: {reason.detail}", "dim")), 4)
    for reuse in found.reuse:
        mine, theirs = (
            (reuse.coverage_a, reuse.coverage_b)
            if reuse.a == found.article.id
            else (reuse.coverage_b, reuse.coverage_a)
        )
        other = reuse.b if reuse.a == found.article.id else reuse.a
        put(console, line(
            f"{len(reuse.passages)} passages shared with {names.get(other, other)} ({reuse.relation}): "
            f"{mine:.0%} of this article, {theirs:.0%} of that one"
        ), 2)  # fmt: skip


def _disagreement(console: Console, found: ExplainedDisagreement, digits: int) -> None:
    one = found.disagreement
    print_disagreement(console, one, found.articles, digits)
    for side in (one.a, one.b):
        article = found.articles[side.article]
        put(console, line((article_name(article), "cyan")))
        print_passages(console, article, side.spans)
        put(console, "")
    if found.entry is not None:
        _heading(console, found.entry, digits)
