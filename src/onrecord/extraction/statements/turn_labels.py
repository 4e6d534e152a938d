"""Turn labels: whom the label of a turn means, in a transcript, an interview or a post ("Q", "A", "@name")."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from onrecord.extraction.statements.people import People, Person
from onrecord.language.given_names import without_accents

ASKS = ("q", "question")
ANSWERS = ("a", "answer")
SHORTEST = 6  # letters of the shortest name that a handle may begin with


@dataclass(slots=True)
class TurnLabels:
    """Looks up the people of one article by the labels of turns."""

    people: People
    handles: dict[str, Person] | None = field(default=None)
    surnames: dict[str, Person] | None = field(default=None)
    answering: Person | None = field(default=None)

    def asks(self, label: str) -> bool:
        """Whether the label is that of questions which nobody in particular puts."""
        return label.lower() in ASKS

    def answers(self, label: str) -> bool:
        """Whether the label is that of answers."""
        return label.lower() in ANSWERS

    def interviewed(self, at: int) -> Person | None:
        """Whose answers stand at `at`: the person named most often before the first of them."""
        if self.answering is None:
            before = self.people.places[
                : bisect_left(self.people.places, at, key=lambda place: place[0].span.begin)
            ]
            counted = Counter(id(person) for _, person in before)
            by_id = {id(person): person for _, person in before}
            self.answering = by_id[counted.most_common(1)[0][0]] if counted else None
        return self.answering

    def surnamed(self, label: str) -> Person | None:
        """Whose surname a label in capitals ends in."""
        if self.surnames is None:
            self.surnames = {}
            for person in self.people.persons:
                self.surnames.setdefault(person.full.surname, person)
        words = label.split()
        return self.surnames.get(without_accents(words[-1])) if words else None

    def named(self, handle: str) -> Person | None:
        """Who posts under a handle that begins with their name: "@AnnOrwinMP"."""
        if self.handles is None:
            self.handles = {}
            for person in self.people.persons:
                if len(person.full.words) > 1:
                    self.handles.setdefault(_letters("".join(person.full.words)), person)
        letters = _letters(handle)
        ends = range(len(letters), SHORTEST - 1, -1)
        return next((self.handles[letters[:end]] for end in ends if letters[:end] in self.handles), None)


def _letters(words: str) -> str:
    return "".join(char for char in without_accents(words) if char.isalpha())
