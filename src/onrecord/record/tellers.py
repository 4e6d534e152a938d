"""Who told something first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.record.gate import Gate

_TOLD = (
    "SELECT f.id, coalesce(substr(a.published, 1, 10), '9999'), a.id FROM findings f"
    " JOIN articles a ON a.id = f.article WHERE f.id IN (?)"
)


def first_tellers(gate: Gate, groups: Iterable[Sequence[str]]) -> Mapping[Sequence[str], str]:
    """Of each group of findings the one that was published first, by the group; days that are unknown come last."""
    wanted = [tuple(group) for group in groups]
    every = list(dict.fromkeys(one for group in wanted for one in group))
    order = {
        str(row[0]): (str(row[1]), str(row[2]), str(row[0])) for row in gate.picked("see who told", _TOLD, every)
    }
    there = {group: [one for one in group if one in order] for group in wanted}
    return {group: min(some, key=lambda one: order[one]) for group, some in there.items() if some}
