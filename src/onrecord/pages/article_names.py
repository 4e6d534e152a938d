"""Articles as pages name them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.model import Article


@dataclass(frozen=True, slots=True)
class ArticleName:
    """What a reader knows an article by.

    name: its outlet, else its byline, else its path, else its id.
    byline, title, path: as the record has them, None where it has none.
    day:  of publication, ISO 8601, as precise as the input up to the day.
    wire: the agency that it credits, where that is not its name.
    url:  where it was published, None where that is no web address.
    """

    id: str
    name: str
    title: str | None
    byline: str | None
    day: str | None
    wire: str | None
    path: str | None
    url: str | None


def named(article: Article) -> ArticleName:
    """The article's name."""
    name = article.outlet or article.byline or article.path or article.id
    return ArticleName(
        id=article.id,
        name=name,
        title=article.title,
        byline=article.byline if article.byline != name else None,
        day=article.published[:10] if article.published else None,
        wire=article.wire if article.wire != name else None,
        path=article.path,
        url=web_address(article.url),
    )


def web_address(url: str | None) -> str | None:
    """The address, where it is one that a browser may be sent to."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
