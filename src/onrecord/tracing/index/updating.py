"""Updating results: after new articles came in, only what they touch is found anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from onrecord.tracing.arrays import among
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.finding import Given, Task
from onrecord.tracing.index.planning import Neighbours, concluding, planned
from onrecord.tracing.index.result_bytes import packed_derivations, unpacked_derivations
from onrecord.tracing.index.results import Results, write_met
from onrecord.tracing.index.rings import perhaps_in_rings
from onrecord.tracing.index.segments import SegmentInfo, info_of
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.index.tables import Table, TableWriter
from onrecord.tracing.index.touching import Touched, touched
from onrecord.tracing.index.workers import Bench, Crew


@dataclass(frozen=True, slots=True)
class Update:
    """New articles in an index: from number `before` on in `store`; `old` are the results without them, if any.

    bench: where worker processes find the same, and where the new results are written. crew: who works.
    """

    store: Store
    before: int
    old: Results | None
    stages: Stages
    bench: Bench
    crew: Crew

    @property
    def folder(self) -> Path:
        return self.bench.results


def update(change: Update) -> SegmentInfo:
    """Write the results of a collection to which articles were added: the same as if all had been added at once."""
    change.folder.mkdir()
    store, old = change.store, change.old
    met = change.stages.meet(store, change.before, None if old is None else old.met)
    write_met(change.folder, met)
    given = Given(store, change.stages, None if old is None else old.reuse, met.standing, store.named(len(store)))
    _find(change, given, touched(store, change.before, old, met, change.stages))
    return info_of(change.folder, len(store))


def _find(change: Update, given: Given, those: Touched) -> None:
    """Write reuse and derivations: the old ones that stay, and what the touched articles have now."""
    old, words = change.old, change.store.articles["words"].astype(np.int64)
    writers = _Writers(change.folder)
    kept = np.zeros(0, np.uint64)
    if old is not None:
        kept = old.reuse.keys[those.kept]
        writers.keep(old, those)
    plan = planned(words, those.articles, those.fresh, Neighbours(kept, len(words)))
    writers.take(change, given, plan.tasks)
    writers.reuse.finish()
    if len(plan.articles):
        reuse = Table(change.folder, "reuse")
        tasks = concluding(words, plan.articles, Neighbours(reuse.keys, len(words)))
        writers.take(change, replace(given, known=reuse), tasks)
        reuse.close()
    writers.derivations.finish()
    links = np.concatenate(writers.links)
    np.save(change.folder / "links.npy", links)
    _write_mended(change, perhaps_in_rings(links))


class _Writers:
    """The tables that are written, and the links that are gathered."""

    def __init__(self, folder: Path) -> None:
        self.reuse = TableWriter(folder, "reuse")
        self.derivations = TableWriter(folder, "derivations")
        self.links: list[U64] = [np.zeros(0, np.uint64)]

    def keep(self, old: Results, those: Touched) -> None:
        """Take over what is not touched."""
        numbers = those.articles.astype(np.uint64)
        self.reuse.copy(old.reuse, those.kept)
        self.derivations.copy(old.derivations, ~among(old.derivations.keys, numbers))
        self.links.append(old.links[~among(old.links >> np.uint64(24), numbers)])

    def take(self, change: Update, given: Given, tasks: Sequence[Task]) -> None:
        """Have `tasks` done and write what comes of them."""
        for found in change.crew.spread(change.bench, given, tasks):
            if len(found.pairs):
                self.reuse.add(found.pairs, found.reuse)
            self.derivations.add(found.numbers, found.derivations)
            self.links.append(found.links)


def _write_mended(change: Update, numbers: I64) -> None:
    """Write those derivations of the articles `numbers`, the only ones in rings, in which a link is broken."""
    derivations = Table(change.folder, "derivations")
    ids = change.store.ids(numbers)
    values = derivations.values(numbers.astype(np.uint64))
    derivations.close()
    before = [unpacked_derivations(raw, id) for raw, id in zip(values, ids, strict=True)]  # noqa: A001
    after = iter(change.stages.unringed([each for those in before for each in those]))
    mended = [list(islice(after, len(those))) for those in before]
    changed = [place for place, those in enumerate(mended) if those != before[place]]
    writer = TableWriter(change.folder, "mended")
    writer.add(numbers[changed].astype(np.uint64), [packed_derivations(mended[place]) for place in changed])
    writer.finish()
