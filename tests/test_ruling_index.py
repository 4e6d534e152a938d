"""The rulings on an entry, found through an index, are those that a search through all of them finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import rule
from onrecord.record import open_record
from onrecord.record.rulings.held import HeldRuling, bases_of, members_of
from ruling_values import BY, world, write


def plainly(gate, every: list[HeldRuling], findings, disagreements) -> list[HeldRuling]:
    inside = {*findings, *members_of(gate, sorted(set(bases_of(gate, findings).values())))}
    found = {
        one.ruling.id
        for one in every
        if one.settled in disagreements
        or any(anchor.finding in inside for anchor in (*one.ruling.anchors, *one.ruling.others))
    }
    while more := {one.ruling.id for one in every if one.ruling.undoes in found} - found:
        found |= more
    return [one for one in every if one.ruling.id in found]


@pytest.fixture
def ruled(tmp_path: Path) -> Path:
    path = write(tmp_path / "ruled.db", *world())
    with open_record(path) as record:
        promises = [one.id for one in record.entries() if one.type == "commitment"]
        figure = next(one.id for one in record.disagreements() if one.entry)
        statement = next(one.id for one in record.entries() if one.type == "statement")
    rule(path, "settle", figure, "a", **BY)
    taken = rule(path, "accept", statement, **BY).ruling.ruling.id
    rule(path, "undo", taken, **BY)
    rule(path, "merge", promises[1], promises[2], **BY)
    return path


def test_the_index_finds_what_a_search_through_all_rulings_finds(ruled):
    with open_record(ruled) as record:
        every = record.rulings()
        assert len(every) == 4
        seen = set()
        for entry in record.entries():
            on = [one.id for one in record.disagreements() if one.entry == entry.id]
            found = record.rulings_on(entry.findings, on)
            assert found == plainly(record.gate, every, entry.findings, on)
            assert found == list(record.explain(entry.id).rulings)
            seen |= {one.ruling.id for one in found}
        assert seen == {one.ruling.id for one in every}


def test_nothing_is_found_on_what_nobody_ruled_on(ruled):
    with open_record(ruled) as record:
        assert record.rulings_on(["c-0000000000000000"], []) == []
        assert record.rulings_on([], ["d-0000000000000000"]) == []
