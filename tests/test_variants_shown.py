"""Variants in the record and on the screen: kept, checked, exported, explained."""

from __future__ import annotations

import csv
import io
import json
import sqlite3

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import application
from record_values import small_collection, write_record

ENTRY = "e-0000000000000002"
STORIES = {
    "wire.txt": "VESTRIA (AP) — Two ferries went back to the islands on Tuesday after a week of storms.\n\n“The "
    "gate of the harbour stays shut until the frost is out of the piers,” Foreign Minister Mira Holt said there.\n",
    "bent.txt": "Two ferries returned to the islands on Tuesday after a week of storms, officials said.\n\n“The "
    "door of the harbor stays shut until the frost is out of the piers,” Foreign Minister Mira Holt said there.\n",
    "short.txt": "The gate of the harbour “stays shut until the frost is out of the piers”, Foreign Minister Mira "
    "Holt said on Tuesday. The mayor of the islands had asked for it to be opened before the week is over.\n",
}


@pytest.fixture
def made(tmp_path):
    write_record(tmp_path / "r.db", *small_collection())
    return tmp_path / "r.db"


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    runner, app = CliRunner(), application()
    return lambda *arguments: runner.invoke(app, [str(one) for one in arguments]).stdout


def variants_of(path) -> dict[str, tuple]:
    with onrecord.open_record(path) as record:
        return {entry.id: entry.variants for entry in record.entries()}


def stories(folder, *names) -> None:
    folder.mkdir(exist_ok=True)
    for name in names or STORIES:
        (folder / name).write_text(STORIES[name], encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE variant_spans SET begin = begin + 1 WHERE part = 'after'",
        "UPDATE variant_spans SET end = 9999 WHERE part = 'words'",
        "UPDATE variant_spans SET words = 'other' WHERE part = 'before'",
        "UPDATE variants SET text = 'The moat stays open' WHERE position = 1",
        "UPDATE variant_changes SET after = 'moat'",
    ],
)
def test_verify_finds_a_changed_variant(made, change):
    with sqlite3.connect(made) as connection:
        connection.execute(change)
    with onrecord.open_record(made) as record:
        failures = record.verify().failures
    assert failures
    assert all(f"{ENTRY} variant" in failure.what for failure in failures)


def test_explain_shows_each_wording_with_its_changed_words(made, run):
    shown = run("explain", made, ENTRY)
    assert "2 wordings" in shown
    assert "2 altered  1 article, 1 origin" in shown
    assert "“The {+gate+} stays open”" in shown
    assert "replaced: [-door-] {+gate+}" in shown
    assert "closest to the origin: 1, said so" in shown


def test_explain_says_where_nothing_supports_a_closest_wording(made, run):
    with sqlite3.connect(made) as connection:
        connection.execute("UPDATE variants SET closest = NULL")
    assert "closest to the origin: neither lineage nor dates say which" in run("explain", made, ENTRY)


def test_show_counts_the_other_wordings(made, run):
    assert "other wordings: 1 altered" in run("show", made, "entries")


def test_exports_have_the_variants_of_statements_alone(made):
    out = io.BytesIO()
    with onrecord.open_record(made) as record:
        record.export("entries", out, "jsonl")
        rows = [json.loads(line) for line in out.getvalue().decode().splitlines()]
        table = io.BytesIO()
        record.export("entries", table, "csv")
    said = next(row for row in rows if row["type"] == "statement")
    assert [each["relation"] for each in said["variants"]] == ["identical", "altered"]
    assert said["variants"][1]["changes"][0]["before"]["text"] == "door"
    assert said["variants"][0]["closest"] == "said so"
    assert all("variants" not in row for row in rows if row["type"] != "statement")
    cells = [row for row in csv.DictReader(io.StringIO(table.getvalue().decode())) if row["type"] == "statement"]
    assert json.loads(cells[0]["variants"]) == said["variants"]


def test_built_at_once_or_in_parts_the_variants_are_the_same(tmp_path):
    stories(tmp_path / "all")
    onrecord.build(str(tmp_path / "all"), record=str(tmp_path / "whole.db"))
    for number, name in enumerate(("short.txt", "bent.txt", "wire.txt")):
        stories(tmp_path / name[:-4], name)
        do = onrecord.add if number else onrecord.build
        do(str(tmp_path / name[:-4]), record=str(tmp_path / "parts.db"))
    whole = variants_of(tmp_path / "whole.db")
    assert whole == variants_of(tmp_path / "parts.db")
    (told,) = (each for each in whole.values() if len(each) > 1)
    assert sorted(each.relation for each in told) == ["altered", "identical", "trimmed"]
    assert {change.kind for each in told for change in each.changes} == {"replaced", "spelling", "cut"}
