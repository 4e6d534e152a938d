"""Numbers: two findings of one entry that give another figure, and figures that are one told twice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, cast

from onrecord.model import Commitment
from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments.joining import party, same_party
from onrecord.reconciliation.disagreements.judgement import on_both_sides
from onrecord.reconciliation.disagreements.weights import Change
from onrecord.reconciliation.located import Located

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
ROUGHLY = 0.1
"""How far from a figure that is told as about so many another one is no contradiction."""
SAME_SUM = 0.07
"""Sums in two currencies this close at the day's rate, relative to the larger, are one sum converted."""
COMPARABLE = 3.5
"""Counts further apart than this count two things."""
Field = Literal["amount", "quantity"]
Precise = Mapping[str, frozenset[str]]
"""By field: ids of the findings whose figure no other of the entry's gives more exactly."""


class Different(NamedTuple):
    """Two figures of one field that are not one."""

    change: Change
    field: Field
    reason: str
    values: tuple[float, float]


def measured(group: Sequence[Located]) -> Precise:
    """Which findings of an entry give their figure at its most exact: of 3.75 and 3.8 billion the first."""
    out: dict[str, frozenset[str]] = {}
    for field in ("amount", "quantity"):
        given = [each for each in group if isinstance(each.finding, Commitment) and _value(each, field) is not None]
        distinct = {_measure(each, field): each for each in reversed(given)}
        rough = {
            key for key, each in distinct.items() for other in distinct.values() if _rougher(each, other, field)
        }
        out[field] = frozenset(each.id for each in given if _measure(each, field) not in rough)
    return out


def figure_differences(a: Located, b: Located, copied: bool, precise: Precise) -> Iterator[Different]:
    """Where two findings give two figures.

    In a copied passage every other figure counts. Of independent reports only those that give the figure at its
    most exact are compared, so that a rounded one is not held against each exact one, and not where one of them
    recalls it, counts in another unit, or gives the sum in another currency at the day's rate.
    """
    x, y = cast(Commitment, a.finding), cast(Commitment, b.finding)
    for field in ("amount", "quantity"):
        first, second = _value(a, field), _value(b, field)
        if first is None or second is None or _measure(a, field) == _measure(b, field):
            continue
        exact = a.id in precise[field] and b.id in precise[field]
        if not copied and (not exact or x.recalled or y.recalled or not _one_thing(x, y, field)):
            continue
        told = on_both_sides(_sum(x), _sum(y)) if field == "amount" else on_both_sides(shown(first), shown(second))
        name = "sum" if field == "amount" else "number"
        if field == "amount" and x.currency != y.currency:
            converted = _converted(x, y)
            if copied or not converted:
                ending = "; at the day's rate they are the same" if converted else ""
                yield Different(
                    "converted" if converted else "measure", field, f"the sum is {told}{ending}", (first, second)
                )
            continue
        relation = figures.compare(_figure(a, field), _figure(b, field))
        if relation == "incomparable":
            continue
        rounded = relation == "rounded"
        if not copied and (rounded or meant_roughly(_figure(a, field), _figure(b, field))):
            continue
        ending = "; one is the other rounded or bounded" if rounded else figures.likely_slip(first, second)
        yield Different("rounded" if rounded else "value", field, f"the {name} is {told}{ending}", (first, second))


def meant_roughly(a: figures.Figure, b: figures.Figure) -> bool:
    """Whether one of two figures is told as about the other ("nearly 100", "90")."""
    return any(
        bounded.bound == figures.ABOUT and abs(bounded.value - other.value) <= ROUGHLY * bounded.value
        for bounded, other in ((a, b), (b, a))
    )


def _one_thing(x: Commitment, y: Commitment, field: Field) -> bool:
    """Whether two independent reports count one thing: one doer, the same class of item, the same unit."""
    if same_party(party(x.actor, x.actor_name), party(y.actor, y.actor_name)) is not True:
        return False
    if field == "amount":
        return True
    alike = items.relation(x.item, x.item_class, y.item, y.item_class) in ("same", "kind of")
    near = max(x.quantity or 0, y.quantity or 0) <= COMPARABLE * min(x.quantity or 0, y.quantity or 0)
    return alike and near and (x.unit or "") == (y.unit or "")


def _value(each: Located, field: Field) -> float | None:
    return cast(Commitment, each.finding).amount if field == "amount" else cast(Commitment, each.finding).quantity


def _measure(each: Located, field: Field) -> tuple[float | None, str | None]:
    finding = cast(Commitment, each.finding)
    return (finding.amount, finding.currency) if field == "amount" else (finding.quantity, None)


def _figure(each: Located, field: Field) -> figures.Figure:
    return next(one for one in figures.figures(each) if one.money == (field == "amount"))


def _rougher(each: Located, other: Located, field: Field) -> bool:
    """Whether the first gives the other's figure with fewer digits, or bounded."""
    if figures.compare(_figure(each, field), _figure(other, field)) != "rounded":
        return False
    mine, others = _figure(each, field), _figure(other, field)
    if (mine.bound is None) != (others.bound is None):
        return mine.bound is not None
    return _digits(mine.value) < _digits(others.value)


def _digits(value: float) -> int:
    return len(f"{value:.10g}".split("e")[0].replace(".", "").strip("0"))


def _converted(x: Commitment, y: Commitment) -> bool:
    """Whether two sums in two currencies are one at the rate of their days."""
    if x.amount_eur is None or y.amount_eur is None:
        return False
    return abs(x.amount_eur - y.amount_eur) <= SAME_SUM * max(x.amount_eur, y.amount_eur)


def _sum(commitment: Commitment) -> str:
    return f"{shown(commitment.amount or 0.0)} {commitment.currency or 'of an unknown currency'}"


def shown(value: float) -> str:
    """A figure as a reader writes it: "2.6 billion", "1,250", "0.5"."""
    for scale, name in SCALES:
        if abs(value) >= scale and math.isclose(round(value / scale, 3) * scale, value):
            return f"{value / scale:,.10g} {name}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")
