"""Values that an entry's articles give differently: in which order they are told, and which are no second value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Entry, FieldValue

CODES: Mapping[str, str] = {"actor": "actor", "recipient": "recipient"}
"""Fields whose value is the same under another name: by field, what makes two values two."""
IN_LADDER = ("ratified", "outstanding", "count", "by")
"""Fields of a bid that move as it goes on; its ladder tells them with their days."""
FIRST = ("quantity", "amount", "actor", "recipient", "organisation", "candidate", "date")
"""Fields that are shown first, in this order; the others follow in the entry's."""


def several(entry: Entry) -> Mapping[str, Sequence[FieldValue]]:
    """The fields of several values, each with its values, the standing one first."""
    fields: dict[str, list[FieldValue]] = {}
    for one in entry.values:
        fields.setdefault(one.field, []).append(one)
    return dict(sorted(fields.items(), key=lambda one: _place(one[0])))


def _place(field: str) -> int:
    return FIRST.index(field) if field in FIRST else len(FIRST)


def differs(entry: Entry, field: str, values: Sequence[FieldValue]) -> bool:
    """Whether the values say different things: one actor under two names is no second value."""
    if entry.type == "membership" and field in IN_LADDER:
        return False
    codes = {one.value.get(CODES[field]) for one in values} if field in CODES else set()
    return len(codes) != 1 or None in codes


def why(one: FieldValue) -> str:
    """Why a value stands, or why it does not; nothing where another one simply stands."""
    if one.stands:
        return "stands" if one.why == "only value" else f"stands: {one.why.rstrip('.')}"
    return "" if one.why == "another stands" else one.why
