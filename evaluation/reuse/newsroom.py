"""Invented news: texts with the statistics that text-reuse detection meets, and no meaning at all.

Everyday words follow Zipf's law as flattened by Mandelbrot, the vocabulary grows with the number of the article
(Heaps' law), each topic has names, terms and phrases of its own that unrelated articles share, and stock phrases
recur everywhere. Patterns and words are ours; nothing here is anyone's sentence. An article depends on its key, its
number and the seed only, so it can be made again at any time.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reuse.lexicon import FLATTENING, Lexicon, everyday, vocabulary_size
from reuse.subjects import Event, Subjects, Topic, number_text

PHRASES = 1500  # of each class, expanded once
SENTENCES_OF_700 = 30.0


@cache
def patterns() -> dict[str, tuple[str, ...]]:
    """The patterns of patterns.toml by name."""
    raw = tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8"))
    return {name: tuple(each) for name, each in raw.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """What an invented article says: a title, and paragraphs of sentences."""

    title: str
    paragraphs: list[list[str]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What one article is about and how far the vocabulary reaches in it."""

    source: random.Random
    topic: Topic
    event: Event
    number: int


class Newsroom:
    """Makes invented articles; `articles` is the size of the whole set."""

    def __init__(self, articles: int, seed: int) -> None:
        self.seed = seed
        self.lexicon = Lexicon(seed)
        self.subjects = Subjects(self.lexicon, articles, seed)
        source = random.Random(f"{seed}/phrases")
        self._phrases = {
            "NP": [expanded(source.choice(patterns()["noun_phrases"]), source, 1) for _ in range(PHRASES)],
            "VP": [expanded(source.choice(patterns()["verb_phrases"]), source, 1) for _ in range(2 * PHRASES)],
        }

    def scene(self, key: str, number: int, about: tuple[int, int] | None = None) -> Scene:
        """The scene of the article `key`; about: topic and event, drawn when None."""
        source = random.Random(f"{self.seed}/{key}")
        drawn = self.subjects.drawn(source)
        topic, event = about or drawn
        return Scene(source, self.subjects.topic(topic), self.subjects.event(topic, event), number)

    def article(self, scene: Scene, sentences: int | None = None) -> Told:
        """An article of about 700 words, or of so many sentences."""
        source = scene.source
        if sentences is None:
            sentences = int(min(110, max(7, SENTENCES_OF_700 * source.lognormvariate(-0.12, 0.5))))
        told = [self.sentence(scene) for _ in range(sentences)]
        if source.random() < 0.4:
            remark = source.choice(patterns()["remarks"]).replace("*", scene.event.fragment)
            told.insert(source.randrange(len(told) + 1), self.written(remark, scene))
        return Told(self.headline(scene), in_paragraphs(told, source))

    def item(self, scene: Scene) -> Told:
        """A feed item: a title and about twenty words."""
        words: list[str] = []
        while len(words) < 17:
            words = self.sentence(scene, quoted=False).split()
        return Told(self.headline(scene), [[" ".join(words[:26]).rstrip(".,;:") + "."]])

    def headline(self, scene: Scene) -> str:
        return self._written(scene.source.choice(patterns()["headlines"]).split(), scene).rstrip(".")

    def sentence(self, scene: Scene, quoted: bool = True) -> str:
        """One sentence; one in five holds words in quotation marks when `quoted` allows."""
        source = scene.source
        if quoted and source.random() < 0.2:
            return self._written(self._clause(source.choice(patterns()["quotations"]).split(), source), scene)
        tokens = self._clause(["CL"], source)
        if source.random() < 0.2:
            tokens = [*source.choice(patterns()["openers"]).split(), *tokens]
        if source.random() < 0.3:
            joint = source.choice(("while", "because", "although", "and", "after"))
            tokens += [joint, *self._clause(["CL"], source)]
        return self._written([*tokens, "."], scene)

    def _clause(self, pattern: Sequence[str], source: random.Random) -> list[str]:
        """`pattern` with its clauses and phrases replaced by slots and words."""
        out: list[str] = []
        clauses = patterns()["clauses"]
        for token in pattern:
            if token == "CL":
                out += self._clause(clauses[int(source.random() * len(clauses))].split(), source)
            elif token in self._phrases:
                known = self._phrases[token]
                out += known[int(source.random() * len(known))]
            else:
                out.append(token)
        return out

    def written(self, pattern: str, scene: Scene) -> str:
        """A pattern of words, phrases and slots as text."""
        return self._written(self._clause(pattern.split(), scene.source), scene)

    def _written(self, tokens: Sequence[str], scene: Scene) -> str:
        """The tokens as text, slots filled."""
        fill = self._filled
        text = " ".join([fill(token, scene) if token in SLOTS else token for token in tokens])
        text = text.replace(" ,", ",").replace(" .", ".").replace(" ;", ";").replace(" :", ":").replace(" 's", "’s")
        text = text.replace("“ ", "“").replace(" ”", "”").replace("..", ".")
        at = 1 if text.startswith("“") else 0
        text = text[:at] + text[at].upper() + text[at + 1 :]
        for quote in ("“",):
            where = text.find(quote, 1)
            if where > 0 and text[where - 2 : where - 1] in ":.":
                text = text[: where + 1] + text[where + 1].upper() + text[where + 2 :]
        return text

    def _filled(self, slot: str, scene: Scene) -> str:
        source = scene.source
        if slot in WORD_SLOTS:
            if slot == "N" and source.random() < 0.12:
                return scene.topic.terms[int(14 * source.random() ** 1.5)]
            kind = WORD_SLOTS[slot]
            return self.lexicon.word(kind, drawn_rank(kind, scene.number, source.random()))
        if slot == "P":
            return self._name(scene)
        if slot == "#":
            return source.choice(scene.event.numbers) if source.random() < 0.3 else number_text(source)
        return self._shared(slot, scene)

    def _shared(self, slot: str, scene: Scene) -> str:
        source, topic = scene.source, scene.topic
        choices: dict[str, Sequence[str]] = {
            "L": topic.places, "O": topic.bodies, "T": topic.terms, "F": topic.phrases, "D": patterns()["days"],
            "M": patterns()["months"], "S": everyday()["speech"],
        }  # fmt: skip
        if slot == "W":
            return self.subjects.world[int(len(self.subjects.world) * source.random() ** 2)].split(" ")[-1]
        if slot == "L" and source.random() < 0.3:
            return scene.event.place
        return source.choice(choices[slot])

    def _name(self, scene: Scene) -> str:
        """A person of the topic or of the event, in full or by surname."""
        source = scene.source
        people = scene.topic.people if source.random() < 0.6 else scene.event.people
        name = source.choice(people)
        return name if source.random() < 0.3 else name.rsplit(" ", 1)[1]


WORD_SLOTS = {"N": "nouns", "V": "verbs", "A": "adjectives", "R": "adverbs"}
SLOTS = frozenset("PWLOTFNVAR#DMS")


def drawn_rank(kind: str, number: int, uniform: float) -> int:
    """A rank by the Zipf-Mandelbrot law with exponent 1: the inverse of its cumulated weights, 0 <= uniform < 1."""
    flat = FLATTENING[kind]
    return int(flat * ((vocabulary_size(kind, number) + flat) / flat) ** uniform - flat)


def expanded(pattern: str, source: random.Random, depth: int) -> list[str]:
    """`pattern` with its clauses and phrases replaced by slots and words; deep ones stay short."""
    choices = {"CL": patterns()["clauses"], "NP": patterns()["noun_phrases"], "VP": patterns()["verb_phrases"]}
    out: list[str] = []
    for slot in pattern.split():
        if slot in choices:
            out += expanded(source.choice(choices[slot][: 6 if depth > 2 else None]), source, depth + 1)
        else:
            out.append(slot)
    return out


def in_paragraphs(sentences: Sequence[str], source: random.Random) -> list[list[str]]:
    """Sentences in paragraphs of one to three."""
    out: list[list[str]] = []
    at = 0
    while at < len(sentences):
        size = source.randint(1, 3)
        out.append(list(sentences[at : at + size]))
        at += size
    return out
