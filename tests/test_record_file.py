"""The record as a file: foreign, damaged and other-version files, readers, writers, killed runs."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import onrecord
from onrecord.record import draft, opening, writing
from record_values import small_collection, write_record


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "r.db"
    write_record(path, *small_collection())
    return path


def rows(path, sql):
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


def test_a_record_is_sqlite_with_wal_foreign_keys_and_its_own_mark(made):
    assert rows(made, "PRAGMA journal_mode") == [("wal",)]
    assert rows(made, "PRAGMA application_id") == [(opening.APPLICATION_ID,)]
    assert rows(made, "PRAGMA user_version") == [(opening.USER_VERSION,)]
    assert rows(made, "PRAGMA foreign_key_check") == []
    assert rows(made, "PRAGMA integrity_check") == [("ok",)]


def test_evidence_joins_to_the_words_in_the_articles(made):
    found = rows(
        made,
        """SELECT e.words, substr(a.text, e.begin + 1, e.end - e.begin) FROM evidence e
           JOIN findings f ON f.id = e.finding JOIN articles a ON a.id = f.article""",
    )
    assert len(found) > 20
    assert all(recorded == there for recorded, there in found)


def test_views_read_as_tables(made):
    assert rows(made, "SELECT stage, actor_name, item, quantity FROM commitment_entries") == [
        ("pledged", "Narland", "howitzers", 12.0)
    ]
    assert rows(made, "SELECT speaker_name FROM statement_entries") == [("Mira Holt",)]
    before, words, after = rows(
        made, "SELECT before, words, after FROM evidence_in_context WHERE field = 'quantity' AND words = '12'"
    )[0]
    assert (before[-8:], words, after[:10]) == ("sending ", "12", " howitzers")


def test_a_reader_leaves_nothing_beside_the_file(made):
    with onrecord.open_record(made) as record:
        list(record.articles())
    assert [path.name for path in made.parent.iterdir()] == ["r.db"]


def test_a_reader_cannot_write(made):
    gate = opening.open_to_read(made)
    with pytest.raises(onrecord.RecordError):
        gate.all("try to write", "DELETE FROM articles")
    gate.close()


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"just some notes, no database at all\n" * 50, "damaged or foreign"), (b"", "not an onrecord record")],
)
def test_a_file_that_is_no_database_is_refused_with_the_mend(tmp_path, content, says):
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(onrecord.RecordError, match=says):
        onrecord.open_record(path)
    assert path.read_bytes() == content


def test_a_foreign_database_is_refused_and_never_overwritten(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(onrecord.RecordError, match="not an onrecord record"):
        onrecord.open_record(path)
    with pytest.raises(onrecord.RecordError, match="not an onrecord record"):
        write_record(path, *small_collection())
    assert path.read_bytes() == before


def test_another_version_is_refused_with_both_versions(made):
    with sqlite3.connect(made) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(onrecord.RecordError, match="version 99, and this onrecord reads version 5"):
        onrecord.open_record(made)


def test_a_missing_record_says_how_to_make_one(tmp_path):
    with pytest.raises(onrecord.RecordError, match="make one with: onrecord build"):
        onrecord.open_record(tmp_path / "none.db")


def test_a_failing_statement_says_its_purpose(made):
    gate = opening.open_to_read(made)
    with pytest.raises(onrecord.RecordError, match=r"could not count the stars: no such table"):
        gate.all("count the stars", "SELECT * FROM stars")
    gate.close()


def test_a_transaction_that_fails_keeps_nothing(made):
    gate = opening.open_to_write(made)

    def fails():
        with gate.transaction("fail on purpose"):
            writing.remove_articles(gate, ["a-0000000000000001"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert len(gate.all("count", "SELECT id FROM articles")) == 2
    gate.close()


def test_a_reader_that_is_open_while_a_record_is_replaced_keeps_what_it_saw(made):
    reader = opening.open_to_read(made)
    seen = reader.each("read slowly", "SELECT id FROM articles ORDER BY id")
    first = next(seen)
    both, found, *_ = small_collection()
    with draft.draft_of(made) as gate:
        with gate.transaction("write"):
            writing.write_article(gate, both[0], found[0])
        draft.put_in_place(gate, made)
    assert [first, *seen] == [("a-0000000000000001",), ("a-0000000000000002",)]
    assert reader.all("read again", "SELECT id FROM articles") == [("a-0000000000000001",)]
    reader.close()


def test_two_writers_exclude_each_other(made):
    with (
        draft.draft_of(made),
        pytest.raises(onrecord.RecordError, match="another run is writing"),
        draft.draft_of(made),
    ):
        pass


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from record_values import small_collection
from onrecord.record import draft, writing
both, found, *_ = small_collection()
with draft.draft_of(Path({path!r})) as gate:
    with gate.transaction("first"):
        writing.write_article(gate, both[0], found[0])
    gate.all("begin the second", "BEGIN IMMEDIATE")
    writing.write_article(gate, both[1], found[1])
    os._exit(9)
"""


@pytest.mark.parametrize("there", [False, True])
def test_a_killed_writer_leaves_the_record_and_its_last_commit(tmp_path, there):
    path = tmp_path / "r.db"
    if there:
        write_record(path, *small_collection())
    before = path.read_bytes() if there else None
    script = textwrap.dedent(KILLED.format(tests=str(Path(__file__).parent), path=str(path)))
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    assert (path.read_bytes() if path.exists() else None) == before
    with draft.draft_of(path) as gate:
        assert gate.all("see what was kept", "SELECT id FROM articles") == [("a-0000000000000001",)]


def test_a_draft_that_was_cut_off_while_it_was_made_is_made_anew(tmp_path):
    (tmp_path / "r.db.building").write_bytes(b"SQLite format 3\0 torn")
    write_record(tmp_path / "r.db", *small_collection())
    with onrecord.open_record(tmp_path / "r.db") as record:
        assert len(list(record.articles())) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["r.db"]


def test_a_file_of_somebody_else_where_the_draft_would_stand_is_left_alone(tmp_path):
    notes = tmp_path / "r.db.building"
    notes.write_text("building notes", encoding="utf-8")
    with pytest.raises(onrecord.RecordError, match="move it away"):
        write_record(tmp_path / "r.db", *small_collection())
    assert notes.read_text(encoding="utf-8") == "building notes"


def test_a_directory_is_no_record(tmp_path):
    with pytest.raises(onrecord.RecordError, match="is a directory"):
        write_record(tmp_path, *small_collection())


def test_a_record_in_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(onrecord.RecordError, match="check that"):
        write_record(tmp_path / "none" / "r.db", *small_collection())
