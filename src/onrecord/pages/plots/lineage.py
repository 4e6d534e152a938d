"""A story's lineage, drawn: each article on the day it was published, below the one that it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from onrecord.pages.plots.ladder import short
from onrecord.phrases import plural

if TYPE_CHECKING:
    from onrecord.pages.story import Teller

WIDTH, START, LEFT, RIGHT = 720, 12, 60, 480
ROW, TOP = 28, 34
CHARACTER = 6.6  # a letter's usual width at the size of these texts
MOST = 60  # articles that are drawn; the table behind the picture has all


def drawn(tellers: Sequence[Teller], to: Callable[..., str]) -> Markup:
    """The picture; nothing where there is nobody. to: gives the address of a page."""
    if not tellers:
        return Markup("")
    rows = _rows(tellers[:MOST])
    days = sorted({one.article.day for one in tellers[:MOST] if one.article.day})
    places: dict[str, tuple[float, float]] = {}
    for at, one in enumerate(rows):
        y = TOP + at * ROW
        places[_key(one)] = (START, y) if isinstance(one, str) else (_x(one.article.day, days), y)
    bottom = TOP + len(rows) * ROW
    parts = [_axis(days, bottom - ROW // 2)]
    parts += [_edge(places, one) for one in rows if not isinstance(one, str)]
    labels = _labels(tellers)
    parts += [
        _agency(one, places[_key(one)]) if isinstance(one, str) else _node(one, labels, places[one.article.id], to)
        for one in rows
    ]
    if len(tellers) > MOST:
        left = Markup('<text class="quiet" x="{}" y="{}">and {} more, in the table</text>')
        parts.append(left.format(LEFT, bottom, len(tellers) - MOST))
    return Markup(
        '<svg role="group" aria-labelledby="lineage-told" viewBox="0 0 {width} {height}" width="{width}"'
        ' height="{height}"><title id="lineage-told">{told}</title>{parts}</svg>'
    ).format(width=WIDTH, height=bottom + 4, told=_told(tellers), parts=Markup("").join(parts))


def _rows(tellers: Sequence[Teller]) -> list[Teller | str]:
    """Each agency with its articles below it, then those that come from none; an agency is its name."""
    groups: dict[str, list[Teller | str]] = {}
    wire = ""
    for one in tellers:
        if one.source is None:
            wire = one.wire or ""
        groups.setdefault(wire, [wire] if wire else []).append(one)
    return [one for name in sorted(groups, key=lambda name: name == "") for one in groups[name]]


def _key(one: Teller | str) -> str:
    return f"wire:{one}" if isinstance(one, str) else one.article.id


def _x(day: str | None, days: Sequence[str]) -> float:
    """Where a day stands: in proportion, the first at the left; an article without a day stands there too."""
    if day is None or len(days) < 2:
        return LEFT
    first, last, here = (_ordinal(one) for one in (days[0], days[-1], day))
    return round(LEFT + (RIGHT - LEFT) * (here - first) / max(last - first, 1), 1)


def _ordinal(day: str) -> int:
    return date.fromisoformat((day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]).toordinal()


def _axis(days: Sequence[str], bottom: float) -> Markup:
    out = Markup("")
    room = -1e9
    for day in days:
        x = _x(day, days)
        out += Markup('<path class="grid" d="M{} {}V{}"/>').format(x, TOP - 14, bottom)
        if x - room > 80:
            out += Markup('<text class="quiet" x="{}" y="12" text-anchor="middle">{}</text>').format(x, day)
            room = x
    return out


def _edge(places: Mapping[str, tuple[float, float]], one: Teller) -> Markup:
    """A line from what it comes from; broken where only passages of it do."""
    parent = one.source if one.source is not None else f"wire:{one.wire}"
    if parent not in places:
        return Markup("")
    (x, y), (cx, cy) = places[parent], places[one.article.id]
    dashes = Markup(' stroke-dasharray="4 3"') if one.partly else Markup("")
    return Markup('<path class="edge" d="M{} {}V{}H{}"{}/>').format(min(x, cx - 10), y + 5, cy, cx - 5, dashes)


def _labels(tellers: Sequence[Teller]) -> Mapping[str, str]:
    """What each article is called: its name, with its headline where others of the story have the same name."""
    names = Counter(one.article.name for one in tellers)
    return {
        one.article.id: f"{one.article.name}: {one.article.title}"
        if names[one.article.name] > 1 and one.article.title
        else one.article.name
        for one in tellers
    }


def _agency(name: str, place: tuple[float, float]) -> Markup:
    x, y = place
    words = Markup('<circle class="root" cx="{}" cy="{}" r="6"/><text class="strong" x="{}" y="{}">{}</text>')
    return words.format(x, y, x + 12, y + 4, short(name, 60))


def _node(one: Teller, labels: Mapping[str, str], place: tuple[float, float], to: Callable[..., str]) -> Markup:
    x, y = place
    told = "".join(f" · {words}" for words in _about(one))
    room = int((WIDTH - x - 14) / CHARACTER) - len(told)
    kind = "copy" if one.source else "dot"
    mark = Markup('<circle class="{}" cx="{}" cy="{}" r="5"/>').format(kind, x, y)
    words = Markup('<text x="{}" y="{}">{}<tspan class="quiet">{}</tspan></text>').format(
        x + 11, y + 4, short(labels[one.article.id], max(room, 16)), told
    )
    where = to("article", id=one.article.id)
    if not where:
        return mark + words
    return Markup('<a href="{}"><title>{}</title>{}{}</a>').format(where, one.article.title or "", mark, words)


def _about(one: Teller) -> list[str]:
    out = [f"{one.relation} {one.shared:.0%}"] if one.relation and one.shared is not None else []
    if one.changes and one.changes.figures:
        out.append(plural(one.changes.figures, "changed figure"))
    return out


def _told(tellers: Sequence[Teller]) -> str:
    return "; ".join(
        f"{one.article.name}{f', {one.article.day}' if one.article.day else ''}:"
        f" from {(one.source and _name(tellers, one.source)) or one.wire or 'its own reporting, or not known'}"
        for one in tellers
    )


def _name(tellers: Sequence[Teller], id_: str | None) -> str | None:
    return next((one.article.name for one in tellers if one.article.id == id_), id_)
