"""What stands around a number and bounds it: "at least", "up to", "another", the two ends of a range."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from onrecord.language.numerals import Numeral
from onrecord.vocabulary import vocabulary

Bound = Literal["at least", "at most", "about"]
Modifier = Literal["at least", "at most", "about", "more"]

RANGE_JOIN = re.compile(r"\s*(?:-|–|—|‑|to|and|or)\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE = 32  # characters: longer than the longest modifier
_MOST = 2  # phrases on either side: "up to another 50", "at least 50 more"


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around a number make of it.

    bound:      "at least", "at most" or "about"; None where it is meant exactly.
    additional: it comes on top of others ("another 50", "up to 50 more").
    begin, end: the number with those words.
    """

    bound: Bound | None
    additional: bool
    begin: int
    end: int

    @property
    def modifier(self) -> Modifier | None:
        """The bound, else "more" for what comes on top."""
        return self.bound or ("more" if self.additional else None)


def words_around(text: str, begin: int, end: int) -> Around:
    """What the words around `text[begin:end]` make of the number there: those before it, then those behind it."""
    table = vocabulary("numbers")["modifiers"]
    found: list[str] = []
    for _ in range(_MOST):
        before = text[max(0, begin - _BEFORE) : begin].lower()
        shown = before.rstrip().removesuffix("(").rstrip()
        fits = [
            (phrase, name)
            for name, phrases in table["before"].items()
            for phrase in phrases
            if _ends(shown, phrase)
        ]
        if not fits:
            break
        phrase, name = max(fits, key=lambda pair: len(pair[0]))
        if phrase == "over" and shown.split()[-2:-1] and shown.split()[-2] in table["verbs_with_over"]:
            break  # "handed over 60 ambulances"
        found.append(name)
        begin -= len(before) - len(shown) + len(phrase)
    for _ in range(_MOST):
        behind = text[end : end + _BEFORE].lower()
        after = _phrase_behind(behind, table["after"])
        if after is None:
            break
        name, length = after
        found.append(name)
        end += length
    bound = next((name for name in found if name != "more"), None)
    return Around(cast("Bound | None", bound), "more" in found, begin, end)


def _phrase_behind(behind: str, table: Mapping[str, Sequence[str]]) -> tuple[str, int] | None:
    """What the phrase right behind a number makes of it, and how long it is."""
    for name, phrases in table.items():
        for phrase in phrases:
            gap = 0 if phrase[0] in "-+" else 1
            if _begins(behind, gap, phrase):
                return name, gap + len(phrase)
    return None


def _ends(shown: str, phrase: str) -> bool:
    """Whether a text ends with the words of `phrase`."""
    start = len(shown) - len(phrase)
    return shown.endswith(phrase) and (start == 0 or not (shown[start - 1].isalnum() and phrase[0].isalnum()))


def _begins(behind: str, gap: int, phrase: str) -> bool:
    """Whether a text begins with the words of `phrase` after `gap` blanks; "more than" is no "more"."""
    rest = behind[gap + len(phrase) :]
    there = behind[gap:].startswith(phrase) and not behind[:gap].strip() and not rest[:1].isalpha()
    return there and not (phrase == "more" and rest.startswith(" than"))


def bounds(value: float | None, modifier: str | None) -> tuple[float | None, float | None]:
    """The low and high that a value with a modifier leaves: "at least 5" has no high."""
    if modifier == "at least":
        return value, None
    if modifier == "at most":
        return None, value
    return (None, None) if modifier == "about" else (value, value)


def is_range(text: str, first: Numeral, second: Numeral) -> bool:
    """Whether two numerals are the ends of one range: "14 to 16", "14-16", "between 4 and 6"."""
    gap = text[first.end : second.begin]
    if len(gap) > 6 or first.value is None or second.value is None or first.form != second.form:
        return False
    if second.scale > 1 and _YEAR.fullmatch(text, first.begin, first.end):
        return False  # in November 2022 to 16 million
    join = RANGE_JOIN.fullmatch(gap)
    if join is None or (scaled_low(first, second) or 0) >= second.value:
        return False
    word = gap.strip()
    if word == "and":
        return re.search(r"\bbetween\s+\W?$", text[max(0, first.begin - 10) : first.begin], re.I) is not None
    return word != "or" or second.value - first.value <= max(1, first.value / 2)


def scaled_low(first: Numeral, second: Numeral) -> float | None:
    """The low end of a range, which may leave its scale to the high end: "1.2 to 1.5 billion"."""
    if first.value is None or second.value is None:
        return None
    lent = first.value * second.scale
    return lent if first.scale == 1 and second.scale > 1 and lent < second.value else first.value
