"""Tracing inputs: small ones in memory, large ones through an index on disk that several processes fill."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.engines.collecting import AnyPath, collected, named_inputs, nothing_left
from onrecord.engines.progress import Progress, silent
from onrecord.errors import BadInput, OutdatedIndex
from onrecord.model import Article, Derivation, Rejected, Reuse, Trace
from onrecord.tracing.index import Index, manifest

IN_MEMORY = 16_000_000  # bytes of input; several processes pay only for more
SHARES = 4  # parts of the input for each process, so that none waits long for the last


@dataclass(frozen=True, slots=True)
class Traced:
    """Who copied whom in a collection: its articles by id, reuse and derivations, and what could not be read."""

    articles: tuple[Article, ...]
    trace: Trace
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Tracing:
    """The same, one after the other, for collections that are not to be held: each can be gone through once.

    articles: by id. reuse: in the order of its two ids. derivations: in the order of their articles' ids.
    """

    articles: Iterator[Article]
    reuse: Iterator[Reuse]
    derivations: Iterator[Derivation]
    rejected: tuple[Rejected, ...]


def trace(
    inputs: Iterable[AnyPath] | AnyPath,
    workers: int | None = None,
    index: AnyPath | None = None,
    progress: Progress = silent,
) -> Traced:
    """Who copied whom in `inputs`: reuse and derivations, without a record.

    workers: processes that share the work; None is one for small inputs and one for each processor for large ones.
             What comes out does not depend on it.
    index:   a folder that keeps what was found. Only articles that it does not hold yet are traced, and the result
             is that of all that it holds.
    Raises BadInput when nothing at all could be read, RecordError when the index cannot be used.
    """
    with traced(inputs, workers, index, progress) as found:
        return Traced(tuple(found.articles), Trace(tuple(found.reuse), tuple(found.derivations)), found.rejected)


@contextmanager
def traced(
    inputs: Iterable[AnyPath] | AnyPath,
    workers: int | None = None,
    index: AnyPath | None = None,
    progress: Progress = silent,
) -> Iterator[Tracing]:
    """What `trace` finds, while this lasts, without holding it. Arguments and errors are those of `trace`."""
    if workers is not None and workers < 1:
        raise BadInput(f"`workers` is a whole number, at least 1, not {workers!r}")
    named = named_inputs(inputs)
    if index is None and ("-" in named or _size(named) <= IN_MEMORY) and (workers or 1) == 1:
        yield _in_memory(named, progress)
        return
    with TemporaryDirectory(prefix="onrecord-") as scratch:
        folder = Path(scratch) / "index" if index is None else Path(index)
        with opened(folder, workers or _processors(), progress) as held:
            yield _on_disk(held, named, workers or _processors(), progress)


def _in_memory(named: Sequence[AnyPath], progress: Progress) -> Tracing:
    from onrecord import tracing

    articles, rejected = collected(named, progress)
    progress("trace", 0, None)
    found = tracing.trace(articles)
    progress("trace", len(articles), len(articles))
    return Tracing(iter(articles), iter(found.reuse), iter(found.derivations), tuple(rejected))


def _on_disk(index: Index, named: Sequence[AnyPath], workers: int, progress: Progress) -> Tracing:
    from onrecord.reading import read_share, shares

    streamed = "-" in named  # standard input is read by this process alone
    processes = 1 if streamed else workers
    parts = shares(
        [one if one == "-" else Path(one) for one in named],
        1 if streamed else SHARES * workers,
        sys.stdin.buffer if streamed else None,
    )
    progress("trace", 0, None)
    added = index.add_shares([partial(read_share, part) for part in parts], processes)
    progress("trace", len(index), len(index))
    if not len(index):
        raise BadInput(nothing_left("nothing could be read", list(added.rejected)))
    return Tracing(index.articles(), index.reuse(), index.derivations(), added.rejected)


def opened(folder: Path, workers: int, progress: Progress) -> Index:
    """The index in `folder`: made when there is none, made anew when other rules made it."""
    if not (folder / manifest.NAME).exists():
        return Index.create(folder)
    try:
        return Index.open(folder)
    except OutdatedIndex:
        progress("rebuild", 0, None)
        return Index.rebuild(folder, workers)


def _processors() -> int:
    return os.cpu_count() or 1


def _size(named: Sequence[AnyPath]) -> int:
    """Bytes of the inputs, as far as they stand on disk."""
    return sum(map(_bytes_of, named))


def _bytes_of(name: AnyPath) -> int:
    try:
        path = Path(name)
        files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
        return sum(file.stat().st_size for file in files)
    except (OSError, ValueError):
        return 0  # reading it says what is wrong with it
