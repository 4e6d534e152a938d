"""Which change is read first."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model import STAGES
from onrecord.record.releases.values import WHATS, EntryChange

FIGURES = frozenset({"quantity", "amount", "count"})
TYPES = ("commitment", "membership", "statement")
FAR: Mapping[str | None, int] = {stage: -place for place, stage in enumerate(STAGES)}


def importance(change: EntryChange) -> tuple[object, ...]:
    """Sorts what appeared before what went before what changed, and so on down to the id.

    In each, commitments and bids come before statements, other stages before other figures before the rest; then
    the furthest stage, and most origins.
    """
    entry = (*change.after, *change.before)[0]
    return (
        WHATS.index(change.what), TYPES.index(change.type), weight(change), FAR.get(entry.stage, 0),
        -len(entry.origins), -len(entry.articles), entry.id,
    )  # fmt: skip


def weight(change: EntryChange) -> int:
    """How much a change tells: 0 another stage, 1 another figure ... 6 no more than that more articles say it."""
    return [
        change.stage is not None,
        any(each.field in FIGURES for each in change.fields),
        bool(change.rungs or change.corrections),
        bool(change.fields),
        bool(change.disagreements or change.settled),
        bool(change.origins or change.links or change.wordings),
        True,
    ].index(True)
