"""Totals in words: sums, figures, and what is left out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from onrecord.phrases import NOTHING, money, number, plural, rounded, rounded_sum
from onrecord.record import Counted, LeftOutReason, Total

MOST_UNITS = 6
"""Currencies or things of one total that are named, the largest first."""
MEANS: Mapping[LeftOutReason, str] = {
    "another stage": "it promises nothing: talk, a proposal, a request, a refusal",
    "superseded stage": "a request that has been answered; the answer counts",
    "recalled only": "an earlier promise told again, or a running total",
    "no figure": "no report gives a number",
    "vague or undisclosed": "dozens, undisclosed, 1 to 2 billion: no single figure",
    "unresolved currency": "no report tells whose money it is",
    "joint gift counted once": "one gift of several givers, counted with one of them",
    "part of a counted whole": "a package or a larger sum that is counted holds it",
    "told more broadly elsewhere": "the same promise in other words, counted there",
    "rejected by a ruling": "a person has decided that it is not one",
}
"""What each reason for leaving something out means."""


def sums_told(found: Sequence[Total], currency: str | None) -> list[str]:
    """What totals come to together: a line for each currency or thing, the largest first; none of no counted one.

    currency: EUR or USD to convert at the rate of each day, None for currencies as they are given.
    """
    if all(not total.counted for total in found):
        return []
    if currency is not None and found[0].measure == "money":
        value = sum((total.eur if currency == "EUR" else total.usd) or 0.0 for total in found)
        missing = sum(total.no_rate for total in found)
        more = f" (without {plural(missing, 'sum')} of no known rate)" if missing else ""
        return [money(rounded(value), currency) + more]
    sums: Counter[str] = Counter()
    for total in found:
        sums.update(total.sums)
    several = len(found) > 1 or len(found[0].counted) > 1
    told = (
        rounded_sum if several and found[0].measure == "money" else partial(figure_told, measure=found[0].measure)
    )
    parts = [told(value, unit) for unit, value in sums.most_common(MOST_UNITS)]
    return [*parts, *([f"and {len(sums) - MOST_UNITS} more"] if len(sums) > MOST_UNITS else [])]


def figure_told(value: float, unit: str, measure: str) -> str:
    """`USD 53 million`, `30 tank`."""
    return money(value, unit) if measure == "money" else f"{number(value)} {unit}"


def reasons(found: Sequence[Total]) -> list[tuple[LeftOutReason, int]]:
    """Why something is left out of totals, and how often, the most frequent first."""
    counts = Counter(one.reason for total in found for one in total.left_out)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def left_out_told(found: Sequence[Total]) -> str:
    """`28 another stage, 3 no figure`, or nothing."""
    return ", ".join(f"{count} {reason}" for reason, count in reasons(found))


def group_told(total: Total) -> list[str]:
    """The values of its group, a dash for what is not told."""
    return [value or NOTHING for value in total.group.values()]


def counted_told(one: Counted, measure: str) -> str:
    """Why an entry counts, what else its figure might be, and which origins tell it more than once."""
    why = one.why
    if one.low is not None and one.high is not None:
        low, high = (money(end, one.unit) if measure == "money" else number(end) for end in (one.low, one.high))
        why += f", between {low} and {high}"
    if one.copies:
        told = ", ".join(f"{origin.partition(':')[2] or origin} +{more}" for origin, more in one.copies.items())
        why += f"; copies: {told}"
    return why
