"""Commitments that a ruling has rejected: what would be an entry without it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from onrecord.model import Commitment, Entry, Rung
from onrecord.record.gate import Gate
from onrecord.record.loading import load_finding_values
from onrecord.record.rulings.held import held_rulings
from onrecord.record.selecting import Selection, selected
from onrecord.record.values import COMMITMENT_COLUMNS

OF_ENTRIES = ("type", "min_origins", "disagreement", "sort", "ascending")
"""What is asked of an entry, which a rejected group no longer is."""
REJECTED = (
    "SELECT g.base, min(c.id) FROM grouped g JOIN commitments c ON c.id = g.finding"
    " LEFT JOIN entry_findings x ON x.finding = g.finding GROUP BY g.base HAVING count(x.finding) = 0 ORDER BY 1"
)


def rejected_commitments(gate: Gate, selection: Selection) -> dict[str, tuple[Entry, str]]:
    """By finding, for each rejected group that `selection` chooses: its first finding as an entry, and why."""
    standing = [one.ruling for one in held_rulings(gate) if one.state == "holds" and one.ruling.act == "reject"]
    if not standing:
        return {}
    whose = {anchor.finding: ruling for ruling in standing for anchor in ruling.anchors}
    fitting = replace(selection, **dict.fromkeys(OF_ENTRIES))
    chosen = {str(key[0]) for key in selected(gate, "commitments", fitting)}
    first = {str(id_): str(base) for base, id_ in gate.all("find rejected groups", REJECTED) if id_ in chosen}
    members = gate.picked("read groups", "SELECT base, finding FROM grouped WHERE base IN (?)", [*first.values()])
    why = {
        str(base): f"{whose[str(id_)].by}: {whose[str(id_)].reason}" for base, id_ in members if str(id_) in whose
    }
    found = load_finding_values(gate, [*first])
    return {
        id_: (_as_entry(one), why.get(first[id_], "a ruling rejects it"))
        for id_, one in found.items()
        if isinstance(one, Commitment)
    }


def _as_entry(one: Commitment) -> Entry:
    ladder = (Rung(one.stage, one.said_on or one.date, (one.article,)),) if one.stage else ()
    fields = MappingProxyType({name: getattr(one, name) for name in COMMITMENT_COLUMNS})
    return Entry(one.id, "commitment", fields, one.stage, ladder, (one.article,), (), (one.id,))
