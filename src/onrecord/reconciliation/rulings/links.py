"""Links and corrections after rulings: those of a group go to the entry that has most of its findings, its heir."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.model import Correction, EntryLink

Heirs = Mapping[str, str | None]
"""Of each group that rulings touch, the entry that has most of its findings; None where all are rejected."""


def ruled_links(links: Iterable[EntryLink], heirs: Heirs) -> list[EntryLink]:
    """The links between groups as links between entries, sorted; none from an entry to itself, one for a pair.

    A chain of "part of" and "kind of" that a merge would close to a circle is left open.
    """
    kept: dict[tuple[str, str], EntryLink] = {}
    above: dict[str, set[str]] = {}
    ordered = sorted(links, key=lambda one: (one.a in heirs or one.b in heirs, *_by_ids(one)))
    for one in ordered:
        a, b = heirs.get(one.a, one.a), heirs.get(one.b, one.b)
        if a is None or b is None or a == b or (a, b) in kept or (b, a) in kept:
            continue
        if one.relation in ("part of", "kind of"):
            if _leads(b, a, above):
                continue
            above.setdefault(a, set()).add(b)
        kept[a, b] = replace(one, a=a, b=b)
    return sorted(kept.values(), key=_by_ids)


def ruled_corrections(corrections: Iterable[Correction], heirs: Heirs) -> list[Correction]:
    """The corrections of groups as those of entries; those of a rejected one are left out."""
    moved = ((one, heirs.get(one.entry, one.entry)) for one in corrections)
    return [replace(one, entry=entry) for one, entry in moved if entry is not None]


def _by_ids(one: EntryLink) -> tuple[str, str, str]:
    return (one.a, one.b, one.relation)


def _leads(start: str, goal: str, above: Mapping[str, set[str]]) -> bool:
    seen, steps = set(), [start]
    while steps:
        at = steps.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            steps += above.get(at, ())
    return False
