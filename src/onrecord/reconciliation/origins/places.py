"""Places: stretches of articles in sets that have one source each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Span

Place = tuple[str, Span]
"""An article's id and a stretch of its text."""


class Places:
    """Union-find over places; the sets depend on what was joined, not on the order."""

    def __init__(self) -> None:
        self._parents: dict[Place, Place] = {}

    def add(self, place: Place) -> bool:
        """Take a place up; whether it is new."""
        if place in self._parents:
            return False
        self._parents[place] = place
        return True

    def root(self, place: Place) -> Place:
        """What stands for the set of a place that was taken up."""
        parents = self._parents
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    def join(self, a: Place, b: Place) -> None:
        """Put the sets of two places that were taken up together."""
        first, second = sorted((self.root(a), self.root(b)))
        self._parents[second] = first

    def join_overlapping(self) -> None:
        """Join one article's stretches of which one shares most of its text with the other."""
        by_article: dict[str, list[Span]] = {}
        for article, span in self._parents:
            by_article.setdefault(article, []).append(span)
        for article, spans in by_article.items():
            reaching: list[Span] = []
            for span in sorted(spans):
                reaching = [other for other in reaching if other.end > span.begin]
                for other in reaching:
                    common = min(other.end, span.end) - span.begin
                    if 2 * common > min(other.end - other.begin, span.end - span.begin):
                        self.join((article, other), (article, span))
                reaching.append(span)

    def sets(self) -> Mapping[Place, Sequence[Place]]:
        """The places of each set, by what stands for it."""
        out: dict[Place, list[Place]] = {}
        for place in self._parents:
            out.setdefault(self.root(place), []).append(place)
        return out
