"""Extraction: from an article's analysis to what it says."""

from __future__ import annotations

from onrecord.extraction.commitments import commitments
from onrecord.extraction.memberships import memberships
from onrecord.extraction.statements import statements
from onrecord.language.analysis import Analysis
from onrecord.model import Article, Findings


def extract(article: Article, analysis: Analysis) -> Findings:
    """The statements, commitments and membership steps of `article`, each group in the order of its text."""
    said = statements(article, analysis)
    return Findings(article.id, said, commitments(article, analysis, said), memberships(article, analysis, said))
