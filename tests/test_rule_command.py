"""`onrecord rule` on the command line."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import application
from onrecord.record import open_record
from ruling_values import world, write

WHO = ("--by", "Ada Lind", "--why", "read it myself")


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "r.db", *world())


def run(*words, status=0):
    result = CliRunner().invoke(application(), [str(word) for word in words])
    assert result.exit_code == status, result.output
    return result


def rockets(path):
    with open_record(path) as record:
        return next(one.id for one in record.entries() if one.fields.get("item") == "rockets")


def test_a_ruling_says_what_changed_and_how_to_take_it_back(path):
    id_ = rockets(path)
    result = run("rule", path, "correct", id_[:9], "quantity", "21", *WHO)
    assert "correct quantity to 21, by Ada Lind" in result.stdout
    assert "was" in result.stdout
    assert "20 rockets" in result.stdout
    assert "now" in result.stdout
    assert "21 rockets" in result.stdout
    assert f"onrecord rule {path} undo r-" in result.stderr


def test_an_entry_is_explained_with_all_its_rulings(path):
    id_ = rockets(path)
    run("rule", path, "accept", id_, *WHO)
    with open_record(path) as record:
        (made,) = record.rulings()
    run("rule", path, "undo", made.ruling.id, *WHO)
    shown = run("explain", path, id_).stdout
    assert "Rulings" in shown
    assert "accept, by Ada Lind" in shown
    assert "[undone]" in shown


def test_the_list_of_rulings_tells_their_states(path):
    run("rule", path, "reject", rockets(path), *WHO)
    for shown in (run("rule", path, "list").stdout, run("show", path, "rulings").stdout):
        assert {"reject", "holds", "rockets"} <= set(shown.split())


def test_a_ruling_without_a_name_or_a_reason_is_wrong_use(path, monkeypatch):
    monkeypatch.delenv("ONRECORD_BY", raising=False)
    assert "--by NAME" in run("rule", path, "accept", rockets(path), "--why", "x", status=2).stderr
    assert "--why TEXT" in run("rule", path, "accept", rockets(path), "--by", "Ada", status=2).stderr
    assert "there is no ruling 'burn'" in run("rule", path, "burn", rockets(path), *WHO, status=2).stderr
    assert "merge takes ID ID" in run("rule", path, "merge", rockets(path), *WHO, status=2).stderr


def test_an_exported_file_is_taken_into_another_record(path, tmp_path):
    run("rule", path, "reject", rockets(path), *WHO)
    run("rule", path, "export", "-o", tmp_path / "ada.jsonl")
    assert run("rule", path, "export").stdout == (tmp_path / "ada.jsonl").read_text()
    other = write(tmp_path / "other.db", *world())
    assert "1 new ruling, 0 known before, 0 rejected" in run("rule", other, "import", tmp_path / "ada.jsonl").stdout
    assert "0 new rulings, 1 known before" in run("rule", other, "import", tmp_path / "ada.jsonl").stdout
    (tmp_path / "bad.jsonl").write_text("no ruling\n")
    result = run("rule", other, "import", tmp_path / "bad.jsonl", status=1)
    assert "bad.jsonl:1" in result.stderr


@pytest.mark.parametrize("format_", ["jsonl", "csv", "parquet"])
def test_rulings_and_ruled_entries_are_exported(path, tmp_path, format_):
    run("rule", path, "accept", rockets(path), *WHO)
    for table in ("rulings", "entries"):
        out = tmp_path / f"{table}.{format_}"
        run("export", path, table, "--format", format_, "-o", out)
        assert out.stat().st_size > 0


def test_an_act_that_there_is_not_is_answered_with_all_that_there_are(path):
    told = run("rule", path, "burn", rockets(path), *WHO, status=2).stderr
    assert all(act in told for act in ("accept", "undo", "list", "export", "import"))


def test_a_correction_that_shows_in_no_line_names_its_entry(path):
    id_ = rockets(path)
    told = run("rule", path, "correct", id_, "kind", "humanitarian", *WHO).stdout
    assert f"on    {id_[:8]}" in told
    assert "rockets" in told


def test_entries_that_somebody_accepted_are_marked_among_the_others(path):
    assert "[accepted]" not in run("show", path, "entries").stdout
    run("rule", path, "accept", rockets(path), *WHO)
    assert run("show", path, "entries").stdout.count("[accepted]") == 1


def test_an_id_of_a_ruling_is_no_entry_and_explain_says_where_it_is_told(path):
    run("rule", path, "accept", rockets(path), *WHO)
    with open_record(path) as record:
        (made,) = record.rulings()
    told = run("explain", path, made.ruling.id, status=2).stderr
    assert "is of rulings" in told
    assert "onrecord rule FILE list" in told


def test_changes_tell_that_an_entry_was_accepted_and_that_it_is_so_no_longer(path, tmp_path):
    ruled = write(tmp_path / "ruled.db", *world())
    run("rule", ruled, "accept", rockets(ruled), *WHO)
    there, back = run("changes", path, ruled).stdout, run("changes", ruled, path).stdout
    assert "accepted  by a ruling" in there
    assert "“read it myself”" in there
    assert "accepted  no longer" in back
    assert "(no longer there)" in " ".join(back.split())


def test_explaining_an_entry_does_not_load_what_makes_entries():
    code = "import sys, onrecord.cli.explanation; print('onrecord.reconciliation' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
