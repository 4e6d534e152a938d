"""Writing what rulings change: the entries they touch, their disagreements, links and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Correction, Disagreement, Entry, EntryLink, Unruled
from onrecord.record import writing
from onrecord.record.entries import CORRECTIONS, LINKS, correction_from
from onrecord.record.gate import Gate
from onrecord.record.rulings.held import added_to


def replace_entries(
    gate: Gate,
    old: Sequence[str],
    entries: Iterable[Entry],
    kept: Iterable[tuple[Disagreement, Unruled]],
    texts: Mapping[str, str],
) -> None:
    """Write `entries` in place of the `old` ones, and their disagreements as they are now."""
    gone = added_to(gate, old)
    gate.many("forget added disagreements", "DELETE FROM disagreements WHERE id = ?", [(one,) for one in gone])
    gate.many(
        "free disagreements", "UPDATE disagreements SET entry = NULL WHERE entry = ?", [(one,) for one in old]
    )
    gate.many("forget old entries", "DELETE FROM entries WHERE id = ?", [(one,) for one in old])
    writing.write_entries(gate, entries, texts)
    added = []
    for one, before in kept:
        if before.added and gate.one("see", "SELECT 1 FROM disagreements WHERE id = ?", (one.id,)) is None:
            added.append((one, before))
            continue
        sql = "UPDATE disagreements SET entry = ?, settled = ? WHERE id = ?"
        gate.all("write a disagreement's entry", sql, (one.entry, one.settled, one.id))
        gate.all("write how", "UPDATE unruled SET apart = ? WHERE disagreement = ?", (before.apart, one.id))
    writing.write_disagreements(gate, [one for one, _ in added], texts)
    writing.write_unruled(gate, [before for _, before in added])


def unruled_links(gate: Gate) -> list[EntryLink]:
    """The links between groups, before rulings."""
    return [EntryLink(*row) for row in gate.all("read unruled links", LINKS.replace("links", "unruled_links"))]  # type: ignore[arg-type]


def unruled_corrections(gate: Gate, bases: Sequence[str]) -> list[Correction]:
    """The corrections of these groups, before rulings."""
    sql = CORRECTIONS.replace("FROM corrections", "FROM unruled_corrections") + " WHERE entry IN (?)"
    return [correction_from(row) for row in gate.picked("read unruled corrections", sql, bases)]


def replace_links(gate: Gate, links: Sequence[EntryLink]) -> None:
    """Make `links` the links of the record, touching only what changes."""
    wanted = set(links)
    held = {EntryLink(*row) for row in gate.all("read links", LINKS)}  # type: ignore[arg-type]
    sql = "DELETE FROM links WHERE a = ? AND b = ? AND relation = ?"
    gate.many("forget links", sql, [(one.a, one.b, one.relation) for one in held - wanted])
    writing.write_links(gate, sorted(wanted - held, key=lambda one: (one.a, one.b, one.relation)))


def replace_corrections(gate: Gate, old: Sequence[Correction], new: Sequence[Correction]) -> None:
    """Write `new` corrections in place of the `old` ones."""
    gate.many("forget corrections", "DELETE FROM corrections WHERE id = ?", [(one.id,) for one in old])
    writing.write_corrections(gate, new)
