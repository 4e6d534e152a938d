"""Rulings as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record import HeldRuling
from onrecord.telling.rulings import decided, minute, state_of


@dataclass(frozen=True, slots=True)
class ShownRuling:
    """One decision of one person.

    decided: what it says ("accept", "correct quantity to 13"); act: the bare word.
    at:      when, ISO 8601 in UTC; minute: the same to read.
    state:   holds, undone, overruled or no longer there; note: the same in words, empty of one that holds.
    shown:   the line that the person saw. settled: id of the disagreement that it settles.
    undoes:  id of the ruling that it takes back.
    """

    id: str
    act: str
    decided: str
    by: str
    at: str
    minute: str
    reason: str
    state: str
    note: str
    shown: str
    settled: str | None
    undoes: str | None


def shown_ruling(held: HeldRuling) -> ShownRuling:
    """A ruling, and what has come of it."""
    one = held.ruling
    return ShownRuling(
        id=one.id,
        act=one.act,
        decided=decided(one),
        by=one.by,
        at=one.at,
        minute=minute(one),
        reason=one.reason,
        state=held.state,
        note=state_of(held),
        shown=one.shown,
        settled=held.settled,
        undoes=one.undoes,
    )


def shown_rulings(some: Iterable[HeldRuling]) -> tuple[ShownRuling, ...]:
    """A history, the earliest first."""
    return tuple(shown_ruling(one) for one in some)
