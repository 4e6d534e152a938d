"""Origins: the independent sources behind a finding's passage.

An origin's id says what it is: `wire:AP` an agency, `outlet:POLITICO` an outlet's own report, `article:ID` an
article whose outlet is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from onrecord.model import Article, Derivation, Span, Trace
from onrecord.reconciliation.commitments.told_again import in_headline
from onrecord.reconciliation.located import NO_DAY, Located, days_apart
from onrecord.reconciliation.origins.places import Place, Places
from onrecord.reconciliation.origins.publishers import aggregates, publisher
from onrecord.reconciliation.origins.same_sentence import own_sentence
from onrecord.reconciliation.origins.sourcing import UNKNOWN, Sourcing
from onrecord.reconciliation.passages import Passages
from onrecord.vocabulary import vocabulary

MOST_OF_STORY = 0.5
"""A headline has what it says from where so much of its story comes from."""
PASSED_ON_DAYS = 3
"""An aggregator passes on what others have published within so many days."""


class Origins:
    """Looks up where a stretch of an article comes from; `sourcing` says from whom the article has it."""

    def __init__(
        self, articles: Mapping[str, Article], trace: Trace, passages: Passages, sourcing: Sourcing = UNKNOWN
    ) -> None:
        self._articles = articles
        self.passages = passages
        self.sourcing = sourcing
        known = {agency["code"] for agency in vocabulary("wires")["agency"]}
        self._agencies = known | {article.wire for article in articles.values() if article.wire}
        self._derivations: dict[str, list[Derivation]] = {}
        for derivation in trace.derivations:
            if derivation.confidence > 0 and (derivation.wire or derivation.source):
                self._derivations.setdefault(derivation.article, []).append(derivation)

    def of(self, group: Sequence[Located]) -> dict[str, str]:
        """The origin of each finding of one entry, by the finding's id.

        Findings that stand in one aligned passage, in a passage and the one it derives from, or in one sentence,
        word for word, have one origin: the agency that any of its articles credits for it, else the outlet that
        is credited, else the outlet of the article that printed it first. What an aggregator prints is somebody
        else's, and is counted with the report that it most likely passes on.
        """
        places = Places()
        for each in group:
            here = (each.article.id, each.extent)
            self._follow(here, places, group)
            for other, there in self.passages.projected(*here):
                self._follow((other, there), places, group)
                places.join(here, (other, there))
        places.join_overlapping()
        self._join_headlines(places, group)
        self._join_sentences(places, group)
        names = {root: self._name(held) for root, held in places.sets().items()}
        origins = {each.id: names[places.root((each.article.id, each.extent))] for each in group}
        return _passed_on(group, origins)

    def _follow(self, place: Place, places: Places, group: Sequence[Located]) -> None:
        """`place`, joined with the one that it derives from, that one with its own source, and so on."""
        steps: list[tuple[Place, Place]] = []
        while places.add(place):
            derivation = self._derivation(place)
            source = derivation.source if derivation is not None and not derivation.wire else None
            if source is None or source not in self._articles:
                break
            there = (source, self._counterpart(place, source, group))
            steps.append((place, there))
            place = there
        for here, there in steps:
            places.join(here, there)

    def _counterpart(self, place: Place, source: str, group: Sequence[Located]) -> Span:
        """Where the source has it: the aligned passage, else its own first words on the matter, else all of it."""
        for other, there in self.passages.projected(*place):
            if other == source:
                return there
        own = min((each.extent for each in group if each.article.id == source), default=None)
        return own or Span(0, len(self._articles[source].text))

    def _derivation(self, place: Place) -> Derivation | None:
        """What tracing says of the stretch: of several the one that covers most of it, then the most confident.

        Where it says nothing of the stretch, what it says of the rest of the article; of a headline, where most of
        its story comes from.
        """
        article, span = place
        known = self._derivations.get(article, ())
        here = [(_common(d, span), d) for d in known if any(passage.overlaps(span) for passage in d.passages)]
        if not here:
            here = [(0, d) for d in known if not d.passages]
        if not here and _is_headline(self._articles[article], span):
            least = MOST_OF_STORY * sum(part.end - part.begin for part in self._articles[article].layout.story)
            here = [(size, d) for d in known if (size := sum(p.end - p.begin for p in d.passages)) > least > 0]
        best = max(here, key=lambda one: (one[0], *_sureness(one[1])), default=None)
        return None if best is None else best[1]

    def _join_headlines(self, places: Places, group: Sequence[Located]) -> None:
        """A headline has what it says from its own story, and is no origin beside it."""
        story: dict[str, Place] = {}
        for each in group:
            if not in_headline(each):
                story.setdefault(each.article.id, (each.article.id, each.extent))
        for each in group:
            if in_headline(each) and each.article.id in story:
                places.join((each.article.id, each.extent), story[each.article.id])

    def _join_sentences(self, places: Places, group: Sequence[Located]) -> None:
        """One sentence in two articles, word for word, has one author, also where it is too short to be traced."""
        if len({each.article.id for each in group}) < 2:
            return
        first: dict[tuple[str, ...], Place] = {}
        for each in group:
            words = own_sentence(self.passages.wordings[each.article.id], each.extent)
            if words:
                here = (each.article.id, each.extent)
                places.join(here, first.setdefault(words, here))

    def _name(self, places: Collection[Place]) -> str:
        """The origin's id: the agency most often credited, else an outlet, else that of the first article.

        The first is one that has it from no other article, and of several the earliest.
        """
        told = [(article, self._derivation((article, span))) for article, span in places]
        credited = Counter(derivation.wire for _, derivation in told if derivation is not None and derivation.wire)
        agencies = {name: count for name, count in credited.items() if name in self._agencies}
        if agencies:
            return f"wire:{_most(agencies)}"
        if credited:
            return f"outlet:{publisher(_most(credited))}"
        here = {article for article, _ in told}
        heads = {article for article, found in told if found is None or found.source not in here} or here
        own = {article for article in heads if not aggregates(self._articles[article].outlet or "")} or heads
        first = min((self._articles[article] for article in own), key=_earliest)
        return f"outlet:{publisher(first.outlet)}" if first.outlet else f"article:{first.id}"


def _passed_on(group: Sequence[Located], origins: dict[str, str]) -> dict[str, str]:
    """What an aggregator prints counted with the report last published before it, else with the next."""
    passed = {origin for origin in set(origins.values()) if aggregates(origin.partition(":")[2])}
    if not passed or passed == set(origins.values()):
        return origins
    own = sorted((each for each in group if origins[each.id] not in passed), key=_when)
    out = dict(origins)
    for each in group:
        if origins[each.id] in passed:
            near = [one for one in own if (days_apart(one, each) or 0) <= PASSED_ON_DAYS]
            before = [one for one in near if _when(one)[0] <= _when(each)[0]]
            if near:
                out[each.id] = origins[(before[-1] if before else near[0]).id]
    return out


def _when(each: Located) -> tuple[str, tuple[str, str, int, str]]:
    return (each.article.published or NO_DAY, each.order)


def _most(credited: Mapping[str, int]) -> str:
    return min(credited, key=lambda name: (-credited[name], name))


def _common(derivation: Derivation, span: Span) -> int:
    return sum(max(0, min(each.end, span.end) - max(each.begin, span.begin)) for each in derivation.passages)


def _sureness(derivation: Derivation) -> tuple[float, str, str]:
    return (derivation.confidence, derivation.wire or "", derivation.source or "")


def _is_headline(article: Article, span: Span) -> bool:
    return article.layout.headline is not None and article.layout.headline.overlaps(span)


def _earliest(article: Article) -> tuple[str, str]:
    return (article.published or NO_DAY, article.id)
