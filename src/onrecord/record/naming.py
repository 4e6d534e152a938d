"""What an id, or the beginning of one, may mean: for addresses, which people shorten and keep."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record.gate import Gate

PLACES = ("entries", "articles", "disagreements", "speakers", "findings")
"""The tables whose rows have a page, or a place in one."""
MOST = 20
"""At most so many of each table are listed for one beginning."""
EXACT = "id = CAST(?1 AS TEXT)"
BEGUN = "id >= CAST(?1 AS TEXT) AND substr(id, 1, length(CAST(?1 AS TEXT))) = CAST(?1 AS TEXT)"
DIGITS = "substr(id, instr(id, '-') + 1, length(CAST(?1 AS TEXT))) = CAST(?1 AS TEXT)"


def holds(gate: Gate, place: str, id_: str) -> bool:
    """Whether a table has exactly this id."""
    return gate.one("find an id", f"SELECT 1 FROM {place} WHERE {EXACT}", (id_,)) is not None


def meant(gate: Gate, wanted: str, places: Sequence[str] = PLACES) -> list[tuple[str, str]]:
    """The tables and ids that `wanted` may mean: itself, else what begins so, else an article by its path."""
    if not wanted:
        return []
    for where in (EXACT, BEGUN, DIGITS):
        found = [
            (place, str(row[0]))
            for place in places
            for row in gate.all(
                "find ids alike", f"SELECT id FROM {place} WHERE {where} ORDER BY id LIMIT {MOST}", (wanted,)
            )
        ]
        if found:
            return found
    if "articles" not in places:
        return []
    sql = f"SELECT id FROM articles WHERE path = CAST(? AS TEXT) ORDER BY id LIMIT {MOST}"
    return [("articles", str(row[0])) for row in gate.all("find a path", sql, (wanted,))]


def home_of_finding(gate: Gate, id_: str) -> tuple[str, str]:
    """Where a finding is shown: the table and id of its entry, or of its article where no entry has it."""
    row = gate.one("find its entry", "SELECT entry FROM entry_findings WHERE finding = ? ORDER BY entry", (id_,))
    if row is not None:
        return "entries", str(row[0])
    row = gate.one("find its article", "SELECT article FROM findings WHERE id = ?", (id_,))
    assert row is not None
    return "articles", str(row[0])
