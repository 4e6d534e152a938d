"""The days of entries: when each step was taken, or, without a ladder, when an article first told it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.record.conditions import LAST, OPEN, STEP_DAY, TOLD_DAY
from onrecord.record.gate import Gate

STEPS = (
    f"SELECT l.entry, {STEP_DAY} FROM ladder l WHERE l.entry IN (?) AND {STEP_DAY} NOT NULL"
    " ORDER BY l.entry, l.position"
)
TOLD = f"SELECT t.id, {TOLD_DAY} FROM entries t WHERE t.id IN (?)"


def entry_days(gate: Gate, entries: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """By entry, the days of its steps in the ladder's order, as precise as they are known; else when it was first
    told. No entry without any day is in it."""
    out: dict[str, list[str]] = {}
    for entry, day in gate.picked("read the days of steps", STEPS, entries):
        out.setdefault(str(entry), []).append(str(day))
    for entry, day in gate.picked("read when they were told", TOLD, [one for one in entries if one not in out]):
        if day is not None:
            out[str(entry)] = [str(day)]
    return {entry: tuple(days) for entry, days in out.items()}


def ends(day: str) -> tuple[str, str]:
    """The first and the last day of a date with its own precision, as filters and orders compare it.

    What is left open reaches back to the beginning, or on to the end, of time; any month is given 31 days.
    """
    begin, end = day.partition("/")[0], day.rpartition("/")[2]
    end = LAST if end == OPEN else end
    return (begin[:10] + "0000-01-01"[len(begin) :])[:10], (end[:10] + LAST[len(end) :])[:10]
