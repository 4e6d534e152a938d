"""What is written into a record comes out equal, whatever the values."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

import onrecord
from onrecord.reconciliation.speakers.known import known_speakers
from record_values import collections, small_collection, write_record


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(collections())
def test_values_come_back_equal(collection):
    both, found, trace, entries, disagreements = collection
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        write_record(path, both, found, trace, entries, disagreements)
        with onrecord.open_record(path) as record:
            assert list(record.articles()) == both
            assert list(record.findings()) == found
            assert record.trace() == trace
            assert list(record.entries()) == entries
            assert list(record.disagreements()) == disagreements
            said = [one for each in found for one in each.statements]
            assert sorted(record.speakers(), key=lambda one: (one.name, one.id)) == [*known_speakers(said)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(collections())
def test_what_was_written_verifies_up_to_unsupported_values(collection):
    """Random values have no evidence; but no hash, span or seal may fail."""
    both, found, trace, entries, disagreements = collection
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        write_record(path, both, found, trace, entries, disagreements)
        with onrecord.open_record(path) as record:
            whys = {failure.why for failure in record.verify().failures}
    assert whys <= {"the value has no span to rest on"}


def test_writing_the_same_values_again_gives_the_same_tables(tmp_path):
    dumps = []
    for name in ("one.db", "two.db"):
        write_record(tmp_path / name, *small_collection())
        with onrecord.open_record(tmp_path / name) as record:
            dumps.append([list(record.rows(table)) for table in onrecord.record.TABLES])
    assert dumps[0] == dumps[1]
