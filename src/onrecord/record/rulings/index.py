"""Which rulings hang on what, so that those on one entry are found without reading all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from onrecord.record.gate import Gate
from onrecord.record.rulings.held import HeldRuling, bases_of, held_rulings, members_of

ANCHORED = (
    "SELECT r.id, json_extract(one.value, '$.finding') FROM rulings r, json_each(r.body, '$.anchors') one"
    " UNION ALL"
    " SELECT r.id, json_extract(one.value, '$.finding') FROM rulings r, json_each(r.body, '$.others') one"
)
SETTLING = "SELECT id, settled FROM rulings WHERE settled NOT NULL"
UNDOING = "SELECT id, json_extract(body, '$.undoes') FROM rulings WHERE act = 'undo'"


class RulingIndex:
    """The rulings of a record by what they hang on. It is read when it is first asked, and once: ask it of a record
    that nobody writes to through the same gate."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def on(self, findings: Sequence[str], disagreements: Collection[str]) -> list[HeldRuling]:
        """All rulings ever made on these findings and those grouped with them before rulings, or on these
        disagreements, with those that took them back; in the order in which they were made."""
        if not self._any:
            return []
        bases = sorted(set(bases_of(self._gate, findings).values()))
        inside = {*findings, *members_of(self._gate, bases)}
        found = {id_ for finding in inside for id_ in self._by_finding.get(finding, ())}
        found |= {id_ for one in disagreements for id_ in self._by_disagreement.get(one, ())}
        new = found
        while new:
            new = {id_ for one in new for id_ in self._undoing.get(one, ())} - found
            found |= new
        return held_rulings(self._gate, sorted(found)) if found else []

    @cached_property
    def _any(self) -> bool:
        return self._gate.one("see whether there are rulings", "SELECT 1 FROM rulings LIMIT 1") is not None

    @cached_property
    def _by_finding(self) -> Mapping[str, list[str]]:
        return self._grouped(ANCHORED)

    @cached_property
    def _by_disagreement(self) -> Mapping[str, list[str]]:
        return self._grouped(SETTLING)

    @cached_property
    def _undoing(self) -> Mapping[str, list[str]]:
        return self._grouped(UNDOING)

    def _grouped(self, sql: str) -> Mapping[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for ruling, key in self._gate.all("see what rulings hang on", sql):
            out[str(key)].append(str(ruling))
        return out
