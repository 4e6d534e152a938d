"""Where two entries that are one thing differ."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from onrecord.model import Entry, Rung
from onrecord.record.releases.values import FieldChange, Gained

T = TypeVar("T")

TOGETHER: tuple[tuple[str, ...], ...] = (
    ("actor", "actor_name"),
    ("recipient", "recipient_name"),
    ("item", "item_class"),
    ("quantity", "unit", "quantity_bound", "quantity_low", "quantity_high"),
    ("amount", "currency", "amount_bound", "amount_low", "amount_high"),
    ("date", "date_precision"),
    ("count", "of"),
)
"""Fields that stand together, the first of them naming them."""
DERIVED = frozenset({"amount_eur", "amount_usd", "rate_day"})
"""Fields that follow from others and from the rates of the day."""
FIRST_OF: Mapping[str, str] = {name: names[0] for names in TOGETHER for name in names}

Articles = Callable[[Iterable[str]], frozenset[str]]
"""The articles of findings in the new release."""


def field_changes(before: Entry, after: Entry, new: frozenset[str], articles_of: Articles) -> Iterator[FieldChange]:
    """Yield what has another value, field by field or as they stand together; `new`: articles that are new."""
    names: dict[str, list[str]] = {}
    for name in (*after.fields, *before.fields):
        if name not in DERIVED:
            names.setdefault(FIRST_OF.get(name, name), []).append(name)
    for first, some in names.items():
        old, now = ({name: plainly(entry.fields.get(name)) for name in some} for entry in (before, after))
        if old != now:
            given = articles_of(
                finding for each in after.values if each.field == first and each.stands for finding in each.findings
            )
            only = new if len(new) == 1 else frozenset()
            yield FieldChange(first, old, now, tuple(sorted(given & new or given or only)))


def plainly(value: object) -> object:
    """A value as it compares: lists are tuples, since a record gives back either."""
    if isinstance(value, (list, tuple)):
        return tuple(plainly(one) for one in value)
    if isinstance(value, Mapping):
        return {str(name): plainly(inner) for name, inner in value.items()}
    return value


def rungs(before: Iterable[Entry], after: Iterable[Entry]) -> Gained[Rung]:
    """Steps that only one side's ladders have: another day, or another part, is another step."""
    return gained(
        (one for each in before for one in each.ladder), (one for each in after for one in each.ladder), _step
    )


def _step(rung: Rung) -> Hashable:
    return (rung.stage, rung.date, rung.quantity, rung.of, rung.by)


def gained(before: Iterable[T], after: Iterable[T], key: Callable[[T], Hashable]) -> Gained[T]:
    """What only `after` and what only `before` has, by `key`, each in its order."""
    old = {key(one): one for one in before}
    new = {key(one): one for one in after}
    return Gained(
        tuple(one for name, one in new.items() if name not in old),
        tuple(one for name, one in old.items() if name not in new),
    )


def same(one: T) -> T:
    """The key of what is its own."""
    return one
