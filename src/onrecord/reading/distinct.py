"""One article per id, whatever the order they were read in."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Article, Rejected


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
        elif _order(article) < _order(first):
            kept[article.id] = article
            others.append(first)
        else:
            others.append(article)
    rejected = (_rejected(other, kept[other.id]) for other in others)
    return tuple(kept[key] for key in sorted(kept)), tuple(sorted(rejected, key=lambda row: (row.path, row.reason)))


def _order(article: Article) -> tuple[str, ...]:
    given = (article.title, article.outlet, article.byline, article.published, article.url, article.language)
    return (article.sha256, article.path or "", *(value or "" for value in given))


def _rejected(article: Article, kept: Article) -> Rejected:
    if article.sha256 == kept.sha256:
        reason = f"duplicate of {kept.path or kept.id}: the same id and text"
    else:
        other = kept.path or "given without a path"
        reason = f"its id {article.id!r} is also that of another text ({other}), which is kept"
    return Rejected(article.path or article.id, reason)
