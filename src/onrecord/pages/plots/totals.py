"""Totals, drawn: a bar for each, as long as it is large. As wide as its place, so that words keep their size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.pages.sums_shown import ShownTotal
from onrecord.phrases import NOTHING as NONE
from onrecord.phrases import plural

To = Callable[..., str]
"""Where a page of a kind is: `Addresses.to`."""
ROW, LINE, THICK = 34, 13, 9  # heights: of a row, of its words, of its bar
NOTHING = Markup('<p class="quiet">Nothing is counted here, so there is nothing to draw.</p>')


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    label: what it is of; value: how long it is; told: the value in words; more: said below the pointer.
    address: where what it stands for can be seen; nothing where there is no such page.
    """

    label: str
    value: float
    told: str
    more: str
    address: str


def drawn(bars: Sequence[Bar], title: str, name: str) -> Markup:
    """The picture. title: what it shows; name: of the picture on its page, where there are several."""
    longest = max((bar.value for bar in bars), default=0.0)
    if longest <= 0:
        return NOTHING
    rows = Markup("").join(_row(bar, at * ROW, longest) for at, bar in enumerate(bars))
    return picture(name, title, ROW * len(bars), rows)


def picture(name: str, title: str, height: int, content: Markup) -> Markup:
    """A picture as wide as its place. name: of it on its page; title: what it shows, for who cannot see it.

    One that holds links is a group of them: what is an image has nothing in it that could be followed.
    """
    return Markup(
        '<svg class="fluid" role="{role}" aria-labelledby="{name}" width="100%" height="{height}">'
        '<title id="{name}">{title}</title>{content}</svg>'
    ).format(role="group" if "<a " in content else "img", name=name, height=height, title=title, content=content)


def bars(totals: Sequence[ShownTotal], asked: Mapping[str, object], to: To) -> list[Bar]:
    """A bar for each total. asked: the query of the totals page that tells them, without the group."""
    return [
        Bar(
            one.label,
            one.size,
            one.told[0] + (" …" if len(one.told) > 1 else "") if one.told else NONE,
            f"{plural(one.counted, 'commitment')} counted, {one.left_out:,} left out",
            to("totals", **{**asked, "group": one.group}),
        )
        for one in totals
    ]


def share(part: float, whole: float) -> str:
    """A share as the picture writes it: `12.5%`."""
    return f"{100 * part / whole:.3f}".rstrip("0").rstrip(".") + "%"


def _row(bar: Bar, y: int, longest: float) -> Markup:
    row = Markup(
        '<rect class="hit" x="0" y="{y}" width="100%" height="{row}"/>'
        '<text class="strong" x="0" y="{base}">{label}</text>'
        '<text x="100%" y="{base}" text-anchor="end">{told}</text>'
        '<rect class="track" x="0" y="{top}" width="100%" height="{thick}"/>'
        '<rect class="bar" x="0" y="{top}" width="{width}" height="{thick}"/>'
    ).format(
        y=y,
        row=ROW - 4,
        base=y + LINE,
        label=bar.label,
        told=bar.told,
        top=y + LINE + 5,
        thick=THICK,
        width=share(max(bar.value, 0.0), longest),
    )
    told = Markup("<title>{}: {}{}</title>").format(bar.label, bar.told, f"; {bar.more}" if bar.more else "")
    if not bar.address:
        return Markup("<g>{}{}</g>").format(told, row)
    return Markup('<a href="{}">{}{}</a>').format(bar.address, told, row)
