"""Origins, drawn: each with its articles below it, every copy below the article that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from onrecord.pages.origins_shown import ShownOrigin, TracedArticle
from onrecord.pages.plots.ladder import short
from onrecord.phrases import plural

WIDTH = 380
ROW, STEP, TOP = 24, 18, 16
DEEPEST = 6  # steps to the right; deeper copies stand below each other
CHARACTER = 6.6  # a letter's usual width at the size of these texts
EVERY = 36  # rows up to which all articles are drawn
SOME = 5  # articles of an origin that are drawn where there are more


def drawn(origins: Sequence[ShownOrigin]) -> Markup:
    """The picture. Each article links to its words on the page."""
    rows = [*_rows(origins)]
    parts: list[Markup] = []
    last: dict[int, int] = {}
    for at, (depth, content) in enumerate(rows):
        y = TOP + at * ROW
        if depth:
            parts.append(_branch(depth, last[depth - 1], y))
        last[depth] = y
        parts.append(Markup('<g transform="translate({} {})">{}</g>').format(_x(depth), y, content))
    return Markup(
        '<svg role="group" aria-labelledby="origins-told" viewBox="0 0 {width} {height}" width="{width}"'
        ' height="{height}"><title id="origins-told">{told}</title>{parts}</svg>'
    ).format(width=WIDTH, height=TOP + len(rows) * ROW - 6, told=_told(origins), parts=Markup("").join(parts))


def _rows(origins: Sequence[ShownOrigin]) -> Iterator[tuple[int, Markup]]:
    """Depth and content of each row: an origin, or an article below one."""
    whole = sum(1 + len(one.articles) for one in origins) <= EVERY
    shown = origins if whole else origins[: EVERY // 3]
    for one in shown:
        sourcing = f" ({one.sourcing})" if one.sourcing else ""
        yield (
            0,
            Markup('<circle class="root" r="6"/><text class="strong" x="12" y="4">{}</text>').format(
                short(one.name + sourcing, _fits(0))
            ),
        )
        articles = one.articles if whole or len(one.articles) <= SOME else one.articles[: SOME - 1]
        for each in articles:
            depth = min(each.depth + 1, DEEPEST)
            yield depth, _article(each, depth)
        if len(articles) < len(one.articles):
            yield 1, _more(plural(len(one.articles) - len(articles), "more article"))
    if len(shown) < len(origins):
        yield 0, _more(plural(len(origins) - len(shown), "more origin"))


def _more(words: str) -> Markup:
    return Markup('<text class="quiet" x="12" y="4">and {}</text>').format(words)


def _article(one: TracedArticle, depth: int) -> Markup:
    how = f" · {one.relation} {one.shared:.0%}" if one.source and one.shared is not None else ""
    day = f" · {one.article.day}" if one.article.day else ""
    room = _fits(depth) - len(how) - len(day)
    words = Markup('<text x="12" y="4">{}<tspan class="quiet">{}</tspan></text>').format(
        short(one.article.name, max(room, 12)), day + how
    )
    mark = Markup('<circle class="{}" r="4.5"/>{}').format("copy" if one.source else "dot", words)
    if one.finding is None:
        return mark
    return Markup('<a href="#{}"><title>{}</title>{}</a>').format(one.finding, one.article.title or "", mark)


def _branch(depth: int, top: int, y: int) -> Markup:
    x = _x(depth - 1)
    return Markup('<path class="edge" d="M{} {}V{}H{}"/>').format(x, top + 7, y, _x(depth) - 6)


def _x(depth: int) -> int:
    return 10 + depth * STEP


def _fits(depth: int) -> int:
    return int((WIDTH - _x(depth) - 14) / CHARACTER)


def _told(origins: Sequence[ShownOrigin]) -> str:
    return "; ".join(f"{one.name}: {plural(len(one.articles), 'article')}" for one in origins)
