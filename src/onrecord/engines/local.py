"""The local engine: what `build`, `add` and `compare` do, on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.engines.collecting import collected, distinct_articles
from onrecord.engines.comparing import Comparison, compared
from onrecord.engines.observing import observation_day, without_repeats
from onrecord.engines.observing import observed as first_seen
from onrecord.engines.progress import Progress, silent
from onrecord.engines.running import Run, Summary, carry_over, finish
from onrecord.errors import BadInput
from onrecord.model import Article
from onrecord.record import draft, loading
from onrecord.record.opening import open_to_read
from onrecord.record.selecting import article_id
from onrecord.record.tracing import load_trace

AnyPath = str | os.PathLike[str]


def build(  # noqa: PLR0913 - the options of a command
    inputs: Iterable[AnyPath] | AnyPath,
    record: AnyPath,
    workers: int = 1,
    pipeline: str | None = None,
    force: bool = False,
    progress: Progress = silent,
    observed: str | None = None,
) -> Summary:
    """Read `inputs` (directories, files, "-" for standard input) and write their record to the file `record`.

    A record that stands there is replaced when the new one is complete, and only if every article that it holds
    is in the new one too; `force` replaces it anyway. Any other file is left as it is. A killed run leaves what
    stood there; running again goes on where it stopped.

    workers:  processes that analyse; the record does not depend on their number.
    pipeline: name or path of another UD-style spaCy pipeline; None is the shipped one.
    observed: the day on which the articles were seen, ISO 8601, where the input gives none; None is today. An
              article that the record holds already keeps the first day on which it was seen.
    Raises BadInput when nothing at all could be read, RecordError when the record cannot be written.
    """
    place, run, day = Path(record), Run(pipeline, workers, progress), observation_day(observed)
    with draft.draft_of(place, any_version=force) as gate:
        articles, rejected = collected(inputs, progress)
        articles = first_seen(articles, place, gate, day)
        if not force:
            _nothing_lost(place, articles)
        return finish(gate, place, articles, rejected, run)


def add(
    inputs: Iterable[AnyPath] | AnyPath,
    record: AnyPath,
    workers: int = 1,
    pipeline: str | None = None,
    progress: Progress = silent,
    observed: str | None = None,
) -> Summary:
    """Read `inputs` and add their articles to the record that stands at `record`; only new articles are analysed.

    The record is then the same as if all its articles had been built at once. When onrecord's rules, vocabulary
    or pipeline have changed since, its old articles are analysed anew from their stored texts.
    Arguments and errors are those of `build`; RecordError also when there is no record yet.
    """
    place, run, day = Path(record), Run(pipeline, workers, progress), observation_day(observed)
    open_to_read(place).close()
    with draft.draft_of(place) as gate:
        new, rejected = collected(inputs, progress)
        new = first_seen(new, place, gate, day)
        standing = open_to_read(place)
        try:
            old = list(loading.load_articles(standing, loading.ids(standing, "articles")))
            before = loading.load_rejected(standing)
            kept = carry_over(standing, gate, old, run)
        finally:
            standing.close()
        articles, clashing = distinct_articles([*old, *without_repeats(new, old)])
        summary = finish(gate, place, articles, [*rejected, *clashing], run, before)
        return replace(summary, renewed=not kept)


def _nothing_lost(place: Path, articles: Sequence[Article]) -> None:
    """Raise BadInput when the record at `place` holds articles that are not among `articles`."""
    if not draft.stands(place):
        return
    standing = open_to_read(place)
    try:
        held = loading.ids(standing, "articles")
    finally:
        standing.close()
    lost = sorted(set(held) - {article.id for article in articles})
    if lost:
        raise BadInput(
            f"{place} holds {len(lost)} of {len(held)} articles that this input does not ({', '.join(lost[:3])}"
            f"{' ...' if len(lost) > 3 else ''}): keep them with `onrecord add`, or replace the record with --force"
        )


def compare(a: AnyPath, b: AnyPath, record: AnyPath | None = None) -> Comparison:
    """Two reports side by side: two files, or two article ids when `record` names a record that holds them.

    Raises BadInput when one of them cannot be read or a file holds several articles, NotFound for an unknown id.
    """
    from onrecord import tracing

    if record is None:
        first, second = _only_article(a), _only_article(b)
        if first.id == second.id:
            second = replace(second, id=f"{second.id}#2")
        return compared(first, second, tracing.trace([first, second]))
    gate = open_to_read(Path(record))
    try:
        ids = [article_id(gate, os.fspath(one)) for one in (a, b)]
        first, second = loading.load_articles(gate, ids)
        return compared(first, second, load_trace(gate, ids))
    finally:
        gate.close()


def _only_article(path: AnyPath) -> Article:
    articles, _ = collected([path], silent)
    if len(articles) > 1:
        raise BadInput(f"{path} holds {len(articles)} articles: build a record, then compare two ids with --record")
    return articles[0]
