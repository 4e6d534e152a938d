"""Web pages: the main text and what the page says about itself, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.errors import BadArticle
from onrecord.model import Article
from onrecord.reading.article import article_from_text
from onrecord.reading.encoding import decode
from onrecord.reading.headline import titled
from onrecord.reading.published import iso_date
from onrecord.reading.rows import checked_text
from onrecord.reading.source import Source

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes; HTML wants the declaration within the first 1024, pages do not always keep to it
_LANGUAGE = re.compile(r"<html[^>]{0,2000}?\slang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_MOMENT = re.compile(
    r"article:published_time[\"'][^>]{0,200}?content=[\"'](?P<property>[\w:.+ -]{8,40})|"
    r"\"datePublished\"\s*:\s*\"(?P<ld>[\w:.+ -]{8,40})\"",
    re.IGNORECASE,
)


def read_html(source: Source) -> Iterator[Article]:
    """The article of a page; its stored text is the title, a blank line and the main text as extracted.

    Raises BadArticle when the page is binary, too large or has no main text.
    """
    data = source.read()
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    page = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    checked_text(page)
    yield article_from_page(page, source.name)


def article_from_page(page: str, path: str | None = None) -> Article:
    """The article of a page given as text. Raises BadArticle when it has no main text."""
    found = _extracted(page)
    body = (found.get("text") or "").strip()
    if not any(map(str.isalnum, body)):
        raise BadArticle("the page has no main text")
    given = {
        "title": found.get("title"),
        "byline": found.get("author"),
        "outlet": found.get("sitename"),
        "published": _published(page, found.get("date")),
        "url": found.get("url"),
        "language": _language(page),
    }
    article = article_from_text(checked_text(titled(given["title"], body)), path=path, **given)
    if not article.layout.story:
        raise BadArticle("the page has no main text, only parts of a page")
    return article


def _extracted(page: str) -> dict[str, str | None]:
    from trafilatura import bare_extraction

    try:
        # Without the extensive search, which takes any date on the page for that of publication.
        dates = {"extensive_search": False, "original_date": True}
        document = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=dates)
    except Exception as error:  # a foreign parser on foreign pages: one page must not end a run
        raise BadArticle(f"the page cannot be parsed: {type(error).__name__}") from error
    if document is None:
        return {}
    fields = document if isinstance(document, dict) else document.as_dict()
    return {key: value for key, value in fields.items() if isinstance(value, str)}


def _published(page: str, day: str | None) -> str | None:
    """The moment of publication that the page declares, when it is on the `day` extracted; else that day."""
    for found in _MOMENT.finditer(page):
        moment = iso_date(found["property"] or found["ld"])
        if moment is not None and (day is None or moment.startswith(day)):
            return moment
    return day


def _language(page: str) -> str | None:
    found = _LANGUAGE.search(page[:20_000])
    return found[1] if found else None
