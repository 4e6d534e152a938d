"""A ladder, drawn: the stages that there are, from below, and on them the steps that were told, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from onrecord.pages.rungs import Ladder, ShownRung
from onrecord.phrases import plural

WIDTH = 360
LEFT, RIGHT = 104, 136  # where the rails stand
MIDDLE, TEXT = 120, 150
FREE, TAKEN, GAP = 20, 42, 10  # heights: of a stage that nobody tells, of a step, before the stages beside
FITS = 32  # characters of a line


def drawn(one: Ladder) -> Markup:
    """The picture. Each step links to the words that told it first."""
    parts: list[Markup] = []
    y = 6
    for stage in reversed(one.scale):
        taken = [rung for rung in one.rungs if rung.stage == stage]
        parts += _stage(stage, taken, y)
        y += TAKEN * len(taken) or FREE
    rails = _rails(y)
    others = [rung for rung in one.rungs if rung.stage not in one.scale]
    y += GAP if others else 0
    for stage in dict.fromkeys(rung.stage for rung in others):
        taken = [rung for rung in others if rung.stage == stage]
        parts += _stage(stage, taken, y)
        y += TAKEN * len(taken)
    return Markup(
        '<svg role="group" aria-labelledby="ladder-told" viewBox="0 0 {width} {height}" width="{width}"'
        ' height="{height}"><title id="ladder-told">{told}</title>{rails}{parts}</svg>'
    ).format(width=WIDTH, height=y + 6, told=told(one.rungs), rails=rails, parts=Markup("").join(parts))


def told(rungs: Sequence[ShownRung]) -> str:
    """The ladder in words: `pledged 2023-03; delivered 2023-03-23, 4 of 13 (doubted)`."""
    return "; ".join(
        f"{one.stage} {one.date or 'without a date'}{f', {one.how_much}' if one.how_much else ''}"
        f"{' (doubted)' if one.doubted else ''}"
        for one in rungs
    )


def _rails(bottom: int) -> Markup:
    return Markup('<path class="edge" d="M{0} 2V{2}M{1} 2V{2}"/>').format(LEFT, RIGHT, bottom)


def _stage(stage: str, taken: Sequence[ShownRung], y: int) -> Iterator[Markup]:
    """A stage with its steps, the latest on top; a thin rung where nobody tells it."""
    middle = y + (TAKEN if taken else FREE) // 2
    look = "" if taken else ' class="quiet"'
    yield Markup('<text x="{}" y="{}" text-anchor="end"' + look + ">{}</text>").format(LEFT - 8, middle + 4, stage)
    if not taken:
        yield Markup('<path class="free" d="M{} {}H{}"/>').format(LEFT, middle, RIGHT)
    for at, rung in enumerate(reversed(taken)):
        yield _step(rung, middle + at * TAKEN)


def _step(one: ShownRung, y: int) -> Markup:
    day = one.date or (f"told {one.told}" if one.told else "no date")
    much = " · ".join(part for part in (day, one.how_much) if part)
    whose = f"by {', '.join(one.by)} · " if one.by else ""
    behind = plural(one.articles, "article") + (f", {plural(one.origins, 'origin')}" if one.origins else "")
    second = ("doubted · " if one.doubted else "") + whose + behind
    if len(much) > FITS:
        much, second = day, f"{one.how_much} · {second}"
    mark = Markup(
        '<path class="rung" d="M{left} {y}H{right}"/><circle class="{look}" cx="{middle}" cy="{y}" r="11"/>'
        '<text class="{on}" x="{middle}" y="{base}" text-anchor="middle">{number}</text>'
        '<text x="{text}" y="{upper}" class="strong">{much}</text>'
        '<text x="{text}" y="{lower}" class="quiet">{second}</text>'
    ).format(
        left=LEFT,
        right=RIGHT,
        middle=MIDDLE,
        text=TEXT,
        y=y,
        base=y + 4,
        upper=y - 3,
        lower=y + 13,
        look="doubted" if one.doubted else f"fill-{one.stage}",
        on="doubt" if one.doubted else "on",
        number=one.number,
        much=short(much, FITS),
        second=short(second, FITS + 2),
    )
    if not one.tellers:
        return mark
    return Markup('<a href="#{}"><title>{}</title>{}</a>').format(
        one.tellers[0].finding, f"{one.stage}: {one.words or much}", mark
    )


def short(words: str, size: int) -> str:
    """Words that fit; the table behind the picture has all of them."""
    return words if len(words) <= size else words[: size - 1].rstrip(" ,·") + "…"
