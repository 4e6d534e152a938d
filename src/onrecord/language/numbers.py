"""Numbers that count things, and shares of an economy.

Years, dates, ordinals, names with digits in them ("Leopard 2", "F-16"), calibres, times and percentages are
not counts. Nothing here needs a parse; what a number counts is for the caller to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.language.dates import find_dates
from onrecord.language.modifiers import RANGE_JOIN, Modifier, bounds, is_range, scaled_low, words_around
from onrecord.language.money import find_money
from onrecord.language.numerals import Marks, Numeral, find_numerals
from onrecord.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Number:
    """A count as written.

    begin, end: the number's characters in the text given, range included, modifier left out.
    value:      None for a range ("14 to 16"), a vague number ("dozens") and an unclear one ("1,5").
    low, high:  the bounds the text gives, both the value itself for a plain number; None where it gives none.
    modifier:   "at least", "at most", "about", "more" ("another 30"), else None.
    reason:     why there is no value, else None.
    additional: it comes on top of others ("another 30", "up to 30 more").
    told:       the number with the words that bound it.
    """

    begin: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    modifier: Modifier | None = None
    reason: str | None = None
    additional: bool = False
    told: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of an economy: "at least 2% of GDP".

    unit:   "% of GDP" or "% of GNI".
    stated: False where the text leaves the whole out ("the 2% defence target") and a spending word implies it.
    """

    begin: int
    end: int
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None
    modifier: Modifier | None = None
    stated: bool = True
    additional: bool = False
    told: tuple[int, int] = (0, 0)


def find_numbers(text: str, marks: Marks | None = None) -> list[Number]:
    """The counts of `text` in order, none overlapping another.

    marks: what decimal and thousand marks are in the article that `text` is part of, when the caller knows.
    """
    table = vocabulary("numbers")
    counts = [n for n in _without_scores(text, find_numerals(text, marks)) if _is_count(text, n, table)]
    if not counts:
        return []
    money = find_money(text, marks=marks)
    taken = sorted([(d.begin, d.end) for d in find_dates(text, None)] + [(m.begin, m.end) for m in money])
    counts = list(_outside(counts, taken))
    return [_bounded(text, number) for number in _ranged(text, counts)]


def find_shares(text: str, meant: str | None = None) -> list[Share]:
    """The shares of national product that `text` gives, in order.

    meant: the unit of a percentage that stands alone, where the passage speaks of such shares.
    """
    percent = r"\s?(?:%|per\s?cent\b|percent\b|pct\b)"
    if re.search(percent, text) is None:
        return []
    table = vocabulary("numbers")
    shares: list[Share] = []
    numerals = [n for n in find_numerals(text) if not n.joined]
    for index, numeral in enumerate(numerals):
        match = re.compile(percent).match(text, numeral.end)
        whole = match and (_whole(text, match.end(), table) or _alone(text, numeral, match.end(), meant, table))
        if match and whole:
            low = _range_start(text, numerals, index, percent)
            begin = numerals[index - 1].begin if low is not None else numeral.begin
            number = Number(
                begin, numeral.end, None if low is not None else numeral.value, low or numeral.value, numeral.value
            )
            unit, end, is_stated = whole
            bounded = _bounded(text, number, end)
            shares.append(
                Share(
                    begin,
                    end,
                    bounded.value,
                    unit,
                    bounded.low,
                    bounded.high,
                    bounded.modifier,
                    is_stated,
                    bounded.additional,
                    bounded.told,
                )
            )
    return shares


def _without_scores(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """The numerals without those that a hyphen joins and that are no range: "3-1", "2022-23"."""
    scores: set[int] = set()
    for at in range(1, len(numerals)):
        first, second = numerals[at - 1], numerals[at]
        if text[first.end : second.begin] in ("-", "–", "‑") and not is_range(text, first, second):
            scores |= {at - 1, at}
    return [numeral for at, numeral in enumerate(numerals) if at not in scores]


def _outside(numerals: Iterable[Numeral], taken: list[tuple[int, int]]) -> Iterable[Numeral]:
    at = 0
    for numeral in numerals:
        while at < len(taken) and taken[at][1] <= numeral.begin:
            at += 1
        if at == len(taken) or taken[at][0] >= numeral.end:
            yield numeral


def _is_count(text: str, numeral: Numeral, table: Mapping[str, Any]) -> bool:
    begin, end = numeral.begin, numeral.end
    before, behind = text[max(0, begin - 24) : begin], text[end : end + 24]
    if numeral.joined or re.match(
        r"(?:st|nd|rd|th)\b|[:/]\d|%|\s?(?:%|per\s?cent)|-[^\W\d_](?!lus|dd\b)|\s?[€$£]", behind
    ):
        return False
    if re.search(r"[$€£¥₴₽#/_@&=\\]\s?$|:$|\d[.:/]$", before) or (
        numeral.form == "digits" and re.search(r"[A-Za-z]-$", before)
    ):
        return False
    if numeral.form == "digits":
        return not (_is_year(text, numeral) or _is_name(before, table) or _is_measure(numeral, behind, table))
    return _is_word_count(text[begin:end].lower(), before, behind, table)


def _is_year(text: str, numeral: Numeral) -> bool:
    written = text[numeral.begin : numeral.end]
    if not re.fullmatch(r"(?:1[89]|20)\d\d", written):
        return False
    counted = re.match(r"\s+[a-z]+s\b", text[numeral.end : numeral.end + 24])
    dated = re.search(
        r"(?:\bin|since|by|until|from|during|of|the|early|late|mid|before|after|its|this|year)[\s-]$",
        text[max(0, numeral.begin - 10) : numeral.begin].lower(),
    )
    return not (counted and not dated and float(written) % 50 == 0)


def _is_name(before: str, table: Mapping[str, Any]) -> bool:
    word = re.search(r"([^\W\d_]+\.?)[\s-]$", before)
    return word is not None and word.group(1).lower() in table["designations"]["heads"]


def _is_measure(numeral: Numeral, behind: str, table: Mapping[str, Any]) -> bool:
    word = re.match(r"[\s-]?([^\W\d_][\w./'’]*)", behind)
    if word is None:
        return False
    bare = word.group(1).rstrip(".,'’")
    if bare in table["measures"]["words"] or bare.lower() in table["measures"]["words"]:
        return True
    return numeral.suffix and numeral.scale == 1e6 and bare in table["measures"]["after_m"]


def _is_word_count(word: str, before: str, behind: str, table: Mapping[str, Any]) -> bool:
    following = re.match(r"\s*['’]?([^\W\d_]+)", behind)
    if word == "one":
        going = re.search(r"([^\W\d_]+)\s*$", before)
        if going and going.group(1).lower() in table["not_counts"]["before_one"]:
            return False
        return following is not None and following.group(1).lower() not in table["not_counts"]["after_one"]
    return True


def _ranged(text: str, numerals: list[Numeral]) -> Iterable[Number]:
    at = 0
    while at < len(numerals):
        first = numerals[at]
        second = numerals[at + 1] if at + 1 < len(numerals) else None
        if second is not None and is_range(text, first, second):
            low = scaled_low(first, second)
            yield Number(first.begin, second.end, None, low, second.value, None, "a range")
            at += 2
        else:
            yield Number(first.begin, first.end, first.value, first.value, first.value, None, first.reason)
            at += 1


def _bounded(text: str, number: Number, end: int | None = None) -> Number:
    """`number` with what the words around it, or around the phrase that ends at `end`, make of it."""
    around = words_around(text, number.begin, number.end)
    if end is not None and around.modifier is None:
        around = words_around(text, number.begin, end)
    told = replace(number, modifier=around.modifier, additional=around.additional, told=(around.begin, around.end))
    if around.modifier is None or number.value is None:
        return told
    low, high = bounds(number.value, around.modifier)
    return replace(told, low=low, high=high)


def _range_start(text: str, numerals: list[Numeral], index: int, percent: str) -> float | None:
    if index == 0:
        return None
    gap = re.sub(percent, "", text[numerals[index - 1].end : numerals[index].begin])
    low, high = numerals[index - 1].value, numerals[index].value
    joined = RANGE_JOIN.fullmatch(gap) is not None and gap.strip() != "and" and len(gap) < 6
    return low if joined and low is not None and high is not None and low < high else None


def _alone(
    text: str, numeral: Numeral, at: int, meant: str | None, table: Mapping[str, Any]
) -> tuple[str, int, bool] | None:
    """What a bare percentage is of: "reach 2% by 2025" where defence spending was the talk."""
    if meant is None:
        return None
    forms = table["shares"]["alone"]
    grows = re.compile(forms["change"] + "$", re.I).search(text[max(0, numeral.begin - 40) : numeral.begin])
    if grows or re.compile(forms["behind"], re.I).match(text, at) is None:
        return None
    return meant, at, False


def _whole(text: str, at: int, table: Mapping[str, Any]) -> tuple[str, int, bool] | None:
    """What a percentage that ends at `at` is a share of: unit, end of the words, whether they are there."""
    whose = "|".join(table["shares"]["whose"])
    for unit, names in table["shares"].items():
        if not unit.startswith("%"):
            continue
        choices = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        pattern = rf"(?:\s|-)+(?:of(?:\s|-)+)?(?:(?:{whose}|[A-Z]\w+['’]s?)\s+){{0,3}}({choices})\b"
        match = re.compile(pattern, re.I).match(text, at)
        if match:
            return unit, match.end(), True
    targets = "|".join(table["shares"]["targets"])
    spending = "|".join(table["shares"]["spending"])
    implied = re.compile(rf"\s+(?:(?:{spending})\s+)*(?:{targets})s?\b", re.I).match(text, at)
    meant = implied and re.search(rf"\b(?:{spending}|allies)\b", text, re.I)
    return ("% of GDP", implied.end(), False) if implied and meant else None
