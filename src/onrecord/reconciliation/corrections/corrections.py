"""Corrections: an origin's later word on what it said before, and how far it has reached.

An outlet corrects itself with a note ("an earlier version of this story said ..."), or without a word: it prints
the same passage again with another figure in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.model import Article, Commitment, Correction, Entry, Spans, content_id, words_of
from onrecord.reconciliation import figures, items
from onrecord.reconciliation.corrections.notes import Note, notes_of
from onrecord.reconciliation.figures import Figure
from onrecord.reconciliation.located import Located, days_apart
from onrecord.reconciliation.origins.publishers import publisher
from onrecord.reconciliation.passages import Passages

FIELDS = ("quantity", "amount", "item", "actor", "recipient", "date")
"""Fields in which a correction is looked for, each the first of those that stand together."""
FIGURES = ("quantity", "amount")
SILENT_DAYS = 7
"""A passage printed again with another figure corrects the first for a week; later, the matter has moved on."""
NOTED_DAYS = 60


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction within one entry's findings.

    by:    a finding of the correcting article, which gives the new value. spans: its words that say so.
    old:   the findings of the origin that give the old value; new: those that give the new one.
    """

    field: str
    by: Located
    spans: Spans
    old: tuple[Located, ...]
    new: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Superseded:
    """Ids of the findings whose value of a field their origin has corrected, and of those that give the new one."""

    old: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()


NOTHING = Superseded()


def corrected(group: Sequence[Located], origins: Mapping[str, str], passages: Passages) -> tuple[Corrected, ...]:
    """The corrections among the findings of one entry; `origins` gives each finding's by its id."""
    if not isinstance(group[0].finding, Commitment) or len(group) < 2:
        return ()
    out: list[Corrected] = []
    for field in FIELDS:
        told = [each for each in group if getattr(each.finding, field) is not None]
        values = _Values(field)
        if len({(getattr(each.finding, field), getattr(each.finding, "currency", None)) for each in told}) > 1:
            out += _in_field(values, told, origins, passages)
    return tuple(out)


def superseded(found: Iterable[Corrected]) -> dict[str, Superseded]:
    """By field what was corrected; of an origin's several corrections the last is its word."""
    out: dict[str, Superseded] = {}
    for each in sorted(found, key=lambda one: one.by.order):
        before = out.get(each.field, NOTHING)
        new = frozenset(one.id for one in each.new)
        old = frozenset(one.id for one in each.old)
        out[each.field] = Superseded((before.old | old) - new, (before.new - old) | new)
    return out


def corrections_of(
    entries: Iterable[Entry], found: Iterable[Located], passages: Passages
) -> tuple[Correction, ...]:
    """The corrections within `entries`, whose findings are among `found`, sorted by id."""
    by_id = {each.id: each for each in found}
    out: dict[str, Correction] = {}
    for entry in entries:
        if entry.values:
            group = sorted((by_id[id_] for id_ in entry.findings), key=lambda each: each.order)
            origins = {id_: each.origin for each in entry.backing for id_ in each.findings}
            for each in corrected(group, origins, passages):
                one = _correction(entry.id, each)
                out.setdefault(one.id, one)
    return tuple(out[id_] for id_ in sorted(out))


def _correction(entry: str, found: Corrected) -> Correction:
    article = found.by.article
    before, after = _as_written(found.field, found.old[0]), _as_written(found.field, found.by)
    mended = {each.article.id for each in found.new}
    still = {each.article.id for each in found.old if not _earlier_version(each.article, article)}
    return Correction(
        id=content_id("k", entry, found.field, article.id, before, after),
        entry=entry,
        field=found.field,
        article=article.id,
        spans=found.spans,
        before=before,
        after=after,
        still=tuple(sorted(still - mended)),
        mended=tuple(sorted(mended)),
    )


class _Values:
    """The values that findings give for one field, and which of them cannot both be right."""

    def __init__(self, field: str) -> None:
        self.field = field
        self._figures: dict[str, list[Figure]] = {}

    def differ(self, a: Located, b: Located) -> bool:
        """Whether the two cannot both be right; a rounder or a broader value can."""
        first, second = cast(Commitment, a.finding), cast(Commitment, b.finding)
        if self.field in ("quantity", "amount"):
            pairs = ((x, y) for x in self._figures_of(a) for y in self._figures_of(b))
            return any(figures.compare(x, y) == "different" for x, y in pairs)
        if self.field == "item":
            return items.relation(first.item, first.item_class, second.item, second.item_class) == "different"
        if self.field == "date":
            return first.date_precision == second.date_precision == "day" and first.date != second.date
        return bool(getattr(first, self.field) != getattr(second, self.field))

    def _figures_of(self, each: Located) -> list[Figure]:
        if each.id not in self._figures:
            money = self.field == "amount"
            self._figures[each.id] = [one for one in figures.figures(each) if one.money == money]
        return self._figures[each.id]


def _in_field(
    values: _Values, told: Sequence[Located], origins: Mapping[str, str], passages: Passages
) -> Iterator[Corrected]:
    """Each change of a value once, by the first article that makes it."""
    seen: list[tuple[Located, Located]] = []
    notes = {each.article.id: notes_of(each.article) for each in told}
    for by in told:
        own = notes[by.article.id]
        scope = [each for each in told if _one_outlet(each, by) or (own and origins[each.id] == origins[by.id])]
        for before, spans in _takes_back(values, by, scope, own, passages):
            if any(not values.differ(before, a) and not values.differ(by, b) for a, b in seen):
                continue
            seen.append((before, by))
            reach = [each for each in told if _one_outlet(each, by) or origins[each.id] == origins[by.id]]
            old = tuple(each for each in reach if values.differ(each, by) and not values.differ(each, before))
            new = tuple(each for each in reach if not values.differ(each, by) and values.differ(each, before))
            yield Corrected(values.field, by, spans, old, new)


def _takes_back(
    values: _Values, by: Located, scope: Sequence[Located], notes: Sequence[Note], passages: Passages
) -> Iterator[tuple[Located, Spans]]:
    """What `by` corrects, and the words of its article that say so: the note, else the new value."""
    own = [each for each in scope if each.article.id == by.article.id]
    for before in scope:
        if not values.differ(before, by) or any(not values.differ(before, each) for each in own):
            continue
        note = next((note for note in notes if _noted(values.field, note, before, by)), None)
        if note is not None:
            yield before, (note.span,)
        elif _printed_again(values, before, by, scope, passages):
            yield before, (notes[0].span,) if notes else _evidence(values.field, by)


def _noted(field: str, note: Note, before: Located, by: Located) -> bool:
    """Whether a note of `by`'s article takes back what `before` says."""
    old, new = note.tells(_value(field, before)), note.tells(_value(field, by))
    if _later(before, by) or (days_apart(before, by) or 0) > NOTED_DAYS or field not in FIGURES:
        return (old and new) or (note.story and not _later(before, by))
    return note.story or old or (new and _one_outlet(before, by))


def _printed_again(
    values: _Values, before: Located, by: Located, scope: Sequence[Located], passages: Passages
) -> bool:
    """Whether one outlet prints the passage of `before` again, later, with the value of `by` in its place."""
    if values.field not in FIGURES or not _one_outlet(before, by) or not _later(by, before):
        return False
    if (days_apart(before, by) or 0) > SILENT_DAYS:
        return False
    first, second = cast(Commitment, before.finding), cast(Commitment, by.finding)
    if first.stage != second.stage or first.additional != second.additional:
        return False
    if _as_written(values.field, before) == _as_written(values.field, by):
        return False  # the words are the same; it is the reading of them that differs
    if any(each.article.id == before.article.id and not values.differ(each, by) for each in scope):
        return False
    places = passages.projected(by.article.id, by.extent)
    return any(other == before.article.id and there.overlaps(before.extent) for other, there in places)


def _value(field: str, each: Located) -> object:
    name = getattr(each.finding, f"{field}_name", None)
    return name or getattr(each.finding, field)


def _as_written(field: str, each: Located) -> str:
    """The value in the article's own words."""
    return words_of(each.article.text, _evidence(field, each)) or str(_value(field, each))


def _evidence(field: str, each: Located) -> Spans:
    evidence = each.finding.evidence.get(field) or each.finding.evidence.get(f"{field}_name")
    return evidence.spans if evidence is not None else each.core


def _one_outlet(a: Located, b: Located) -> bool:
    first, second = a.article.outlet, b.article.outlet
    return first is not None and second is not None and publisher(first) == publisher(second)


def _later(a: Located, b: Located) -> bool:
    """Whether `a` was published after `b`, as far as both dates say."""
    first, second = a.article.published, b.article.published
    if first is None or second is None:
        return False
    size = min(len(first), len(second))
    return first[:size] > second[:size]


def _earlier_version(article: Article, later: Article) -> bool:
    """Whether the one stood at the same address before the other: nobody reads it there any more."""
    return article.id != later.id and article.url is not None and article.url == later.url
