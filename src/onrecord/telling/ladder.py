"""A rung of a ladder in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Article, Entry, Finding, Rung, Span
from onrecord.phrases import number

WIDTH = 60
"""Characters of a rung's first words that are shown."""
WORDS = ("stage", "quantity", "amount", "item", "ratified", "outstanding", "by", "candidate")
"""Fields whose words tell a step."""


def step(rung: Rung) -> str:
    """`delivered: 4 of 14`, `ratification by HUN`, `ratification: 28 of 30, without HUN, TUR (doubted)`."""
    by = f" by {', '.join(rung.by)}" if rung.by else ""
    much = how_much(rung)
    return f"{rung.stage}{by}{': ' if much else ''}{much}{' (doubted)' if rung.doubted else ''}"


def how_much(rung: Rung) -> str:
    """`4 of 14`, `28 of 30, without HUN, TUR`; nothing of a step that is taken as a whole."""
    parts = []
    if rung.quantity is not None:
        parts.append(number(rung.quantity) + (f" of {number(rung.of)}" if rung.of is not None else ""))
    if rung.outstanding:
        parts.append("without " + ", ".join(rung.outstanding))
    return ", ".join(parts)


def origins_behind(entry: Entry, rung: Rung) -> int:
    """How many origins tell a step; 0 where the entry does not tell what each has behind it."""
    return sum(not set(one.findings).isdisjoint(rung.findings) for one in entry.backing)


def told_by(rung: Rung, findings: Mapping[str, Finding], articles: Mapping[str, Article]) -> list[Finding]:
    """The findings that tell a step, the earliest published first."""
    told = [findings[one] for one in rung.findings if one in findings and findings[one].article in articles]
    return sorted(told, key=lambda one: (day_of(articles[one.article]), one.article, one.id))


def day_of(article: Article) -> str:
    """The day of publication to sort by; articles without one come last."""
    return (article.published or "9999")[:10]


def step_spans(finding: Finding) -> Sequence[Span]:
    """Where the words stand that tell a finding's step."""
    evidence = [finding.evidence[name] for name in WORDS if name in finding.evidence]
    return sorted({span for one in evidence for span in one.spans})


def step_words(article: Article, spans: Sequence[Span]) -> str:
    """The passage that a step's words stand in, in short: its longest end is cut."""
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
