"""What an entry is linked by: who gives what to whom, how much, when it was told, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from onrecord.model import Commitment, Entry, EntryLink, LinkRelation
from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments.joining import party, same_party
from onrecord.reconciliation.figures import Figure
from onrecord.reconciliation.located import Located

PROMISED = frozenset({"pledged", "approved", "contracted", "shipped", "delivered"})
"""Stages of what somebody is bound to give, or has given."""
DAYS_TOLD_LATE = 60
"""So long after its day a promise may be told first."""
FAR_AWAY = 10**6
MONEY_ROOT = "aid"
"""The class that all forms of help in money or in general belong to."""


@dataclass(frozen=True, eq=False)
class Deed:
    """A commitment entry with its findings, in canonical order."""

    entry: Entry
    group: tuple[Located, ...]

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def order(self) -> tuple[str, str, int, str]:
        """A total order over entries, by the first finding."""
        return self.group[0].order

    def word(self, name: str) -> str | None:
        """A standing value that is a word."""
        value = self.entry.fields.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> float | None:
        """A standing value that is a number."""
        value = self.entry.fields.get(name)
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    @cached_property
    def actor(self) -> str | None:
        return party(self.word("actor"), self.word("actor_name"))

    @cached_property
    def recipient(self) -> str | None:
        return party(self.word("recipient"), self.word("recipient_name"))

    @property
    def item(self) -> str | None:
        return self.word("item")

    @cached_property
    def item_class(self) -> str | None:
        own = self.word("item_class")
        return items.ACT if own is None and self.word("kind") == "political" else own

    @cached_property
    def figures(self) -> frozenset[Figure]:
        """Every figure that its findings give."""
        return frozenset(figure for each in self.group for figure in figures.figures(each))

    @cached_property
    def days(self) -> tuple[int, ...]:
        """The days on which it was told, as ordinals, sorted; empty where no article has a date."""
        return tuple(sorted({ordinal(each.day) for each in self.group if each.day} - {FAR_AWAY}))

    @cached_property
    def first(self) -> int:
        """The day on which it was first told, or an earlier one on which it was made, where a report gives that."""
        told = self.days[0] if self.days else FAR_AWAY
        made = min((ordinal(rung.date) for rung in self.entry.ladder), default=FAR_AWAY)
        return made if told - DAYS_TOLD_LATE <= made < told else told

    @property
    def promised(self) -> bool:
        return self.entry.stage in PROMISED

    @property
    def unspecific(self) -> bool:
        """Whether it names money, or help in general, and no goods of their own."""
        return (
            self.item_class is None or MONEY_ROOT in items.chain(self.item_class) or items.generic(self.item_class)
        )

    @cached_property
    def recalled(self) -> bool:
        """Whether every report of it tells of an earlier day."""
        return all(commitment(each).recalled for each in self.group)

    @property
    def figure(self) -> tuple[float, str] | None:
        """Its standing sum with the currency, else its number of pieces, else None."""
        amount, quantity = self.number("amount"), self.number("quantity")
        if amount is not None:
            return amount, self.word("currency") or "?"
        return None if quantity is None or "%" in (self.word("unit") or "") else (quantity, "")


def ordinal(day: str | None) -> int:
    """A date as a number of days; far away where there is none."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return FAR_AWAY


def commitment(each: Located) -> Commitment:
    """The commitment of a located finding."""
    return cast(Commitment, each.finding)


def one_giver(a: Deed, b: Deed) -> bool:
    """Whether both are given by one and the same, to receivers who may be one."""
    return same_party(a.actor, b.actor) is True and same_party(a.recipient, b.recipient) is not False


def relation(a: Deed, b: Deed) -> items.ItemRelation:
    """How the things of two entries stand to each other."""
    return items.relation(a.item, a.item_class, b.item, b.item_class)


def alike(a: Deed, b: Deed) -> bool:
    """Whether two promises are of the like: the same thing, a kind of it, or help in money of one kind."""
    if a.unspecific or b.unspecific:
        return a.unspecific and b.unspecific and a.word("kind") == b.word("kind")
    return relation(a, b) in ("same", "kind of")


def name_of(deed: Deed) -> str:
    """An entry as a reader would call it: "the USD 400 million package", "the 13 MiG-29 jets"."""
    figure, item = deed.figure, deed.item
    if figure is not None and figure[1]:
        sum_ = f"{figure[1] if figure[1] != '?' else ''} {written(figure[0])}".strip()
        return f"the {sum_} ({item})" if item else f"the {sum_}"
    return f"the {written(figure[0])} {item or 'pieces'}" if figure else f"the {item}" if item else "it"


def written(value: float) -> str:
    """`400 million`, `2.5 billion`, `14`."""
    for scale, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= scale:
            return f"{value / scale:.4g} {name}"
    return f"{value:,.10g}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that was found, with what decides between several: the stronger first, then the nearer in time."""

    a: Deed
    b: Deed
    relation: LinkRelation
    reason: str
    strength: float = 0.5

    @property
    def rank(self) -> tuple[float, int, tuple[str, str, int, str], tuple[str, str, int, str]]:
        return (-self.strength, abs(self.a.first - self.b.first), self.a.order, self.b.order)

    @property
    def link(self) -> EntryLink:
        return EntryLink(self.a.id, self.b.id, self.relation, self.reason)


def days(apart: int) -> str:
    """`1 day`, `3 days`."""
    return f"{apart} day" if apart == 1 else f"{apart} days"


def near(deeds: Sequence[Deed], at: int, days: int) -> Sequence[Deed]:
    """Of deeds in the order of their first day, those before the one at `at` that lie at most `days` back."""
    first = at
    while first > 0 and deeds[at].first - deeds[first - 1].first <= days:
        first -= 1
    return deeds[first:at]
