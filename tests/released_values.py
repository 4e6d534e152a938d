"""Records of hand-made values, reconciled and written as a run does, for tests of what was on record when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord import reconciliation
from onrecord.engines.running import write_conclusions
from onrecord.model import Article, Findings, Trace
from onrecord.record import writing
from onrecord.record.draft import draft_of, put_in_place

META = {"onrecord": "0", "rules": "r1", "vocabulary": "v1", "model": "m 1"}

Said = tuple[Article, Findings]
"""An article with what it says."""


def among(trace: Trace, articles: Iterable[Article]) -> Trace:
    """What `trace` tells of these articles alone."""
    there = {one.id for one in articles}
    return Trace(
        tuple(one for one in trace.reuse if {one.a, one.b} <= there),
        tuple(one for one in trace.derivations if one.article in there and one.source in {None, *there}),
    )


def write_reconciled(path: Path, said: Sequence[Said], trace: Trace = Trace(), meta=META) -> Path:  # noqa: B008
    """The record of `said` at `path`."""
    articles, found = [one for one, _ in said], [one for _, one in said]
    trace = among(trace, articles)
    reconciled = reconciliation.reconcile(articles, found, trace)
    with draft_of(path) as gate:
        with gate.transaction("write"):
            for one, findings in said:
                writing.write_article(gate, one, findings)
            write_conclusions(gate, articles, trace, reconciled)
            writing.write_meta(gate, meta)
        put_in_place(gate, path)
    return path
