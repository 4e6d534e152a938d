"""Membership bids over time, drawn: a row for each bid, its steps on one axis. As wide as its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from onrecord.pages.plots.totals import To, picture, share

if TYPE_CHECKING:
    from onrecord.pages.memberships import Bid

LABEL, LEVEL, GAP = 18, 23, 12  # heights: of a bid's name, of a level of steps, before the next bid
RADIUS = 9
APART = 0.066  # of the width: nearer steps stand on different levels, so that they can be told apart on a phone
MARGIN = 0.032  # of the width at either end, so that no step is cut
AXIS = 22
NOTHING = Markup('<p class="quiet">No step of a bid has a day, so there is nothing to draw.</p>')


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a bid.

    number: its place in the bid's life; day: ISO 8601 with its own precision; told: it in words.
    doubted: others say otherwise; address: where its words are.
    """

    number: int
    stage: str
    day: str
    told: str
    doubted: bool
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One bid: its name, where it stands, and those of its steps that have a day."""

    name: str
    stands: str
    steps: Sequence[Step]
    address: str


def rows(bids: Sequence[Bid], to: To) -> list[Row]:
    """A row for each bid; a step without a day of its own stands where an article first told it."""
    return [
        Row(
            f"{bid.candidate.name} into {bid.organisation.name}",
            bid.stage or "",
            tuple(
                Step(
                    one.number,
                    one.stage,
                    day,
                    f"{one.number}: {one.phrase}, {day}",
                    one.doubted,
                    to("entry", one.finding, id=bid.line.id),
                )
                for one in bid.steps
                if (day := one.date or one.told)
            ),
            to("entry", id=bid.line.id),
        )
        for bid in bids
    ]


def drawn(rows: Sequence[Row]) -> Markup:
    """The picture. Each step opens the words that tell it."""
    days = sorted(_ordinal(step.day) for row in rows for step in row.steps)
    if not days:
        return NOTHING
    parts: list[Markup] = []
    y = 0
    for row in rows:
        levels = _levels(row.steps, days[0], days[-1])
        parts += _row(row, levels, y, (days[0], days[-1]))
        y += LABEL + LEVEL * (max(levels, default=0) + 1) + GAP
    parts += _axis(days[0], days[-1], y)
    return picture("bids-told", _told(rows), y + AXIS, Markup("").join(parts))


def _told(rows: Sequence[Row]) -> str:
    return "; ".join(f"{row.name}: {', '.join(step.told for step in row.steps) or row.stands}" for row in rows)


def _ordinal(day: str) -> int:
    """A day as a number; of a month or a year its first, of a range the first of its days."""
    begin = day.split("/")[0][:10]
    try:
        return date.fromisoformat(begin + "0000-01-01"[len(begin) :]).toordinal()
    except ValueError:
        return 1


def _place(day: int, first: int, last: int) -> float:
    """Where on the width a day stands, 0 to 1."""
    span = last - first
    return MARGIN + (1 - 2 * MARGIN) * ((day - first) / span if span else 0.5)


def _levels(steps: Sequence[Step], first: int, last: int) -> list[int]:
    """On which level each step stands: the lowest on which it is not too near to another."""
    taken: list[list[float]] = []
    out: list[int] = []
    for step in steps:
        x = _place(_ordinal(step.day), first, last)
        level = next(
            (at for at, some in enumerate(taken) if all(abs(x - other) >= APART for other in some)), len(taken)
        )
        if level == len(taken):
            taken.append([])
        taken[level].append(x)
        out.append(level)
    return out


def _row(row: Row, levels: Sequence[int], y: int, span: tuple[int, int]) -> Iterator[Markup]:
    name = Markup('<text class="strong" x="0" y="{}">{}</text>').format(y + 13, row.name)
    yield Markup('<a href="{}">{}</a>').format(row.address, name) if row.address else name
    yield Markup('<text class="quiet" x="100%" y="{}" text-anchor="end">{}</text>').format(y + 13, row.stands)
    line = y + LABEL + LEVEL // 2
    yield Markup('<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(line)
    places = [share(_place(_ordinal(step.day), *span), 1) for step in row.steps]
    placed = [*zip(places, levels, strict=True)]
    for x, level in placed:
        if level:
            yield Markup('<line class="edge" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
                x, line, line + level * LEVEL
            )
    for step, (x, level) in zip(row.steps, placed, strict=True):
        yield _step(step, x, line + level * LEVEL)


def _step(step: Step, x: str, y: int) -> Markup:
    mark = Markup(
        '<title>{told}</title><circle class="{look}" cx="{x}" cy="{y}" r="{radius}"/>'
        '<text class="{on}" x="{x}" y="{base}" text-anchor="middle">{number}</text>'
    ).format(
        told=step.told,
        look="doubted" if step.doubted else f"fill-{step.stage}",
        on="doubt" if step.doubted else "on",
        x=x,
        y=y,
        base=y + 4,
        radius=RADIUS,
        number=step.number,
    )
    link = Markup('<a href="{}">{}</a>') if step.address else Markup("<g>{1}</g>")
    return link.format(step.address, mark)


def _axis(first: int, last: int, y: int) -> Iterator[Markup]:
    middle = [(first + last) // 2] if last - first > 60 else []
    for at, anchor in ((first, "start"), *((day, "middle") for day in middle), (last, "end")):
        x = {"start": "0", "end": "100%"}.get(anchor, share(_place(at, first, last), 1))
        if anchor == "end" and last == first:
            return
        yield Markup('<text class="quiet" x="{}" y="{}" text-anchor="{}">{}</text>').format(
            x, y + 14, anchor, date.fromordinal(at).isoformat()
        )
