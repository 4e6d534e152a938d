"""Single words as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from onrecord.vocabulary import vocabulary

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


@cache
def scales() -> frozenset[str]:
    """Words behind a number that multiply it ("million", "bn")."""
    numbers = vocabulary("numbers")
    return frozenset((*numbers["scales"], *numbers["suffixes"]))


def scale_of(word: str) -> float | None:
    """What a word behind a number multiplies it by ("billion", "bn", "B"), None when it is no such word."""
    numbers = vocabulary("numbers")
    found = (
        numbers["scales"].get(word.lower())
        or numbers["suffixes"].get(word.lower())
        or numbers["suffixes"].get(word)
    )
    return float(found) if found is not None else None


@cache
def currencies() -> Mapping[str, str]:
    """Single words that name a currency, in lower case, with its code, or with the word where that is ambiguous."""
    table = vocabulary("currencies")
    named = {name.lower(): code for name, code in table["names"].items() if " " not in name}
    shared = {name.lower(): name.lower().removesuffix("s") for name in table["ambiguous"] if name.isalpha()}
    return {**shared, **named}


@cache
def value_of(word: str) -> float | None:
    """The value of a word of digits ("1,200", "2.6") or letters ("thirty"), None when it is no plain number."""
    if DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    value = vocabulary("numbers")["words"].get(word.lower())
    return float(value) if value is not None and value != 1 else None
