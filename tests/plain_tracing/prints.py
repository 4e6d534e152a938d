"""The features of articles, word by word, in Python's own whole numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from onrecord.model import Span
from onrecord.tracing.fingerprints import (
    FRAME,
    FRAME_BITS,
    FRAME_COMMON_BITS,
    FULL_SAMPLE,
    GRAM,
    GRAM_BITS,
    LEAST_RATE,
    TERM_BITS,
)
from onrecord.tracing.rarity import LENGTH_BITS, STATE_RATE
from onrecord.tracing.rolling import BASE
from onrecord.vocabulary import vocabulary
from plain_tracing.words import PlainWord, length_of, plain_words

WRAP = 1 << 64


def plain_scattered(value: int) -> int:
    """The finaliser of MurmurHash3."""
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = (value ^ value >> 33) * factor % WRAP
    return value ^ value >> 33


def plain_hash(words: Sequence[int]) -> int:
    """The hash of a run of words."""
    return plain_scattered(sum(word * pow(BASE, place, WRAP) for place, word in enumerate(words)) % WRAP)


def plain_units(words: Sequence[PlainWord], stems: bool = False) -> list[int]:
    """What each word tells, in sixteenths of a bit."""
    rates = _rates(stems)
    out = []
    for word in words:
        rate = rates.get(word.stem if stems else word.letters)
        unlisted = LENGTH_BITS[min(length_of(word.letters), len(LENGTH_BITS) - 1)]
        bits = unlisted if rate is None else -math.log2(rate / 1e6)
        out.append(max(1, min(255, round(bits * 16))))
    return out


@cache
def _rates(stems: bool) -> dict[str, float]:
    """The rate of each known word, or the rates of all that have a stem, per million words."""
    words: dict[str, float] = {}
    stem: dict[str, str] = {}
    for rate, listed in _listed():
        for word in plain_words(listed, (Span(0, len(listed)),)):
            words[word.letters] = max(words.get(word.letters, 0.0), rate)
            stem[word.letters] = word.stem
    if not stems:
        return words
    return {each: sum(words[word] for word in words if stem[word] == each) for each in set(stem.values())}


def _listed() -> list[tuple[float, str]]:
    groups = vocabulary("word_frequencies").values()
    out = [(float(rate), listed) for group in groups for rate, listed in group.items()]
    for state in vocabulary("actors")["states"].values():
        for name in (*state["names"], *state.get("demonyms", ()), *state.get("capitals", ())):
            out.append((STATE_RATE, name))
    return out


def plain_grams(words: Sequence[PlainWord], hashes: Sequence[int]) -> dict[int, int]:
    """The hash of each gram that is kept, by the place of its first word."""
    units = plain_units(words)
    rate = min(max(FULL_SAMPLE / max(len(words), 1), LEAST_RATE), 1.0)
    out = {}
    for at in range(len(words) - GRAM + 1):
        value = plain_hash(hashes[at : at + GRAM])
        drawn = value % (1 << 24) < rate * (1 << 24)
        if sum(units[at : at + GRAM]) >= GRAM_BITS * 16 and (drawn or words[at + GRAM // 2].quoted):
            out[at] = value
    return out


def plain_frames(words: Sequence[PlainWord], hashes: Sequence[int]) -> set[int]:
    """The hashes of the frames that are kept."""
    units = plain_units(words)
    rate = min(max(FULL_SAMPLE / max(len(words), 1), LEAST_RATE), 1.0)
    common = [unit <= FRAME_COMMON_BITS * 16 for unit in units]
    framed = [value if known else 1 for value, known in zip(hashes, common, strict=True)]
    told = [unit if known else 0 for unit, known in zip(units, common, strict=True)]
    values = {
        plain_hash(framed[at : at + FRAME])
        for at in range(len(words) - FRAME + 1)
        if sum(told[at : at + FRAME]) >= FRAME_BITS * 16
    }
    return {value for value in values if value % (1 << 24) < math.ceil(rate * (1 << 24)) >> 1}


def plain_frame_key(words: Sequence[PlainWord], hashes: Sequence[int]) -> int:
    """What `Sheets.frame` says of a sentence."""
    units = plain_units(words)
    common = [unit <= FRAME_COMMON_BITS * 16 for unit in units]
    told = sum(unit for unit, known in zip(units, common, strict=True) if known)
    framed = [value if known else 1 for value, known in zip(hashes, common, strict=True)]
    return plain_hash(framed) if told >= FRAME_BITS * 16 else 0


def plain_terms(words: Sequence[PlainWord], stems: Sequence[int]) -> set[int]:
    """The stems of the words that are rare enough, and no numbers."""
    told = zip(words, stems, plain_units(words), strict=True)
    return {stem for word, stem, unit in told if unit >= TERM_BITS * 16 and not word.number}
