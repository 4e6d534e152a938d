"""Totals that explain themselves: what each counts, what it leaves out, and why. Nothing is counted twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from onrecord.errors import BadInput
from onrecord.model import Entry
from onrecord.record.entries import load_links
from onrecord.record.gate import Gate
from onrecord.record.rows import ExportRow, tidy
from onrecord.record.selecting import Selection
from onrecord.record.totals.counting import Counted, LeftOut, Measure, figure_of, ways
from onrecord.record.totals.periods import PERIODS, PROMISED, decisive_day
from onrecord.record.totals.reading import commitments, with_ladders
from onrecord.record.totals.rejected import rejected_commitments
from onrecord.record.values import plain

Dimension = Literal["actor", "recipient", "kind", "stage", "item", "month", "quarter", "year"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
MEASURES: tuple[Measure, ...] = get_args(Measure)
SEVERE = 0.5
"""Severity from which a disagreement about a figure is said of a total."""


@dataclass(frozen=True, slots=True)
class Total:
    """One group's total.

    group:     by dimension its value; None where an entry does not tell.
    measure:   "money", or "goods" for numbers of things.
    sums:      by currency as given; of goods by what is counted ("tank", "ammunition (rounds)").
    eur, usd:  the same money at the European Central Bank's rates of the days on which it was told; None for goods.
    no_rate:   how many counted sums are in no converted one, because no rate is known for them.
    counted:   the entries that are counted, each once; `left_out`: the others that match, each with a reason.
    """

    group: Mapping[str, str | None]
    measure: Measure
    sums: Mapping[str, float]
    eur: float | None
    usd: float | None
    no_rate: int
    counted: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def copies(self) -> int:
        """How many further articles tell again what is counted, beyond one for each origin."""
        return sum(sum(one.copies.values()) for one in self.counted)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The commitments of a selection, and how each of them goes into a total; by whatever they are then told.

    entries: with what totals read of them (`reading.FIELDS`), those too that a ruling has rejected.
    """

    entries: tuple[Entry, ...]
    ways: Mapping[str, Counted | LeftOut]
    measure: Measure


class Weighings:
    """Totals over the commitments of one state of a record.

    How they count is found out once for a selection, by whatever dimensions they are told then; what was found out
    for the last one is kept.
    """

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._weighed: tuple[Selection, Measure, Weighed] | None = None
        self._told: dict[tuple[str, ...], list[Total]] = {}

    def totals(self, by: Sequence[str], selection: Selection, measure: Measure) -> list[Total]:
        """Totals over the commitments that `selection` chooses, one for each group; without `by` one over all.

        What is promised counts (pledged, approved, contracted, shipped, delivered), unless `selection` names
        another stage. Every chosen entry is counted in one total or left out of one, so groups add up to the whole.
        Periods are those of the day on which a promise was first made. Raises BadInput for an unknown dimension or
        measure.
        """
        check(by, measure)
        if self._weighed is None or self._weighed[:2] != (selection, measure):
            self._told.clear()
            self._weighed = (selection, measure, weighed(self._gate, selection, measure))
        if tuple(by) not in self._told:
            self._told[tuple(by)] = told_by(self._gate, self._weighed[2], by)
        return list(self._told[tuple(by)])


def weighed(gate: Gate, selection: Selection, measure: Measure) -> Weighed:
    """How each of the chosen commitments goes into a total. Raises BadInput for a filter that does not fit."""
    disputed = _disputed(gate)
    others = selection.type not in (None, "commitment")
    entries = [] if others else commitments(gate, selection, measure, disputed)
    stages = PROMISED if selection.stage in (None, *PROMISED) else (str(selection.stage),)
    decided = ways(entries, list(load_links(gate)), measure, stages, disputed)
    for id_, (entry, why) in rejected_commitments(gate, selection).items():
        value, unit = figure_of(entry, measure)
        entries.append(entry)
        decided[id_] = LeftOut(id_, value, unit, "rejected by a ruling", None, why)
    return Weighed(tuple(entries), MappingProxyType(decided), measure)


def told_by(gate: Gate, found: Weighed, by: Sequence[str]) -> list[Total]:
    """The totals of each group."""
    entries: Iterable[Entry] = found.entries
    if not set(PERIODS).isdisjoint(by):
        entries = with_ladders(gate, found.entries)
    groups: dict[tuple[str | None, ...], list[Counted | LeftOut]] = {}
    for entry in entries:
        groups.setdefault(tuple(READ[one](entry) for one in by), []).append(found.ways[entry.id])
    out = [_total(dict(zip(by, key, strict=True)), found.measure, some) for key, some in groups.items()]
    return sorted(out, key=lambda total: _order(total, by))


def total_row(total: Total) -> ExportRow:
    """A total as one JSON object."""
    return {
        "group": dict(total.group),
        "measure": total.measure,
        "sums": tidy(total.sums),
        "eur": tidy(total.eur),
        "usd": tidy(total.usd),
        "no_rate": total.no_rate,
        "copies": total.copies,
        "counted": [tidy(plain(one)) for one in total.counted],
        "left_out": [tidy(plain(one)) for one in total.left_out],
    }


def check(by: Sequence[str], measure: str) -> None:
    """Raise BadInput for an unknown dimension or measure, or one that is named twice."""
    for name in by:
        if name not in DIMENSIONS:
            raise BadInput(f"totals cannot be told by {name!r}; there are {', '.join(DIMENSIONS)}")
    if len(set(by)) != len(by):
        raise BadInput(f"name each of {', '.join(by)} once")
    if measure not in MEASURES:
        raise BadInput(f"there is no measure {measure!r}; there are {', '.join(MEASURES)}")


def _field(*names: str) -> Callable[[Entry], str | None]:
    def read(entry: Entry) -> str | None:
        return next((str(value) for name in names if (value := entry.fields.get(name))), None)

    return read


def _period(name: str) -> Callable[[Entry], str | None]:
    return lambda entry: PERIODS[name](decisive_day(entry))


READ: Mapping[str, Callable[[Entry], str | None]] = {
    "actor": _field("actor", "actor_name"),
    "recipient": _field("recipient", "recipient_name"),
    "kind": _field("kind"),
    "stage": lambda entry: entry.stage,
    "item": _field("item_class", "item"),
    **{name: _period(name) for name in PERIODS},
}


def _disputed(gate: Gate) -> frozenset[str]:
    """Entries with an open, severe disagreement about a figure."""
    rows = gate.all(
        "find disputed figures",
        "SELECT DISTINCT entry FROM disagreements WHERE kind = 'figure' AND settled IS NULL AND severity >= ?"
        " AND entry IS NOT NULL",
        (SEVERE,),
    )
    return frozenset(str(row[0]) for row in rows)


def _total(group: Mapping[str, str | None], measure: Measure, some: Iterable[Counted | LeftOut]) -> Total:
    every = list(some)
    counted = sorted((one for one in every if isinstance(one, Counted)), key=_weight)
    left = sorted((one for one in every if isinstance(one, LeftOut)), key=lambda one: (one.reason, one.entry))
    sums: dict[str, float] = {}
    for one in sorted(counted, key=lambda one: one.entry):
        sums[one.unit] = sums.get(one.unit, 0.0) + one.value
    money = measure == "money"
    return Total(
        MappingProxyType(dict(group)),
        measure,
        MappingProxyType({unit: sums[unit] for unit in sorted(sums, key=lambda unit: (-sums[unit], unit))}),
        _sum(one.eur for one in counted) if money else None,
        _sum(one.usd for one in counted) if money else None,
        sum(one.usd is None for one in counted) if money else 0,
        tuple(counted),
        tuple(left),
    )


def _sum(values: Iterable[float | None]) -> float:
    return sum(sorted(value for value in values if value is not None))


def _weight(one: Counted) -> tuple[float, float, str]:
    return (-(one.usd or 0.0), -one.value, one.entry)


def _order(total: Total, by: Sequence[str]) -> tuple[object, ...]:
    """Periods in their order, everything else from the largest; what is not told comes last."""
    periods = tuple((total.group[name] is None, total.group[name] or "") for name in by if name in PERIODS)
    rest = tuple((total.group[name] is None, total.group[name] or "") for name in by if name not in PERIODS)
    size = total.usd if total.usd is not None else float(len(total.counted))
    return (periods, -size, -len(total.counted), rest)
