"""The face of an index: a folder that holds articles and who copied whom among them, and takes more."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

import numpy as np

from onrecord.errors import NotFound, OutdatedIndex, RecordError
from onrecord.model import Article, Derivation, Reuse, Trace
from onrecord.tracing.index import manifest as manifests
from onrecord.tracing.index.adding import Added, Adding, compacted
from onrecord.tracing.index.asking import traced
from onrecord.tracing.index.intake import Share, StoredShare, packed_shares
from onrecord.tracing.index.locking import locked, locked_if_free
from onrecord.tracing.index.manifest import Manifest
from onrecord.tracing.index.planning import Neighbours
from onrecord.tracing.index.reading import derivations_at, derivations_in_order, reuse_at, reuse_in_order
from onrecord.tracing.index.results import Results
from onrecord.tracing.index.rules import tracing_rules
from onrecord.tracing.index.stages import Stages
from onrecord.tracing.index.store import Store
from onrecord.tracing.index.wiring import tracing_stages

AnyPath = str | os.PathLike[str]


class Index:
    """An index in a folder. Reads what it is asked for; `add` writes. For one thread; close it after use."""

    def __init__(self, folder: Path, stages: Stages, rules: str) -> None:
        """Use `open` or `create`."""
        self._folder = folder
        self._stages = stages
        self._rules = rules
        self._manifest = _sound(folder, rules)
        self._store, self._results = _opened(folder, self._manifest)
        self._neighbours: Neighbours | None = None

    @classmethod
    def create(cls, folder: AnyPath, stages: Stages | None = None, rules: str | None = None) -> Index:
        """A new, empty index in `folder`, which is made when it is not there.

        Raises RecordError when an index stands there already, or a file, or a folder with anything in it.
        """
        folder = Path(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(path.name not in manifests.LEFT for path in folder.iterdir()):
                raise RecordError(f"{folder} is not empty: name a new folder, or open the index that stands there")
        except (FileExistsError, NotADirectoryError) as error:
            raise RecordError(f"{folder} is a file: name a new folder") from error
        with locked(folder):
            manifests.commit(folder, Manifest(rules or tracing_rules()))
        return cls.open(folder, stages, rules)

    @classmethod
    def open(cls, folder: AnyPath, stages: Stages | None = None, rules: str | None = None) -> Index:
        """The index that stands in `folder`; what a killed run left there is removed.

        Raises RecordError when there is none, when it is broken, or when other rules of tracing made it; `rebuild`
        mends the latter two as long as its articles can be read.
        """
        folder = Path(folder)
        manifests.load(folder)  # before a lock is made where no index stands
        with locked_if_free(folder) as free:
            if free:
                manifests.remove_orphans(folder, manifests.load(folder))
        return cls(folder, stages or tracing_stages(), rules or tracing_rules())

    @classmethod
    def rebuild(
        cls, folder: AnyPath, workers: int = 1, stages: Stages | None = None, rules: str | None = None
    ) -> Index:
        """The index that stands in `folder`, made anew from the articles that it holds, by the rules of now.

        Raises RecordError when they cannot be read; then it stays as it was.
        """
        folder = Path(folder)
        stages, rules = stages or tracing_stages(), rules or tracing_rules()
        manifests.load(folder)
        with locked(folder):
            old = manifests.load(folder)
            manifests.remove_orphans(folder, old)
            fresh = Manifest(rules, generation=old.generation)
            shares = [StoredShare(folder / info.name) for info in old.segments]
            try:
                _, added = Adding(folder, fresh, old, stages, workers).add(
                    shares, max(1, min(workers, len(shares)))
                )
            except (OSError, ValueError) as error:
                raise RecordError(
                    f"the articles of {folder} cannot be read ({error}): add them to a new index"
                ) from error
            if not added.new:
                manifests.commit(folder, fresh)
        return cls.open(folder, stages, rules)

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all files."""
        self._store.close()
        if self._results is not None:
            self._results.close()

    def __len__(self) -> int:
        return len(self._store)

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return isinstance(id, str) and self._store.number(id) is not None

    def article(self, id: str) -> Article:  # noqa: A002
        """The article of that id. Raises NotFound when there is none."""
        number = self._store.number(id)
        if number is None:
            raise NotFound(f"{self._folder} holds no article {id!r}")
        return self._store.article(number)

    def articles(self) -> Iterator[Article]:
        """All articles, by id, without holding them."""
        return self._store.by_id()

    def add(self, articles: Iterable[Article], workers: int = 1) -> Added:
        """Add `articles`; only what they touch is traced anew, and the result is as if all had been added at once.

        An article that is there already is left out. Another one under the id of one that is there is rejected,
        never put in its place. All is committed at the end, or nothing is.

        workers: processes that share the work; the result does not depend on their number.
        Raises RecordError when another process is adding to the same index.
        """
        if workers <= 1:
            return self._add([lambda: articles], 1)
        return self._add(packed_shares(articles), workers)

    def add_shares(self, shares: Iterable[Share], workers: int = 1) -> Added:
        """The same for an input in parts, which each worker reads by itself; what a share cannot read is rejected.

        shares: with several workers, each can be pickled.
        """
        return self._add(shares, max(1, workers))

    def _add(self, shares: Iterable[Share], workers: int) -> Added:
        with locked(self._folder):
            self._manifest = _sound(self._folder, self._rules)
            manifests.remove_orphans(self._folder, self._manifest)
            adding = Adding(self._folder, self._manifest, self._manifest, self._stages, workers)
            committed, added = adding.add(shares, workers)
            self._reopen(compacted(self._folder, committed))
        return added

    def _reopen(self, manifest: Manifest) -> None:
        self.close()
        self._manifest = manifest
        self._store, self._results = _opened(self._folder, manifest)
        self._neighbours = None

    def trace(self) -> Trace:
        """All reuse and derivations; `reuse` and `derivations` give the same without holding them."""
        return Trace(tuple(self.reuse()), tuple(self.derivations()))

    def reuse(self) -> Iterator[Reuse]:
        """All reuse, in the order of the two ids."""
        return iter(()) if self._results is None else reuse_in_order(self._store, self._results)

    def derivations(self) -> Iterator[Derivation]:
        """All derivations, in the order of their articles' ids."""
        return iter(()) if self._results is None else derivations_in_order(self._store, self._results)

    def trace_of(self, article: Article) -> Trace:
        """The reuse and derivations of one article; it need not be in the index, and nothing is written.

        For an article that is not in the index: as they would be were it added, but that rings of derivations by
        way of it are not looked for. An article of the same id with another text is not compared with it.
        """
        if self._results is None:
            return traced(self._store, None, self._stages, article)
        number = self._store.number(article.id)
        if number is None or self._store.article(number) != article:
            return traced(self._store, self._results, self._stages, article)
        if self._neighbours is None:
            self._neighbours = Neighbours(self._results.reuse.keys, len(self._store))
        pairs = self._neighbours.pairs_of(np.array([number]))
        reuse = sorted(reuse_at(self._store, self._results, pairs), key=lambda each: (each.a, each.b))
        return Trace(tuple(reuse), tuple(derivations_at(self._store, self._results, np.array([number]))))

    def reuse_of(self, article: Article) -> tuple[Reuse, ...]:
        """The reuse of `trace_of`."""
        return self.trace_of(article).reuse

    def derivations_of(self, article: Article) -> tuple[Derivation, ...]:
        """The derivations of `trace_of`."""
        return self.trace_of(article).derivations


def _sound(folder: Path, rules: str) -> Manifest:
    """The manifest of the index in `folder`. Raises RecordError when it was made by other rules or is broken."""
    manifest = manifests.load(folder)
    damage = manifests.damage(folder, manifest)
    if damage is not None:
        raise RecordError(
            f"the index {folder} is broken: {damage}; make it anew with Index.rebuild, or remove the "
            "folder and trace its inputs again"
        )
    if manifest.rules != rules:
        raise OutdatedIndex(
            f"the index {folder} was made by other rules of tracing, or with another vocabulary: make it anew with "
            "Index.rebuild"
        )
    return manifest


def _opened(folder: Path, manifest: Manifest) -> tuple[Store, Results | None]:
    store = Store(folder, [info.name for info in manifest.segments])
    if manifest.results is None:
        return store, None
    try:
        return store, Results(folder / manifest.results.name)
    except (OSError, ValueError) as error:
        store.close()
        raise RecordError(
            f"the results of {folder} cannot be read ({error}): make it anew with Index.rebuild, or remove the "
            "folder and trace its inputs again"
        ) from error
