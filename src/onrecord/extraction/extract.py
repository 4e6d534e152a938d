"""Extraction: from an article's analysis to what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from onrecord.extraction.commitments import commitments
from onrecord.extraction.memberships import memberships
from onrecord.extraction.statements import statements
from onrecord.extraction.undertakings import undertakings
from onrecord.language.analysis import Analysis
from onrecord.model import Article, Commitment, Findings, MembershipStep, Statement

F = TypeVar("F", Statement, Commitment, MembershipStep)


def extract(article: Article, analysis: Analysis) -> Findings:
    """The statements, commitments and membership steps of `article`, each group in the order of its text."""
    said = _distinct(statements(article, analysis))
    goods = _distinct(commitments(article, analysis, said))
    return Findings(
        article.id,
        said,
        _distinct((*goods, *undertakings(article, analysis, said, goods))),
        _distinct(memberships(article, analysis, said)),
    )


def _distinct(found: Iterable[F]) -> tuple[F, ...]:
    """Each finding once: two that rest on the same words are one, and the one with more evidence tells it."""
    best: dict[str, F] = {}
    for finding in found:
        other = best.get(finding.id)
        if other is None or len(finding.evidence) > len(other.evidence):
            best[finding.id] = finding
    return tuple(best.values())
