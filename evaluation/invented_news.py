"""Invented news: texts with the statistics that text-reuse detection meets, and no meaning at all.

Words are made of syllables; common ones follow Zipf's law, the vocabulary grows with the number of articles (Heaps'
law), each topic has names and terms of its own that several unrelated articles share, outlets have standing notes,
and stock phrases recur everywhere. Nothing here is anyone's sentence.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "cl",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "qu",
    "r",
    "s",
    "sc",
    "sh",
    "sl",
    "st",
    "t",
    "tr",
    "v",
    "w",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ia", "io", "oa", "ou"]
CODAS = ["", "", "", "n", "r", "l", "s", "t", "nd", "rt", "st", "ng", "ck", "m"]
NOUN_PHRASES = (  # noqa: SIM905
    "P|P|the N|the A N|a N|an A N|the N of NP|the N and the N|# N|their A N|some N|M 's N|most of the N"
).split("|")
VERB_PHRASES = (  # noqa: SIM905
    "V NP|V NP to NP|has V NP|would not V NP|was V by NP|V that CL|V on D|had been V since M|will V with NP|"
    "V NP and V NP|"
    "is V to V NP|could V NP before NP|V more than NP|were V at NP|V it was A|may V NP again"
).split("|")
CLAUSES = (  # noqa: SIM905
    "NP VP|NP VP|NP VP in NP|in NP , NP VP|NP , which VP , VP|NP , who VP , VP|there was no N of NP|NP VP as NP VP|"
    "it was not A how NP VP|NP VP because NP VP|after NP , NP VP|if NP VP , NP VP|but NP VP|NP also VP|"
    "when NP VP , NP VP|NP VP , while NP VP|NP VP over whether NP VP"
).split("|")
QUOTES = [
    '" we VP and CL , " P V .',
    '" CL , " he V , " and CL . "',
    'P V : " CL , and we VP . "',
    '" I V that CL , but CL , " said P .',
]
STOCK = [
    "in a statement on D ,",
    "at a news conference on D ,",
    "speaking to reporters ,",
    "in the wake of the N ,",
    "on condition of anonymity ,",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Topic:
    """Names and terms that the articles of one topic share."""

    names: list[str]
    terms: list[str]


class Newsroom:
    """Makes invented articles. `articles` sets how large the vocabulary is."""

    def __init__(self, articles: int, seed: int) -> None:
        self._random = random.Random(seed)
        size = int(2_000 + 60 * articles**0.6)
        self._words = self._invented(size)
        self._weights = [1.0 / (rank + 8) for rank in range(size)]
        self._topics = [self._topic() for _ in range(max(3, articles // 12))]
        notes = [
            "Read more on the N of our N and V to the daily N .",
            "This N was V by our N and has not been V by P .",
        ]
        self.outlets = [
            f"{self._random.choice(self._words).title()} {kind}" for kind in ("Post", "Times", "Herald", "News")
        ]
        self.outlets += [f"The {self._random.choice(self._words).title()}" for _ in range(max(4, articles // 150))]
        self._standing = {
            outlet: self._sentence(self._random.choice(notes), self._topics[0]) for outlet in self.outlets
        }

    def article(self) -> tuple[str, str, list[list[str]]]:
        """An outlet, a title and paragraphs of sentences; the outlet's standing note ends most articles."""
        outlet = self._random.choice(self.outlets)
        topic = self._random.choice(self._topics)
        title = self._sentence("P V N over A N of N", topic).rstrip(".")
        sentences = [self._one(topic) for _ in range(self._random.randint(14, 44))]
        paragraphs = _in_paragraphs(sentences, self._random)
        if self._random.random() < 0.7:
            paragraphs.append([self._standing[outlet]])
        return outlet, title, paragraphs

    def _one(self, topic: Topic) -> str:
        pattern = self._random.choice(QUOTES) if self._random.random() < 0.22 else "CL"
        if pattern == "CL" and self._random.random() < 0.25:
            pattern = f"{self._random.choice(STOCK)} {pattern}"
        if pattern.endswith("CL") and self._random.random() < 0.3:
            pattern = f"{pattern} {self._random.choice(('while', 'because', 'although', 'and'))} CL"
        return self._sentence(self._expanded(pattern), topic)

    def _expanded(self, pattern: str, depth: int = 0) -> str:
        """`pattern` with its clauses and phrases replaced by word classes; deep ones stay short."""
        choices = {"CL": CLAUSES, "NP": NOUN_PHRASES, "VP": VERB_PHRASES}
        return " ".join(
            self._expanded(self._random.choice(choices[slot][: 4 if depth > 3 else None]), depth + 1)
            if slot in choices
            else slot
            for slot in pattern.split()
        )

    def _sentence(self, pattern: str, topic: Topic) -> str:
        words = " ".join(self._word(slot, topic) for slot in pattern.split())
        for mark in (" ,", " .", " :"):
            words = words.replace(mark, mark.strip())
        pieces = words.split('"')
        text = "".join(f'"{piece.strip()}"' if index % 2 else piece for index, piece in enumerate(pieces)).strip()
        text = text if text.endswith((".", '."')) else text + "."
        at = 1 if text.startswith('"') else 0
        return text[:at] + text[at].upper() + text[at + 1 :]

    def _word(self, slot: str, topic: Topic) -> str:
        if slot == "P":
            return self._random.choice(topic.names)
        if slot == "#":
            return str(self._random.choice([self._random.randint(2, 99), self._random.randint(100, 9_000)]))
        if slot in ("D", "M"):
            return self._random.choice(DAYS if slot == "D" else MONTHS)
        if slot not in ("N", "V", "A"):
            return slot
        if slot == "N" and self._random.random() < 0.2:
            return self._random.choice(topic.terms)
        word: str = self._random.choices(self._words, cum_weights=self._cumulative())[0]
        return word + {"N": self._random.choice(["", "", "s"]), "V": "ed", "A": "al"}[slot]

    def _cumulative(self) -> list[float]:
        if len(self._weights) and self._weights[-1] < 1.0:
            total = 0.0
            self._weights = [total := total + weight for weight in self._weights]
            self._weights[-1] = max(self._weights[-1], 1.0)
        return self._weights

    def _topic(self) -> Topic:
        names = []
        for _ in range(7):
            name = self._syllables(2).title()
            names.append(name if self._random.random() < 0.5 else f"{name} {self._syllables(2).title()}")
        return Topic(names, [self._syllables(3) for _ in range(12)])

    def _invented(self, size: int) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < size:
            words[self._syllables(self._random.choice((1, 2, 2, 3)))] = None
        return list(words)

    def _syllables(self, count: int) -> str:
        pick = self._random.choice
        return "".join(pick(ONSETS) + pick(VOWELS) for _ in range(count)) + pick(CODAS)


def _in_paragraphs(sentences: list[str], source: random.Random) -> list[list[str]]:
    out: list[list[str]] = []
    rest = list(sentences)
    while rest:
        size = source.randint(1, 3)
        out.append(rest[:size])
        rest = rest[size:]
    return out
