"""From a text and what is known about it to an article."""

from __future__ import annotations

import re

from onrecord.model import Article, Layout, Span, content_id, text_sha256

GIVEN_FIELDS = ("title", "outlet", "byline", "dateline", "published", "url", "language", "wire")


def article_from_text(text: str, *, id: str | None = None, path: str | None = None, **given: str | None) -> Article:  # noqa: A002
    """An article over `text` exactly as given."""
    story = tuple(Span(*match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(
        id=id or content_id("a", text, path, given),
        text=text,
        sha256=text_sha256(text),
        path=path,
        layout=Layout(story=story),
        **{key: given.get(key) for key in GIVEN_FIELDS},
    )
