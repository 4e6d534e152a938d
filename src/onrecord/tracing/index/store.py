"""The store: all segments of an index as one collection, its articles numbered from 0 in the order of adding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import RecordError
from onrecord.model import Article
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.packing import decoded, encoded, unpacked_article
from onrecord.tracing.index.runs import SPILL_ROWS, merged
from onrecord.tracing.index.segments import ARTICLE, Segment, SegmentInfo, id_hash
from onrecord.tracing.index.sheet_bytes import unpacked_sheets
from onrecord.tracing.sheets import Sheets

READ_AT_ONCE = 1024  # articles


class Store:
    """Open segments. Holds about 90 bytes of memory for each article; all else is read when asked for."""

    def __init__(self, folder: Path, infos: Sequence[SegmentInfo]) -> None:
        """Raises RecordError when a segment cannot be opened."""
        self.segments: list[Segment] = []
        self._folder = folder
        for info in infos:
            self._open(info)
        columns = [np.zeros(0, ARTICLE), *(segment.articles for segment in self.segments)]
        self.articles: NDArray[Any] = np.concatenate(columns)
        self._sizes = np.concatenate([np.zeros((0, 4), np.uint32), *(each.sizes for each in self.segments)])
        self._bases = np.cumsum([0, *(len(segment) for segment in self.segments)])
        self._order = np.argsort(self.articles["id"], kind="stable")
        self._hashes = self.articles["id"][self._order]

    def _open(self, info: SegmentInfo) -> None:
        try:
            segment = Segment(self._folder / info.name, sum(len(each) for each in self.segments))
        except (OSError, ValueError) as error:
            self.close()
            raise RecordError(
                f"{self._folder / info.name} cannot be opened ({error}): build the index anew with Index.rebuild"
            ) from error
        self.segments.append(segment)

    def __len__(self) -> int:
        return len(self.articles)

    def number(self, id: str) -> int | None:  # noqa: A002
        """The number of the article of that id, None when there is none."""
        hashed, raw = np.uint64(id_hash(id)), encoded(id)
        at = int(np.searchsorted(self._hashes, hashed))
        while at < len(self._hashes) and self._hashes[at] == hashed:
            number = int(self._order[at])
            if self._values("ids", np.array([number]))[0] == raw:
                return number
            at += 1
        return None

    def article(self, number: int) -> Article:
        """The article of that number."""
        return self.some(np.array([number]))[0]

    def some(self, numbers: I64) -> list[Article]:
        """The articles of those numbers, in that order."""
        both = zip(self._values("texts", numbers), self._values("fields", numbers), strict=True)
        return [unpacked_article(text, fields) for text, fields in both]

    def every(self) -> Iterator[Article]:
        """All articles, in order of their numbers, without holding them."""
        for begin in range(0, len(self), READ_AT_ONCE):
            yield from self.some(np.arange(begin, min(begin + READ_AT_ONCE, len(self))))

    def ids(self, numbers: I64) -> list[str]:
        """The ids of the articles of those numbers."""
        return [decoded(raw) for raw in self._values("ids", numbers)]

    def id_ranks(self) -> I64:
        """By article, its place among all ids in order."""
        ids = [bytes(raw) for raw in self._values("ids", np.arange(len(self)))]
        ranks = np.empty(len(ids), np.int64)  # UTF-8 sorts as the characters do
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks

    def sheets(self, numbers: I64) -> Sheets:
        """The sheets of the articles of those numbers, in that order."""
        return unpacked_sheets(self._values("sheets", numbers), self._sizes[numbers])

    def rows_of(self, kind: str, hashes: U64) -> U64:
        """The feature rows of one kind ("grams", "terms", "frames") of the features `hashes` (sorted, article bits
        0), sorted, with the articles' numbers."""
        found = [segment.features[kind].of(hashes) for segment in self.segments]
        return np.sort(np.concatenate([np.zeros(0, np.uint64), *found]))

    def rows(self, kind: str, at_once: int = SPILL_ROWS) -> Iterator[U64]:
        """All feature rows of one kind, sorted, in pieces that cut no feature in two."""
        return merged([segment.features[kind] for segment in self.segments], at_once)

    def close(self) -> None:
        """Close all files."""
        for segment in self.segments:
            segment.close()

    def _values(self, name: str, numbers: I64) -> list[memoryview]:
        return self._by_segment(numbers, lambda segment, places: segment.blobs[name].many(places))

    def _by_segment(self, numbers: I64, take: Callable[[Segment, I64], list[Any]]) -> list[Any]:
        """What `take` gives for the places of the articles within each segment, in the order of `numbers`."""
        where = np.searchsorted(self._bases, numbers, side="right") - 1
        if len(self.segments) == 1:
            return take(self.segments[0], numbers)
        out: list[Any] = [None] * len(numbers)
        for at in np.unique(where).tolist():
            chosen = np.flatnonzero(where == at)
            for place, value in zip(
                chosen.tolist(), take(self.segments[at], numbers[chosen] - self._bases[at]), strict=True
            ):
                out[place] = value
        return out
