"""Which membership steps are one bid: one organisation, one candidate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from onrecord.model import MembershipStep
from onrecord.reconciliation.grouping import Link
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.speakers.names import name_words


def bid(each: Located) -> tuple[str, str]:
    """The organisation and the candidate, a name without a code by its words."""
    step = cast(MembershipStep, each.finding)
    return _key(step.organisation), _key(step.candidate)


def _key(party: str) -> str:
    return party if party.isupper() else " ".join(name_words(party))


def links(steps: Sequence[Located]) -> Iterable[Link]:
    """Each step with the one before it on the same bid."""
    last: dict[tuple[str, str], Located] = {}
    for each in steps:
        before = last.get(bid(each))
        if before is not None:
            yield Link(before.id, each.id, 1.0)
        last[bid(each)] = each
