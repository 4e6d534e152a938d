"""Helpers for tests of commitments: what is found in a short text, and the words of a field."""

from __future__ import annotations

from onrecord.extraction.commitments import commitments
from onrecord.extraction.statements import statements
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def found(text: str, published: str = "2022-11-29", title: str | None = None) -> tuple[Commitment, ...]:
    """The commitments of a text of our own."""
    article = article_from_text(text, published=published, title=title)
    analysis = next(iter(analyse([article])))
    return commitments(article, analysis, tuple(statements(article, analysis)))


def words(text: str, one: Commitment, field: str) -> str:
    """The words of the first span on which a field rests."""
    begin, end = one.evidence[field].spans[0]
    return text[begin:end]
