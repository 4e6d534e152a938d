"""A correction and who stands behind an entry, in the record, in the terminal and when the record is checked."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import application
from onrecord.model import Backing, Entry
from onrecord.phrases import backed, support

TEXT = "Latvia will send {} howitzers to Ukraine, {} told reporters in Riga on Monday."
NOTE = "\n\nCorrection: An earlier version of this story said that there were 31 howitzers. There are 28."
MINISTER, UNNAMED = "Defence Minister Ada Kalna", "a senior official"
ARTICLES = (
    ("first", "Post", "2023-01-02", TEXT.format("31", MINISTER)),
    ("later", "Post", "2023-01-03", TEXT.format("28", MINISTER) + NOTE),
    ("other", "Courier", "2023-01-03", "Estonia will send nine mortars to Ukraine, a senior official said."),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corrected")
    rows = [
        {"id": id_, "title": id_.title(), "outlet": outlet, "published": day, "text": text}
        for id_, outlet, day, text in ARTICLES
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    onrecord.build([folder / "in.jsonl"], record=folder / "r.db")
    return folder / "r.db"


def the_correction(path):
    with onrecord.open_record(path) as record:
        (row,) = record.rows("corrections")
        return dict(row)


def test_a_note_at_the_end_of_a_story_makes_a_correction_of_the_record(built):
    row = the_correction(built)
    told = [row[name] for name in ("field", "before", "after", "article", "still", "mended")]
    assert told == ["quantity", "31", "28", "later", ["first"], ["later"]]


def test_explain_shows_what_was_corrected_and_who_stands_behind_it(built):
    out = CliRunner().invoke(application(), ["explain", str(built), the_correction(built)["entry"]]).output
    assert "1 origin: Post (officials)" in out
    assert "quantity: 31 became 28" in out
    assert "still carry 31:" in out


def test_entries_whose_origins_name_nobody_are_marked(built):
    out = CliRunner().invoke(application(), ["show", str(built), "entries", "--type", "commitment"]).output
    assert out.count("anonymous sources only") == 1


@pytest.mark.parametrize(
    "tampering",
    [
        """UPDATE corrections SET spans = '[[0, 99999]]'""",
        """UPDATE corrections SET spans = '[]'""",
        """UPDATE corrections SET still = '["nowhere"]'""",
    ],
)
def test_verifying_finds_a_correction_that_was_tampered_with(built, tmp_path, tampering):
    copy = tmp_path / "r.db"
    shutil.copy(built, copy)
    with onrecord.open_record(copy) as record:
        assert record.verify().failures == ()
    with sqlite3.connect(copy) as there:
        there.execute(tampering)
    with onrecord.open_record(copy) as record:
        failures = record.verify().failures
    assert [failure.what for failure in failures] == [the_correction(built)["id"]]


def entry(*sourcing):
    backing = tuple(Backing(f"outlet:{number}", each, (), ()) for number, each in enumerate(sourcing))
    origins = tuple(each.origin for each in backing)
    return Entry("e-1", "commitment", {}, None, (), ("a", "b"), origins, (), backing=backing)


def test_support_says_when_all_sources_are_unnamed():
    assert support(entry("anonymous")) == "2 articles, 1 origin, anonymous sources only"
    assert support(entry("anonymous", "official")) == "2 articles, 2 origins"
    assert support(entry(None)) == "2 articles, 1 origin"


def test_origins_are_named_with_their_sources():
    assert backed(entry("official", "named", "anonymous", None), {}) == (
        "0 (officials), 1 (named sources), 2 (anonymous sources), 3"
    )


def test_what_was_on_record_on_a_day_is_sourced_as_it_was_then(built):
    id_ = the_correction(built)["entry"]
    with onrecord.open_as_of(built, "2023-01-02") as record:
        (row,) = (row for row in record.rows("entries") if row["id"] == id_)
        assert [one["sourcing"] for one in row["backing"]] == ["official"]
        assert (row["quantity"], list(record.rows("corrections"))) == (31.0, [])
