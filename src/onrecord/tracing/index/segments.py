"""Segments: immutable folders, each with some articles, laid out and fingerprinted.

- articles.npy: by article, what is always held in memory (`ARTICLE`);
- texts, fields (each .bin and _from.npy): the articles themselves; ids, dates: of these, what all is ordered by;
- names.json: the names of their outlets and agencies;
- sheets (.bin and _from.npy), sizes.npy: their sheets, each article's bytes together;
- grams, terms, frames (each .npy and _every.npy): their features, sorted; an article is its place in the segment.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Article
from onrecord.tracing.dates import days_of
from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.index.features import Features
from onrecord.tracing.index.files import Blob, BlobWriter
from onrecord.tracing.index.names import Named, load_names, named_by, write_names
from onrecord.tracing.index.packing import encoded, packed_fields
from onrecord.tracing.index.runs import RowSorter
from onrecord.tracing.index.sheet_bytes import lengths, packed_sheets
from onrecord.tracing.preparing import Prepared

BATCH_CHARACTERS, BATCH_ARTICLES = 400_000, 2048
"""Articles are prepared so many at a time: enough for long columns, few enough for them to stay in cache."""

FEATURES = ("grams", "terms", "frames")
BLOBS = ("texts", "fields", "ids", "dates", "sheets")
ARTICLE = np.dtype(
    [
        ("id", "<u8"),
        ("outlet", "<u8"),
        ("whole", "<u8"),
        ("words", "<u4"),
        ("held", "<u4"),
        ("rate", "<f4"),
        ("day", "<i4"),
    ]
)
"""What is held of each article: hashes of its id, its outlet (0 where that is not known) and all its words, how
many words and grams it has, the rate of its sample, and its day as `dates.days_of` gives it."""

Prepare = Callable[[Sequence[Article]], Prepared]


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """A segment as the manifest names it: its folder's name, its articles, and the bytes of each of its files."""

    name: str
    articles: int
    files: Mapping[str, int]


def id_hash(id: str) -> int:  # noqa: A002
    """64 bits of hash of an id."""
    return int.from_bytes(hashlib.blake2b(encoded(id), digest_size=8).digest(), "little")


def outlet_hash(outlet: str | None) -> int:
    """64 bits of hash of an outlet's name; 0 for none."""
    return id_hash(outlet) | 1 if outlet else 0


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """`articles` in batches to prepare at a time."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size >= BATCH_CHARACTERS or len(batch) >= BATCH_ARTICLES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def write_segment(folder: Path, articles: Iterable[Article], prepare: Prepare) -> SegmentInfo:
    """Write a segment of `articles` to the folder `folder`, which must not be there yet; what was begun is removed
    when it fails. Holds one batch of articles at a time.
    """
    writer = SegmentWriter(folder)
    try:
        for batch in batches(articles):
            writer.add(prepare(batch))
        return writer.finish()
    except BaseException:
        writer.abandon()
        raise


class SegmentWriter:
    """Writes a segment batch by batch."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._blobs = {name: BlobWriter(folder, name) for name in BLOBS}
        self._features = {name: RowSorter(folder / f"{name}.npy") for name in FEATURES}
        self._sizes: list[NDArray[np.uint32]] = []
        self._articles: list[NDArray[Any]] = []
        self._named = Named()
        self._count = 0

    def add(self, batch: Prepared) -> None:
        """Append a batch."""
        for name, values in (
            ("texts", [encoded(article.text) for article in batch.articles]),
            ("fields", [packed_fields(article) for article in batch.articles]),
            ("ids", [encoded(article.id) for article in batch.articles]),
            ("dates", [encoded(article.published or "") for article in batch.articles]),
        ):
            self._blobs[name].add(b"".join(values), np.array([len(each) for each in values], np.int64))
        raw, sizes = packed_sheets(batch.sheets)
        self._blobs["sheets"].add(raw, lengths(sizes))
        self._sizes.append(sizes)
        for name in FEATURES:
            self._features[name].add(getattr(batch.prints, name) + np.uint64(self._count))
        self._articles.append(_article_rows(batch))
        self._named |= named_by(batch.articles)
        self._count += len(batch.articles)

    def finish(self) -> SegmentInfo:
        """Write what is left and close."""
        for blob in self._blobs.values():
            blob.finish()
        for sorter in self._features.values():
            sorter.finish()
        np.save(self._folder / "sizes.npy", np.concatenate([np.zeros((0, 4), np.uint32), *self._sizes]))
        np.save(self._folder / "articles.npy", np.concatenate([np.zeros(0, ARTICLE), *self._articles]))
        write_names(self._folder, self._named)
        return info_of(self._folder, self._count)

    def abandon(self) -> None:
        """Remove what was written."""
        for blob in self._blobs.values():
            blob.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def info_of(folder: Path, articles: int) -> SegmentInfo:
    """What the manifest says of the segment in `folder`."""
    files = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    return SegmentInfo(folder.name, articles, files)


def _article_rows(batch: Prepared) -> NDArray[Any]:
    out = np.zeros(len(batch.articles), ARTICLE)
    out["id"] = [id_hash(article.id) for article in batch.articles]
    out["outlet"] = [outlet_hash(article.outlet) for article in batch.articles]
    out["day"] = days_of(batch.articles)
    out["held"] = np.bincount((batch.prints.grams & ARTICLE_MASK).astype(np.int64), minlength=len(out))
    out["words"], out["rate"], out["whole"] = batch.prints.words, batch.prints.rate, batch.prints.whole
    return out


class Segment:
    """A segment that is open to read."""

    def __init__(self, folder: Path, base: int = 0) -> None:
        """base: the number of its first article in the collection, added to the articles in its feature rows."""
        self.articles: NDArray[Any] = np.load(folder / "articles.npy", allow_pickle=False)
        self.sizes: NDArray[np.uint32] = np.load(folder / "sizes.npy", allow_pickle=False)
        self.named = load_names(folder)
        self.blobs = {name: Blob(folder, name) for name in BLOBS}
        self.features = {name: Features(folder / f"{name}.npy", base) for name in FEATURES}

    def __len__(self) -> int:
        return len(self.articles)

    def close(self) -> None:
        """Close its files."""
        for blob in self.blobs.values():
            blob.close()
        for rows in self.features.values():
            rows.close()
