"""Verifying finds every kind of tampering and moves nothing."""

from __future__ import annotations

import sqlite3

import pytest

import onrecord
from record_values import small_collection, write_record

A = "a-0000000000000001"


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "r.db"
    write_record(path, *small_collection())
    return path


def failures(path):
    with onrecord.open_record(path) as record:
        return record.verify().failures


def test_an_untouched_record_holds(made):
    with onrecord.open_record(made) as record:
        found = record.verify()
    assert found.failures == ()
    assert (found.articles, found.findings) == (2, 6)
    assert found.spans > 20


TAMPERING = {
    "a text": (f"UPDATE articles SET text = replace(text, '12', '92') WHERE id = '{A}'", A),
    "a hash": (f"UPDATE articles SET sha256 = 'f00' WHERE id = '{A}'", A),
    "a span moved": (
        f"UPDATE evidence SET begin = begin + 1 WHERE finding = 'c-{A}' AND field = 'quantity'",
        "quantity",
    ),
    "a span outside the text": (
        f"UPDATE evidence SET end = 9999 WHERE finding = 'c-{A}' AND field = 'item'",
        "item",
    ),
    "recorded words": ("UPDATE evidence SET words = 'other' WHERE field = 'cue'", "cue"),
    "a value": (f"UPDATE commitments SET quantity = 99 WHERE id = 'c-{A}'", f"c-{A}"),
    "a stage": (f"UPDATE memberships SET stage = 'joined' WHERE id = 'm-{A}'", f"m-{A}"),
    "a speaker": (f"UPDATE statements SET speaker_name = 'Somebody' WHERE id = 's-{A}'", f"s-{A}"),
    "a statement's words": (f"UPDATE statements SET text = 'never said' WHERE id = 's-{A}'", f"s-{A}"),
    "evidence removed": (f"DELETE FROM evidence WHERE finding = 'c-{A}' AND field = 'stage'", "stage"),
    "a disagreement's words": ("UPDATE disagreements SET b_text = 'never'", "x-0000000000000001 b"),
    "a disagreement's span": (
        "UPDATE disagreement_spans SET begin = begin + 1 WHERE side = 'a'",
        "x-0000000000000001 a",
    ),
    "a passage": ("UPDATE passages SET a_end = 9999", "passage"),
    "a layout": (f"UPDATE layout SET end = 9999 WHERE article = '{A}'", f"{A} story"),
    "a dangling row": (
        "PRAGMA foreign_keys = OFF; UPDATE entry_findings SET finding = 'c-none' WHERE rowid = 1",
        "entry_findings",
    ),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_reported(made, name):
    sql, what = TAMPERING[name]
    connection = sqlite3.connect(made)
    connection.executescript(sql)
    connection.commit()
    connection.close()
    assert any(what in failure.what for failure in failures(made))


def test_a_damaged_file_ends_in_a_record_error(made):
    content = bytearray(made.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    made.write_bytes(content)
    with (
        pytest.raises(onrecord.RecordError, match=r"damaged or foreign|malformed"),
        onrecord.open_record(made) as record,
    ):
        record.verify()
