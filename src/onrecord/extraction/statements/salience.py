"""Salience: whom a pronoun means, by what stands out before it (after Lappin and Leass 1994).

Every place at which somebody is named, and every statement of theirs, gives them weight: most as the subject of the
main clause, less as an object, little inside another noun phrase. Weights add up and halve with each sentence.
Names inside quotations are the speaker's own business and count only inside that quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.extraction.statements.people import People, Person
from onrecord.language import HEADLINE, Sentence
from onrecord.model import Span

REACH = 2500  # characters: how far back a pronoun or a role may point
LAST_MENTIONS = 40  # how many mentions back a pronoun's person is sought
LAST_SPOKEN = 40  # how many statements back the one is sought in which a pronoun stands
SPOKE = 150
"""What the last statement gives its speaker, beside being named: a pronoun rather means who spoke."""
UNSURE = 0.8
"""What is left of the weight of somebody whose gender nothing tells."""
HALVED = 0.5
MARGIN = 1.5
"""How much more than the next a person must weigh for a pronoun to tell their gender."""


class Spoken(NamedTuple):
    """A statement that was resolved: where its source stands, who spoke, what their words are."""

    at: int
    who: object
    gender: str | None
    content: tuple[Span, ...]


class Candidate(NamedTuple):
    who: object
    place: Span
    weight: float


@dataclass(slots=True)
class Salience:
    """Who stands out at each place of one article; statements are to be told in the order of the text."""

    people: People
    sentences: Sequence[Sentence]
    quoted: Sequence[Span]
    spoken: list[Spoken] = field(default_factory=list)
    learned: dict[int, str] = field(default_factory=dict)

    def meant(self, before: int, gender: str | None, without: Iterable[object] = ()) -> Candidate | None:
        """Whom a pronoun at `before` of this gender means."""
        found = self.candidates(before, gender, without)
        if not found:
            return None
        first = found[0]
        if gender and isinstance(first.who, Person) and first.who.gender is None:
            clear = len(found) == 1 or first.weight > MARGIN * found[1].weight
            if clear:
                self.learned.setdefault(id(first.who), gender)
        return first

    def candidates(self, before: int, gender: str | None, without: Iterable[object] = ()) -> list[Candidate]:
        """Everybody whom the words at `before` may mean, the likeliest first."""
        here = self.sentence(before)
        own = self.quotation(before)
        left_out = {id(who) for who in without}
        weights: dict[int, Candidate] = {}

        def add(who: object, told: str | None, at: int, place: Span, weight: float) -> None:
            told = told or self.learned.get(id(who))
            if id(who) in left_out or (gender and told not in (None, gender)):
                return
            known = weights.get(id(who))
            weight *= HALVED ** max(0, here - self.sentence(at))
            weight *= UNSURE if gender and told is None else 1.0
            weights[id(who)] = Candidate(
                who, known.place if known else place, weight + (known.weight if known else 0)
            )

        index = bisect_left(self.people.places, before, key=lambda place: place[0].span.begin)
        for mention, person in reversed(self.people.places[max(0, index - LAST_MENTIONS) : index]):
            if before - mention.span.begin > REACH:
                break
            quotation = self.quotation(mention.span.begin)
            if quotation is None or quotation == own:
                add(person, person.gender, mention.span.begin, mention.span, mention.weight)
        for each in self.spoken[-1:]:
            if 0 <= before - each.at <= REACH:
                add(each.who, each.gender, each.at, self.last_named(each.who, each.at), SPOKE)
        return sorted(weights.values(), key=lambda candidate: (-candidate.weight, -candidate.place.begin))

    def alone(self, before: int, gender: str | None, faint: float) -> Person | None:
        """Who stands out at `before` far more than anybody else."""
        found = self.candidates(before, gender)
        if not found or found[0].weight < faint or not isinstance(found[0].who, Person):
            return None
        clear = len(found) == 1 or found[0].weight > MARGIN * found[1].weight
        return found[0].who if clear and self._acts(found[0].who, before) else None

    def next_named(self, at: int, reach: int) -> Person | None:
        """Who is named next behind `at` as a subject outside quotations, where nobody is named before; else the
        only one who is, in the headline."""
        index = bisect_left(self.people.places, at, key=lambda place: place[0].span.begin)
        if index:
            before = {id(person): person for _, person in self.people.places[: min(index, LAST_MENTIONS)]}
            only = next(iter(before.values()))
            headed = self.sentences[self.sentence(only.mentions[0].span.begin) - 1].paragraph == HEADLINE
            return only if len(before) == 1 and (headed or self._acts(only, at)) else None
        for mention, person in self.people.places[:LAST_MENTIONS]:
            if mention.span.begin - at > reach:
                return None
            if mention.subject and self.quotation(mention.span.begin) is None:
                return person
        return None

    def _acts(self, person: Person, before: int) -> bool:
        """Whether somebody is a subject where the article names them last before a place, or speaks last."""
        if self.spoken and self.spoken[-1].who is person:
            return True
        index = bisect_left(person.mentions, before, key=lambda mention: mention.span.begin)
        return index > 0 and any(m.subject for m in person.mentions[max(0, index - 2) : index])

    def speaker_of(self, at: int) -> object | None:
        """Whose words stand at `at`: who speaks in the innermost statement told so far that holds it."""
        for each in reversed(self.spoken[-LAST_SPOKEN:]):
            if any(span.begin <= at < span.end for span in each.content):
                return each.who
        return None

    def quotation(self, at: int) -> Span | None:
        """The quotation that holds the character `at`."""
        index = bisect_right(self.quoted, at, key=lambda span: span.begin) - 1
        return self.quoted[index] if index >= 0 and at < self.quoted[index].end else None

    def last_named(self, who: object, at: int) -> Span:
        if not isinstance(who, Person):
            return Span(at, at)
        index = bisect_right(who.mentions, at, key=lambda mention: mention.span.begin)
        return who.mentions[max(0, index - 1)].span

    def sentence(self, at: int) -> int:
        """The number of sentences that begin at or before the character `at`."""
        return bisect_right(self.sentences, at, key=lambda sentence: sentence.begin)
