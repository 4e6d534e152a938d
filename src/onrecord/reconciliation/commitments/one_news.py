"""Whether two reports without a figure in common tell one commitment: a type's life, or one piece of news."""

from __future__ import annotations

from onrecord.model.commitment import STAGES
from onrecord.reconciliation import figures, items
from onrecord.reconciliation.commitments import timing
from onrecord.reconciliation.commitments.facts import AGAINST, BEHIND, Facts, same_item
from onrecord.reconciliation.commitments.occasion import (
    MANY_BITS,
    MANY_SHARE,
    MOST_BITS,
    MOST_SHARE,
    SOME_BITS,
    SOME_SHARE,
    one_occasion,
)
from onrecord.reconciliation.commitments.timing import Named

MUCH = 0.5
"""Share of the shorter act's words that two acts have in common which are one in other words."""


def one_by_news(x: Facts, y: Facts, item: items.ItemRelation, apart: int | None) -> bool:
    """Whether two reports without a figure in common tell one commitment: a type's life, or one occasion."""
    if x.named is Named.ACT or y.named is Named.ACT:
        return x.named is y.named and item != "unknown" and _one_act(x, y, item, apart)
    if item in ("unknown", "different") or (x.side != y.side and "requested" in (x.side, y.side)):
        return False
    if item == "kind of" and (x.recipient != y.recipient or _told_beside(x, y) or _told_beside(y, x)):
        return False
    if x.recipient != y.recipient and "contracted" in (x.stage, y.stage):
        return False  # an order that names no recipient is the buyer's own
    if (apart or 0) > timing.DAYS_VAGUE and _two_packages(x, y):
        return False
    if (apart or 0) > timing.DAYS_VAGUE and (x.recipient != y.recipient or x.more or y.more):
        return False
    name = min(x.named, y.named)
    if not x.known or not y.known:
        return item == "same" and _told_at_once(x, y, apart, timing.DAYS_NEWS, MANY_BITS, MANY_SHARE)
    if x.side != "gives" and name is not Named.VAGUE:
        if item == "kind of":
            return _told_at_once(x, y, apart, timing.DAYS_NEWS, MOST_BITS, MOST_SHARE)
        if name is Named.TYPE or (apart or 0) <= timing.DAYS_NEWS:
            return _told_at_once(x, y, apart, timing.DAYS_ASKED, SOME_BITS, SOME_SHARE)
        return _told_at_once(x, y, apart, timing.DAYS_VAGUE, MANY_BITS, MANY_SHARE)
    if name is Named.TYPE and item == "same":
        return apart is None or apart <= timing.DAYS_AGAIN or (apart <= timing.DAYS_TYPE and _goes_on(x, y))
    return _one_vague(x, y, item, apart) if name is Named.VAGUE else _one_class(x, y, item, apart)


def _goes_on(x: Facts, y: Facts) -> bool:
    """Whether the later of two reports goes on with the earlier: a step further, a change of mind, or a recall.

    A promise after a delivery, and one as the other long after it, is a new one.
    """
    before, after = sorted((x, y), key=lambda each: each.located.order)
    if after.again or before.stage is None or after.stage is None or before.stage in AGAINST:
        return True
    return STAGES.index(after.stage) > STAGES.index(before.stage)


def _one_act(x: Facts, y: Facts, item: items.ItemRelation, apart: int | None) -> bool:
    """Acts: the same words for a time; other words while the news is fresh and both tell much of one occasion."""
    if item == "same":
        if apart is None or apart <= timing.DAYS_NEWS:
            return True
        if apart <= timing.DAYS_VAGUE:
            return one_occasion(x.occasion, y.occasion, SOME_BITS, SOME_SHARE)
        return _told_at_once(x, y, apart, timing.DAYS_ACT, MOST_BITS, MANY_SHARE)
    shorter = min(len(items.topic(each.item)) for each in (x, y))
    alike = items.shared_topic(x.item, y.item) >= max(1.0, MUCH * shorter)
    if x.stage != y.stage or not x.known or not y.known or not alike:
        return False
    return _told_at_once(x, y, apart, timing.DAYS_NEWS, MANY_BITS, MANY_SHARE)


def _one_vague(x: Facts, y: Facts, item: items.ItemRelation, apart: int | None) -> bool:
    """Aid of any sort: the same day's or the next's, or some days on in much the same words."""
    if (x.stage in AGAINST) != (y.stage in AGAINST) or (x.stage in BEHIND) != (y.stage in BEHIND):
        return False
    if x.named is not y.named:
        return False
    if item == "kind of" and not (items.for_all(x.item_class) or items.for_all(y.item_class)):
        return False
    if item == "kind of":
        bits, share = (MANY_BITS, MANY_SHARE) if apart == 0 else (MOST_BITS, MOST_SHARE)
        return _told_at_once(x, y, apart, timing.DAYS_NEWS, bits, share)
    if x.stage == y.stage and apart is not None and apart <= timing.DAYS_NEWS:
        return one_occasion(x.occasion, y.occasion, SOME_BITS, SOME_SHARE)
    days = timing.DAYS_VAGUE if x.side == "gives" else timing.DAYS_NEWS
    bits = MANY_BITS if (apart or 0) <= timing.DAYS_NEWS else MOST_BITS
    return _told_at_once(x, y, apart, days, bits, MANY_SHARE)


def _one_class(x: Facts, y: Facts, item: items.ItemRelation, apart: int | None) -> bool:
    """A class of goods: the same days' news, or told of one occasion soon after."""
    if apart is None:
        return item == "same"
    if (x.more and y.stage in BEHIND and x.stage not in BEHIND) or (
        y.more and x.stage in BEHIND and y.stage not in BEHIND
    ):
        return False  # what is promised on top is not what is there already
    if (x.stage in AGAINST) != (y.stage in AGAINST):
        return _told_at_once(x, y, apart, timing.DAYS_VAGUE, MANY_BITS, MANY_SHARE)
    if item == "same" and apart <= timing.DAYS_NEWS and set(items.words(x.item)) & set(items.words(y.item)):
        return True
    if item == "same" and (x.again or y.again or x.stage in BEHIND or y.stage in BEHIND):
        return _told_at_once(x, y, apart, timing.DAYS_AGAIN, MANY_BITS, MANY_SHARE)
    if item == "same" and apart > timing.DAYS_VAGUE:
        return _told_at_once(x, y, apart, timing.DAYS_CLASS, MOST_BITS, MOST_SHARE)
    days = timing.DAYS_VAGUE if item == "same" else timing.DAYS_NEWS
    return _told_at_once(x, y, apart, days, SOME_BITS, SOME_SHARE)


def _told_at_once(x: Facts, y: Facts, apart: int | None, days: int, bits: float, share: float) -> bool:
    return apart is not None and apart <= days and one_occasion(x.occasion, y.occasion, bits, share)


def _two_packages(x: Facts, y: Facts) -> bool:
    """Whether the two articles tell other sums of the same giver: what each promises is of another package."""
    sums = [
        {one for mate in each.mates if mate.actor == x.actor for one in mate.figures if one.money}
        for each in (x, y)
    ]
    return all(sums) and not any(figures.agree(a, b) for a in sums[0] for b in sums[1])


def _told_beside(x: Facts, y: Facts) -> bool:
    """Whether the article of `x` tells of the thing of `y` beside that of `x`: then they are two there."""
    return any(
        mate is not x and mate.actor == x.actor and mate.stage == x.stage and same_item(mate, y) == "same"
        for mate in x.mates
    )
