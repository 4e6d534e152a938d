"""Findings at their places: what matching, origins and ladders need to know of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Article, Commitment, Finding, Findings, MembershipStep, Span, Statement

NO_DAY = "9999"
"""Sorts after every date; an undated article comes last, so adding one never renames an entry of dated ones."""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding, its article, and the stretch of text that it stands on.

    core: what names the thing itself (a statement's content, a commitment's item or sum), in the order of the text.
    """

    finding: Finding
    article: Article
    core: tuple[Span, ...]

    @property
    def id(self) -> str:
        return self.finding.id

    @property
    def extent(self) -> Span:
        """From the first to the last character of the core."""
        return Span(self.core[0].begin, max(span.end for span in self.core))

    @property
    def day(self) -> str | None:
        """The day of publication, ISO 8601, else None."""
        return self.article.published[:10] if self.article.published else None

    @property
    def order(self) -> tuple[str, str, int, str]:
        """A total order that does not depend on how articles came in: day, article, place, id."""
        return (self.day or NO_DAY, self.article.id, self.core[0].begin, self.id)


CORE_FIELDS = (
    "item",
    "amount",
    "quantity",
    "amount_bound",
    "quantity_bound",
    "candidate",
    "stage",
    "recipient",
    "actor",
    "organisation",
)


def located(articles: Sequence[Article], findings: Sequence[Findings]) -> tuple[Located, ...]:
    """Every finding whose article is at hand and that stands on at least one span, in canonical order."""
    by_id = {article.id: article for article in articles}
    found = [
        Located(finding, by_id[one.article], core)
        for one in findings
        if one.article in by_id
        for finding in one.all()
        if (core := _core(finding))
    ]
    return tuple(sorted({each.id: each for each in found}.values(), key=lambda each: each.order))


def _core(finding: Finding) -> tuple[Span, ...]:
    if isinstance(finding, Statement):
        return tuple(sorted(finding.content or finding.source or finding.cue))
    evidence = finding.evidence
    for field in CORE_FIELDS:
        if field in evidence:
            return tuple(sorted(evidence[field].spans))
    return tuple(sorted(span for each in evidence.values() for span in each.spans))[:1]


def spans_of(finding: Finding) -> tuple[Span, ...]:
    """Every span that a finding rests on, in order."""
    spans: Iterable[Span] = (span for each in finding.evidence.values() for span in each.spans)
    if isinstance(finding, Statement):
        spans = (*spans, *finding.content, *finding.cue, *finding.source)
    return tuple(sorted(set(spans)))


def days_apart(a: Located, b: Located) -> int | None:
    """Days between two findings' publications, None when one is not known."""
    if a.article.id == b.article.id:
        return 0
    return days_between(a.day or "", b.day or "")


def days_between(a: str, b: str) -> int | None:
    """Days between two ISO 8601 dates or times, None when one of them is no full date."""
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return None


def of_type(
    items: Iterable[Located], kind: type[Statement] | type[Commitment] | type[MembershipStep]
) -> list[Located]:
    """Those whose finding is of one type."""
    return [each for each in items if isinstance(each.finding, kind)]


ByArticle = Mapping[str, Article]
