"""Helpers for tests of undertakings: the commitments of a short text, and its acts."""

from __future__ import annotations

from onrecord.extraction import extract
from onrecord.language import analyse
from onrecord.model import Article, Commitment
from onrecord.reading.article import article_from_text


def read(text: str) -> tuple[Article, tuple[Commitment, ...]]:
    """A text of our own as an article, and its commitments."""
    article = article_from_text(text, id="x", published="2023-03-10")
    (analysis,) = analyse([article])
    return article, extract(article, analysis).commitments


def acts(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Actor, stage and act of every undertaking of `text`."""
    return [(c.actor or c.actor_name, c.stage, c.item) for c in read(text)[1] if c.kind == "political"]
