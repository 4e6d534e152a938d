"""Plain text and Markdown: one file, one article, stored exactly as it is."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Article
from onrecord.reading.article import article_from_text
from onrecord.reading.encoding import decode
from onrecord.reading.rows import checked_text
from onrecord.reading.source import Source


def read_text(source: Source) -> Iterator[Article]:
    """The article in a text file. Raises BadArticle when it is empty, binary, too large or in no encoding."""
    yield article_from_text(checked_text(decode(source.read())), path=source.name)
