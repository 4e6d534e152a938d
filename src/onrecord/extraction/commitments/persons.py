"""Persons: for whom the people speak whom an article names, as it introduces them anywhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extraction.commitments.private import speaks_alone
from onrecord.extraction.statements.described import Described
from onrecord.extraction.statements.people import People, Person, people
from onrecord.extraction.statements.profiles import Profiles
from onrecord.extraction.statements.roles import roles
from onrecord.extraction.statements.setting import Setting, setting
from onrecord.language.actors import actor_code
from onrecord.language.analysis import Analysis
from onrecord.model import Article, Evidence, Span

_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_REACH = 600  # characters back to whom "he" may mean


@dataclass(frozen=True, slots=True)
class Persons:
    """The people of one article, each under every place of their name.

    home: the state whose "government" and "minister" the article speaks of without naming it, with its place.
    """

    named: People
    profiles: Profiles
    home: tuple[str, Span] | None = None
    _begins: Sequence[int] = field(default=())

    def at(self, span: Span) -> Person | None:
        """Who is named at `span`."""
        person = self.named.at.get(span.begin)
        return person if person is not None and actor_code(person.name) is None else None

    def side_of(self, person: Person) -> tuple[str, Evidence] | None:
        """Code of the state or organisation that `person` speaks for, and its evidence; None of nobody."""
        found = self.profiles.of(person)
        if found.speaker.role is not None and speaks_alone(found.speaker.role):
            return None
        code, evidence = found.speaker.actor, found.evidence.get("speaker.actor")
        return (code, evidence) if code is not None and evidence is not None else None

    def is_described(self, person: Person) -> bool:
        """Whether the article says who `person` is."""
        return bool(person.roles)

    def meant(self, pronoun: str, begin: int) -> tuple[Person, Span] | None:
        """Whom "he" or "she" at `begin` means, and where they are named: the last subject, else the last named."""
        last = bisect_left(self._begins, begin)
        near = [
            (mention, person)
            for mention, person in self.named.places[max(0, last - 12) : last]
            if begin - mention.span.begin <= _REACH
            and person.gender in (None, _GENDERS.get(pronoun, person.gender))
        ]
        found = next((pair for pair in reversed(near) if pair[0].subject), near[-1] if near else None)
        return (found[1], found[0].span) if found is not None else None


def persons_of(article: Article, analysis: Analysis) -> Persons:
    """The people whom `article` names."""
    vocabulary = roles()
    named = people(article, analysis, vocabulary)
    where: Setting = setting(article, analysis, vocabulary)
    described = Described(article.text, vocabulary, named.persons)
    profiles = Profiles(article.text, vocabulary, described, article.published, where)
    return Persons(named, profiles, where.home, [mention.span.begin for mention, _ in named.places])
