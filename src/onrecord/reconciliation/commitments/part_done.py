"""Part done: a smaller count that is under way or there belongs to the promise of the larger one."""

from __future__ import annotations

from typing import cast

from onrecord.model import Commitment
from onrecord.reconciliation import items
from onrecord.reconciliation.commitments import timing
from onrecord.reconciliation.commitments.facts import BEHIND, Facts
from onrecord.reconciliation.commitments.timing import Named
from onrecord.reconciliation.figures import Figure
from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.ladder.dates import one_end

OWN_FIGURE = "figure in "
"""With an article's id. No text gives one commitment two figures; what it tells apart is two things."""


def part_done(x: Facts, y: Facts, item: items.ItemRelation, apart: int | None) -> Link | None:
    """A smaller count that is under way or there, and the promise of the larger: a part of it is done.

    apart: days between the two reports, None where that is not known.
    """
    counts = [next((each for each in f.figures if not each.money), None) for f in (x, y)]
    if (
        None in counts
        or item == "different"
        or min(x.named, y.named) < Named.CLASS
        or not x.recipient
        or not y.recipient
    ):
        return None
    less, more = sorted(zip(cast(list[Figure], counts), (x, y), strict=True), key=lambda pair: pair[0].value)
    if item == "kind of" and more[1].named is not Named.TYPE:
        return None
    if less[1].stage not in BEHIND or more[1].stage in ("requested", "proposed", "refused", "withdrawn", None):
        return None
    if apart is None or apart > (timing.DAYS_TYPE if max(x.named, y.named) is Named.TYPE else timing.DAYS_FIGURE):
        return None
    if more[1].located.order[0] > less[1].located.order[0] or _earlier(_day(less[1]), _day(more[1])):
        return None  # what is there already is no part of what is promised later
    own = {f"{OWN_FIGURE}{each.located.article.id}" for each in (x, y)}
    return Link(x.located.id, y.located.id, round(0.4 - apart / 4000, 4), frozenset({"figure", *own}))


def _day(f: Facts) -> str | None:
    """The day of a step or of a promise: its own unless that is still ahead, else that of its report."""
    commitment, told = cast(Commitment, f.located.finding), f.located.day
    own = one_end(commitment.said_on) or one_end(commitment.date)
    return told if own is None or _earlier(told, own) else own


def _earlier(first: str | None, second: str | None) -> bool:
    """Whether one day lies before another, as far as the coarser of the two tells."""
    if first is None or second is None:
        return False
    size = min(len(first), len(second))
    return first[:size] < second[:size]
