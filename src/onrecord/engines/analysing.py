"""Analysing and extracting over many articles, on one process or several; one bad article never stops a run."""

from __future__ import annotations

import copyreg
import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from types import MappingProxyType

from onrecord.errors import OnrecordError
from onrecord.language import Analysis, analyse
from onrecord.model import Article, Finding, Findings, Rejected, Span

log = logging.getLogger(__name__)

BATCH = 32  # articles handed to a worker at once: enough to keep the parser's batches full

Mappings = MappingProxyType[object, object]
Outcome = Findings | Rejected
Extract = Callable[[Article, Analysis], Findings]


def findings_of(
    articles: Sequence[Article], pipeline: str | None, workers: int = 1
) -> Iterator[tuple[Article, Outcome]]:
    """Yield each article with what it says, or with why that could not be found out; in the given order.

    `workers` processes share the work; what comes out does not depend on their number.
    """
    if workers <= 1 or len(articles) <= BATCH:
        yield from _findings_here(articles, pipeline)
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
                for outcomes in pool.map(partial(_batch, pipeline), batches[at:]):
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
            return pool.submit(partial(_batch, pipeline), [article]).result()[0]
    except BrokenProcessPool:
        return Rejected(article.path or article.id, "extraction failed: the process that analysed it ended")


def _prepare_worker() -> None:
    """A worker leaves an interrupt to its parent, and does not outlive it."""
    _make_mappings_travel()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _batch(pipeline: str | None, articles: Sequence[Article]) -> list[Outcome]:
    return [outcome for _, outcome in _findings_here(articles, pipeline)]


def _findings_here(articles: Sequence[Article], pipeline: str | None) -> Iterator[tuple[Article, Outcome]]:
    from onrecord.extraction import extract

    for article, analysis in _analysed(articles, pipeline):
        yield article, analysis if isinstance(analysis, Rejected) else _extracted(article, analysis, extract)


def _analysed(articles: Sequence[Article], pipeline: str | None) -> Iterator[tuple[Article, Analysis | Rejected]]:
    """All in one go, so that a sentence is parsed once; when that fails, the next batch one by one."""
    at = 0
    while at < len(articles):
        try:
            for analysis in analyse(articles[at:], pipeline):
                yield articles[at], analysis
                at += 1
        except OnrecordError:
            raise
        except Exception:
            log.debug("analysis failed after article %s; going on one by one", at, exc_info=True)
            for article in articles[at : at + BATCH]:
                yield article, _alone(article, pipeline)
            at += BATCH


def _alone(article: Article, pipeline: str | None) -> Analysis | Rejected:
    try:
        return next(iter(analyse([article], pipeline)))
    except OnrecordError:
        raise
    except Exception as error:  # noqa: BLE001 - as above; the reason goes into the record
        return _rejected(article, error)


def _extracted(article: Article, analysis: Analysis, extract: Extract) -> Outcome:
    try:
        findings = extract(article, analysis)
        _check(article, findings.all())
    except OnrecordError:
        raise
    except Exception as error:  # noqa: BLE001 - as above; the reason goes into the record
        return _rejected(article, error)
    return findings


def _check(article: Article, findings: Iterable[Finding]) -> None:
    """Nothing enters the record whose spans do not lie in the text or whose id is not its own."""
    seen: set[str] = set()
    for finding in findings:
        if finding.id in seen or finding.article != article.id:
            raise ValueError(f"finding {finding.id} has an id or an article that is not its own")
        seen.add(finding.id)
        spans: list[Span] = [span for evidence in finding.evidence.values() for span in evidence.spans]
        for own in ("source", "cue", "content"):
            spans += getattr(finding, own, ())
        for begin, end in spans:
            if not 0 <= begin < end <= len(article.text):
                raise ValueError(f"finding {finding.id} rests on [{begin}, {end}), which is not in the text")


def _rejected(article: Article, error: Exception) -> Rejected:
    log.debug("extraction failed for %s", article.id, exc_info=error)
    return Rejected(article.path or article.id, f"extraction failed: {type(error).__name__}: {error}")


def _make_mappings_travel() -> None:
    """Teach pickle read-only mappings, which articles and findings hold."""
    copyreg.pickle(MappingProxyType, _packed)


def _packed(mapping: Mappings) -> tuple[Callable[..., Mappings], tuple[dict[object, object]]]:
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[object, object]) -> Mappings:
    """The type itself has no name under which pickle could find it."""
    return MappingProxyType(mapping)
