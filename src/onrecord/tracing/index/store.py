"""The store: all segments of an index as one collection, its articles numbered from 0 in the order of adding."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import RecordError
from onrecord.model import Article
from onrecord.tracing.folding import I64, U64
from onrecord.tracing.index.names import Named
from onrecord.tracing.index.packing import decoded, encoded, unpacked_article
from onrecord.tracing.index.runs import SPILL_ROWS, merged
from onrecord.tracing.index.segments import ARTICLE, Segment, id_hash, outlet_hash
from onrecord.tracing.index.sheet_bytes import unpacked_sheets
from onrecord.tracing.sheets import Sheets

READ_AT_ONCE = 1024  # articles


class Store:
    """Open segments. Holds about 90 bytes of memory for each article; all else is read when asked for."""

    def __init__(self, folder: Path, segments: Sequence[str]) -> None:
        """segments: the names of their folders, in order. Raises RecordError when a segment cannot be opened."""
        self.segments: list[Segment] = []
        self._folder = folder
        for name in segments:
            self._open(name)
        columns = [np.zeros(0, ARTICLE), *(segment.articles for segment in self.segments)]
        self.articles: NDArray[Any] = np.concatenate(columns)
        self._sizes = np.concatenate([np.zeros((0, 4), np.uint32), *(each.sizes for each in self.segments)])
        self._bases = np.cumsum([0, *(len(segment) for segment in self.segments)])
        self._order = np.argsort(self.articles["id"], kind="stable")
        self._time_ranks: I64 | None = None
        self._in_time: I64 = np.zeros(0, np.int64)
        self._hashes = self.articles["id"][self._order]

    def _open(self, name: str) -> None:
        try:
            segment = Segment(self._folder / name, sum(len(each) for each in self.segments))
        except (OSError, ValueError) as error:
            self.close()
            raise RecordError(
                f"{self._folder / name} cannot be opened ({error}): build the index anew with Index.rebuild"
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

    def numbers(self, ids: Sequence[str]) -> I64:
        """The number of the article of each id, -1 where there is none."""
        hashes = np.array([id_hash(each) for each in ids], np.uint64)
        at = np.searchsorted(self._hashes, hashes)
        known = at < len(self._hashes)
        known[known] = self._hashes[at[known]] == hashes[known]
        places = np.flatnonzero(known)
        found = self._order[at[places]]
        out = np.full(len(ids), -1)
        for place, number, raw in zip(places.tolist(), found.tolist(), self._values("ids", found), strict=True):
            same = number if raw == encoded(ids[place]) else self.number(ids[place])  # one hash, two ids
            out[place] = -1 if same is None else same
        return out

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

    def by_id(self) -> Iterator[Article]:
        """All articles, in the order of their ids, without holding them."""
        order = np.argsort(self.id_ranks())
        for begin in range(0, len(order), READ_AT_ONCE):
            yield from self.some(order[begin : begin + READ_AT_ONCE])

    def ids(self, numbers: I64) -> list[str]:
        """The ids of the articles of those numbers."""
        return [decoded(raw) for raw in self._values("ids", numbers)]

    def named(self, before: int) -> Named:
        """The names in the articles below the number `before`, where a segment begins or the last one ends."""
        found = Named()
        for base, segment in zip(self._bases.tolist(), self.segments, strict=False):
            if base < before:
                found |= segment.named
        return found

    def id_ranks(self) -> I64:
        """By article, its place among all ids in order."""
        return _ranks([bytes(raw) for raw in self._values("ids", np.arange(len(self)))])

    def segments_in(self, begin: int, end: int) -> list[Segment]:
        """The segments of the articles from number `begin` to `end` (excluded), where segments begin and end."""
        both = zip(self._bases.tolist(), self.segments, strict=False)
        return [segment for base, segment in both if begin <= base and base + len(segment) <= end]

    def time_ranks(self, unknown: str) -> I64:
        """By article, its place among all by time of publication (`unknown` where there is none), then by id."""
        if self._time_ranks is None:
            every = np.arange(len(self))
            dates, ids, none = self._values("dates", every), self._values("ids", every), encoded(unknown)
            self._time_ranks = _ranks([(bytes(d) or none, bytes(i)) for d, i in zip(dates, ids, strict=True)])
            self._in_time = np.argsort(self._time_ranks)
        return self._time_ranks

    def rank_in_time(self, article: Article, unknown: str) -> int:
        """How many articles of the store come before `article` by time, then id."""
        self.time_ranks(unknown)
        wanted, none = (encoded(article.published or unknown), encoded(article.id)), encoded(unknown)

        def key(number: int) -> tuple[bytes, bytes]:
            at = np.array([number])
            return bytes(self._values("dates", at)[0]) or none, bytes(self._values("ids", at)[0])

        return bisect_left(self._in_time, wanted, key=key)

    def sheets(self, numbers: I64) -> Sheets:
        """The sheets of the articles of those numbers, in that order."""
        return unpacked_sheets(self._values("sheets", numbers), self._sizes[numbers])

    def rows_of(self, kind: str, hashes: U64) -> U64:
        """The feature rows of one kind ("grams", "terms", "frames") of the features `hashes` (sorted, article bits
        0), sorted, with the articles' numbers."""
        found = [segment.features[kind].of(hashes) for segment in self.segments]
        return np.sort(np.concatenate([np.zeros(0, np.uint64), *found]))

    def mentioning(self, names: Sequence[str], before: int) -> I64:
        """The numbers below `before` of the articles whose text holds one of `names`, letter by letter."""
        raw = [encoded(name) for name in names]
        found: list[int] = []
        for begin in range(0, before if raw else 0, READ_AT_ONCE):
            texts = self._values("texts", np.arange(begin, min(begin + READ_AT_ONCE, before)))
            found += [begin + at for at, text in enumerate(map(bytes, texts)) if any(name in text for name in raw)]
        return np.array(found, np.int64)

    def of_outlets(self, outlets: Sequence[str], before: int) -> I64:
        """The numbers below `before` of the articles of these outlets."""
        hashes = np.array([outlet_hash(outlet) for outlet in outlets], np.uint64)
        return np.flatnonzero(np.isin(self.articles["outlet"][:before], hashes))

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


def _ranks(keys: Sequence[Any]) -> I64:
    """By place, its rank among `keys`; bytes of UTF-8 sort as their characters do."""
    ranks = np.empty(len(keys), np.int64)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks
