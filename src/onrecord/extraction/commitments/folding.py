"""Folding: one finding for what an article says twice in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Commitment

_PRONOUNS = frozenset({"it", "them", "these", "those"})


def folded(found: Iterable[Commitment]) -> list[Commitment]:
    """`found` in the order of the text, exact repetitions left out, the fuller of two kept."""
    kept: dict[tuple[object, ...], Commitment] = {}
    for one in sorted(found, key=_place):
        key = _key(one)
        there = kept.get(key)
        if there is None or _fullness(one) > _fullness(there):
            kept[key] = one
    out: list[Commitment] = []
    for one in sorted(kept.values(), key=_place):
        if not any(_says_less(one, other) for other in kept.values()):
            out.append(one)
    return out


def _key(one: Commitment) -> tuple[object, ...]:
    last = (one.item or "").lower().split()[-1:]
    thing = (one.item_class, *(word.rstrip("s") for word in last))
    return (
        one.actor,
        one.actor_name if one.actor is None else None,
        one.stage,
        thing,
        one.quantity if one.quantity is not None else (one.quantity_low, one.quantity_high),
        one.unit,
        one.amount if one.amount is not None else (one.amount_low, one.amount_high),
        one.kind,
    )


def _says_less(one: Commitment, other: Commitment) -> bool:
    """Whether `other` says all that `one` says, and a figure more."""
    if _points_to(one, other):
        return True
    if one is other or (one.actor, one.stage) != (other.actor, other.stage) or one.actor is None:
        return False
    if one.quantity is not None or one.amount is not None or one.kind == "target":
        return False
    if (other.quantity is None and other.amount is None) or one.recipient != other.recipient:
        return False
    return one.item_class is not None and one.item_class == other.item_class and one.item == other.item


def _points_to(one: Commitment, other: Commitment) -> bool:
    """Whether `one` only says with a pronoun, and no figure of its own, what `other` says by name."""
    if one is other or one.item_class is None or one.quantity is not None or one.amount is not None:
        return False
    pointed = one.evidence["item_class"].rule == "antecedent" and (one.item or "").lower() in _PRONOUNS
    same = (one.actor, one.stage, one.item_class) == (other.actor, other.stage, other.item_class)
    return pointed and same and (other.item or "").lower() not in _PRONOUNS


def _fullness(one: Commitment) -> int:
    values = (one.recipient, one.quantity, one.amount, one.unit, one.date, one.said_by, one.item_class)
    return sum(value is not None for value in values)


def _place(one: Commitment) -> tuple[int, int, str]:
    spans = [
        span
        for field in ("item", "amount", "quantity", "amount_bound", "quantity_bound")
        if field in one.evidence
        for span in one.evidence[field].spans
    ]
    return (min(s.begin for s in spans), min(s.end for s in spans), one.id) if spans else (0, 0, one.id)
