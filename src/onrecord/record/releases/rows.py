"""What changed as rows that JSON can write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from onrecord.model import Rung
from onrecord.record.releases.values import Changes, EntryChange, Gained, RulingMade
from onrecord.record.rows import (
    RUNG_FIELDS,
    ExportRow,
    correction_row,
    disagreement_row,
    entry_row,
    link_row,
    tidy,
)

T = TypeVar("T")


def change_rows(found: Changes) -> Iterator[ExportRow]:
    """One row for each change; `of` says what changed: what made the record, an article, a ruling, an entry, or a
    disagreement of no entry."""
    for name, (was, is_) in found.made_with.items():
        yield {"of": "meta", "what": "changed", "name": name, "before": was, "after": is_}
    for what, ids in (("new", found.articles.new), ("gone", found.articles.gone), ("new text", found.rewritten)):
        for id_ in ids:
            yield {"of": "article", "what": what, "id": id_}
    for before, after in found.moved.items():
        yield {"of": "article", "what": "moved", "before": before, "id": after}
    for what, rulings in (("new", found.rulings.new), ("gone", found.rulings.gone)):
        yield from ({"of": "ruling", "what": what, **_ruling(one)} for one in rulings)
    yield from (entry_change_row(each) for each in found.entries)
    for what, some in (("new", found.disagreements.new), ("gone", found.disagreements.gone)):
        yield from ({"of": "disagreement", "what": what, **disagreement_row(one)} for one in some)


def entry_change_row(each: EntryChange) -> ExportRow:
    """What became of one entry."""
    return {
        "of": "entry",
        "what": each.what,
        "type": each.type,
        "why": [{"reason": one.reason, "detail": one.detail, "ids": list(one.ids)} for one in each.why],
        "stage": None if each.stage is None else dict(zip(("before", "after"), each.stage, strict=True)),
        "fields": {
            one.field: {"before": tidy(one.before), "after": tidy(one.after), "articles": list(one.articles)}
            for one in each.fields
        },
        "rungs": _both(each.rungs, _rung),
        "articles": _both(each.articles, str),
        "origins": _both(each.origins, str),
        "wordings": _both(each.wordings, str),
        "disagreements": _both(each.disagreements, disagreement_row),
        "settled": [disagreement_row(one) for one in each.settled],
        "links": _both(each.links, link_row),
        "corrections": _both(each.corrections, correction_row),
        "before": [entry_row(one) for one in each.before],
        "after": [entry_row(one) for one in each.after],
    }


def _both(found: Gained[T], row: Callable[[T], object]) -> Mapping[str, list[object]]:
    return {"new": [row(one) for one in found.new], "gone": [row(one) for one in found.gone]}


def _rung(rung: Rung) -> ExportRow:
    return {name: tidy(getattr(rung, name)) for name in RUNG_FIELDS}


def _ruling(one: RulingMade) -> ExportRow:
    return {"id": one.id, "act": one.act, "by": one.by, "at": one.at, "reason": one.reason}
