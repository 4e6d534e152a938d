"""Totals as pages show them: what each comes to, what it counts, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.phrases import NOTHING
from onrecord.record import Total
from onrecord.record.code_names import usual_name
from onrecord.telling.totals import MEANS, reasons, sums_told

CODES = ("actor", "recipient")
"""Dimensions whose values may be codes."""


@dataclass(frozen=True, slots=True)
class ShownSum:
    """How much there is of a currency, or of a thing."""

    unit: str
    value: float


@dataclass(frozen=True, slots=True)
class LeftOutFor:
    """How many commitments are left out for a reason, and what the reason means."""

    reason: str
    count: int
    means: str


@dataclass(frozen=True, slots=True)
class ShownTotal:
    """One total.

    group:   the values of its group as an address asks for them: `-` where nothing is told.
    label:   the same in words. told: what it comes to, a line for each currency or thing.
    sums:    by currency as given, or by what is counted; eur, usd: the same money at the rates of each day, None of
             goods; no_rate: sums for which no rate is known.
    size:    by which it is drawn: money as converted; of goods how many commitments are counted.
    counted, copies, left_out: how many commitments are counted, how many further articles tell them again, how many
             are not counted; reasons: why not.
    """

    group: tuple[str, ...]
    label: str
    told: tuple[str, ...]
    sums: tuple[ShownSum, ...]
    eur: float | None
    usd: float | None
    no_rate: int
    size: float
    counted: int
    copies: int
    left_out: int
    reasons: tuple[LeftOutFor, ...]


def shown_total(total: Total, currency: str | None) -> ShownTotal:
    """A total as a page shows it. currency: EUR or USD, None for currencies as they are given."""
    converted = total.eur if currency == "EUR" else total.usd
    return ShownTotal(
        group=tuple(value or NOTHING for value in total.group.values()),
        label=", ".join(named(name, value) for name, value in total.group.items()) or "all",
        told=tuple(sums_told([total], currency)),
        sums=tuple(ShownSum(unit, value) for unit, value in total.sums.items()),
        eur=total.eur,
        usd=total.usd,
        no_rate=total.no_rate,
        size=float(len(total.counted)) if converted is None else converted,
        counted=len(total.counted),
        copies=total.copies,
        left_out=len(total.left_out),
        reasons=_reasons([total]),
    )


def whole_of(totals: Sequence[Total], currency: str | None) -> ShownTotal:
    """All totals together, as one."""
    sums: dict[str, float] = {}
    for total in totals:
        for unit, value in total.sums.items():
            sums[unit] = sums.get(unit, 0.0) + value
    money = bool(totals) and totals[0].measure == "money"
    eur = sum(total.eur or 0.0 for total in totals) if money else None
    usd = sum(total.usd or 0.0 for total in totals) if money else None
    counted = sum(len(total.counted) for total in totals)
    converted = eur if currency == "EUR" else usd
    return ShownTotal(
        group=(),
        label="all",
        told=tuple(sums_told(totals, currency)),
        sums=tuple(ShownSum(unit, sums[unit]) for unit in sorted(sums, key=lambda unit: (-sums[unit], unit))),
        eur=eur,
        usd=usd,
        no_rate=sum(total.no_rate for total in totals),
        size=float(counted) if converted is None else converted,
        counted=counted,
        copies=sum(total.copies for total in totals),
        left_out=sum(len(total.left_out) for total in totals),
        reasons=_reasons(totals),
    )


def _reasons(totals: Sequence[Total]) -> tuple[LeftOutFor, ...]:
    return tuple(LeftOutFor(reason, count, MEANS[reason]) for reason, count in reasons(totals))


def named(dimension: str, value: str | None) -> str:
    """A value of a dimension in words: `United States (USA)`, `no recipient told`."""
    if value is None:
        return f"no {dimension} told"
    name = usual_name(value) if dimension in CODES else None
    return f"{name} ({value})" if name else value
