"""Invented news in other languages and scripts: no word means anything, the letters and their habits are theirs."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reuse.newsroom import Told, in_paragraphs

GERMAN, _, _, ARABIC, CHINESE = LANGUAGES = ("de", "fr", "uk", "ar", "zh")
KNOWN_WORDS = 12_000
CHINESE_LETTERS = 2_400  # from U+4E00 on


@dataclass(frozen=True, slots=True)
class Script:
    """What words of a language are made of, and the little words between them."""

    onsets: Sequence[str]
    vowels: Sequence[str]
    endings: Sequence[str]
    little: Sequence[str]
    stop: str = "."
    quotes: str = "“”"
    comma: str = ", "


@cache
def script(language: str) -> Script:
    """The script of one of LANGUAGES, as scripts.toml has it."""
    if language == CHINESE:
        letters = [chr(0x4E00 + 7 * at) for at in range(CHINESE_LETTERS)]
        return Script(letters, ("",), ("",), (), stop="。", comma="，")
    raw = tomllib.loads(Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8"))
    return Script(**raw[language])


def word(language: str, rank: int) -> str:
    """The word of a rank in a language."""
    source = random.Random(f"{language}/{rank}")
    of = script(language)
    if language == CHINESE:
        letters = of.onsets
        return "".join(letters[int(len(letters) * source.random() ** 2)] for _ in range(source.choice((1, 2, 2))))
    stem = "".join(source.choice(of.onsets) + source.choice(of.vowels) for _ in range(source.choice((1, 2, 2, 3))))
    made = ("ال" if language == ARABIC and source.random() < 0.3 else "") + stem + source.choice(of.endings)
    return made.title() if language == GERMAN and source.random() < 0.4 else made


@cache
def words(language: str) -> tuple[str, ...]:
    """The words of a language, commonest first."""
    return tuple(word(language, rank) for rank in range(KNOWN_WORDS))


def drawn_word(language: str, source: random.Random) -> str:
    """A word by Zipf's law."""
    return words(language)[int(20 * ((KNOWN_WORDS + 20) / 20) ** source.random()) - 20]


def foreign_article(language: str, source: random.Random) -> Told:
    """An article of some 150 to 900 words."""
    sentences = [sentence(language, source) for _ in range(source.randint(9, 45))]
    title = joined(language, [drawn_word(language, source) for _ in range(source.randint(5, 9))])
    return Told(title[0].upper() + title[1:], in_paragraphs(sentences, source))


def sentence(language: str, source: random.Random) -> str:
    """One sentence, half of it little words where the script divides words; some have a quotation or a number."""
    of = script(language)
    parts: list[str] = []
    for _ in range(source.randint(8, 24)):
        if of.little and source.random() < 0.42:
            parts.append(of.little[int(len(of.little) * source.random() ** 1.6)])
        else:
            parts.append(drawn_word(language, source) if source.random() > 0.03 else str(source.randint(2, 990)))
    half = len(parts) // 2
    first, second = joined(language, parts[:half]), joined(language, parts[half:])
    if source.random() < 0.2:
        second = of.quotes[0] + second + of.quotes[1]
    text = f"{first}{of.comma if source.random() < 0.6 else '' if language == CHINESE else ' '}{second}{of.stop}"
    return text[0].upper() + text[1:]


def joined(language: str, parts: Sequence[str]) -> str:
    """Words as the script writes them, with or without spaces."""
    return ("" if language == CHINESE else " ").join(parts)
