"""Figures: equal, rounded, or different."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from onrecord.model import Commitment
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.located import Located

FigureRelation = Literal["equal", "rounded", "different", "incomparable"]

LOWER, UPPER, ABOUT = 0, 1, 2
"""Places of the kinds of bound in the vocabulary."""
BOUND_REACH, NEAR = 1.5, 0.06
"""How far from a bound a figure may lie and still be meant by it; how near "about" is."""
CONVERTED = 0.04
"""How far two sums of different currencies may lie apart, once converted: outlets take other rates, and round."""
STEPS = 1_000_000
"""Tells the two halves of the scale's steps apart."""
PLACES = {"at least": LOWER, "at most": UPPER, "about": ABOUT}
"""The place of a bound that a finding gives."""
BEFORE = 30
"""Characters before a figure in which its bound stands."""
ROUNDING = 0.051
"""Two sums this close, relative to the larger, may be one sum rounded: 2.6 and 2.57 billion."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts.

    measure: a currency, "?" for money of unknown currency, a share's unit, "" for pieces.
    bound:   how it is meant, as a place in the vocabulary's `bounds` (at least, at most, about), None for exactly.
    ends:    of a range, its ends.
    worth:   of money, in dollars, where a rate is known.
    """

    measure: str
    value: float
    money: bool = False
    bound: int | None = None
    ends: tuple[float, float] | None = None
    worth: float | None = None


def figures(each: Located) -> frozenset[Figure]:
    """The figures that a commitment is known by."""
    commitment = cast(Commitment, each.finding)
    out: set[Figure] = set()
    if commitment.amount is not None:
        bound, ends = _meant(each, "amount")
        currency = commitment.currency or "?"
        worth = commitment.amount if currency == "USD" else commitment.amount_usd
        out.add(Figure(currency, commitment.amount, True, bound, ends, worth))
    if commitment.quantity is not None:
        unit = commitment.unit or ""
        bound, ends = _meant(each, "quantity")
        out.add(Figure(unit if "%" in unit else "", commitment.quantity, False, bound, ends))
    return frozenset(out)


def _meant(each: Located, field: str) -> tuple[int | None, tuple[float, float] | None]:
    """How a figure is meant: by the finding where it says so, else by the words before it; a range's ends."""
    told = getattr(each.finding, f"{field}_bound")
    low, high = getattr(each.finding, f"{field}_low"), getattr(each.finding, f"{field}_high")
    if told == "range" and low is not None and high is not None:
        return None, (low, high)
    return (PLACES.get(told) if told else _bound(each, field)), None


def _bound(each: Located, field: str) -> int | None:
    """How a figure is meant, by the words right before it or at its beginning."""
    evidence = each.finding.evidence.get(field)
    if evidence is None:
        return None
    begin = evidence.spans[0].begin
    before = each.article.text[max(0, begin - BEFORE) : begin]
    inside = each.article.text[begin : evidence.spans[0].end]
    words = [
        *re.findall(r"[^\W\d]+", before.rsplit(".", 1)[-1])[-3:],
        *re.findall(r"^[^\W\d]+(?: [^\W\d]+)*", inside),
    ]
    return bound_of(meaning().phrase(" ".join(words).split()).split())


def bound_of(keys: Sequence[str]) -> int | None:
    """The place in `bounds` of the phrase that `keys` end with, None when they end with no bound."""
    bounds = meaning().bounds
    for first in range(len(keys)):
        places = bounds.get(" ".join(keys[first:]))
        if places:
            return min(places)
    return None


def compare(a: Figure, b: Figure) -> FigureRelation:
    """How two figures stand to each other; those of different measure cannot be compared."""
    if a.measure != b.measure:
        return _converted(a, b)
    if a.value == b.value:
        return "equal"
    if _allows(a, b) or _allows(b, a) or _rounded(a.value, b.value):
        return "rounded"
    return "different"


def _converted(a: Figure, b: Figure) -> FigureRelation:
    """How two sums of different currencies stand to each other; a sum of unknown currency may be any."""
    if not (a.money and b.money) or a.worth is None or b.worth is None:
        return "incomparable"
    x, y = (replace(each, measure="USD", value=worth, ends=None) for each, worth in ((a, a.worth), (b, b.worth)))
    near = abs(x.value - y.value) <= CONVERTED * max(x.value, y.value)
    return "rounded" if near or _allows(x, y) or _allows(y, x) else "different"


def _allows(bounded: Figure, other: Figure) -> bool:
    """Whether a bound ("more than 100") or a range allows for the other figure."""
    low, value = bounded.value, other.value
    if bounded.ends:
        return bounded.ends[0] <= value <= bounded.ends[1]
    return (
        (bounded.bound == LOWER and low <= value <= BOUND_REACH * low)
        or (bounded.bound == UPPER and low / BOUND_REACH <= value <= low)
        or (bounded.bound == ABOUT and abs(value - low) <= NEAR * low)
    )


def _rounded(a: float, b: float) -> bool:
    """One of the two is the other, written with fewer digits."""
    if a <= 0 or b <= 0:
        return False
    few, many = sorted((a, b), key=digits)
    if digits(few) == digits(many) or digits(few) > 3 or abs(a - b) > ROUNDING * max(a, b):
        return False
    scale = 10 ** (math.floor(math.log10(few)) - digits(few) + 1)
    return abs(few - many) <= scale and (few >= 100 or many != int(many))


def digits(value: float) -> int:
    """Significant digits of a number, trailing zeros not counted."""
    written = f"{value:.10g}"
    mantissa = written.split("e")[0].replace(".", "").strip("0")
    return max(len(mantissa), 1)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures may belong to one commitment."""
    return compare(a, b) != "different"


def steps(worth: float) -> tuple[int, int]:
    """Two steps of a scale on which sums lie that may be one in two currencies; such sums have one in common."""
    place = math.log(max(worth, 1.0)) / (2 * math.log1p(CONVERTED))
    return math.floor(place), math.floor(place + 0.5) + STEPS


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
