"""Which rulings hang on what, so that those on one entry are found without reading all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from onrecord.record.gate import Gate

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

    def ids(self, findings: Iterable[str], disagreements: Iterable[str]) -> list[str]:
        """The rulings that hang on these findings or settle these disagreements, and those that took them back."""
        if not self.any:
            return []
        found = {id_ for one in findings for id_ in self._by_finding.get(one, ())}
        found |= {id_ for one in disagreements for id_ in self._by_disagreement.get(one, ())}
        new = found
        while new:
            new = {id_ for one in new for id_ in self._undoing.get(one, ())} - found
            found |= new
        return sorted(found)

    @cached_property
    def any(self) -> bool:
        """Whether there are rulings at all."""
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
