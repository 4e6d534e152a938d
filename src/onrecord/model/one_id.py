"""Several articles under one id: which of them is kept, and why the others are not."""

from __future__ import annotations

from onrecord.model.article import Article, Rejected


def kept_first(article: Article) -> tuple[str, ...]:
    """By this the articles of one id are ordered, and the first is kept, whatever the order they came in.

    The smallest text hash, then the smallest path, then the smallest of the other fields, then the first observed.
    """
    given = (article.title, article.outlet, article.byline, article.published, article.url, article.language)
    return (article.sha256, article.path or "", *(value or "" for value in given), article.observed or "9999")


def clash(article: Article, kept: Article) -> Rejected:
    """Why `article` is not taken beside `kept`, which has its id."""
    if article.sha256 == kept.sha256:
        reason = f"duplicate of {kept.path or kept.id}: the same id and text"
    else:
        other = kept.path or "given without a path"
        reason = f"its id {article.id!r} is also that of another text ({other}), which is kept"
    return Rejected(article.path or article.id, reason)
