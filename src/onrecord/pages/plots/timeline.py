"""Commitments over time, drawn: a strip for each stage, all to one scale. As wide as its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from onrecord.pages.plots.totals import To, share
from onrecord.phrases import plural
from onrecord.record.timeline import Column, StageLine, Timeline

STRIP, TOP, HIGH = 62, 30, 30  # heights: of a strip, of the words over its bars, of the tallest bar
AXIS = 22
LEAST = 2.0  # so tall is a bar of the smallest number
NARROW = 0.16  # of a column that stays empty beside its bar
LABELS = 5  # so many columns are named on a phone
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTHING = Markup('<p class="quiet">No step of a commitment has a day, so there is nothing to draw.</p>')


def drawn(one: Timeline, to: To) -> Markup:
    """The picture. Each bar opens the commitments that it counts, each stage all of its own."""
    most = max((count for line in one.lines for count in line.counts), default=0)
    if not most:
        return NOTHING
    parts: list[Markup] = []
    for at, line in enumerate(one.lines):
        parts += _strip(line, one.columns, at * STRIP, most, to)
    bottom = STRIP * len(one.lines)
    parts += _axis(one.columns, bottom)
    return Markup(
        '<svg class="fluid timeline" role="img" aria-labelledby="timeline-told" width="100%" height="{height}">'
        '<title id="timeline-told">{told}</title>{parts}</svg>'
    ).format(height=bottom + AXIS, told=_told(one), parts=Markup("").join(parts))


def named(column: Column) -> str:
    """A column as people call it: `4 Apr 2023`, `Apr 2023`, `2023 Q2`, `before 1 Apr 2023`."""
    if column.since is None or column.until is None:
        return column.label
    parts = column.label.split("-")
    if len(parts) == 3:
        return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2 and parts[1].isdigit():
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return " ".join(parts)


def _told(one: Timeline) -> str:
    lines = "; ".join(f"{line.stage} {line.commitments}" for line in one.lines)
    return f"Commitments by stage, in each {one.unit} in which a step was taken: {lines}"


def _strip(line: StageLine, columns: Sequence[Column], y: int, most: int, to: To) -> Iterator[Markup]:
    head = Markup('<text class="strong" x="0" y="{}">{}</text>').format(y + 13, line.stage)
    address = to("commitments", stage=line.stage)
    if address:
        head = Markup('<a href="{}">{}</a>').format(address, head)
    yield head
    yield Markup('<text class="quiet" x="100%" y="{}" text-anchor="end">{} in all</text>').format(
        y + 13, f"{line.commitments:,}"
    )
    floor = y + TOP + HIGH
    yield Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(floor)
    peak = max(range(len(columns)), key=lambda at: line.counts[at])
    for at, (column, count) in enumerate(zip(columns, line.counts, strict=True)):
        if count:
            yield _bar(line.stage, column, count, (at, len(columns), floor, most), to)
    if line.counts[peak]:
        yield _number(line.counts[peak], peak, len(columns), floor - _height(line.counts[peak], most) - 3)


def _height(count: int, most: int) -> float:
    return max(LEAST, HIGH * count / most)


def _number(count: int, at: int, of: int, y: float) -> Markup:
    """The largest number of a strip, over its bar."""
    anchor = "start" if at < 1 else "end" if at >= of - 1 else "middle"
    x = at if at < 1 else at + 1 if at >= of - 1 else at + 0.5
    return Markup('<text class="quiet" x="{}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        share(x, of), y, anchor, f"{count:,}"
    )


def _bar(stage: str, column: Column, count: int, place: tuple[int, int, int, int], to: To) -> Markup:
    """place: the column's number, how many there are, the height of the floor, the largest number of all."""
    at, of, floor, most = place
    height = _height(count, most)
    bar = Markup(
        "<title>{stage}, {when}: {count}</title>"
        '<rect class="hit" x="{left}" y="{top}" width="{whole}" height="{high}"/>'
        '<rect class="fill-{stage}" x="{x}" y="{y:.1f}" width="{width}" height="{height:.1f}"/>'
    ).format(
        stage=stage,
        when=named(column),
        count=plural(count, "commitment"),
        left=share(at, of),
        whole=share(1, of),
        top=floor - HIGH,
        high=HIGH,
        x=share(at + NARROW / 2, of),
        width=share(1 - NARROW, of),
        y=floor - height,
        height=height,
    )
    address = to("commitments", stage=stage, since=column.since, until=column.until)
    return Markup('<a href="{}">{}</a>').format(address, bar) if address else Markup("<g>{}</g>").format(bar)


def _axis(columns: Sequence[Column], y: int) -> Iterator[Markup]:
    """The names of some columns, evenly apart; of the open ones always."""
    step = max(1, -(-len(columns) // LABELS))
    shown = [*range(0, len(columns), step)]
    for at in shown:
        anchor = "start" if at == 0 else "middle"
        x = at if at == 0 else at + 0.5
        if at + step > len(columns) - 1 and at > 0 and at + step / 2 >= len(columns):
            x, anchor = len(columns), "end"
        yield Markup('<text class="quiet" x="{}" y="{}" text-anchor="{}">{}</text>').format(
            share(x, len(columns)), y + 16, anchor, named(columns[at])
        )
