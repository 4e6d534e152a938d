"""The engine: same articles, same record; one bad article stops nothing; nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import crashing
import onrecord
from onrecord import extraction
from onrecord.engines import analysing, beside, running, workers
from onrecord.model import Article, Findings
from onrecord.record import TABLES

STORIES = {
    "wire.txt": "VESTRIA (AP) — Narland pledged 12 howitzers to Ukraine on Tuesday.\n\n"
    "“The door of the alliance stays open,” Foreign Minister Mira Holt said after the talks in Vestria.\n\n"
    "Ruritania refused to send ammunition to Ukraine, its defense minister said.\n",
    "copy.txt": "By Tom Ashdown\n\nNarland pledged 12 howitzers to Ukraine on Tuesday.\n\n"
    "“The door of the alliance stays open,” Foreign Minister Mira Holt said after the talks in Vestria.\n",
    "bent.txt": "Narland pledged 20 howitzers to Ukraine on Tuesday, officials said.\n\n"
    "“The gate of the alliance stays open,” Foreign Minister Mira Holt said after the talks in Vestria.\n",
    "later.txt": "Narland delivered the first howitzers to Ukraine on Friday.\n\n"
    "Prime Minister Olav Brandt said the rest would follow in spring.\n",
}


@pytest.fixture
def stories(folder_of) -> Path:
    return folder_of(STORIES)


def tables(path) -> dict[str, list[object]]:
    with onrecord.open_record(path) as record:
        assert record.verify().failures == ()
        return {table: list(record.rows(table)) for table in TABLES}


@pytest.fixture
def built(stories, tmp_path) -> Path:
    onrecord.build(stories, tmp_path / "r.db")
    return tmp_path / "r.db"


def test_build_reads_traces_extracts_and_reconciles(built):
    found = tables(built)
    assert {row["path"] for row in found["articles"]} == set(STORIES)
    assert any(row["speaker"]["name"] == "Mira Holt" for row in found["statements"])
    assert any(row["stage"] == "pledged" and row["quantity"] == 12 for row in found["commitments"])
    assert any({row["a"], row["b"]} <= {one["id"] for one in found["articles"]} for row in found["reuse"])
    assert any(len(row["articles"]) > 1 for row in found["entries"])


def test_the_order_of_inputs_does_not_matter(stories, built, tmp_path):
    backwards = [stories / name for name in sorted(STORIES, reverse=True)]
    onrecord.build(backwards, tmp_path / "b.db")
    assert tables(tmp_path / "b.db") == tables(built)


def test_the_number_of_workers_does_not_matter(stories, built, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "BATCH", 2)
    onrecord.build(stories, tmp_path / "w.db", workers=2)
    assert tables(tmp_path / "w.db") == tables(built)


def test_adding_in_parts_gives_the_same_record_as_building_at_once(stories, built, tmp_path):
    parts = tmp_path / "p.db"
    onrecord.build([stories / "later.txt", stories / "bent.txt"], parts)
    summary = onrecord.add([stories / "wire.txt"], parts)
    assert (summary.analysed, summary.counts["articles"]) == (1, 3)
    onrecord.add([stories / "copy.txt", stories / "bent.txt"], parts)
    assert tables(parts) == tables(built)


def test_a_large_record_has_an_index_beside_it_and_is_the_same_record(stories, built, tmp_path, monkeypatch):
    monkeypatch.setattr(beside, "LARGE", 0)
    parts = tmp_path / "p.db"
    onrecord.build([stories / "later.txt", stories / "bent.txt"], parts)
    kept = beside.index_of(parts)
    assert (kept / "manifest.json").is_file()
    onrecord.add([stories / "wire.txt", stories / "copy.txt"], parts)
    assert tables(parts) == tables(built)
    onrecord.build(stories / "wire.txt", parts, force=True)
    onrecord.add(stories, parts)
    assert tables(parts) == tables(built)
    next(kept.glob("segment-*/*")).unlink()
    onrecord.add(stories, parts)
    assert tables(parts) == tables(built)
    shutil.rmtree(kept)
    kept.mkdir()
    (kept / "diary.txt").write_text("not an index", encoding="utf-8")
    onrecord.add(stories, parts)
    assert tables(parts) == tables(built)
    assert (kept / "diary.txt").exists()


def test_adding_what_is_there_changes_nothing(stories, built):
    before = tables(built)
    summary = onrecord.add(stories, built)
    assert (summary.analysed, summary.rejected, summary.renewed) == (0, (), False)
    assert tables(built) == before


def test_adding_analyses_old_articles_anew_when_the_rules_have_changed(stories, built, monkeypatch):
    before = tables(built)
    made_with = dict(running.rules(None))
    monkeypatch.setattr(running, "rules", lambda pipeline: {**made_with, "rules": "of tomorrow"})
    summary = onrecord.add([stories / "wire.txt"], built)
    assert (summary.analysed, summary.renewed) == (len(STORIES), True)
    assert tables(built) == before
    with onrecord.open_record(built) as record:
        assert record.meta["rules"] == "of tomorrow"


def test_adding_needs_a_record(stories, tmp_path):
    with pytest.raises(onrecord.RecordError, match="make one with: onrecord build"):
        onrecord.add(stories, tmp_path / "none.db")


def test_one_bad_article_is_rejected_with_its_reason_and_the_rest_goes_on(stories, tmp_path, monkeypatch):
    extract = extraction.extract

    def failing(article, analysis):
        if article.path == "bent.txt":
            raise ZeroDivisionError("on purpose")
        return extract(article, analysis)

    monkeypatch.setattr(extraction, "extract", failing)
    summary = onrecord.build(stories, tmp_path / "r.db")
    assert [(one.path, one.reason) for one in summary.rejected] == [
        ("bent.txt", "extraction failed: ZeroDivisionError: on purpose")
    ]
    found = tables(tmp_path / "r.db")
    assert "bent.txt" not in {row["path"] for row in found["articles"]}
    assert found["rejected"] == [{"path": "bent.txt", "reason": "extraction failed: ZeroDivisionError: on purpose"}]
    monkeypatch.undo()
    onrecord.add(stories, tmp_path / "r.db")
    assert "bent.txt" in {row["path"] for row in tables(tmp_path / "r.db")["articles"]}


def test_an_article_on_which_the_parser_fails_is_rejected_alone(stories, tmp_path, monkeypatch):
    analyse = analysing.analyse

    def failing(articles, pipeline=None):
        for article in articles:
            if article.path == "copy.txt":
                raise MemoryError("too odd")
            yield from analyse([article], pipeline)

    monkeypatch.setattr(analysing, "analyse", failing)
    summary = onrecord.build(stories, tmp_path / "r.db")
    assert [one.path for one in summary.rejected] == ["copy.txt"]
    assert summary.counts["articles"] == len(STORIES) - 1


def test_an_article_that_ends_a_worker_is_rejected_alone(stories, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "BATCH", 2)
    monkeypatch.setattr(workers, "_batch", crashing.batch)
    summary = onrecord.build(stories, tmp_path / "r.db", workers=2)
    assert [(one.path, one.reason) for one in summary.rejected] == [
        ("bent.txt", "extraction failed: the process that analysed it ended")
    ]
    assert summary.counts["articles"] == len(STORIES) - 1


def test_findings_outside_the_text_never_enter_the_record(stories, tmp_path, monkeypatch):
    step = onrecord.Statement(
        "s-1", "x", "indirect", onrecord.Speaker(), (), (), (onrecord.Span(0, 9999),), "not in the text"
    )
    monkeypatch.setattr(extraction, "extract", lambda article, analysis: Findings(article.id, (step,)))
    with pytest.raises(onrecord.BadInput, match="no article could be analysed"):
        onrecord.build(stories, tmp_path / "r.db")
    assert not (tmp_path / "r.db").exists()


def test_nothing_readable_is_an_error_and_leaves_the_record(built, tmp_path):
    before = tables(built)
    (tmp_path / "empty").mkdir()
    (tmp_path / "torn.jsonl").write_text('{"text": "cut off', encoding="utf-8")
    for inputs in (tmp_path / "empty", tmp_path / "torn.jsonl", tmp_path / "none.txt"):
        for run in (onrecord.build, onrecord.add):
            with pytest.raises(onrecord.BadInput, match="nothing could be read"):
                run(inputs, built)
    assert tables(built) == before
    assert not built.with_name("r.db.building").exists()


def test_building_anew_loses_no_article_unless_forced(stories, built):
    before = tables(built)
    with pytest.raises(onrecord.BadInput, match=r"holds 3 of 4 articles that this input does not .* --force"):
        onrecord.build([stories / "wire.txt"], built)
    assert tables(built) == before
    onrecord.build(stories, built)
    assert tables(built) == before
    assert onrecord.build([stories / "wire.txt"], built, force=True).counts["articles"] == 1


def test_a_record_of_another_version_is_built_over_only_when_forced(stories, built):
    before = tables(built)
    with sqlite3.connect(built) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(onrecord.RecordError, match=r"version 1, and this onrecord reads version 5.* --force"):
        onrecord.build(stories, built)
    onrecord.build(stories, built, force=True)
    assert tables(built) == before


def test_a_file_that_is_no_record_is_never_built_over(stories, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes", encoding="utf-8")
    with pytest.raises(onrecord.RecordError):
        onrecord.build(stories, notes, force=True)
    assert notes.read_text(encoding="utf-8") == "my notes"


def test_two_texts_under_one_id_keep_one_and_reject_the_other(tmp_path):
    lines = tmp_path / "two.jsonl"
    given = [{"id": "one", "text": "Narland pledged 3 radars to Ukraine."}, {"id": "one", "text": "Another text."}]
    lines.write_text("".join(json.dumps(row) + "\n" for row in given), encoding="utf-8")
    summary = onrecord.build(lines, tmp_path / "r.db")
    assert summary.counts["articles"] == 1
    assert len(summary.rejected) == 1


KILLED = """
import os, sys
import onrecord
from onrecord import extraction
from onrecord.engines import running
extract, seen = extraction.extract, []
def killing(article, analysis):
    seen.append(article)
    if len(seen) == 3:
        os._exit(9)
    return extract(article, analysis)
extraction.extract = killing
running.COMMIT_EVERY = 1
onrecord.build(sys.argv[1], sys.argv[2])
"""


def test_a_killed_build_goes_on_from_its_last_commit(stories, built, tmp_path):
    path = tmp_path / "k.db"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(stories), str(path)], check=False, env=os.environ)
    assert killed.returncode == 9
    assert not path.exists()
    summary = onrecord.build(stories, path)
    assert summary.analysed == len(STORIES) - 2
    assert tables(path) == tables(built)
    assert not path.with_name("k.db.building").exists()


def test_progress_tells_each_step_to_its_end(stories, tmp_path):
    told: dict[str, tuple[int, int | None]] = {}
    onrecord.build(
        stories, tmp_path / "r.db", progress=lambda step, done, total: told.update({step: (done, total)})
    )
    assert told == dict.fromkeys(("read", "analyse", "trace", "reconcile"), (4, 4))


def test_trace_needs_no_record(stories):
    traced = onrecord.trace(stories)
    paths = {article.id: article.path for article in traced.articles}
    assert {"wire.txt", "copy.txt"} in [{paths[one.a], paths[one.b]} for one in traced.trace.reuse]


def test_compare_aligns_two_reports_and_flags_figures_and_quotations(stories):
    found = onrecord.compare(stories / "wire.txt", stories / "bent.txt")
    figure = next(piece for piece in found.pieces if piece.figure)
    assert found.a.text[slice(*figure.a)].endswith("Narland pledged 12 howitzers to Ukraine on Tuesday.")
    assert any(piece.quote for piece in found.pieces)
    alone = [found.a.text[slice(*piece.a)] for piece in found.pieces if piece.relation == "only in A"]
    assert any("Ruritania" in words for words in alone)


def test_every_word_of_both_stories_stands_in_one_piece_of_a_comparison(stories):
    found = onrecord.compare(stories / "wire.txt", stories / "later.txt")
    for article, side in ((found.a, "a"), (found.b, "b")):
        spans = sorted(getattr(piece, side) for piece in found.pieces if getattr(piece, side))
        shown = " ".join(article.text[slice(*span)] for span in spans)
        story = " ".join(article.text[slice(*span)] for span in article.layout.story)
        letters = [one for one in shown if one.isalnum()]
        assert letters == [one for one in story if one.isalnum()]


def test_compare_takes_two_articles_of_a_record(built):
    found = onrecord.compare("wire.txt", "bent.txt", record=built)
    assert (found.a.path, found.b.path) == ("wire.txt", "bent.txt")
    assert any(piece.figure for piece in found.pieces)
    with pytest.raises(onrecord.NotFound):
        onrecord.compare("wire.txt", "nowhere.txt", record=built)


def test_a_report_compared_with_itself_is_equal(stories):
    found = onrecord.compare(stories / "wire.txt", stories / "wire.txt")
    assert {piece.relation for piece in found.pieces} == {"equal"}


def test_articles_travel_between_processes():
    import pickle

    workers._make_mappings_travel()
    article = Article("a-1", "text", "00")
    assert pickle.loads(pickle.dumps(article)) == article


@pytest.mark.parametrize("inputs", ["", [""], None, 5, [5]])
def test_what_names_no_input_is_wrong_use(inputs, tmp_path, stories, monkeypatch):
    monkeypatch.chdir(stories)
    with pytest.raises(onrecord.BadInput, match="an input is the name of"):
        onrecord.build(inputs, record=tmp_path / "r.db")


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_an_input_with_an_impossible_name_stops_no_run(name, stories):
    traced = onrecord.trace([name, stories])
    assert len(traced.articles) == len(STORIES)
    assert [one.path for one in traced.rejected] == [name]


@pytest.mark.parametrize("workers", [0, -1, "2", None])
def test_a_number_of_workers_that_is_none_is_wrong_use(workers, stories, tmp_path):
    with pytest.raises(onrecord.BadInput, match="`workers` is a whole number"):
        onrecord.build(stories, record=tmp_path / "r.db", workers=workers)
    assert [*tmp_path.iterdir()] == [stories]
