"""JSON Lines, and JSON documents that hold one article or a list of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from itertools import islice

from onrecord.errors import BadArticle
from onrecord.model import Article, Rejected
from onrecord.reading.encoding import decode
from onrecord.reading.lines import as_utf8, bounded_lines
from onrecord.reading.rows import article_from_row
from onrecord.reading.source import MAX_ARTICLE_BYTES, MAX_DOCUMENT_BYTES, Source, why_unreadable


def read_jsonl(source: Source) -> Iterator[Article | Rejected]:
    """One article per line; a line that is none is rejected at "file:line", and the others go on."""
    number = 0
    part = source.lines
    with source.open() as stream:
        try:
            if part.begin:
                stream.seek(part.begin)
            lines = bounded_lines(stream if part.begin else as_utf8(stream), first=part.first)
            for number, line in islice(lines, part.count):
                where = f"{source.name}:{number}"
                if line is None:
                    yield Rejected(where, f"the line is longer than {MAX_ARTICLE_BYTES // 2**20} MiB")
                elif not line.isspace():
                    yield _article_of(line, where)
        except (OSError, EOFError, zlib.error) as error:
            if number == 0:
                raise
            yield Rejected(f"{source.name}:{number + 1}", f"{why_unreadable(error)}; the lines before it were read")
    if number == 0:
        raise BadArticle("empty: the file has no lines")


def read_json(source: Source) -> Iterator[Article | Rejected]:
    """A JSON document: an object with a `text`, or a list of such objects ("file:2" is the second of them)."""
    try:
        document = json.loads(decode(source.read(MAX_DOCUMENT_BYTES)))
    except (ValueError, RecursionError) as error:
        if isinstance(error, BadArticle):
            raise
        raise BadArticle(_not_json(error)) from error
    if isinstance(document, list) and document:
        for number, row in enumerate(document, start=1):
            yield _article_of_value(row, f"{source.name}:{number}")
    elif isinstance(document, dict) and isinstance(document.get("text"), str):
        yield _article_of_value(document, source.name)
    else:
        raise BadArticle("a JSON document without articles: neither an object with a `text` nor a list of those")


def _article_of(line: bytes, where: str) -> Article | Rejected:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Rejected(where, f"not valid UTF-8: {error.reason} at byte {error.start} of the line")
    except (ValueError, RecursionError) as error:
        return Rejected(where, _not_json(error))
    return _article_of_value(value, where)


def _article_of_value(value: object, where: str) -> Article | Rejected:
    if not isinstance(value, dict):
        return Rejected(where, "not a JSON object with a `text`")
    try:
        return article_from_row(value, where)
    except BadArticle as error:
        return Rejected(where, str(error))


def _not_json(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "not usable JSON: nested too deeply"
    return f"not valid JSON: {error}"
