"""Amounts of money as the news writes them, never converted unless asked.

Nothing here needs a parse. A currency that the text does not say is None; what context makes of a bare "$" is the
caller's to ask for and to mark as inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.language.currencies import CurrencyMarks, currency_context, currency_marks, dollar_context
from onrecord.language.modifiers import Modifier, bounds, is_range, scaled_low, words_around
from onrecord.language.numerals import UNDISCLOSED, Marks, Numeral, find_numerals
from onrecord.language.rates import in_currency
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

__all__ = ["NO_CURRENCY", "Money", "currency_context", "dollar_context", "find_money", "in_currency"]

NO_CURRENCY = "currency unclear"

_RANGE = re.compile(r"\s*(?:-|–|—|‑|to|and)\s*")
_RANGE_WORDS = ("-", "–", "—", "to")
_PLAIN_WORD = re.compile(r"\s+[a-z]")
_LONGEST_JOIN = 6  # characters between two numbers of one range or list
_LIST = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|/|;)\s*")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as written.

    begin, end:      its characters in the text given, currency included, modifier left out.
    value:           in units of the currency; None for a range, a vague or an unclear amount.
    currency:        ISO 4217, None where neither the text nor `dollar` says which.
    currency_stated: False where `dollar` supplied it.
    low, high:       the bounds the text gives, both the value itself for a plain amount.
    modifier:        "at least", "at most", "about", "more", else None.
    reason:          why value or currency is None.
    candidates:      the currencies an ambiguous name or sign may mean ("kroner": NOK, DKK).
    additional:      it comes on top of others ("another $30m").
    told:            the amount with the words that bound it.
    """

    begin: int
    end: int
    value: float | None
    currency: str | None
    currency_stated: bool
    low: float | None = None
    high: float | None = None
    modifier: Modifier | None = None
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    additional: bool = False
    told: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A numeral with the currency mark that stands at it."""

    begin: int
    end: int
    numeral: Numeral
    mark: str


def find_money(text: str, dollar: str | None = None, marks: Marks | None = None) -> list[Money]:
    """The amounts of money in `text` in order, none overlapping another.

    dollar: ISO 4217 code for a bare "$" or "dollars", when the caller knows it (see `currency_context`).
    marks:  what decimal and thousand marks are in the article that `text` is part of, when the caller knows.
    """
    return _found(text, find_numerals(text, marks), dollar, currency_marks())


def _found(text: str, numerals: list[Numeral], dollar: str | None, marks: CurrencyMarks) -> list[Money]:
    marked: list[_Marked | None] = [_marked(text, numeral, marks) for numeral in numerals]
    _lend(text, numerals, marked)
    found: list[Money] = []
    at = 0
    while at < len(numerals):
        here = marked[at]
        after = marked[at + 1] if at + 1 < len(numerals) else None
        if here and after and _same_range(text, here, after):
            found.append(_range_money(text, here, after, dollar, marks))
            at += 2
            continue
        if here:
            found.append(_money(text, here, dollar, marks))
        at += 1
    if "sum" in text or "amount" in text:
        sums = [
            Money(*m.span(), None, None, False, reason=UNDISCLOSED, told=m.span()) for m in _sums().finditer(text)
        ]
        found = sorted([*found, *sums], key=lambda money: (money.begin, -money.end))
    return _apart(found)


def _sums() -> re.Pattern[str]:
    """Sums that the text names and does not tell."""
    return derived(_sums_pattern)


def _sums_pattern() -> re.Pattern[str]:
    phrases = sorted(vocabulary("numbers")["vague"]["sums"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b(?! of\b)", re.I)


def _apart(found: list[Money]) -> list[Money]:
    out: list[Money] = []
    for money in found:
        if not out or money.begin >= out[-1].end:
            out.append(money)
    return out


def _marked(text: str, numeral: Numeral, marks: CurrencyMarks) -> _Marked | None:
    """The numeral with the mark before it ("€10m", "EUR 10 million") or behind it ("10 EUR million")."""
    before = marks.before(text, numeral.begin)
    if before is not None and (not numeral.joined or before.end == numeral.begin):
        return _after_prefix(text, numeral, before.begin, before.mark, marks)
    if numeral.joined:
        return None
    behind = marks.behind(text, numeral.end)
    if behind is None or not marks.allows(text, numeral, behind):
        return None
    end, widened = behind.end, numeral
    if numeral.scale == 1 and numeral.value is not None:  # 10 EUR million
        scale = re.compile(r"\s?([A-Za-z]+)\b").match(text, behind.end)
        factor = vocabulary("numbers")["scales"].get(scale.group(1).lower()) if scale else None
        if scale and factor:
            widened, end = replace(numeral, value=numeral.value * factor, scale=float(factor)), scale.end()
    return _Marked(numeral.begin, end, widened, behind.mark)


def _after_prefix(text: str, numeral: Numeral, begin: int, mark: str, marks: CurrencyMarks) -> _Marked:
    """A currency before the number; a name behind may say more ("$10 million Canadian dollars", "$5 USD")."""
    behind = marks.behind(text, numeral.end)
    if behind is not None and mark in marks.ambiguous and marks.code(behind.mark) in marks.ambiguous[mark]:
        return _Marked(begin, behind.end, numeral, behind.mark)
    return _Marked(begin, numeral.end, numeral, mark)


def _lend(text: str, numerals: list[Numeral], marked: list[_Marked | None]) -> None:
    """A number without a mark takes its neighbour's in a range ("$1.2-1.5 billion") or, with a scale, in a list."""
    for at in range(1, len(numerals)):
        first, second, low, high = marked[at - 1], marked[at], numerals[at - 1], numerals[at]
        gap = text[low.end : high.begin]
        if len(gap) > _LONGEST_JOIN or low.joined or high.joined or (first is None) == (second is None):
            continue
        range_ends = is_range(text, low, high) and gap.strip() != "or"
        listed = _LIST.fullmatch(gap) is not None or _RANGE.fullmatch(gap) is not None
        bare = _PLAIN_WORD.match(text, high.end) is None  # "$350 to 500 men" is no range of dollars
        if first and ((listed and high.scale > 1) or (range_ends and bare)):
            marked[at] = _Marked(high.begin, high.end, high, first.mark)
        elif second and (range_ends or (listed and gap.strip() not in _RANGE_WORDS and low.scale > 1)):
            marked[at - 1] = _Marked(low.begin, low.end, low, second.mark)


def _same_range(text: str, first: _Marked, second: _Marked) -> bool:
    gap = text[first.end : second.begin]
    if len(gap) > _LONGEST_JOIN or _RANGE.fullmatch(gap) is None or first.mark != second.mark:
        return False
    low, high = scaled_low(first.numeral, second.numeral), second.numeral.value
    if low is None or high is None or low >= high:
        return False
    return (
        gap.strip() != "and"
        or re.search(r"\bbetween\s+$", text[max(0, first.begin - 10) : first.begin], re.I) is not None
    )


def _range_money(text: str, first: _Marked, second: _Marked, dollar: str | None, marks: CurrencyMarks) -> Money:
    whole = _Marked(first.begin, second.end, second.numeral, first.mark)
    money = _money(text, whole, dollar, marks)
    low = scaled_low(first.numeral, second.numeral)
    return replace(money, value=None, low=low, high=second.numeral.value, modifier=None, reason="a range")


def _money(text: str, marked: _Marked, dollar: str | None, marks: CurrencyMarks) -> Money:
    code, candidates = marks.code(marked.mark), marks.ambiguous.get(marked.mark, ())
    supplied = code is None and dollar is not None and dollar in candidates and "USD" in candidates
    value = marked.numeral.value
    around = words_around(text, marked.begin, marked.end)
    modifier = around.modifier
    low, high = bounds(value, modifier)
    reason = marked.numeral.reason or (NO_CURRENCY if code is None and not supplied else None)
    currency = code or (dollar if supplied else None)
    return Money(
        marked.begin, marked.end, value, currency, code is not None, low, high, modifier, reason, candidates,
        around.additional, (around.begin, around.end),
    )  # fmt: skip
