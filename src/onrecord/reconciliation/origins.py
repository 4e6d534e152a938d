"""Origins: the independent sources behind a finding's passage.

An origin's id says what it is: `wire:AP` an agency, `outlet:POLITICO` an outlet's own report, `article:ID` an
article whose outlet is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from onrecord.model import Article, Derivation, Span, Trace
from onrecord.reconciliation.located import NO_DAY, Located
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.told_again import in_headline
from onrecord.vocabulary import vocabulary

Place = tuple[str, Span]
"""An article's id and a stretch of its text."""


class Origins:
    """Looks up where a stretch of an article comes from."""

    def __init__(self, articles: Mapping[str, Article], trace: Trace, passages: Passages) -> None:
        self._articles = articles
        self._passages = passages
        known = {agency["code"] for agency in vocabulary("wires")["agency"]}
        self._agencies = known | {article.wire for article in articles.values() if article.wire}
        self._derivations: dict[str, list[Derivation]] = {}
        for derivation in trace.derivations:
            if derivation.confidence > 0 and (derivation.wire or derivation.source):
                self._derivations.setdefault(derivation.article, []).append(derivation)

    def of(self, group: Sequence[Located]) -> dict[str, str]:
        """The origin of each finding of one entry, by the finding's id.

        Findings that stand in one aligned passage have one origin: the agency that any of its articles credits for
        the passage, else the outlet of the article that printed it first.
        """
        parents: dict[Place, Place] = {}
        for each in group:
            here = self._linked((each.article.id, each.extent), parents)
            for other, there in self._passages.projected(each.article.id, each.extent):
                self._join(parents, here, self._linked((other, there), parents))
        self._join_overlapping(parents)
        self._join_headlines(parents, group)
        sets: dict[Place, list[Place]] = {}
        for place in parents:
            sets.setdefault(_root(parents, place), []).append(place)
        names = {root: self._name(places) for root, places in sets.items()}
        return {each.id: names[_root(parents, (each.article.id, each.extent))] for each in group}

    def _linked(self, place: Place, parents: dict[Place, Place]) -> Place:
        """`place`, joined with the article that it is said to derive from."""
        if place in parents:
            return place
        parents[place] = place
        derivation = self._derivation(place)
        source_id = derivation.source if derivation is not None and not derivation.wire else None
        if source_id is not None and source_id in self._articles:
            source = (source_id, self._counterpart(place, source_id))
            parents.setdefault(source, source)
            self._join(parents, place, source)
        return place

    def _counterpart(self, place: Place, source: str) -> Span:
        for other, there in self._passages.projected(*place):
            if other == source:
                return there
        return Span(0, len(self._articles[source].text))

    def _derivation(self, place: Place) -> Derivation | None:
        """What tracing says of the stretch: the most confident word on it, else on the article as a whole."""
        article, span = place
        known = self._derivations.get(article, ())
        here = [d for d in known if any(passage.overlaps(span) for passage in d.passages)]
        whole = [d for d in known if not d.passages]
        return max(here or whole, key=lambda d: (d.confidence, d.wire or "", d.source or ""), default=None)

    @staticmethod
    def _join(parents: dict[Place, Place], a: Place, b: Place) -> None:
        first, second = sorted((_root(parents, a), _root(parents, b)))
        parents[second] = first

    def _join_overlapping(self, parents: dict[Place, Place]) -> None:
        """One article's stretches that share most of their text are one stretch."""
        by_article: dict[str, list[Span]] = {}
        for article, span in parents:
            by_article.setdefault(article, []).append(span)
        for article, spans in by_article.items():
            spans.sort()
            for first, second in pairwise(spans):
                common = min(first.end, second.end) - second.begin
                if 2 * common > min(first.end - first.begin, second.end - second.begin):
                    self._join(parents, (article, first), (article, second))

    def _join_headlines(self, parents: dict[Place, Place], group: Sequence[Located]) -> None:
        """A headline has what it says from its own story, and is no origin beside it."""
        story: dict[str, Place] = {}
        for each in group:
            if not in_headline(each):
                story.setdefault(each.article.id, (each.article.id, each.extent))
        for each in group:
            if in_headline(each) and each.article.id in story:
                self._join(parents, (each.article.id, each.extent), story[each.article.id])

    def _name(self, places: Iterable[Place]) -> str:
        """The origin's id: the agency most often credited, else an outlet, else the earliest article's."""
        credited = Counter(
            derivation.wire for place in places if (derivation := self._derivation(place)) and derivation.wire
        )
        agencies = {name: count for name, count in credited.items() if name in self._agencies}
        if agencies:
            return f"wire:{min(agencies, key=lambda name: (-agencies[name], name))}"
        if credited:
            return f"outlet:{min(credited, key=lambda name: (-credited[name], name))}"
        first = min((self._articles[article] for article, _ in places), key=_earliest)
        return f"outlet:{first.outlet}" if first.outlet else f"article:{first.id}"


def _root(parents: dict[Place, Place], place: Place) -> Place:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


def _earliest(article: Article) -> tuple[str, str]:
    return (article.published or NO_DAY, article.id)
