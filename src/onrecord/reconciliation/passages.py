"""Aligned passages by article, and the word alignment inside each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from onrecord.model import Passage, Relation, Span, Trace
from onrecord.reconciliation.alignment import Alignment
from onrecord.reconciliation.words import Wording

REMEMBERED = 20_000
"""Word alignments kept at hand, some 100 MB when all are of long paragraphs."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One aligned passage seen from one of its two articles.

    here, there: the stretch in this article, the stretch in `other`.
    turned:      this article is the passage's `b`.
    """

    other: str
    here: Span
    there: Span
    relation: Relation
    turned: bool


class Passages:
    """The trace's passages, found by article and place."""

    def __init__(self, trace: Trace, wordings: Mapping[str, Wording]) -> None:
        self.trace = trace
        self.wordings = wordings
        self._by_article: dict[str, list[Shared]] = {}
        for reuse in trace.reuse:
            for passage in reuse.passages:
                self._add(reuse.a, reuse.b, passage)
        for shared in self._by_article.values():
            shared.sort(key=lambda s: (s.here, s.other, s.there))
        self._reach = {
            id_: list(accumulate((each.here.end for each in shared), max))
            for id_, shared in self._by_article.items()
        }
        self._alignment = lru_cache(REMEMBERED)(self._align)

    def _add(self, a: str, b: str, passage: Passage) -> None:
        if a in self.wordings and b in self.wordings:
            self._by_article.setdefault(a, []).append(Shared(b, passage.a, passage.b, passage.relation, False))
            self._by_article.setdefault(b, []).append(Shared(a, passage.b, passage.a, passage.relation, True))

    def at(self, article: str, span: Span) -> Iterable[Shared]:
        """The passages of `article` that hold at least half of `span`."""
        every = self._by_article.get(article, [])
        for place in range(bisect_right(self._reach.get(article, []), span.begin), len(every)):
            shared = every[place]
            if shared.here.begin >= span.end:
                break
            common = min(shared.here.end, span.end) - max(shared.here.begin, span.begin)
            if 2 * common >= span.end - span.begin:
                yield shared

    def alignment(self, article: str, shared: Shared) -> Alignment:
        """The word alignment of a passage, from `article` to the other."""
        return self._alignment(self.wordings[article], shared.here, self.wordings[shared.other], shared.there)

    @staticmethod
    def _align(a: Wording, span_a: Span, b: Wording, span_b: Span) -> Alignment:
        """Remembered by wording, which copies share: sixty copies of one text are aligned once."""
        return Alignment(a.within(span_a), b.within(span_b))

    def projected(self, article: str, span: Span) -> Iterable[tuple[str, Span]]:
        """Where `span` lies in each article that shares its passage."""
        for shared in self.at(article, span):
            inner = Span(max(span.begin, shared.here.begin), min(span.end, shared.here.end))
            there = self.alignment(article, shared).project(inner)
            if there is not None:
                yield shared.other, there
