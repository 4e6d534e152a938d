"""How long two reports may lie apart and still tell one commitment, by how closely it is named."""

from __future__ import annotations

from enum import IntEnum

from onrecord.reconciliation import figures, items
from onrecord.reconciliation.figures import Figure


class Named(IntEnum):
    """How closely a commitment's item is named: aid of any sort, a class of goods, an act, a type of arms."""

    VAGUE = 0
    CLASS = 1
    ACT = 2
    TYPE = 3


DAYS_NEWS = 1
"""Reports of one thing on one day and the next are of one piece of news."""
DAYS_VAGUE = 3
"""A promise of "aid" without a figure is the same promise only while its news is fresh."""
DAYS_CLASS = 7
"""So is one of a class of goods ("tanks", "shells") where the words around it tell one occasion."""
DAYS_BURST = {Named.VAGUE: 5, Named.CLASS: 10, Named.ACT: 30, Named.TYPE: 400}
"""Days that an entry without figures may span in all, so that like reports of every week make no chain."""
DAYS_COPIED = 14
"""Copies of a passage are printed within so many days; later it is a stock phrase."""
DAYS_ACT = 30
"""An act that gives no goods ("reopen its embassy") is followed for about this long."""
DAYS_TYPE = 400
"""A type ("Patriot") from one giver to one recipient is followed for about this long."""
DAYS_ASKED = 21
"""Who asks for a type again after this long asks anew."""
DAYS_AGAIN = 30
"""A promise of a class of goods is recalled, or its goods arrive, for about this long."""
DAYS_SUM = {1: 5, 2: 14, 3: 30}
"""By the digits of a sum of aid of any sort: "$400 million" is soon promised again, "$1.85 billion" is not."""
DAYS_FEW, DAYS_FIGURE, DAYS_COUNT = 14, 60, 200
"""A small count, a sum of something named, and a count of goods tell more: for this long."""
FEW = 5
"""A count below this ("two batteries") is as often another one's."""


def named(item: str | None, item_class: str | None) -> Named:
    """How closely an item is named."""
    if item_class == items.ACT:
        return Named.ACT
    if not item_class or items.generic(item_class):
        return Named.VAGUE
    return Named.TYPE if items.is_type(item, item_class) else Named.CLASS


def days_by_figure(both: Figure, exactly: bool, name: Named, closer: Named, later: bool) -> int:
    """Days for which an equal or rounded figure makes two reports one.

    exactly: the figures are equal. name, closer: how closely the two items are named. later: one of the two tells a
    step behind the promise, or recalls it.
    """
    if both.money:
        if not exactly:
            return DAYS_FEW if closer > Named.VAGUE else DAYS_SUM[1]
        return DAYS_FIGURE if closer > Named.VAGUE else DAYS_SUM[min(figures.digits(both.value), 3)]
    if name is Named.TYPE:
        return DAYS_TYPE
    if both.value < FEW:
        return DAYS_FEW
    return DAYS_COUNT if later and name is not Named.VAGUE else DAYS_FIGURE
