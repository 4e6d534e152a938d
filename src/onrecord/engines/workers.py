"""Sharing the analysing among processes."""

from __future__ import annotations

import copyreg
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import MappingProxyType

from onrecord.engines.analysing import Outcome, findings_here
from onrecord.engines.processes import deaf_to_interrupts, end_with_parent, pool
from onrecord.engines.threads import one_thread
from onrecord.model import Article, Rejected

log = logging.getLogger(__name__)

BATCH = 32  # articles handed to a worker at once: enough to keep the parser's batches full

Mappings = MappingProxyType[object, object]


def findings_of(
    articles: Sequence[Article], pipeline: str | None, workers: int = 1
) -> Iterator[tuple[Article, Outcome]]:
    """Yield each article with what it says, or with why that could not be found out; in the given order.

    `workers` processes share the work; what comes out does not depend on their number.
    """
    if workers <= 1 or len(articles) <= BATCH:
        yield from findings_here(articles, pipeline)
    else:
        yield from _findings_there(articles, pipeline, workers)


def _findings_there(
    articles: Sequence[Article], pipeline: str | None, workers: int
) -> Iterator[tuple[Article, Outcome]]:
    """In processes of their own, batch by batch; a batch that ends its process is taken apart."""
    _make_mappings_travel()
    batches = [articles[at : at + BATCH] for at in range(0, len(articles), BATCH)]
    at = 0
    while at < len(batches):
        try:
            with pool(workers, _prepare_worker) as some:
                with deaf_to_interrupts():
                    analysed = some.map(partial(_batch, pipeline), batches[at:])
                for outcomes in analysed:
                    yield from zip(batches[at], outcomes, strict=True)
                    at += 1
        except BrokenProcessPool:
            log.debug("a process ended over batch %s; taking it apart", at)
            for article in batches[at]:
                yield article, _in_a_process(article, pipeline)
            at += 1


def _in_a_process(article: Article, pipeline: str | None) -> Outcome:
    try:
        with pool(1, _prepare_worker) as one:
            with deaf_to_interrupts():
                analysed = one.submit(partial(_batch, pipeline), [article])
            return analysed.result()[0]
    except BrokenProcessPool:
        return Rejected(article.path or article.id, "extraction failed: the process that analysed it ended")


def _prepare_worker() -> None:
    _make_mappings_travel()
    end_with_parent()


def _batch(pipeline: str | None, articles: Sequence[Article]) -> list[Outcome]:
    with one_thread():
        return [outcome for _, outcome in findings_here(articles, pipeline)]


def _make_mappings_travel() -> None:
    """Teach pickle read-only mappings, which articles and findings hold."""
    copyreg.pickle(MappingProxyType, _packed)


def _packed(mapping: Mappings) -> tuple[Callable[..., Mappings], tuple[dict[object, object]]]:
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[object, object]) -> Mappings:
    """The type itself has no name under which pickle could find it."""
    return MappingProxyType(mapping)
