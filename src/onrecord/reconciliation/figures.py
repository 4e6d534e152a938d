"""Figures: equal, rounded, or different."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Commitment

FigureRelation = Literal["equal", "rounded", "different", "incomparable"]

ROUNDING = 0.051
"""Two sums this close, relative to the larger, may be one sum rounded: 2.6 and 2.57 billion."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts: a currency, "?" for money of unknown currency, a share's unit, "" for pieces."""

    measure: str
    value: float


def figures(commitment: Commitment) -> frozenset[Figure]:
    """The figures that a commitment is known by."""
    out: set[Figure] = set()
    if commitment.amount is not None:
        out.add(Figure(commitment.currency or "?", commitment.amount))
    if commitment.quantity is not None:
        unit = commitment.unit or ""
        out.add(Figure(unit if "%" in unit else "", commitment.quantity))
    return frozenset(out)


def compare(a: Figure, b: Figure) -> FigureRelation:
    """How two figures stand to each other; those of different measure cannot be compared."""
    if a.measure != b.measure:
        return "incomparable"
    if a.value == b.value:
        return "equal"
    return "rounded" if _rounded(a.value, b.value) else "different"


def _rounded(a: float, b: float) -> bool:
    """One of the two is the other, written with fewer digits."""
    if a <= 0 or b <= 0:
        return False
    few, many = sorted((a, b), key=_digits)
    if _digits(few) == _digits(many) or _digits(few) > 3 or abs(a - b) > ROUNDING * max(a, b):
        return False
    scale = 10 ** (math.floor(math.log10(few)) - _digits(few) + 1)
    return abs(few - many) <= scale and (few >= 100 or many != int(many))


def _digits(value: float) -> int:
    """Significant digits of a number, trailing zeros not counted."""
    written = f"{value:.10g}"
    mantissa = written.split("e")[0].replace(".", "").strip("0")
    return max(len(mantissa), 1)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures may belong to one commitment."""
    return compare(a, b) != "different"


def share_apart(a: Figure, b: Figure) -> float:
    """How far two figures lie apart, relative to the larger."""
    top = max(abs(a.value), abs(b.value))
    return abs(a.value - b.value) / top if top else 0.0


def likely_slip(a: float, b: float) -> str:
    """How one figure may have become the other, as the end of a sentence; "" when nothing suggests itself."""
    if a <= 0 or b <= 0:
        return ""
    if f"{a:.10g}" != f"{b:.10g}" and sorted(f"{a:.10g}") == sorted(f"{b:.10g}"):
        return "; the digits have changed places, a copying error is likely"
    power = math.log10(a / b)
    if abs(power - round(power)) < 1e-9 and round(power):
        return "; they differ by a power of ten, a slip of scale or unit is likely"
    return ""
