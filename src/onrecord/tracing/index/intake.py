"""Taking articles in: new ones into segments, those that are there already left out, clashing ones rejected."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from onrecord.model import Article, Rejected, clash, kept_first
from onrecord.tracing.folding import Bools
from onrecord.tracing.index.files import Blob
from onrecord.tracing.index.merging import Kept, merge_segments
from onrecord.tracing.index.packing import packed, unpacked_article
from onrecord.tracing.index.segments import Prepare, SegmentInfo, batches, write_segment
from onrecord.tracing.index.store import Store

PACKED_CHARACTERS = 1_000_000
"""Articles are handed to a worker so many characters at a time."""

Share = Callable[[], Iterable[Article | Rejected]]
"""A part of the input: gives its articles, and what could not be read. Picklable where workers are given it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one process took in: its segment, if any article was new, and what was rejected."""

    segment: SegmentInfo | None
    rejected: tuple[Rejected, ...]


def take(folder: Path, name: str, shares: Iterable[Share], known: Sequence[SegmentInfo], prepare: Prepare) -> Taken:
    """Write the segment `name` of all new articles of `shares`.

    known: the segments of the index in `folder`. An article that they hold is left out; another one under the id of
    one that they hold is rejected.
    """
    store = Store(folder, [info.name for info in known])
    rejected: list[Rejected] = []
    try:
        info = write_segment(folder / name, _unknown(shares, store, rejected), prepare)
    finally:
        store.close()
    if not info.articles:
        shutil.rmtree(folder / name)
        return Taken(None, tuple(rejected))
    return Taken(info, tuple(rejected))


def _unknown(shares: Iterable[Share], store: Store, rejected: list[Rejected]) -> Iterator[Article]:
    """The articles that the store does not hold; those under the id of another that it holds go to `rejected`."""
    for share in shares:
        for batch in batches(_read(share, rejected)):
            numbers = store.numbers([article.id for article in batch])
            known = np.flatnonzero(numbers >= 0)
            for place, kept in zip(known.tolist(), store.some(numbers[known]), strict=True):
                # The same article in another file is not another article.
                if kept != replace(batch[place], path=kept.path):
                    rejected.append(clash(batch[place], kept))
            yield from (article for article, number in zip(batch, numbers.tolist(), strict=True) if number < 0)


def _read(share: Share, rejected: list[Rejected]) -> Iterator[Article]:
    for each in share():
        if isinstance(each, Rejected):
            rejected.append(each)
        else:
            yield each


def distinct(folder: Path, name: str, taken: Sequence[SegmentInfo]) -> tuple[list[SegmentInfo], list[Rejected]]:
    """The new segments with one article per id, and the others as rejected; equal articles are simply left out.

    Of articles of one id, that with the smallest text hash is kept (then the smallest path, then the smallest of
    the other fields), whatever the order they came in. A segment that loses articles is written anew, as `name`
    with a number.
    """
    store = Store(folder, [info.name for info in taken])
    try:
        kept, rejected = _distinct(store)
    finally:
        store.close()
    out: list[SegmentInfo] = []
    at = 0
    for number, info in enumerate(taken):
        part = kept[at : at + info.articles]
        at += info.articles
        if part.all():
            out.append(info)
            continue
        if part.any():
            out.append(merge_segments(folder / f"{name}{number}", [Kept(folder / info.name, part)]))
        shutil.rmtree(folder / info.name)
    return out, rejected


def _distinct(store: Store) -> tuple[Bools, list[Rejected]]:
    kept = np.ones(len(store), np.bool_)
    rejected: list[Rejected] = []
    hashes, size = np.unique(store.articles["id"], return_counts=True)
    for hashed in hashes[size > 1].tolist():
        numbers = np.flatnonzero(store.articles["id"] == np.uint64(hashed))
        by_id: dict[str, list[tuple[tuple[str, ...], int, Article]]] = {}
        for number, article in zip(numbers.tolist(), store.some(numbers), strict=True):
            by_id.setdefault(article.id, []).append((kept_first(article), number, article))
        for same in by_id.values():
            first, *others = sorted(same, key=lambda each: each[:2])
            kept[[number for _, number, _ in others]] = False
            rejected += [clash(other, first[2]) for _, _, other in others if other != first[2]]
    return kept, rejected


@dataclass(frozen=True, slots=True)
class PackedShare:
    """Articles as bytes, which travel to a worker faster than articles: a `Share`."""

    articles: tuple[tuple[bytes, bytes], ...]

    def __call__(self) -> Iterator[Article]:
        return (unpacked_article(text, fields) for text, fields in self.articles)


def packed_shares(articles: Iterable[Article]) -> Iterator[PackedShare]:
    """`articles` in shares for workers."""
    held: list[tuple[bytes, bytes]] = []
    size = 0
    for article in articles:
        held.append(packed(article))
        size += len(article.text)
        if size >= PACKED_CHARACTERS:
            yield PackedShare(tuple(held))
            held, size = [], 0
    if held:
        yield PackedShare(tuple(held))


@dataclass(frozen=True, slots=True)
class StoredShare:
    """The articles of a segment: a `Share`. Reads nothing of it but the articles themselves."""

    folder: Path

    def __call__(self) -> Iterator[Article]:
        texts, fields = Blob(self.folder, "texts"), Blob(self.folder, "fields")
        try:
            for place in range(len(texts)):
                yield unpacked_article(texts.one(place), fields.one(place))
        finally:
            texts.close()
            fields.close()
