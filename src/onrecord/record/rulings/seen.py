"""What a reviewer had before them when they decided: nobody rules unawares over what another ruled meanwhile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from onrecord.errors import BadInput
from onrecord.record.gate import Gate
from onrecord.record.rulings.held import HeldRuling, entries_of, held_rulings, members_of
from onrecord.record.rulings.index import RulingIndex

DIGITS = 16
MADE = re.compile(rf"(?P<bases>[^;]*);(?P<rulings>[^;]*);(?P<told>[0-9a-f]{{{DIGITS}}})")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw of an entry, or of a disagreement that belongs to none.

    bases:   the groups, before rulings, of its findings: they stay what they are whatever anybody rules. Of a
             disagreement without an entry, its id.
    rulings: all that had been made on it.
    told:    a digest of its findings and disagreements.
    """

    bases: tuple[str, ...]
    rulings: tuple[str, ...]
    told: str

    def __str__(self) -> str:
        return f"{','.join(self.bases)};{','.join(self.rulings)};{self.told}"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What has become of what somebody saw.

    rulings: those that were made since. entries: in which its findings stand now.
    grown:   a build has changed what it rests on.
    """

    rulings: tuple[HeldRuling, ...]
    entries: tuple[str, ...]
    grown: bool


def seen(gate: Gate, wanted: str, rulings: RulingIndex | None = None) -> Seen:
    """What the record now shows of the entry or disagreement `wanted`; of an unknown id nothing.

    rulings: those of the record, where it is asked for several.
    """
    ruled = rulings or RulingIndex(gate)
    if not wanted.startswith("d-"):
        return _of_entry(gate, wanted, ruled)
    row = gate.one("see whose it is", "SELECT entry FROM disagreements WHERE id = ?", (wanted,))
    entry = None if row is None or row[0] is None else str(row[0])
    return _of_none(wanted, ruled) if entry is None else _of_entry(gate, entry, ruled)


def seen_from(text: str) -> Seen:
    """The reverse of `str(Seen)`. Raises BadInput for any other text."""
    found = MADE.fullmatch(text)
    if found is None:
        raise BadInput("`seen` is not what a page or /api/desk gave: open the entry again")
    bases, rulings = (tuple(one for one in found[name].split(",") if one) for name in ("bases", "rulings"))
    return Seen(bases, rulings, found["told"])


def meanwhile(gate: Gate, before: Seen) -> Meanwhile | None:
    """What has happened since somebody saw `before`; None where nothing has."""
    alone = before.bases[0] if before.bases and before.bases[0].startswith("d-") else None
    ruled = RulingIndex(gate)
    now = _of_bases(gate, before.bases, ruled) if alone is None else _of_none(alone, ruled)
    gone = sorted(set(before.rulings) - set(now.rulings))  # a settlement taken back hangs on nothing any more
    new = sorted({*now.rulings, *_undoing(gate, gone)} - set(before.rulings)) + gone
    if not new and now.told == before.told:
        return None
    entries = entries_of(gate, sorted(members_of(gate, before.bases)))
    return Meanwhile(tuple(held_rulings(gate, new)), tuple(entries), not new)


def _of_entry(gate: Gate, entry: str, ruled: RulingIndex) -> Seen:
    sql = "SELECT DISTINCT g.base FROM entry_findings x JOIN grouped g ON g.finding = x.finding WHERE x.entry = ?"
    return _of_bases(gate, sorted(str(base) for (base,) in gate.all("read its groups", sql, (entry,))), ruled)


def _of_bases(gate: Gate, bases: Sequence[str], ruled: RulingIndex) -> Seen:
    findings = sorted(members_of(gate, bases))
    sql = "SELECT id FROM disagreements WHERE entry IN (?)"
    entries = entries_of(gate, findings)
    disagreements = sorted(str(id_) for (id_,) in gate.picked("read their disagreements", sql, entries))
    made = ruled.ids(findings, disagreements)
    return Seen(tuple(bases), tuple(made), _digest((*findings, *disagreements)))


def _of_none(disagreement: str, ruled: RulingIndex) -> Seen:
    """Of a disagreement that belongs to no entry."""
    made = ruled.ids((), (disagreement,))
    return Seen((disagreement,), tuple(made), _digest(()))


def _undoing(gate: Gate, rulings: Sequence[str]) -> list[str]:
    sql = "SELECT id FROM rulings WHERE act = 'undo' AND json_extract(body, '$.undoes') IN (?)"
    return [str(id_) for (id_,) in gate.picked("see what took them back", sql, rulings)]


def _digest(ids: Sequence[str]) -> str:
    return sha256("\n".join(ids).encode()).hexdigest()[:DIGITS]
