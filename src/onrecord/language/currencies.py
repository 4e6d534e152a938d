"""Currency marks: signs, codes and names, which currency they mean, and what decides where they do not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.language.actors import Actor
from onrecord.language.numerals import Numeral
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s|\n")
_AMERICAN = re.compile(r"(?<![\w])(?:US|U\.S\.)\$|\bUSD\b|\bU\.?S\.? dollars?\b")
_LONGEST_SENTENCE = 1000  # characters
_REACH = 24  # characters: longer than the longest currency name


@dataclass(frozen=True, slots=True)
class Mark:
    """A currency mark at its place; `mark` is its form in the vocabulary."""

    begin: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class CurrencyMarks:
    """The currency vocabulary, ready to look up."""

    codes: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]
    scaled: frozenset[str]
    weight: frozenset[str]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]

    def code(self, mark: str) -> str | None:
        """The one currency that `mark` means, else None."""
        return self.codes.get(mark)

    def before(self, text: str, begin: int) -> Mark | None:
        """The mark that ends right before `begin`, a space or a backslash between at most."""
        reach = max(0, begin - 10)
        match = self.prefix.search(text[reach:begin])
        return Mark(reach + match.start(1), reach + match.end(1), match.group(1)) if match else None

    def behind(self, text: str, end: int) -> Mark | None:
        """The mark that begins right behind `end`, a space or a hyphen or "of" between at most."""
        match = self.suffix.match(text[end : end + _REACH + 4])
        if match is None:
            return None
        written = match.group(1)
        mark = written if written in self.codes or written in self.ambiguous else written.lower()
        if mark not in self.codes and mark not in self.ambiguous:
            mark = next((name for name in (*self.codes, *self.ambiguous) if name.lower() == written.lower()), mark)
        return Mark(end + match.start(1), end + match.end(1), mark)

    def allows(self, text: str, numeral: Numeral, mark: Mark) -> bool:
        """Whether a mark behind a number is money: "30 won" and "200 pounds of" are not."""
        if mark.mark in self.scaled and numeral.scale < 1000:
            return False
        if mark.mark in self.weight and numeral.scale < 1000:
            return (
                re.match(r"\s+(?:of|in weight|each|heavy|lighter|overweight)\b", text[mark.end : mark.end + 16])
                is None
            )
        joined = re.match(r"\s?of\s", text[numeral.end : numeral.end + 5]) is not None
        return not joined or numeral.form == "vague" or numeral.scale > 1


def currency_marks() -> CurrencyMarks:
    """The currency vocabulary that is in force now."""
    return derived(_marks)


def _marks() -> CurrencyMarks:
    table: Mapping[str, Any] = vocabulary("currencies")
    ambiguous = {name: tuple(codes) for name, codes in table["ambiguous"].items()}
    codes = {sign: code for sign, code in table["symbols"].items() if code}
    codes |= {code: code for code in table["codes"]["known"]} | dict(table["names"])
    signs = _longest_first(table["symbols"])
    letters = "|".join(re.escape(code) for code in table["codes"]["known"])
    names = _longest_first([*table["names"], *(name for name in ambiguous if name not in table["symbols"])])
    bounded = "|".join(rf"(?<![\w]){re.escape(sign)}" if sign[0].isalnum() else re.escape(sign) for sign in signs)
    any_name, any_sign = "|".join(map(re.escape, names)), "|".join(map(re.escape, signs))
    behind = rf"(?i:{any_name})(?!\w)|(?:{letters})(?!\w)|(?:{any_sign})(?![\w.])"
    return CurrencyMarks(
        codes,
        ambiguous,
        frozenset(table["careful"]["scaled"]),
        frozenset(table["careful"]["weight"]),
        re.compile(rf"({bounded}|(?<!\w)(?:{letters}))[\s\\~]?$"),
        re.compile(rf"(?:\s+of)?[\s-]?({behind})"),
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def currency_context(
    text: str, actors: Iterable[Actor], candidates: Iterable[str], at: int | None = None
) -> tuple[str, tuple[int, int]] | None:
    """Which of `candidates` the text's own states point to, and the words that say so; None when nothing does.

    actors: the states of the article (`find_actors`). at: where the amount stands; a state of its own sentence
    goes before one further off. The caller marks what comes of it as inferred.
    """
    users = vocabulary("currencies")["users"]
    wanted = {state: code for code in candidates for state in users.get(code, ())}
    near = [actor for actor in actors if actor.code in wanted]
    if not near:
        return None
    if at is None:
        first = near[0]
    else:
        begin, end = _sentence_around(text, at)
        inside = [actor for actor in near if begin <= actor.begin < end]
        first = min(inside or near, key=lambda actor: (actor.begin > at, abs(actor.begin - at)))
    if at is None and len({wanted[actor.code] for actor in near}) > 1:
        return None
    return wanted[first.code], (first.begin, first.end)


def dollar_context(text: str, actors: Iterable[Actor], at: int | None = None) -> tuple[str, tuple[int, int]] | None:
    """What a bare "$" or "dollars" in `text` means, and the words that say so; None when nothing does.

    In order: a dollar that the text marks as another country's ("A$") leaves the bare one American; a state with a
    dollar of its own in the amount's sentence (`at`), when the United States are not there too; a dollar that the
    text marks as American; the United States anywhere; the one other dollar state there is; else the bare sign
    itself, which the international press uses for the American dollar. The caller marks it as inferred.
    """
    known = [actor for actor in actors if text[actor.end : actor.end + 1] != "$"]  # "US$" names no state
    foreign = re.search(r"(?<![\w])(?:A|AU|C|CA|NZ)\$", text)
    if foreign:
        return "USD", foreign.span()
    candidates = vocabulary("currencies")["ambiguous"]["$"]
    users = vocabulary("currencies")["users"]
    bare = vocabulary("currencies")["careful"]["bare"]
    states = {state: code for code in candidates if code in bare for state in users.get(code, ())}
    begin, end = _sentence_around(text, at) if at is not None else (0, len(text))
    inside = [actor for actor in known if actor.code in states and begin <= actor.begin < end]
    for group in (inside, [actor for actor in known if actor.code in states]):
        american = next((actor for actor in group if actor.code == "USA"), None)
        if american is not None:
            return "USD", (american.begin, american.end)
        if len({actor.code for actor in group}) == 1:
            return states[group[0].code], (group[0].begin, group[0].end)
        if group is inside and (american_mark := _AMERICAN.search(text)):
            return "USD", american_mark.span()
    sign = re.search(r"\$|\bdollars?\b", text)
    return ("USD", sign.span()) if sign else None


def _sentence_around(text: str, at: int) -> tuple[int, int]:
    reach = max(0, at - _LONGEST_SENTENCE)
    begin = max((m.end() for m in _SENTENCE_END.finditer(text, reach, at)), default=reach)
    match = _SENTENCE_END.search(text, at, at + _LONGEST_SENTENCE)
    return begin, match.start() + 1 if match else min(len(text), at + _LONGEST_SENTENCE)
