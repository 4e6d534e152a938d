"""Sharing the analysing among processes."""

from __future__ import annotations

import copyreg
import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread, current_thread, main_thread
from types import MappingProxyType

from onrecord.engines.analysing import Outcome, findings_here
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
            with _pool(workers) as pool:
                with _deaf_to_interrupts():
                    analysed = pool.map(partial(_batch, pipeline), batches[at:])
                for outcomes in analysed:
                    yield from zip(batches[at], outcomes, strict=True)
                    at += 1
        except BrokenProcessPool:
            log.debug("a process ended over batch %s; taking it apart", at)
            for article in batches[at]:
                yield article, _in_a_process(article, pipeline)
            at += 1


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that are gone when this ends, however it ends."""
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _prepare_worker)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_a_process(article: Article, pipeline: str | None) -> Outcome:
    try:
        with _pool(1) as pool:
            with _deaf_to_interrupts():
                analysed = pool.submit(partial(_batch, pipeline), [article])
            return analysed.result()[0]
    except BrokenProcessPool:
        return Rejected(article.path or article.id, "extraction failed: the process that analysed it ended")


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started inside inherit deafness to Ctrl-C, which reaches them too; their parent answers it."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare_worker() -> None:
    """A worker does not outlive its parent."""
    _make_mappings_travel()
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


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
