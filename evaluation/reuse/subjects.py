"""Subjects: the names, terms and phrases that unrelated articles on one topic share, and those of one event."""

from __future__ import annotations

import random
from dataclasses import dataclass

from reuse.lexicon import Lexicon, everyday

EVENTS = 6  # of a topic; articles on one event share its people, numbers and place
WORLD_NAMES = 150
ARTICLES_PER_TOPIC = 14.0


@dataclass(frozen=True, slots=True)
class Topic:
    """What articles on one topic share."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    terms: tuple[str, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What reports of one event share, whoever wrote them."""

    people: tuple[str, ...]
    place: str
    numbers: tuple[str, ...]
    fragment: str


class Subjects:
    """Topics and events by number; `articles` (of the whole set) says how many topics there are."""

    def __init__(self, lexicon: Lexicon, articles: int, seed: int) -> None:
        self._lexicon = lexicon
        self._seed = seed
        self.count = max(4, int(articles / ARTICLES_PER_TOPIC))
        self.world = tuple(self._person(f"world/{number}") for number in range(WORLD_NAMES // 2)) + tuple(
            lexicon.name(f"country/{number}") for number in range(WORLD_NAMES // 2)
        )
        self._topics: dict[int, Topic] = {}

    def drawn(self, source: random.Random) -> tuple[int, int]:
        """A topic, great ones oftener than small ones, and one of its events."""
        topic = int(3 * ((self.count + 3) / 3) ** source.random()) - 3
        return topic, source.randrange(EVENTS * (1 + self.count // (topic + 4)))

    def topic(self, number: int) -> Topic:
        if number not in self._topics:
            if len(self._topics) > 20_000:
                self._topics.clear()
            self._topics[number] = self._topic(number)
        return self._topics[number]

    def _topic(self, number: int) -> Topic:
        source, lexicon = random.Random(f"{self._seed}/topic/{number}"), self._lexicon
        bodies = [
            f"{lexicon.name(f'body/{number}/{at}')} {lexicon.word('nouns', source.randrange(250)).title()}"
            for at in range(2)
        ]
        terms = tuple(lexicon.term(f"{number}/{at}") for at in range(14))
        return Topic(
            people=tuple(self._person(f"{number}/{at}") for at in range(6)),
            places=tuple(lexicon.name(f"place/{number}/{at}") for at in range(4)),
            bodies=(*bodies, "".join(source.choice("ABCDEFGIKLMNOPRSTUV") for _ in range(source.randint(3, 4)))),
            terms=terms,
            phrases=tuple(self._phrase(source, terms) for _ in range(5)),
        )

    def event(self, topic: int, number: int) -> Event:
        source = random.Random(f"{self._seed}/event/{topic}/{number}")
        key = f"event/{topic}/{number}"
        return Event(
            people=tuple(self._person(f"{key}/{at}") for at in range(3)),
            place=self._lexicon.name(f"{key}/place"),
            numbers=tuple(number_text(source) for _ in range(5)),
            fragment=self._fragment(source),
        )

    def _fragment(self, source: random.Random) -> str:
        """A few words that everybody quotes."""
        return f"{self._adjective(source)} and {self._adjective(source)} {source.choice(everyday()['nouns'])}"

    def _person(self, key: str) -> str:
        """Title, first name and surname."""
        digit = sum(key.encode())
        title = everyday()["titles"][digit % len(everyday()["titles"])]
        return f"{title} {self._lexicon.name(f'{key}/first')} {self._lexicon.name(f'{key}/last')}"

    def _phrase(self, source: random.Random, terms: tuple[str, ...]) -> str:
        noun = source.choice(everyday()["nouns"])
        shapes = (
            f"the {self._adjective(source)} {noun} of the {source.choice(terms)}",
            f"a {self._adjective(source)} {source.choice(terms)} {noun}",
            f"the {source.choice(terms)} {noun}",
        )
        return source.choice(shapes)

    def _adjective(self, source: random.Random) -> str:
        return source.choice(everyday()["adjectives"])


def number_text(source: random.Random) -> str:
    """A number as news has it."""
    draw = source.random()
    if draw < 0.35:
        return str(source.randint(2, 99))
    if draw < 0.5:
        return f"{source.randint(1, 99)},{source.randint(0, 999):03d}"
    if draw < 0.65:
        return f"${source.randint(1, 99)}.{source.randint(1, 9)} million"
    if draw < 0.8:
        return f"{source.randint(1, 99)}.{source.randint(1, 9)} percent"
    return str(source.choice((source.randint(100, 999), source.randint(1990, 2024))))
