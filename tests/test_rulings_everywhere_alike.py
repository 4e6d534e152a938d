"""One ruling at a time, all at once, in another order, or by a build: the record is the same."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.engines.applying import apply
from onrecord.engines.ruling import rule, writing_to
from onrecord.errors import BadInput
from onrecord.record import open_record
from ruling_values import BY, everything, world, write

ACTS = ("accept", "accept finding", "reject", "reject finding", "merge", "split", "correct", "settle", "undo")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return write(tmp_path_factory.mktemp("base") / "base.db", *world())


def decide(path, act: str, draw) -> None:
    """One ruling on something that the record holds."""
    with open_record(path) as record:
        entries = sorted(record.entries(), key=lambda one: one.id)
        found = sorted(each.id for one in record.findings() for each in one.all())
        differing = sorted(one.id for one in record.disagreements())
        made = [one.ruling.id for one in record.rulings()]

    def one(some):
        return draw(st.sampled_from(some))

    if act in ("accept", "reject") and entries:
        rule(path, act, one(entries).id, **BY)
    elif act.endswith("finding"):
        rule(path, act.split()[0], one(found), **BY)
    elif act == "merge":
        rule(path, "merge", one(entries).id, one(entries).id, **BY)
    elif act == "split":
        entry = one(entries)
        rule(path, "split", entry.id, *draw(st.lists(st.sampled_from(entry.findings), min_size=1)), **BY)
    elif act == "correct":
        field, value = one((("quantity", "14"), ("item", "guns"), ("stage", "delivered"), ("date", "2023-04")))
        rule(path, "correct", one(entries).id, field, value, **BY)
    elif act == "settle" and differing:
        rule(path, "settle", one(differing), one(("a", "b", "both", "neither")), **BY)
    elif act == "undo" and made:
        rule(path, "undo", one(made), **BY)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_one_by_one_all_at_once_and_by_a_build(base, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("alike")
    alone = folder / "alone.db"
    shutil.copy(base, alone)
    for act in data.draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=7)):
        try:
            decide(alone, act, data.draw)
        except BadInput:
            continue
    with open_record(alone) as record:
        made = [one.ruling for one in record.rulings()]
    built = write(folder / "built.db", *world(), made)
    assert everything(built) == everything(alone)
    mixed = data.draw(st.permutations(made))
    cut = data.draw(st.integers(0, len(mixed)))
    other = folder / "other.db"
    shutil.copy(base, other)
    for some in (mixed[:cut], mixed[cut:]):
        with writing_to(other, "rule") as gate:
            apply(gate, some)
    assert everything(other) == everything(alone)
    with open_record(alone) as record, open_record(base) as before:
        assert record.verify().failures == before.verify().failures
