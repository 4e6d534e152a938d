"""When commitments took their steps: how many in each day, week, month, quarter or year, by stage."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import STAGES
from onrecord.record.conditions import STEP_DAY
from onrecord.record.days import ends
from onrecord.record.gate import Gate

MOST = {"day": 35, "week": 30, "month": 36, "quarter": 40}
"""Up to so many columns a timeline is told by each unit, the finest that will do; beyond them by the year."""

_STANDING = "SELECT id, stage FROM entries WHERE type = 'commitment'"
_STEPS = f"SELECT l.entry, {STEP_DAY}, substr(l.told, 1, 10) FROM ladder l WHERE {STEP_DAY} NOT NULL"


Step = tuple[str, str, str]
"""An entry, the day of a step with its own precision, and the day on which an article first told it, if any."""


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time. since, until: its first and its last day, ISO 8601; None where it has no such end."""

    label: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class StageLine:
    """The commitments that stand at one stage: how many, and how many took a step in each column."""

    stage: str
    commitments: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Commitments by the stage that they stand at, in the columns in which they took a step.

    unit:    of the columns: day, week, month, quarter or year.
    columns: those in which articles told of steps, without a gap; what is dated earlier or later than all of them
             has an open column at either end.
    lines:   by stage, in the order of the ladder; a step of which only the month or the year is known counts in
             every column that it may lie in.
    without: how many commitments have no stage, and stand in no line.
    """

    unit: str
    columns: tuple[Column, ...]
    lines: tuple[StageLine, ...]
    without: int


def timeline(gate: Gate) -> Timeline:
    """The timeline of a record; without columns where nothing is dated."""
    stages = {str(id_): str(stage or "") for id_, stage in gate.all("see where commitments stand", _STANDING)}
    standing = Counter(stages.values())
    steps = [
        (str(entry), str(day), str(told or ""))
        for entry, day, told in gate.all("read steps", _STEPS)
        if stages.get(str(entry))
    ]
    unit, columns = _columns(steps)
    taken = _taken(stages, steps, columns)
    lines = [
        StageLine(stage, standing[stage], tuple(len(some) for some in taken.get(stage, ((),) * len(columns))))
        for stage in STAGES
        if stage in standing
    ]
    used = [at for at in range(len(columns)) if 0 < at < len(columns) - 1 or any(one.counts[at] for one in lines)]
    return Timeline(
        unit,
        tuple(columns[at] for at in used),
        tuple(StageLine(one.stage, one.commitments, tuple(one.counts[at] for at in used)) for one in lines),
        standing[""],
    )


def _taken(
    stages: Mapping[str, str], steps: Iterable[Step], columns: Sequence[Column]
) -> Mapping[str, Sequence[set[str]]]:
    """By stage the entries that took a step in each column.

    It is the rule of the filters `stage`, `since` and `until` of entries, so that each number opens what it counts.
    """
    begins = [one.since or "0000-01-01" for one in columns]
    closes = [one.until or "9999-12-31" for one in columns]
    out: dict[str, Sequence[set[str]]] = {}
    for entry, day, _ in steps:
        cells = out.setdefault(stages[entry], [set() for _ in columns])
        first, last = ends(day)
        for at in range(bisect_left(closes, first), bisect_right(begins, last)):
            cells[at].add(entry)
    return out


def _columns(steps: Sequence[Step]) -> tuple[str, Sequence[Column]]:
    """The finest unit that will do, and its columns from the day on which the first step was told to the last.

    Where no article has a day, from the first step to the last. An open column stands at either end.
    """
    told = [day for _, _, day in steps if _real(day)] or [day for _, day, _ in steps if _real(day)]
    if not told:
        return "day", ()
    begin, end = date.fromisoformat(min(told)), date.fromisoformat(max(told))
    for unit, walk in _UNITS.items():
        inner = list(_walked(walk, begin, end, MOST.get(unit)))
        if inner:
            break
    assert inner[0].since is not None
    assert inner[-1].until is not None
    before = _shifted(inner[0].since, -1)
    after = _shifted(inner[-1].until, 1)
    return unit, (Column("before", None, before), *inner, Column("after", after, None))


def _real(day: str) -> bool:
    """Whether it is a day that there is; an input may give any."""
    try:
        return len(day) == 10 and bool(date.fromisoformat(day))
    except ValueError:
        return False


def _shifted(day: str, by: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(by)).isoformat()
    except OverflowError:
        return day


Walk = Callable[[date], tuple[str, date, date]]
"""From a day the label of its column, the column's first day and its last."""


def _walked(walk: Walk, begin: date, end: date, most: int | None) -> Iterator[Column]:
    """The columns from one day to another; none at all where there would be more than `most`."""
    found: list[Column] = []
    day = begin
    while day <= end:
        label, since, until = walk(day)
        found.append(Column(label, since.isoformat(), until.isoformat()))
        if most is not None and len(found) > most:
            return
        if until >= date.max - timedelta(1):
            break
        day = until + timedelta(1)
    yield from found


def _day(day: date) -> tuple[str, date, date]:
    return day.isoformat(), day, day


def _week(day: date) -> tuple[str, date, date]:
    monday = day - timedelta(day.weekday()) if day.toordinal() > day.weekday() else day
    return f"{day.isocalendar().year}-W{day.isocalendar().week:02}", monday, monday + timedelta(6)


def _months(day: date, size: int) -> tuple[date, date]:
    """The first and last day of the stretch of `size` months that the day is in."""
    month = (day.month - 1) // size * size + 1
    first = date(day.year, month, 1)
    nearly = first.replace(month=month + size - 1, day=28)
    last = nearly
    while last < date.max and (last + timedelta(1)).month == nearly.month:
        last += timedelta(1)
    return first, last


def _month(day: date) -> tuple[str, date, date]:
    return day.isoformat()[:7], *_months(day, 1)


def _quarter(day: date) -> tuple[str, date, date]:
    return f"{day.year:04}-Q{(day.month + 2) // 3}", *_months(day, 3)


def _year(day: date) -> tuple[str, date, date]:
    return f"{day.year:04}", date(day.year, 1, 1), date(day.year, 12, 31)


_UNITS: Mapping[str, Walk] = {"day": _day, "week": _week, "month": _month, "quarter": _quarter, "year": _year}
