"""Collecting: every source of disagreements, each difference once, with the entry that it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Article, Cause, Disagreement, Side, Span
from onrecord.reconciliation.located import Located, spans_of

IN_ONE_FRAME = 3
"""Of disagreements that no entry has and that differ in digits alone, so many are shown: a line that every copy
prints with a number of its own is no matter of many disputes."""
DIGITS = re.compile(r"\d[\d.,]*")
SAME_CHANGE = 0.5
"""Two disagreements of one kind whose sides overlap so far are one."""


def collected(found: Iterable[Disagreement], owners: Owners) -> tuple[Disagreement, ...]:
    """`found` without repetitions, each with its entry, from the gravest to the slightest.

    Repetitions are the same spans, or the same words in other articles: forty copies of a changed sentence are one
    disagreement. Of two kinds on the same spans the graver stands; a cause that only the other tells is kept.
    """
    kept: list[Disagreement] = []
    told: dict[str, Cause] = {}
    texts: set[tuple[object, ...]] = set()
    frames: Counter[tuple[str, ...]] = Counter()
    fields: dict[tuple[str, str], list[Disagreement]] = {}
    places: dict[tuple[str, str], list[Disagreement]] = {}
    for each in sorted(found, key=rank):
        touched = owners.entries(each)
        entry = each.entry or (touched[0] if touched else None)
        words = {(each.kind, entry, *sorted((_plain(each.a.text), _plain(each.b.text)))), (each.kind, each.reason)}
        neighbours = places.setdefault((each.a.article, each.b.article), [])
        reported = [other for id_ in touched for other in fields.get((each.kind, id_), ())]
        over = [other for other in neighbours if _covered(each, other)]
        for other in over:
            if other.kind == each.kind and each.cause is not None:
                told.setdefault(other.id, each.cause)
        if words & texts or over or _within(each, reported):
            continue
        frame = (each.kind, *sorted(DIGITS.sub("0", _plain(one.text)) for one in (each.a, each.b)))
        if entry is None and frames[frame] >= IN_ONE_FRAME:
            continue
        frames[frame] += 1
        if entry is not None:
            fields.setdefault((each.kind, entry), []).append(each)
        texts |= words
        neighbours.append(each)
        kept.append(replace(each, entry=entry))
    return tuple(replace(each, cause=each.cause or told.get(each.id)) for each in kept)


def rank(each: Disagreement) -> tuple[float, str, str]:
    """Gravest first; ties by kind and id."""
    return (-each.severity, each.kind, each.id)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _covered(each: Disagreement, other: Disagreement) -> bool:
    if other.kind in ("headline", "attribution") or each.kind in ("headline", "attribution"):
        return other.id == each.id
    if each.kind != other.kind and each.kind != "wording" and not _item_or_figure(each, other):
        return False
    return _common(each.a, other.a) and _common(each.b, other.b)


def _within(each: Disagreement, reported: Iterable[Disagreement]) -> bool:
    """Whether a graver disagreement of the same kind and entry has both its sides' words inside this one's."""
    a, b = _plain(each.a.text), _plain(each.b.text)
    return any(
        (first in a and second in b) or (second in a and first in b)
        for other in reported
        for first, second in ((_plain(other.a.text), _plain(other.b.text)),)
    )


def _item_or_figure(each: Disagreement, other: Disagreement) -> bool:
    """A word change that an entry's field already reports."""
    return (
        other.entry is not None
        and each.entry is None
        and other.kind in ("item", "figure", "actor", "stage", "date")
    )


def _common(x: Side, y: Side) -> bool:
    size = min(sum(s.end - s.begin for s in side.spans) for side in (x, y))
    common = sum(max(0, min(s.end, t.end) - max(s.begin, t.begin)) for s in x.spans for t in y.spans)
    return common >= SAME_CHANGE * size


class Owners:
    """Finds the entry whose findings stand where a disagreement lies."""

    def __init__(self, groups: Mapping[str, Sequence[Located]]) -> None:
        self._by_article: dict[str, list[tuple[Span, str]]] = {}
        for entry, group in groups.items():
            for each in group:
                for span in spans_of(each.finding):
                    self._by_article.setdefault(each.article.id, []).append((span, entry))

    def entries(self, each: Disagreement) -> list[str]:
        """The entries that both sides touch, those with the most common characters first."""
        if each.kind in ("headline", "attribution"):
            return []
        a, b = self._touched(each.a), self._touched(each.b)
        return sorted(a.keys() & b.keys(), key=lambda entry: (-a[entry] - b[entry], entry))

    def _touched(self, side: Side) -> dict[str, int]:
        out: dict[str, int] = {}
        for span, entry in self._by_article.get(side.article, ()):
            common = sum(max(0, min(s.end, span.end) - max(s.begin, span.begin)) for s in side.spans)
            if common:
                out[entry] = out.get(entry, 0) + common
        return out


def titles(articles: Mapping[str, Article]) -> Iterable[Article]:
    """Articles whose title stands in their text."""
    return (article for article in articles.values() if article.layout.headline is not None)
