"""Folding: one finding for what an article says twice in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Commitment

_FIRM = frozenset({"pledged", "shipped", "delivered"})
_PRONOUNS = frozenset({"it", "them", "these", "those"})


def folded(found: Iterable[Commitment], headline: int = 0) -> list[Commitment]:
    """`found` in the order of the text, repetitions left out, the fuller of two kept.

    headline: where the article's headline ends.
    """
    kept: dict[tuple[object, ...], Commitment] = {}
    for one in sorted(found, key=_place):
        key = _key(one)
        there = kept.get(key)
        if there is None or _fullness(one) > _fullness(there):
            kept[key] = one
    out: list[Commitment] = []
    for one in sorted(kept.values(), key=_place):
        over = _place(one)[0] < headline
        if any(_says_less(one, other) for other in kept.values()):
            continue
        if not (over and any(_heads(one, other) for other in kept.values() if _place(other)[0] >= headline)):
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


def _heads(one: Commitment, other: Commitment) -> bool:
    """Whether `one`, in the headline, only says in short what `other`, in the story, says in full.

    The present tense of a headline ("Spain gives tanks") leaves open what stage the story tells.
    """
    stages = one.stage == other.stage or {one.stage, other.stage} <= _FIRM
    if one.actor is None or one.actor != other.actor or not stages or one.kind != other.kind:
        return False
    if one.item_class is None or one.item_class != other.item_class or one.recipient not in (None, other.recipient):
        return False
    figures = zip((one.quantity, one.amount, one.unit), (other.quantity, other.amount, other.unit), strict=True)
    return all(left in (None, right) for left, right in figures) and _fullness(other) >= _fullness(one)


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
