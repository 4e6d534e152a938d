"""Dates of steps: which day a rung is for, of dates that are as fine as their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A date as a finding gives it, with the first and the last day that it may mean."""

    date: str
    start: str
    end: str

    def holds(self, other: Claim) -> bool:
        """Whether `other` is the same date or a finer one inside it."""
        return self.start <= other.start and other.end <= self.end


def claim(date: str | None) -> Claim | None:
    """A date with its ends; of a range with an open end, the end that is known is the date."""
    date = one_end(date)
    if date is None:
        return None
    first, _, last = date.partition("/")
    return Claim(date, _padded(first, "-01"), _padded(last or first, "-12", "-31"))


def one_end(date: str | None) -> str | None:
    """Of a range with an open end the end that is known, of any other date the date itself."""
    if date is None or ".." not in date:
        return date
    return date.replace("..", "").strip("/") or None


def _padded(date: str, month: str, day: str | None = None) -> str:
    """A year or a month filled up to a day, so that dates of any precision compare as words."""
    if len(date) == len("2023"):
        date += month
    return date + (day or month) if len(date) == len("2023-01") else date[: len("2023-01-01")]


def day_of(claims: Mapping[Claim, Set[str]], told: Iterable[str]) -> Claim | None:
    """The day of a rung: the date that most origins give, unless somebody told the step before.

    claims: dates that findings give, with the origins behind each; a coarse one also backs a finer one inside it.
    told:   days on which articles told the step as news. The first of them is a better date than a month that it
            lies in, and the only one where no text gives any.
    """
    first = min(told, default=None)
    telling = Claim(first, first, first) if first else None
    if not claims:
        return telling

    def weight(one: Claim) -> tuple[int, int, str, str]:
        behind = frozenset[str]().union(*(origins for other, origins in claims.items() if other.holds(one)))
        return (-len(behind), one.start != one.end, one.end, one.date)

    best = min(claims, key=weight)
    return telling if telling and (best.holds(telling) or telling.end < best.start) else best
