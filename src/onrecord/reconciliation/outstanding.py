"""Outstanding: who is still to ratify, where the last report names only some of those that were counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from onrecord.model import MembershipStep
from onrecord.reconciliation.located import Located

AS_COUNTED = "named since the last count"
"""Why a list stands that no single report gives."""


def all_outstanding(group: Sequence[Located], named: Sequence[str], count: object, of: object) -> tuple[str, ...]:
    """Everybody who is still to ratify a bid.

    named:     the list that was told last; count, of: how many have ratified, of how many.
    The list stands as it is, unless it names fewer than the count leaves, and those named since that count was
    first told are just as many as it leaves: a report on Hungary's delay need not tell again that Turkey waits too.
    """
    if not isinstance(count, int) or not isinstance(of, int) or len(named) >= of - count:
        return tuple(named)
    steps = [(each.day, cast(MembershipStep, each.finding)) for each in group if each.day]
    first = min((day for day, step in steps if (step.count, step.of) == (count, of)), default=None)
    since = {code for day, step in steps if first is not None and day >= first for code in step.outstanding}
    return tuple(sorted(since)) if len(since) == of - count else tuple(named)
