"""Tables of comma-, semicolon- or tab-separated values with a header line."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import BadArticle
from onrecord.model import Article, Rejected
from onrecord.reading.encoding import decode
from onrecord.reading.lines import as_utf8, bounded_lines
from onrecord.reading.rows import ALIASES, article_from_row
from onrecord.reading.source import MAX_ARTICLE_BYTES, Source, why_unreadable

_TEXT_COLUMNS = frozenset({"text", *ALIASES["text"]})


def read_csv(source: Source) -> Iterator[Article | Rejected]:
    """One article per row; a row that is none is rejected at "file:line" (its first line), the others go on.

    Raises BadArticle when the header has no `text`.
    """
    with source.open() as stream:
        lines = _Lines(as_utf8(stream))
        header_line = next(lines, "")
        delimiter, header = _header(header_line)
        csv.field_size_limit(MAX_ARTICLE_BYTES)
        rows = csv.reader(lines, delimiter=delimiter)
        while True:
            where = f"{source.name}:{lines.number + 1}"
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield Rejected(where, f"not valid CSV: {error}")
                continue
            except BadArticle as error:
                yield Rejected(f"{source.name}:{lines.number}", str(error))
                continue
            except (OSError, EOFError, zlib.error) as error:
                yield Rejected(where, f"{why_unreadable(error)}; rows before it were read")
                return
            if row is None:
                return
            if lines.ended:
                yield Rejected(where, f"a quotation mark here is not closed by the end, line {lines.number}")
                return
            if row:
                yield _article_of(row, header, where)


class _Lines:
    """The decoded lines of a stream, counted; one that is too long or in no encoding raises BadArticle."""

    def __init__(self, stream: BinaryIO) -> None:
        self.number = 0
        self.ended = False
        self._lines = bounded_lines(stream)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        try:
            self.number, line = next(self._lines)
        except StopIteration:
            self.ended = True  # a row that the reader gives all the same is one inside quotation marks
            raise
        if line is None:
            raise BadArticle(f"the line is longer than {MAX_ARTICLE_BYTES // 2**20} MiB")
        return decode(line)


def _header(line: str) -> tuple[str, list[str]]:
    try:
        for delimiter in (",", "\t", ";"):
            names = [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
            if _TEXT_COLUMNS.intersection(names):
                return delimiter, names
    except csv.Error as error:
        raise BadArticle(f"the header line is not valid CSV: {error}") from error
    raise BadArticle("the header line has no column `text`")


def _article_of(row: list[str], header: list[str], where: str) -> Article | Rejected:
    if len(row) > len(header):
        return Rejected(where, f"{len(row)} values for {len(header)} columns: a delimiter outside quotation marks?")
    try:
        return article_from_row({name: value for name, value in zip(header, row, strict=False) if value}, where)
    except BadArticle as error:
        return Rejected(where, str(error))
