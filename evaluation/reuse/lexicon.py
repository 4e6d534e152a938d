"""Words by rank: everyday English ones first, invented ones after, as many as a collection of any size needs.

The word of a rank depends on the rank and the seed only, so any part of a set can be made without the rest.
"""

from __future__ import annotations

import tomllib
from functools import cache
from hashlib import blake2b
from pathlib import Path

ENDINGS = {
    "nouns": ("", "", "", "s", "s", "er", "tion", "ment", "ity"),
    "verbs": ("ed", "ed", "ed", "ised"),
    "adjectives": ("al", "ive", "ous", "ic", "y", "ian", "ent"),
    "adverbs": ("ly",),
}
CLASSES = tuple(ENDINGS)

HEAPS_FACTOR, HEAPS_EXPONENT = 44.0, 0.49
"""Distinct words of a text of n words are about 44 n^0.49 (Heaps' law, as measured on English newswire: Manning,
Raghavan, Schütze, Introduction to Information Retrieval, 2008, section 5.1)."""

WORDS_PER_ARTICLE = 700
SHARE = {"nouns": 0.55, "verbs": 0.2, "adjectives": 0.2, "adverbs": 0.05}
FLATTENING = {"nouns": 40.0, "verbs": 20.0, "adjectives": 20.0, "adverbs": 8.0}
"""Mandelbrot's constant: the commonest words are less common than Zipf's law has it."""


@cache
def everyday() -> dict[str, tuple[str, ...]]:
    """The words of words.toml by class; `titles` are divided by bars."""
    raw = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    words = {name: tuple(dict.fromkeys(raw[name].split())) for name in ("function", *CLASSES)}
    letters = {name: tuple(part.strip("-") for part in raw[name].split()) for name in ("onsets", "vowels", "codas")}
    titles = tuple(title.strip() for title in raw["titles"].split("|"))
    return words | letters | {"titles": titles, "speech": tuple(raw["speech"].split())}


class Lexicon:
    """The words of a world."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._made: dict[str, list[str]] = {name: list(everyday()[name]) for name in CLASSES}

    def word(self, kind: str, rank: int) -> str:
        """The word of that rank among the "nouns", "verbs", "adjectives" or "adverbs"."""
        made = self._made[kind]
        while len(made) <= rank:
            digest = self._digest(f"{kind}/{len(made)}")
            stem = syllables(digest, (1, 2, 2, 3)[digest[0] % 4])
            made.append(stem + ENDINGS[kind][digest[1] % len(ENDINGS[kind])])
        return made[rank]

    def name(self, key: str) -> str:
        """A name of two syllables, or sometimes three."""
        digest = self._digest(f"name/{key}")
        return syllables(digest, 2 + (digest[0] < 40)).title()

    def term(self, key: str) -> str:
        """A rare word of three syllables."""
        digest = self._digest(f"term/{key}")
        return syllables(digest, 3) + ENDINGS["nouns"][digest[1] % len(ENDINGS["nouns"])]

    def _digest(self, key: str) -> bytes:
        return blake2b(f"{self._seed}/{key}".encode(), digest_size=16).digest()


def syllables(digest: bytes, count: int) -> str:
    """`count` syllables that the bytes of `digest` from the third on choose."""
    of = everyday()
    onsets, vowels, codas = of["onsets"], of["vowels"], of["codas"]
    parts = (
        onsets[digest[2 + 3 * at] % len(onsets)] + vowels[digest[3 + 3 * at] % len(vowels)] for at in range(count)
    )
    return "".join(parts) + codas[digest[14] % len(codas)]


def vocabulary_size(kind: str, article: int) -> int:
    """How many words of a class are known when article number `article` is written."""
    distinct = HEAPS_FACTOR * (WORDS_PER_ARTICLE * (article + 50)) ** HEAPS_EXPONENT
    return int(SHARE[kind] * distinct) + len(everyday()[kind])
