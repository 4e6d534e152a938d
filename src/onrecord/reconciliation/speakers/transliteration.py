"""Transliteration: the spellings of one name in the Latin letters of several languages, read as one sound.

Zelenskyy, Zelensky, Zelenskij, Selenskyj; Khrushchev, Chruschtschow; Erdoğan, Erdogan. What letters mean differs by
language ("ch" is one sound in English and another in German), so a name may have several readings; two names sound
alike when they share one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import product

from onrecord.language.given_names import given_names

OTHER_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "t",
        "ə": "e",
        "’": "",
        "'": "",
        "ʼ": "",
    }
)
SIBILANTS = re.compile(r"schtsch|chtch|shch|szcz|stch|dzh|dsch|tsch|tch|sch|tsh|sz|cz|sh|zh|ts|tz|[sz]")
"""Hissing sounds of all kinds, written for each other in one language or the other."""
VELARS = re.compile(r"kh|gh|gu(?=[ei])|[gh]")
AMBIGUOUS = {
    "ch": ("s", "h"),
    "c": ("s", "k"),
    "oe": ("o", "u"),
    "ou": ("u", "o"),
    "ae": ("a", "e"),
    "ue": ("u", "e"),
}
PIECES = re.compile("|".join(sorted(AMBIGUOUS, key=len, reverse=True)) + "|.")
VOWELS = re.compile(r"[aeiouyj]+")
LONGEST = 4  # ambiguous pieces that are read in every way; the others as the first way
SHORTEST_MISPRINT = 7  # letters of a surname in which two neighbours may have changed places


@cache
def letters(word: str) -> str:
    """`word` in lower case and the 26 letters, as far as it has them."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(OTHER_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char) and char.isalpha())


@cache
def readings(word: str) -> frozenset[str]:
    """How `word` may sound: hissing sounds, velars and vowels each in classes, doubled letters single."""
    plain = given_names().surnames.get(letters(word), letters(word))
    plain = plain.replace("ph", "f").replace("th", "t").replace("dh", "d").replace("ck", "k").replace("x", "ks")
    plain = SIBILANTS.sub("s", plain).replace("ch", "1")
    plain = VELARS.sub("h", plain).replace("1", "ch")
    plain = plain.replace("w", "v").replace("q", "k")
    plain = re.sub(r"ff?$", "v", plain)
    plain = re.sub(r"enka$", "enko", plain)
    choices = [AMBIGUOUS.get(piece, (piece,)) for piece in PIECES.findall(plain)]
    open_ends = 0
    for i, choice in enumerate(choices):
        open_ends += len(choice) > 1
        if len(choice) > 1 and open_ends > LONGEST:
            choices[i] = choice[:1]
    return frozenset(_plain("".join(choice)) for choice in product(*choices))


def _plain(reading: str) -> str:
    reading = VOWELS.sub(lambda run: _vowel(run.group()), reading)
    reading = re.sub(r"(.)\1+", r"\1", reading)
    return re.sub(r"ev$", "ov", reading)


def _vowel(run: str) -> str:
    """The class of a run of vowels, "y" and "j" among them: what is written "ya", "ia" or "ja" is one."""
    if "au" in run:
        return "w"
    return next((vowel for vowel in "aoue" if vowel in run), "i")


@cache
def sound_alike(a: str, b: str) -> bool:
    """Whether two surnames are spellings of one, or one is the other with two neighbouring letters exchanged."""
    if sound_key(a) != sound_key(b):
        return False
    return not readings(a).isdisjoint(readings(b)) or _misprinted(letters(a), letters(b))


def _misprinted(a: str, b: str) -> bool:
    if len(a) != len(b) or len(a) < SHORTEST_MISPRINT or a[0] != b[0]:
        return False
    apart = [i for i in range(len(a)) if a[i] != b[i]]
    return (
        len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
    )


@cache
def sound_key(word: str) -> str:
    """A key that surnames share which may sound alike: the consonants they hold, in coarse classes."""
    coarse = {re.sub(r"[sh]", "k", char) for reading in readings(word) for char in reading if char not in "aeiouw"}
    return "".join(sorted(coarse))
