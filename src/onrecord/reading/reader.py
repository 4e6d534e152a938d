"""Reading: inputs of every kind into articles."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import BadArticle
from onrecord.model import Article, Rejected
from onrecord.reading.formats import READERS
from onrecord.reading.source import Source, sources, why_unreadable


def read(inputs: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Article | Rejected]:
    """The articles of `inputs` (directories, files, "-" for standard input), and what could not be read.

    Nothing is raised for a bad input: it comes as Rejected with its path and the reason, and the rest goes on.
    Articles come in the order of the inputs, directories in sorted order; `distinct` removes duplicates.
    """
    for found in sources(inputs, stdin):
        if isinstance(found, Rejected):
            yield found
        else:
            yield from read_source(found)


def read_source(source: Source) -> Iterator[Article | Rejected]:
    """The articles of one stream, and what could not be read."""
    reader = READERS.get(source.suffix)
    if reader is None:
        kind = f"`{source.suffix}`" if source.suffix else "without a suffix"
        known = " ".join(sorted(READERS))
        yield Rejected(source.name, f"a file {kind} is not read; known are {known}, each also .gz")
        return
    try:
        yield from reader(source)
    except BadArticle as error:
        yield Rejected(source.name, str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield Rejected(source.name, why_unreadable(error))
