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
SETTLING = """
SELECT id, settled FROM rulings WHERE settled NOT NULL
UNION
SELECT r.id, d.id FROM rulings r
JOIN articles a ON a.sha256 = json_extract(r.body, '$.anchors[0].sha256')
JOIN articles b ON b.sha256 = json_extract(r.body, '$.anchors[1].sha256')
JOIN disagreements d ON d.a_article = a.id AND d.b_article = b.id
  AND d.kind = json_extract(r.body, '$.anchors[0].type')
  AND d.a_text = json_extract(r.body, '$.anchors[0].words')
  AND d.b_text = json_extract(r.body, '$.anchors[1].words')
WHERE r.act = 'settle' AND r.settled IS NULL"""
"""A settlement that was taken back, or overruled, is still part of a disagreement's history."""
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
    def settling(self) -> Mapping[str, str]:
        """By ruling, the disagreement that it settles, or settled before it was taken back or overruled."""
        rows = self._gate.all("see what rulings settle", SETTLING)
        return {str(ruling): str(disagreement) for ruling, disagreement in rows}

    @cached_property
    def _undoing(self) -> Mapping[str, list[str]]:
        return self._grouped(UNDOING)

    def _grouped(self, sql: str) -> Mapping[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for ruling, key in self._gate.all("see what rulings hang on", sql):
            out[str(key)].append(str(ruling))
        return out
