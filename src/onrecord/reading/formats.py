"""Which reader reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from onrecord.model import Article, Rejected
from onrecord.reading.csv import read_csv
from onrecord.reading.html import read_html
from onrecord.reading.jsonl import read_json, read_jsonl
from onrecord.reading.source import Source
from onrecord.reading.text import read_text

Reader = Callable[[Source], Iterator[Article | Rejected]]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".text": read_text,
        ".md": read_text,
        ".html": read_html,
        ".htm": read_html,
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
        ".json": read_json,
        ".csv": read_csv,
        ".tsv": read_csv,
    }
)
"""By the file's suffix; ".gz" behind any of them unpacks first."""
