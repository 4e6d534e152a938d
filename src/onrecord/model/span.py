"""Spans: half-open character ranges in an article's stored text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `begin` (included) to `end` (excluded) of an article's stored text."""

    begin: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.begin < other.end and other.begin < self.end


Spans = tuple[Span, ...]


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The characters that `spans` cover in `text`, pieces joined by one space."""
    return " ".join(text[span.begin : span.end] for span in spans)


def merged(spans: Iterable[Span]) -> Spans:
    """`spans` in order, with overlapping and touching ones joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.begin <= out[-1].end:
            out[-1] = Span(out[-1].begin, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
