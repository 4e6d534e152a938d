"""Rulings in the record: reading them, and what one of them touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Disagreement, Ruling, RulingState, Unruled
from onrecord.record.gate import Gate
from onrecord.record.loading import load_disagreements
from onrecord.record.rulings.index import RulingIndex
from onrecord.record.rulings.lines import HELD_FIELDS, ruling_from, ruling_row


@dataclass(frozen=True, slots=True)
class HeldRuling:
    """A ruling in a record, whether it holds there, and the disagreement that it settles there."""

    ruling: Ruling
    state: RulingState
    settled: str | None


def held_rulings(gate: Gate, wanted: Sequence[str] | None = None) -> list[HeldRuling]:
    """The rulings of the ids `wanted` (None: all), in the order in which they were made.

    A record of a version that knew no rulings has none.
    """
    columns = [str(row[1]) for row in gate.all("see the columns", "PRAGMA table_info(rulings)")]
    if "body" not in columns:
        return []
    state = "state, settled" if "settled" in columns else "'holds', NULL"
    sql = f"SELECT body, {state} FROM rulings"
    rows: Iterable[tuple[object, ...]]
    rows = (
        gate.all("read rulings", sql)
        if wanted is None
        else gate.picked("read rulings", f"{sql} WHERE id IN (?)", wanted)
    )
    held = [HeldRuling(ruling_from(str(body)), state, settled) for body, state, settled in rows]  # type: ignore[arg-type]
    return sorted(held, key=lambda one: one.ruling.order)


def held_row(held: HeldRuling) -> dict[str, object]:
    """A row of `rulings`."""
    row = {**ruling_row(held.ruling), "state": held.state, "settled": held.settled}
    return {name: row[name] for name in HELD_FIELDS}


def bases_of(gate: Gate, findings: Sequence[str]) -> dict[str, str]:
    """The group, before rulings, of each of these findings."""
    sql = "SELECT finding, base FROM grouped WHERE finding IN (?)"
    return {str(id_): str(base) for id_, base in gate.picked("read groups", sql, findings)}


def members_of(gate: Gate, bases: Sequence[str]) -> dict[str, str]:
    """The findings of these groups, each with its group."""
    sql = "SELECT finding, base FROM grouped WHERE base IN (?)"
    return {str(id_): str(base) for id_, base in gate.picked("read groups", sql, bases)}


def entries_of(gate: Gate, findings: Sequence[str]) -> list[str]:
    """The entries in which these findings stand, sorted."""
    sql = "SELECT DISTINCT entry FROM entry_findings WHERE finding IN (?)"
    return sorted({str(id_) for (id_,) in gate.picked("find entries", sql, findings)})


def heirs(gate: Gate, bases: Sequence[str]) -> dict[str, str | None]:
    """The entry that has most findings of each group, ties by id; None where all of them are rejected."""
    sql = (
        "SELECT g.base, x.entry, count(*) FROM grouped g JOIN entry_findings x ON x.finding = g.finding"
        " WHERE g.base IN (?) GROUP BY g.base, x.entry"
    )
    out: dict[str, str | None] = dict.fromkeys(bases)
    for base, entry, _ in sorted(
        gate.picked("find heirs", sql, bases), key=lambda row: (row[0], -int(row[2] or 0), row[1]), reverse=True
    ):
        out[str(base)] = str(entry)
    return out


def hashes_of(gate: Gate, articles: Sequence[str]) -> dict[str, str]:
    """The hash of each article's text."""
    sql = "SELECT id, sha256 FROM articles WHERE id IN (?)"
    return {str(id_): str(sha256) for id_, sha256 in gate.picked("read hashes", sql, articles)}


def articles_with(gate: Gate, hashes: Sequence[str]) -> dict[str, str]:
    """The articles whose texts have one of these hashes, each with its hash."""
    sql = "SELECT id, sha256 FROM articles WHERE sha256 IN (?)"
    return {str(id_): str(sha256) for id_, sha256 in gate.picked("find articles", sql, hashes)}


def findings_at(gate: Gate, findings: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Of each of these findings that is there: id, type, article, and the hash of the article's text."""
    sql = (
        "SELECT f.id, f.type, f.article, a.sha256 FROM findings f JOIN articles a ON a.id = f.article"
        " WHERE f.id IN (?)"
    )
    return [(str(a), str(b), str(c), str(d)) for a, b, c, d in gate.picked("find findings", sql, findings)]


def load_unruled(gate: Gate, where: str, keys: Sequence[str]) -> list[tuple[Disagreement, Unruled]]:
    """Disagreements with what they were before rulings, by `base` or by `disagreement`."""
    sql = f"SELECT disagreement, base, settled, apart, added FROM unruled WHERE {where} IN (?)"
    before = {
        str(id_): Unruled(str(id_), base, settled, apart, bool(added))  # type: ignore[arg-type]
        for id_, base, settled, apart, added in gate.picked("read unruled", sql, keys)
    }
    return [(one, before[one.id]) for one in load_disagreements(gate, sorted(before))]


def disagreements_between(gate: Gate, articles: Collection[str], kinds: Collection[str]) -> list[str]:
    """Ids of the disagreements of these kinds whose two sides both stand in these articles."""
    sql = "SELECT id, b_article, kind FROM disagreements WHERE a_article IN (?)"
    rows = gate.picked("find disagreements", sql, sorted(articles))
    return [str(id_) for id_, other, kind in rows if other in articles and kind in kinds]


def added_to(gate: Gate, entries: Sequence[str]) -> list[str]:
    """Ids of the disagreements that came to these entries by a merge."""
    sql = (
        "SELECT d.id FROM disagreements d JOIN unruled u ON u.disagreement = d.id WHERE u.added AND d.entry IN (?)"
    )
    return [str(id_) for (id_,) in gate.picked("find added disagreements", sql, entries)]


def rulings_on(
    gate: Gate, findings: Sequence[str], disagreements: Iterable[str], index: RulingIndex | None = None
) -> list[HeldRuling]:
    """All rulings ever made on findings of the groups, before rulings, in which these findings stand, or on these
    disagreements, with those that took them back; in the order in which they were made.

    index: that of the record, where several questions share it.
    """
    index = index or RulingIndex(gate)
    if not index.any:
        return []
    inside = members_of(gate, sorted(set(bases_of(gate, findings).values())))
    return held_rulings(gate, index.ids({*findings, *inside}, disagreements))
