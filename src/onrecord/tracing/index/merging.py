"""Merging segments: many small ones into one, or one into another without some of its articles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.tracing.fingerprints import ARTICLE_MASK
from onrecord.tracing.folding import I64, U64, Bools
from onrecord.tracing.index.files import BlobWriter
from onrecord.tracing.index.names import Named, named_by, write_names
from onrecord.tracing.index.packing import unpacked_article
from onrecord.tracing.index.runs import merged, write_sorted
from onrecord.tracing.index.segments import BLOBS, FEATURES, Segment, SegmentInfo, info_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A segment's folder, and which of its articles are kept."""

    folder: Path
    kept: Bools


def merge_segments(folder: Path, sources: Sequence[Kept]) -> SegmentInfo:
    """Write to `folder` one segment of the articles that are kept of `sources`, in order; nothing is prepared anew.

    Holds a bounded part of the segments at a time. What was begun is removed when it fails.
    """
    folder.mkdir(parents=True)
    opened: list[Segment] = []
    try:
        for each in sources:
            opened.append(Segment(each.folder, sum(len(one) for one in opened)))
        kept = np.concatenate([each.kept for each in sources])
        _merge_articles(folder, opened, [np.flatnonzero(each.kept) for each in sources])
        write_names(folder, _names(opened, sources))
        for name in FEATURES:
            rows = merged([segment.features[name] for segment in opened])
            write_sorted(folder / f"{name}.npy", _renumbered(rows, kept))
        return info_of(folder, int(kept.sum()))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        for segment in opened:
            segment.close()


def _merge_articles(folder: Path, segments: Sequence[Segment], places: Sequence[I64]) -> None:
    """places: of each segment, the articles that are kept."""
    both = list(zip(segments, places, strict=True))
    for name in BLOBS:
        writer = BlobWriter(folder, name)
        for segment, those in both:
            blob = segment.blobs[name]
            for piece in blob.pieces(those):
                writer.add_raw(piece)
            writer.add(b"", blob.offsets[those + 1] - blob.offsets[those])
        writer.finish()
    np.save(folder / "articles.npy", np.concatenate([segment.articles[those] for segment, those in both]))
    np.save(folder / "sizes.npy", np.concatenate([segment.sizes[those] for segment, those in both]))


def _renumbered(pieces: Iterator[U64], kept: Bools) -> Iterator[U64]:
    """The rows of the articles that are kept, numbered by how many are kept before: in order as before."""
    if kept.all():
        yield from pieces
        return
    number = (np.cumsum(kept) - 1).astype(np.uint64)
    for rows in pieces:
        article = (rows & ARTICLE_MASK).astype(np.int64)
        stays = kept[article]
        yield (rows[stays] & ~ARTICLE_MASK) | number[article[stays]]


def _names(segments: Sequence[Segment], sources: Sequence[Kept]) -> Named:
    """The names in the articles that are kept."""
    found = Named()
    for segment, each in zip(segments, sources, strict=True):
        if each.kept.all():
            found |= segment.named
        else:
            found |= named_by(
                unpacked_article(b"", raw) for raw in segment.blobs["fields"].many(np.flatnonzero(each.kept))
            )
    return found
