"""Plain text and Markdown: one file, one article, stored exactly as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Article
from onrecord.reading.article import article_from_text
from onrecord.reading.encoding import decode
from onrecord.reading.layout import front_matter_end
from onrecord.reading.rows import checked_text, given_fields
from onrecord.reading.source import Source

_FIELD = re.compile(r"(?P<key>[A-Za-z_]+):[ \t]+[\"']?(?P<value>[^\r\n]*?)[\"']?[ \t]*(?=\r?\n)")


def read_text(source: Source) -> Iterator[Article]:
    """The article in a text file. Raises BadArticle when it is empty, binary, too large or in no encoding.

    Of a Markdown file that begins with a block of fields between "---" lines, those fields are given.
    """
    text = checked_text(decode(source.read()))
    fields = front_matter(text) if source.suffix == ".md" else {}
    yield article_from_text(text, path=source.name, **given_fields(fields))


def front_matter(text: str) -> dict[str, str]:
    """The fields in the block of "key: value" lines with which a Markdown file may begin; no nested ones."""
    return {found["key"]: found["value"] for found in _FIELD.finditer(text, 0, front_matter_end(text))}
