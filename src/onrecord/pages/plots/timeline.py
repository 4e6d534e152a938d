"""Commitments over time, drawn: a small picture for each stage, as wide as its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from onrecord.pages.plots.totals import To, picture, share
from onrecord.phrases import plural
from onrecord.record.timeline import Column, StageLine, Timeline

TOP, HIGH, AXIS = 34, 56, 20  # heights: of the words over the bars, of the tallest bar, of the words below
LEAST = 2.0  # so tall is a bar of the smallest number
NARROW = 0.16  # of a column that stays empty beside its bar
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTHING = Markup('<p class="quiet">No step of a commitment has a day, so there is nothing to draw.</p>')


def drawn(one: Timeline, to: To) -> Markup:
    """The pictures, all to one scale. Each bar opens the commitments that it counts, each stage all of its own."""
    most = max((count for line in one.lines for count in line.counts), default=0)
    if not most:
        return NOTHING
    return Markup("").join(_strip(line, one.columns, most, to) for line in one.lines)


def named(column: Column) -> str:
    """A column as people call it: `4 Apr 2023`, `Apr 2023`, `2023 Q2`, `until 31 Dec 2021`."""
    if column.since is None or column.until is None:
        if column.since:
            return f"from {_day(column.since)}"
        return f"until {_day(column.until)}" if column.until else column.label
    parts = column.label.split("-")
    if len(parts) == 3:
        return _day(column.label)
    if len(parts) == 2 and parts[1].isdigit():
        return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return " ".join(parts)


def _day(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def _strip(line: StageLine, columns: Sequence[Column], most: int, to: To) -> Markup:
    floor = TOP + HIGH
    parts = [Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(floor)]
    for at, (column, count) in enumerate(zip(columns, line.counts, strict=True)):
        if count:
            parts.append(_bar(line.stage, column, count, (at, len(columns), floor, most), to))
    peak = max(range(len(columns)), key=lambda at: line.counts[at])
    if line.counts[peak]:
        parts.append(_number(line.counts[peak], peak, len(columns), floor - _height(line.counts[peak], most) - 4))
    content = Markup("").join((_head(line, to), *parts, *_axis(columns, floor)))
    return picture(f"over-time-{line.stage}", _told(line, columns), floor + AXIS, content)


def _told(line: StageLine, columns: Sequence[Column]) -> str:
    counts = "; ".join(
        f"{named(column)} {count}" for column, count in zip(columns, line.counts, strict=True) if count
    )
    return f"{line.stage}, {plural(line.commitments, 'commitment')}: {counts or 'no step has a day'}"


def _head(line: StageLine, to: To) -> Markup:
    words = Markup('<text class="strong" x="0" y="13">{}</text>').format(line.stage)
    number = Markup('<text x="100%" y="13" text-anchor="end">{}</text>').format(f"{line.commitments:,}")
    address = to("commitments", stage=line.stage)
    return Markup('<a href="{}">{}{}</a>').format(address, words, number) if address else words + number


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


def _axis(columns: Sequence[Column], floor: int) -> Iterator[Markup]:
    """The names of the first column and the last, and of one between, where there is room."""
    last = len(columns) - 1
    shown = {0: "start", last // 2: "middle", last: "end"} if last >= 4 else {0: "start"}
    for at, anchor in shown.items():
        x = {"start": 0, "end": last + 1}.get(anchor, at + 0.5)
        yield Markup('<text class="quiet" x="{}" y="{}" text-anchor="{}">{}</text>').format(
            share(x, len(columns)), floor + 15, anchor, named(columns[at])
        )
