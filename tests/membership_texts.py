"""Helpers for tests of memberships: the steps of a short text."""

from __future__ import annotations

from onrecord.extraction.memberships import memberships
from onrecord.language import analyse
from onrecord.model import MembershipStep
from onrecord.reading.article import article_from_text

Facts = set[tuple[str, str, str]]


def steps(text: str, published: str = "2022-11-29") -> list[MembershipStep]:
    """The membership steps of a text of our own."""
    article = article_from_text(text, published=published)
    return list(memberships(article, next(iter(analyse([article]))), ()))


def facts(text: str, published: str = "2022-11-29") -> Facts:
    """Organisation, candidate and stage of each step."""
    return {(step.organisation, step.candidate, step.stage) for step in steps(text, published)}
