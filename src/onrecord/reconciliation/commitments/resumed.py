"""Resumed: the next step of an actor's only promise of a class of goods, told after a long silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from onrecord.model.commitment import STAGES
from onrecord.reconciliation import figures
from onrecord.reconciliation.commitments.facts import AGAINST, Facts, same_item
from onrecord.reconciliation.commitments.timing import DAYS_COUNT, DAYS_VAGUE, Named
from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.located import NO_DAY, days_apart

STRENGTH = 0.3
"""Followed after every other link: silence is weak evidence."""


def resumed(commitments: Iterable[Facts]) -> Iterator[Link]:
    """A link over the silence where an actor's reports of a class of goods make two bursts, one a step further.

    Where there are three or more bursts nobody can tell which promise the last goes on with.
    """
    blocks: dict[tuple[object, ...], list[Facts]] = {}
    for each in commitments:
        if (
            each.known
            and each.recipient
            and each.named is Named.CLASS
            and each.side == "gives"
            and each.located.day
        ):
            blocks.setdefault((each.actor, each.recipient, each.item_class), []).append(each)
    for block in blocks.values():
        block.sort(key=lambda each: each.located.order)
        silences = [(a, b) for a, b in pairwise(block) if (days_apart(a.located, b.located) or 0) > DAYS_VAGUE]
        if len(silences) == 1 and _next_step(*silences[0]):
            before, after = silences[0]
            yield Link(before.located.id, after.located.id, STRENGTH, frozenset({"days"}))


def _next_step(before: Facts, after: Facts) -> bool:
    """Whether one goes on with the other: further along, or a change of mind, and nothing that comes on top.

    Out of what was only considered anything may have come.
    """
    apart = days_apart(before.located, after.located)
    if apart is None or apart > DAYS_COUNT or NO_DAY in (before.located.day, after.located.day) or after.more:
        return False
    if before.stage in (None, "considered") or after.stage is None or same_item(before, after) != "same":
        return False
    further = STAGES.index(after.stage) > STAGES.index(before.stage) or before.stage in AGAINST
    return further and all(figures.agree(x, y) for x in before.figures for y in after.figures)
