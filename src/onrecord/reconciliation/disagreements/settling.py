"""Settling: disagreements that an origin's own later word has ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model import Correction, Disagreement, DisagreementKind

KINDS: dict[DisagreementKind, frozenset[str]] = {
    "figure": frozenset(("amount", "quantity", "count")),
    "item": frozenset(("item",)),
    "actor": frozenset(("actor", "actor_name", "speaker", "speaker.name")),
    "stage": frozenset(("stage",)),
    "date": frozenset(("date", "said_on")),
}
"""The fields of a correction that end a disagreement of each kind."""


def with_corrections(found: Iterable[Disagreement], corrections: Iterable[Correction]) -> Iterator[Disagreement]:
    """`found`, those settled and put down to a correction that lie between the corrected value and the right one.

    A disagreement is settled by a correction of its entry's field when one side stands in an article that carries
    the old value and the other in the correcting article or one that was mended. Where both sides carry the old
    value it stays as it was.
    """
    by_entry: dict[str, list[Correction]] = {}
    for each in corrections:
        by_entry.setdefault(each.entry, []).append(each)
    for one in found:
        right = next((each for each in by_entry.get(one.entry or "", ()) if _ends(each, one)), None)
        yield (
            one
            if right is None
            else replace(one, cause="correction", settled=f"corrected: {right.before} became {right.after}")
        )


def _ends(correction: Correction, one: Disagreement) -> bool:
    if correction.field not in KINDS.get(one.kind, frozenset()):
        return False
    new = {correction.article, *correction.mended}
    return any(
        old.article in correction.still and other.article in new for old, other in ((one.a, one.b), (one.b, one.a))
    )
