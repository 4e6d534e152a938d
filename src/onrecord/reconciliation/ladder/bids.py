"""Bids: who has ratified, over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.reconciliation.ladder.steps import Step, origins_of
from onrecord.reconciliation.ladder.turns import CONTRADICTED


@dataclass(slots=True)
class Ratifying:
    """Reports of one state of a ratification.

    by: members that ratified; nobody for a report of where it stands. outstanding: those still to do so.
    """

    by: tuple[str, ...] = ()
    outstanding: tuple[str, ...] = ()
    count: float | None = None
    of: float | None = None
    steps: list[Step] = field(default_factory=list)
    doubted: bool = False


def ratifying(steps: Sequence[Step]) -> list[Ratifying]:
    """The states of a ratification in the order of their days.

    A member that ratifies makes a new one, and so does a count that grew; further reports of it join it. A member
    that many more origins call outstanding afterwards had not ratified: the report stays, doubted, and the next is
    a new one.
    """
    out: list[Ratifying] = []
    done: dict[str, Ratifying] = {}
    against: dict[str, set[str]] = {}
    for step in (each for each in steps if each.bid is not None):
        ratified = step.bid.ratified if step.bid and step.stage == "ratification" else ()
        _doubt(step, done, against)
        if step.stage != "ratification":
            continue
        new = tuple(sorted(set(ratified) - done.keys()))
        here = next((done[one] for one in ratified if one in done), None) if not new else None
        here = here or (None if new else _same(out, step))
        if here is None:
            here = Ratifying(new)
            out.append(here)
        for one in new:
            done[one] = here
        _told(here, step)
    return out


def _doubt(step: Step, done: dict[str, Ratifying], against: dict[str, set[str]]) -> None:
    """Count the origins that call a member outstanding after it was said to have ratified; enough doubt it."""
    assert step.bid is not None
    waiting = set(step.bid.outstanding) | ({step.bid.by or ""} if step.stage == "blocked" else set())
    for one in sorted(waiting & done.keys()):
        told = done[one]
        if (step.when or "") > max(each.when or "" for each in told.steps):
            against.setdefault(one, set()).add(step.origin)
        mine = origins_of(told.steps)
        if len(against.get(one, set()) - mine) >= max(CONTRADICTED, 2 * len(mine) + 1):
            told.doubted = True
            del done[one], against[one]


def _same(out: Sequence[Ratifying], step: Step) -> Ratifying | None:
    """The state that a report of where it stands repeats: the last one, unless it counts or names more."""
    assert step.bid is not None
    states = [each for each in out if not each.by]
    if not states:
        return None
    last, count = states[-1], step.bid.count
    more = count is not None and (last.count is None or count > last.count)
    return None if more or not set(last.outstanding) >= set(step.bid.outstanding) else last


def _told(here: Ratifying, step: Step) -> None:
    assert step.bid is not None
    here.steps.append(step)
    here.outstanding = tuple(sorted({*here.outstanding, *step.bid.outstanding}))
    if step.bid.count is not None and (here.count is None or step.bid.count == here.count):
        here.count = float(step.bid.count)
        here.of = float(step.bid.of) if step.bid.of is not None else here.of
