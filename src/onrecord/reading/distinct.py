"""One article per id, whatever the order they were read in."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Article, Rejected, clash, kept_first


def distinct(articles: Iterable[Article]) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """The articles to keep, sorted by id, and the others as Rejected, sorted by path.

    Of articles with one id, the one with the smallest text hash is kept (then the smallest path, then the
    smallest of the other fields), so that the order of reading never matters.
    """
    kept: dict[str, Article] = {}
    others: list[Article] = []
    for article in articles:
        first = kept.get(article.id)
        if first is None:
            kept[article.id] = article
        elif kept_first(article) < kept_first(first):
            kept[article.id] = article
            others.append(first)
        else:
            others.append(article)
    rejected = (clash(other, kept[other.id]) for other in others)
    return tuple(kept[key] for key in sorted(kept)), tuple(sorted(rejected, key=lambda row: (row.path, row.reason)))
