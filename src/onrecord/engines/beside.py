"""The index beside a large record: what tracing keeps, so that articles are added without tracing all anew."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

from onrecord.engines.progress import Progress, silent
from onrecord.engines.tracing import opened
from onrecord.errors import RecordError
from onrecord.model import Article, Trace
from onrecord.tracing.index import manifest

log = logging.getLogger(__name__)

LARGE = 16_000_000
"""Characters of text from which a record has an index beside it; below, tracing all anew takes a few seconds."""


def index_of(record: Path) -> Path:
    """Where the index beside `record` stands."""
    return record.with_name(f"{record.name}.index")


def traced_beside(
    record: Path, articles: Sequence[Article], workers: int = 1, progress: Progress = silent
) -> Trace:
    """Who copied whom among `articles`, of which the index beside `record` may hold some.

    The result is that of `tracing.trace(articles)`. An index that holds anything else or is broken is made anew;
    the record never depends on it, so it may be removed at any time.
    """
    from onrecord import tracing

    if sum(len(article.text) for article in articles) < LARGE:
        return tracing.trace(articles)
    folder = index_of(record)
    found = _traced(folder, articles, workers, progress)
    if found is None and (folder / manifest.NAME).exists():  # a folder that is no index is not ours to remove
        shutil.rmtree(folder)
        found = _traced(folder, articles, workers, progress)
    return found or tracing.trace(articles)


def _traced(folder: Path, articles: Sequence[Article], workers: int, progress: Progress) -> Trace | None:
    """The trace of `articles` by the index in `folder`; None when it holds anything else, or cannot be used."""
    try:
        with opened(folder, workers, progress) as index:
            added = index.add(articles, workers)
            return index.trace() if len(index) == len(articles) and not added.rejected else None
    except RecordError as error:
        log.debug("the index %s is not used: %s", folder, error)
        return None
