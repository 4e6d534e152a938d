"""Words for words, as from a book of synonyms: rarer ones than those they replace."""

from __future__ import annotations

import random
import re
from functools import cache
from hashlib import blake2b

from reuse.drafts import Paragraphs, Sentence
from reuse.lexicon import Lexicon, everyday
from reuse.scripts import CHINESE, drawn_word

WORD = re.compile(r"[^\W\d_]{3,}|\d+")
FOREIGN_WORD = re.compile(r"[^\W\d_]{2,}")
LETTER = re.compile(r"[^\W\d_]")
COMMONEST, RAREST = 60, 20_000  # ranks of the words of the book
REMEMBERED = 300_000


@cache
def function_words() -> frozenset[str]:
    return frozenset(everyday()["function"])


class Swaps:
    """What each word is swapped for: one of three words, always the same three."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, word: str, source: random.Random) -> str:
        if word.isdigit():
            return str(int(word[:12]) + source.randint(1, 9)) if word.isascii() else word
        new = self._choices(word.lower())[int(3 * source.random())]
        return new.title() if word[0].isupper() else new

    def _choices(self, word: str) -> tuple[str, ...]:
        found = self._known.get(word)
        if found is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            digest = blake2b(word.encode(), digest_size=8).digest()
            kind = "verbs" if word.endswith("ed") else "nouns" if digest[0] < 190 else "adjectives"
            found = tuple(self._lexicon.word(kind, _rank(digest, at)) for at in range(3))
            self._known[word] = found
        return found

    def swapped(self, text: str, rate: float, source: random.Random, every_word: bool = False) -> str:
        """`text` with that share of its content words swapped, or of all its words."""
        small = function_words()

        def one(found: re.Match[str]) -> str:
            swap = (every_word or found[0].lower() not in small) and source.random() < rate
            return self.of(found[0], source) if swap else found[0]

        return WORD.sub(one, text)

    def replaced(
        self, paragraphs: Paragraphs, share: tuple[float, float], source: random.Random, every_word: bool = False
    ) -> Paragraphs:
        """All sentences with one share of their words swapped, drawn between the two given."""
        rate = source.uniform(*share)
        return [
            [Sentence(self.swapped(each.text, rate, source, every_word), each.origin) for each in paragraph]
            for paragraph in paragraphs
        ]


def _rank(digest: bytes, at: int) -> int:
    uniform = int.from_bytes(digest[2 * at + 1 : 2 * at + 3], "big") / 65536
    return int(COMMONEST * (RAREST / COMMONEST) ** uniform)


def foreign_swapped(text: str, rate: float, language: str, source: random.Random) -> str:
    """`text` of another language with that share of its words swapped, or of its letters where words touch."""

    def one(found: re.Match[str]) -> str:
        return drawn_word(language, source) if source.random() < rate else found[0]

    return (LETTER if language == CHINESE else FOREIGN_WORD).sub(one, text)
