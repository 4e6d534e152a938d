"""One total, opened: each commitment that it counts or leaves out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.model import Finding
from onrecord.pages.lines import EntryLine, lines
from onrecord.phrases import converted, fields_of, headline, kind_of, money
from onrecord.record import Counted, LeftOut, Record, Total
from onrecord.record.entries import load_entries
from onrecord.record.loading import load_finding_values
from onrecord.telling.totals import counted_told, figure_told


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A commitment that is counted.

    figure: as it counts; value, unit: the same in numbers; converted: to other currencies at the rate of its day.
    low, high: of a figure in open dispute, between which the reports lie. why: in a short sentence, with copies.
    """

    entry: EntryLine
    figure: str
    value: float
    unit: str
    converted: str
    eur: float | None
    usd: float | None
    low: float | None
    high: float | None
    why: str


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A commitment that is not counted.

    id:      of the entry; of one that a ruling has rejected, of its first finding, and then `entry` is None and
             `article` the one that says it. told: it as one line.
    figure:  nothing where it has none. reason, why: why not; instead: the entry that is counted in its place.
    """

    id: str
    told: str
    entry: EntryLine | None
    article: str | None
    figure: str
    reason: str
    why: str
    instead: str | None
    instead_told: str


def opened(
    record: Record, total: Total, page: int, size: int
) -> tuple[tuple[CountedLine, ...], tuple[LeftOutLine, ...], int]:
    """The lines of a page, what is counted first, and the number of the last page.

    Raises NotFound for a page that there is not.
    """
    every: Sequence[Counted | LeftOut] = (*total.counted, *total.left_out)
    last = max(1, -(-len(every) // size))
    if not 1 <= page <= last:
        raise NotFound(f"there is no page {page} of what this total counts and leaves out: it has {last}")
    some = every[(page - 1) * size : page * size]
    instead = [one.instead for one in some if isinstance(one, LeftOut) and one.instead]
    shown, told = _lines(record, [one.entry for one in some], instead)
    gone = load_finding_values(record.gate, [one.entry for one in some if one.entry not in shown])
    return (
        tuple(_counted(one, shown[one.entry], total.measure) for one in some if isinstance(one, Counted)),
        tuple(_left_out(one, shown, told, gone, total.measure) for one in some if isinstance(one, LeftOut)),
        last,
    )


def _lines(
    record: Record, ids: Sequence[str], others: Sequence[str]
) -> tuple[Mapping[str, EntryLine], Mapping[str, str]]:
    """The entries of the ids as lines, and what the others say."""
    wanted = list(dict.fromkeys((*ids, *others)))
    there = record.gate.picked("see which are entries", "SELECT id FROM entries WHERE id IN (?)", wanted)
    found = list(load_entries(record.gate, [str(id_) for (id_,) in there]))
    told = {one.id: headline(one.type, one.fields, one.stage) for one in found}
    own = set(ids)
    return {one.id: one for one in lines(record, [one for one in found if one.id in own])}, told


def _counted(one: Counted, entry: EntryLine, measure: str) -> CountedLine:
    known = {"EUR": one.eur, "USD": one.usd}
    other = {f"amount_{code.lower()}": value for code, value in known.items() if code != one.unit}
    return CountedLine(
        entry=entry,
        figure=figure_told(one.value, one.unit, measure),
        value=one.value,
        unit=one.unit,
        converted=converted(other),
        eur=one.eur,
        usd=one.usd,
        low=one.low,
        high=one.high,
        why=counted_told(one, measure),
    )


def _left_out(
    one: LeftOut,
    shown: Mapping[str, EntryLine],
    told: Mapping[str, str],
    gone: Mapping[str, Finding],
    measure: str,
) -> LeftOutLine:
    finding = gone.get(one.entry)
    says = told.get(one.entry, one.entry)
    if finding is not None:
        fields = fields_of(finding)
        says = headline(kind_of(finding), fields, fields.get("stage"))
    return LeftOutLine(
        id=one.entry,
        told=says,
        entry=shown.get(one.entry),
        article=finding.article if finding is not None else None,
        figure=_figure(one, measure),
        reason=one.reason,
        why=one.why,
        instead=one.instead,
        instead_told=told.get(one.instead, one.instead) if one.instead else "",
    )


def _figure(one: LeftOut, measure: str) -> str:
    """`NOK 75 billion`; an unknown currency is said to be unknown."""
    if one.value is None:
        return ""
    return money(one.value, one.unit) if measure == "money" else figure_told(one.value, one.unit or "", measure)
