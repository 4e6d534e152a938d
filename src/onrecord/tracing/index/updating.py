"""Updating results: after new articles came in, only what they touch is found anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from onrecord.model import Article
from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.finding import (
    Concluded,
    Neighbours,
    conclude,
    parts_of_articles,
    parts_of_pairs,
    reuse_of_pairs,
)
from onrecord.tracing.index.names import Named
from onrecord.tracing.index.result_bytes import packed_derivations, unpacked_derivations
from onrecord.tracing.index.results import (
    Met,
    Results,
    parted,
    write_met,
)
from onrecord.tracing.index.rings import perhaps_in_rings
from onrecord.tracing.index.segments import SegmentInfo, info_of
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.index.tables import Table, TableWriter, among
from onrecord.tracing.index.workers import Bench, Crew

NOTHING = b"[]"  # no derivations, packed


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
    named = store.named(len(store))
    write_met(change.folder, met)
    touched = _write_reuse(change, met)
    reuse = Table(change.folder, "reuse")
    try:
        _write_derivations(change, reuse, np.union1d(touched, _renamed(change, reuse, named)), named)
    finally:
        reuse.close()
    return info_of(change.folder, len(store))


def _write_reuse(change: Update, met: Met) -> I64:
    """Write the reuse of all candidate pairs; returns the articles whose reuse may have changed."""
    old = change.old
    writer = TableWriter(change.folder, "reuse")
    gone = np.zeros(0, np.uint64)
    fresh = met.pairs
    if old is not None:
        stale = _with_changed_standing(change.store, old.met, met)
        fresh = met.pairs[~among(met.pairs, old.met.pairs) | among(met.pairs, stale)]
        kept = among(old.reuse.keys, met.pairs) & ~among(old.reuse.keys, stale)
        gone = old.reuse.keys[~kept]
        writer.copy(old.reuse, kept)
    found = [gone]
    parts = parts_of_pairs(change.store, fresh)
    for pairs, values in zip(parts, _aligned(change, parts, met), strict=True):
        some = np.array([value is not None for value in values], np.bool_)
        writer.add(pairs[some], [value for value in values if value is not None])
        found.append(pairs[some])
    writer.finish()
    new = np.arange(change.before, len(change.store))
    return np.unique(np.concatenate((new, *parted(np.concatenate(found)))))


def _aligned(change: Update, parts: Sequence[U64], met: Met) -> Iterable[list[bytes | None]]:
    def here(pairs: U64) -> list[bytes | None]:
        return reuse_of_pairs(change.store, change.stages, pairs, met.standing)

    return change.crew.spread(change.bench.align, here, parts)


def _with_changed_standing(store: Store, old: Met, new: Met) -> U64:
    """The old pairs of which an article carries a gram that has become standing text, or has ceased to be."""
    changed = np.setxor1d(old.standing, new.standing)
    if not len(changed):
        return np.zeros(0, np.uint64)
    carries = np.zeros(len(store), np.bool_)
    carries[(store.rows_of("grams", changed) & ARTICLE_MASK).astype(np.int64)] = True
    first, second = parted(old.pairs)
    return old.pairs[carries[first] | carries[second]]


def _renamed(change: Update, reuse: Table, named: Named) -> I64:
    """The old articles that name other sources now, as names have come in, and those that they share with."""
    old = change.store.named(change.before)
    if named == old:
        return np.zeros(0, np.int64)
    maybe = _perhaps_renamed(change, old, named)
    other: list[int] = []
    for numbers in parts_of_articles(change.store, maybe, reuse.keys):
        articles = change.store.some(numbers)
        before, after = change.stages.credited(articles, old), change.stages.credited(articles, named)
        other += [number for number, a, b in zip(numbers.tolist(), before, after, strict=True) if a != b]
    those = np.array(other, np.int64)
    return np.unique(np.concatenate((those, *parted(Neighbours(reuse.keys, len(change.store)).pairs_of(those)))))


def _perhaps_renamed(change: Update, old: Named, new: Named) -> I64:
    """The old articles whose text holds a new outlet's name, and those of the outlets that may be a new agency."""
    outlets = [name.removeprefix("The ") for name in sorted(new.outlets - old.outlets)]
    found = change.store.mentioning([name for name in outlets if name], change.before)
    if new.wires == old.wires:
        return found
    shown = sorted(old.outlets)
    stubs = [Article(id="", text="", sha256="", outlet=outlet) for outlet in shown]
    before, after = (change.stages.credited(stubs, each) for each in (old, new))
    others = [outlet for outlet, a, b in zip(shown, before, after, strict=True) if a != b]
    return np.union1d(found, change.store.of_outlets(others, change.before))


def _write_derivations(change: Update, reuse: Table, touched: I64, named: Named) -> None:
    """Write the derivations of all articles, those of `touched` found anew."""
    old = change.old
    writer = TableWriter(change.folder, "derivations")
    links = [np.zeros(0, np.uint64)]
    if old is not None:
        keys = touched.astype(np.uint64)
        writer.copy(old.derivations, ~among(old.derivations.keys, keys))
        links.append(old.links[~among(old.links >> np.uint64(24), keys)])
    neighbours = Neighbours(reuse.keys, len(change.store))
    tasks = [
        (numbers, neighbours.pairs_of(numbers)) for numbers in parts_of_articles(change.store, touched, reuse.keys)
    ]
    for each in _concluded(change, reuse, tasks, named):
        some = [place for place, raw in enumerate(each.packed) if raw != NOTHING]
        writer.add(each.numbers[some].astype(np.uint64), [each.packed[place] for place in some])
        links.append(each.links)
    writer.finish()
    every = np.concatenate(links)
    np.save(change.folder / "links.npy", every)
    _write_mended(change, perhaps_in_rings(every))


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


def _concluded(change: Update, reuse: Table, tasks: Sequence[tuple[I64, U64]], named: Named) -> Iterable[Concluded]:
    def here(task: tuple[I64, U64]) -> Concluded:
        return conclude(change.store, change.stages, reuse, task, named)

    return change.crew.spread(change.bench.conclude, here, tasks)
