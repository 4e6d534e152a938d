"""Adding articles to an index: one change, committed whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from onrecord.errors import RecordError
from onrecord.model import Rejected
from onrecord.tracing.index import manifest as manifests
from onrecord.tracing.index.intake import Share, distinct
from onrecord.tracing.index.manifest import Manifest
from onrecord.tracing.index.merging import Kept, merge_segments
from onrecord.tracing.index.results import Results
from onrecord.tracing.index.segments import SegmentInfo
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.index.updating import Update, update
from onrecord.tracing.index.workers import Bench, Crew, take_shares

MOST_SEGMENTS = 8
"""With more, the last ones are merged, so many that what stands before them is at least as large: an article is
merged at most as often as the index doubles."""

MOST_ARTICLES = 1 << 24


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the articles that were to be added: how many are new, and those that cannot be taken."""

    new: int
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Adding:
    """An index that articles are added to, held for writing.

    manifest: what is added to. committed: what stands on the disk; another one only where all is built anew.
    """

    folder: Path
    manifest: Manifest
    committed: Manifest
    stages: Stages
    workers: int

    def _name(self, kind: str) -> str:
        return f"{kind}-{self.manifest.generation + 1:08d}"

    def add(self, shares: Iterable[Share], workers: int) -> tuple[Manifest, Added]:
        """Add what `shares` give and commit; when it fails, the index is as before.

        workers: processes that take them in.
        """
        names = [f"{self._name('segment')}-{number}" for number in range(workers)]
        try:
            taken = take_shares(self.folder, names, shares, self.manifest.segments, self.stages.prepare)
            rejected = [row for each in taken for row in each.rejected]
            segments = [each.segment for each in taken if each.segment is not None]
            segments, clashing = distinct(self.folder, f"{self._name('segment')}-{workers}", segments)
            found = tuple(sorted([*rejected, *clashing], key=lambda row: (row.path, row.reason)))
            if not segments:
                return self.committed, Added(0, found)
            committed = self._committed(segments)
        except BaseException:
            manifests.remove_orphans(self.folder, self.committed)
            raise
        manifests.remove_orphans(self.folder, committed)
        return committed, Added(sum(each.articles for each in segments), found)

    def _committed(self, new: Sequence[SegmentInfo]) -> Manifest:
        after = replace(self.manifest, segments=(*self.manifest.segments, *new))
        if after.articles > MOST_ARTICLES:
            raise RecordError(f"{self.folder} would hold more than {MOST_ARTICLES} articles: begin another index")
        results = self._update(after)
        return manifests.commit(self.folder, replace(after, results=results), [*new, results])

    def _update(self, after: Manifest) -> SegmentInfo:
        names = tuple(info.name for info in after.segments)
        place = self.folder / self._name("results")
        standing = self.manifest.results
        store = Store(self.folder, names)
        old = None if standing is None else Results(self.folder / standing.name)
        try:
            bench = Bench(self.folder, names, place, self.stages)
            with Crew(self.workers) as crew:
                return update(Update(store, self.manifest.articles, old, self.stages, bench, crew))
        finally:
            store.close()
            if old is not None:
                old.close()


def compacted(folder: Path, manifest: Manifest) -> Manifest:
    """The index with its last segments merged into one, where there are very many; nothing that it says changes."""
    first = _first_merged([info.articles for info in manifest.segments])
    if first is None:
        return manifest
    sources = [Kept(folder / info.name, np.ones(info.articles, np.bool_)) for info in manifest.segments[first:]]
    try:
        merged = merge_segments(folder / f"segment-{manifest.generation + 1:08d}-0", sources)
        after = replace(manifest, segments=(*manifest.segments[:first], merged))
        committed = manifests.commit(folder, after, [merged])
    except BaseException:
        manifests.remove_orphans(folder, manifest)
        raise
    manifests.remove_orphans(folder, committed)
    return committed


def _first_merged(sizes: Sequence[int]) -> int | None:
    """From which segment on they are merged; None where they are few enough."""
    if len(sizes) <= MOST_SEGMENTS:
        return None
    first = len(sizes) - 2
    while first > 0 and sizes[first - 1] < sum(sizes[first:]):
        first -= 1
    return first
