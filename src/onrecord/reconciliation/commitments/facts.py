"""What a commitment is matched by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from onrecord.model import Commitment
from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments import timing
from onrecord.reconciliation.commitments.occasion import Words, occasion
from onrecord.reconciliation.commitments.timing import Named
from onrecord.reconciliation.figures import Figure
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.speakers.names import name_words, person, same_name
from onrecord.reconciliation.words import Wording

BEHIND = ("contracted", "shipped", "delivered")
"""Stages behind a promise: they may come months after it."""
AGAINST = ("refused", "withdrawn")
"""Stages that say no."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a commitment is matched by. Parties are codes, or a name's words where there is no code.

    known:    the actor has a code or a proper name; "some countries" of two reports need not be the same countries.
    again:    it is told of the past (recalled).
    more:     the text says that it comes on top of others.
    occasion: the words of matter around it.
    mates:    every commitment that its article tells, itself among them.
    """

    actor: str | None
    recipient: str | None
    item: str | None
    item_class: str | None
    figures: frozenset[Figure]
    stage: str | None
    target: bool
    known: bool
    again: bool
    more: bool
    located: Located = field(compare=False)
    occasion: Words = field(compare=False)
    mates: list[Facts] = field(compare=False, repr=False, default_factory=list)

    @property
    def named(self) -> Named:
        """How closely its item is named."""
        return timing.named(self.item, self.item_class)

    @property
    def side(self) -> str:
        """Who has the word: the one who asks, the one who is called upon, or the one who gives."""
        return self.stage if self.stage in ("requested", "proposed") else "gives"


def every_fact(found: Iterable[Located], wordings: Mapping[str, Wording]) -> dict[str, Facts]:
    """The facts of each commitment, by id, with those of its article beside it."""
    beside: dict[str, list[Facts]] = {}
    out = {each.id: _facts(each, wordings[each.article.id], beside) for each in found}
    for each in out.values():
        each.mates.append(each)
    return out


def _facts(each: Located, wording: Wording, beside: dict[str, list[Facts]]) -> Facts:
    c = cast(Commitment, each.finding)
    return Facts(
        party(c.actor, c.actor_name),
        party(c.recipient, c.recipient_name),
        c.item,
        items.ACT if c.kind == "political" and c.item_class is None else c.item_class,
        figures.figures(each),
        c.stage,
        c.kind == "target",
        c.actor is not None or person(c.actor_name or ""),
        c.recalled,
        c.additional,
        each,
        occasion(each, wording),
        beside.setdefault(each.article.id, []),
    )


def party(code: str | None, name: str | None) -> str | None:
    """A code, or the name's words, or None when neither is known."""
    return code or (" ".join(name_words(name)) if name else None)


def same_party(a: str | None, b: str | None) -> bool | None:
    """Whether two parties are one; None when one of them is not known."""
    if a is None or b is None:
        return None
    return a == b or (not a.isupper() and not b.isupper() and same_name(a, b))


def same_item(x: Facts, y: Facts) -> items.ItemRelation:
    """How the items of two commitments stand to each other."""
    return items.relation(x.item, x.item_class, y.item, y.item_class)
