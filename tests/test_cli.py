"""The command line: results on standard output, the rest on standard error, statuses as documented."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import application
from onrecord.engines.ruling import writing_to
from onrecord.model import Ruling, with_id
from onrecord.record import TABLES, writing
from record_values import small_collection, write_record

A, B = "a-0000000000000001", "a-0000000000000002"
STORIES = {
    "wire.txt": "VESTRIA (AP) — Narland pledged 12 howitzers to Ukraine on Tuesday.\n\n“The door of the alliance "
    "stays open,” Foreign Minister Mira Holt said after the talks in Vestria.\n",
    "bent.txt": "Narland pledged 20 howitzers to Ukraine on Tuesday, officials said.\n\n“The gate of the alliance "
    "stays open,” Foreign Minister Mira Holt said after the talks in Vestria.\n",
}


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    runner, app = CliRunner(), application()
    return lambda *arguments: runner.invoke(app, [str(one) for one in arguments])


@pytest.fixture
def made(tmp_path) -> Path:
    path = tmp_path / "r.db"
    write_record(path, *small_collection())
    with writing_to(path, "write a ruling") as gate:
        decided = Ruling(
            "", "undo", "Ada Lind", "2023-04-05T09:30:00.000000Z", "tried it out", undoes="r-0", shown="accept"
        )
        writing.write_rulings(gate, [with_id(decided)], {}, {})
    return path


@pytest.fixture
def stories(folder_of) -> Path:
    return folder_of(STORIES)


def onrecord_command(*arguments, **options) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **options)


def test_a_session_from_reports_to_exports(run, stories, tmp_path):
    record = tmp_path / "r.db"
    built = run("build", stories, "--record", record)
    assert built.exit_code == 0
    assert f"{record}: 2 articles" in built.stdout
    assert "analysing: 2 of 2" in built.stderr
    shown = run("show", record)
    assert "pledged" in shown.stdout
    assert "howitzers" in shown.stdout
    assert "Disagreements, gravest first" in shown.stdout
    entry = re.search(r"e-[0-9a-f]{6,}", shown.stdout).group()
    explained = run("explain", record, entry)
    assert "[[" in explained.stdout
    assert "What the articles say" in explained.stdout
    assert run("verify", record).exit_code == 0
    rows = [json.loads(line) for line in run("export", record, "commitments").stdout.splitlines()]
    assert any(row["quantity"] == 12 for row in rows)


def test_the_output_of_a_pipe_is_the_result_alone_and_plain(stories, tmp_path):
    record = tmp_path / "r.db"
    assert onrecord_command("build", stories, "--record", record).returncode == 0
    done = onrecord_command("export", record, "articles")
    assert done.stderr == b""
    assert sorted(json.loads(line)["path"] for line in done.stdout.splitlines()) == sorted(STORIES)
    shown = onrecord_command("show", record).stdout
    assert b"\x1b" not in shown
    assert not re.search(rb"[ \t]\n", shown)


def test_standard_input_is_read(tmp_path):
    line = json.dumps({"id": "one", "text": STORIES["wire.txt"]}).encode()
    done = onrecord_command("build", "-", "--record", tmp_path / "r.db", input=line)
    assert done.returncode == 0, done.stderr
    with onrecord.open_record(tmp_path / "r.db") as record:
        assert [article.id for article in record.articles()] == ["one"]


def test_add_and_strict(run, stories, tmp_path):
    record = tmp_path / "r.db"
    run("build", stories / "wire.txt", "--record", record)
    (stories / "torn.jsonl").write_text('{"text":', encoding="utf-8")
    added = run("add", stories, "--record", record, "--strict")
    assert added.exit_code == 1
    assert "rejected torn.jsonl" in added.stderr
    assert "1 analysed now, 1 before" in added.stdout
    assert run("add", stories, "--record", record).exit_code == 0


def test_trace_writes_reuse_and_derivations_as_json_lines(run, stories, tmp_path):
    traced = run("trace", stories)
    lines = [json.loads(line) for line in traced.stdout.splitlines()]
    assert {"reuse"} <= {line["table"] for line in lines} <= {"reuse", "derivations"}
    out = tmp_path / "trace.jsonl"
    assert run("trace", stories, "-o", out).stdout == ""
    assert [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] == lines


def test_compare_shows_both_reports_with_changes_marked(run, stories):
    shown = run("compare", stories / "wire.txt", stories / "bent.txt").stdout
    assert "[-12-]" in shown
    assert "{+20+}" in shown
    assert "figure!" in shown
    assert "quote!" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_compare_takes_articles_of_a_record(run, made):
    shown = run("compare", "narland.txt", B, "--record", made).stdout
    assert "[-12-]" in shown


@pytest.mark.parametrize("width", ["80", "200"])
@pytest.mark.parametrize("table", [None, *TABLES])
def test_nothing_essential_is_cut_off_at_any_width(run, made, monkeypatch, width, table):
    monkeypatch.setenv("COLUMNS", width)
    shown = run("show", made, *([table] if table else [])).stdout
    assert shown
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= int(width)
    essential = {
        None: ["Narland", "howitzers", "[-12-] howitzers", "{+20+} howitzers", "AP", "The Gate"],
        "articles": ["narland.txt", "gate.txt", "The Gate", "AP"],
        "statements": ["Mira Holt", "direct", "The door stays open"],
        "commitments": ["pledged", "Narland → UKR", "12 howitzers", "20 howitzers", "military", "envoy"],
        "memberships": ["UKR", "NATO", "promised"],
        "speakers": ["Mira Holt"],
        "rulings": ["Ada", "undo r-0", "tried"],
        "reuse": ["rewritten", "60%"],
        "derivations": ["AP", "90%", "the text credits AP"],
        "entries": ["pledged: Narland → UKR: 12", "“The door stays open”"],
        "links": ["follows", "a new promise of the like"],
        "corrections": ["quantity", "12", "20"],
        "disagreements": ["figure", "[-12-] howitzers", "{+20+} howitzers", "12 against 20"],
        "rejected": ["torn.jsonl:3", "not JSON"],
    }[table]
    flowing = " ".join(shown.split())
    assert [one for one in essential if one not in flowing] == []


def test_filters_choose_rows_and_say_how_many(run, made):
    shown = run("show", made, "commitments", "--article", "gate.txt")
    assert "20 howitzers" in shown.stdout
    assert "12 howitzers" not in shown.stdout
    assert shown.stderr == "1 row\n"
    assert run("show", made, "commitments", "--stage", "delivered").stdout == ""


def test_articles_that_have_the_same_words_are_named_together(run, tmp_path):
    both, found, trace, entries, disagreements, rejected = small_collection()
    copy = replace(both[0], id="a-copy", path="copy.txt")
    same = replace(found[0].commitments[0], id="c-copy", article="a-copy")
    entry = replace(
        entries[0], articles=("a-copy", *entries[0].articles), findings=("c-copy", *entries[0].findings)
    )
    articles, findings = [*both, copy], [*found, onrecord.Findings("a-copy", (), (same,))]
    write_record(tmp_path / "r.db", articles, findings, trace, [entry, entries[1]], disagreements, rejected)
    shown = run("explain", tmp_path / "r.db", entry.id).stdout
    assert shown.count("has the same words") == 1
    assert run("explain", tmp_path / "r.db", "c-copy").stdout.count("<- asked for") == 1


def test_explain_marks_the_words_in_context_and_names_origins(run, made):
    shown = run("explain", made, "e-0000000000000001").stdout
    assert "2 articles, 2 origins: The Gate, AP" in shown
    assert "[[12]] [[howitzers]] to [[Ukraine]]" in " ".join(shown.split())
    assert re.search(r"kind +military +“howitzers”, inferred: kind of the item", shown)
    assert "[-12-] howitzers" in shown
    assert run("explain", made, f"c-{A}").stdout.count("<- asked for") == 1
    assert "What it says" in run("explain", made, "gate.txt").stdout
    assert "in no entry" in run("explain", made, f"m-{A}").stdout
    assert "words inside the quotation differ" in run("explain", made, "x-0000000000000002").stdout


@pytest.mark.parametrize(
    ("settings", "styled"),
    [
        ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({}, False),
    ],
)
def test_colours_stand_for_marks_only_where_they_show(made, settings, styled):
    bare = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    shown = onrecord_command("explain", made, "e-0000000000000001", env={**bare, **settings}).stdout
    assert (b"[[12]]" in shown) is not styled
    assert (b"\x1b[1;7m12" in shown) is styled


def test_verify_reports_what_fails_with_status_1(run, made):
    connection = sqlite3.connect(made)
    connection.execute("UPDATE commitments SET quantity = 99")
    connection.commit()
    connection.close()
    verified = run("verify", made)
    assert verified.exit_code == 1
    assert f"c-{A}: a value or a span was changed after it was recorded" in verified.stdout
    assert "2 failures in 2 articles" in verified.stdout


def test_exports_to_files_in_every_format(run, made, tmp_path):
    for form in ("jsonl", "csv", "parquet"):
        out = tmp_path / f"out.{form}"
        assert run("export", made, "commitments", "--format", form, "-o", out).exit_code == 0
        assert out.stat().st_size > 100


WRONG = {
    "no record": (("show", "none.db"), "there is no record at none.db"),
    "no such table": (("show", "{made}", "rumours"), "there is no table 'rumours'"),
    "no such id": (("explain", "{made}", "zz"), "holds no id 'zz'"),
    "an id of several": (("explain", "{made}", "a-0"), "several ids begin with"),
    "a filter that does not fit": (
        ("show", "{made}", "rejected", "--stage", "pledged"),
        "cannot be chosen by --stage",
    ),
    "a filter without a table": (("show", "{made}", "--actor", "UKR"), "a filter needs a table"),
    "an unknown format": (("export", "{made}", "articles", "--format", "xml"), "no format 'xml'"),
    "nothing to read": (("build", "none.txt", "--record", "x.db"), "nothing could be read"),
    "a report that is not there": (("compare", "none.txt", "{made}"), "nothing could be read"),
    "nothing to add to": (("add", "none.txt", "--record", "x.db"), "there is no record at x.db"),
    "a place that is none": (("export", "{made}", "articles", "-o", "no/such/folder.csv"), "No such file"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_use_is_one_line_and_status_2(run, made, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    arguments, says = WRONG[name]
    done = run(*(one.format(made=made) for one in arguments))
    assert done.exit_code == 2
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if not line.startswith("reading")]
    assert len(lines) == 1
    assert lines[0].startswith("onrecord: ")
    assert says in lines[0]


def test_an_unknown_option_is_wrong_use(run):
    assert run("build", "--rumour").exit_code == 2


def test_a_pipe_that_closes_early_is_no_error(made):
    script = f"{sys.executable} -m onrecord export {made} articles | true"
    for _ in range(3):
        done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
        assert done.stderr == b""


def test_an_interrupt_is_one_line(run, made, monkeypatch):
    def interrupted(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(onrecord.Record, "verify", interrupted)
    done = run("verify", made)
    assert done.exit_code == 130
    assert done.stderr.startswith("onrecord: interrupted")


def test_a_defect_is_one_line_too(run, made, monkeypatch):
    monkeypatch.setattr(onrecord.Record, "verify", lambda self: 1 / 0)
    done = run("verify", made)
    assert done.exit_code == 2
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr


def test_verbose_logs_the_statements(made):
    done = onrecord_command("--verbose", "show", made, "rejected")
    assert b"SELECT" in done.stderr


def test_an_article_cannot_steer_the_terminal(tmp_path, run):
    both, found, trace, entries, disagreements, _ = small_collection()
    rejected = [onrecord.Rejected("evil\x1b]0;title\x07.txt", "\x1b[31mred\ud800")]
    write_record(tmp_path / "r.db", both, found, trace, entries, disagreements, rejected)
    shown = run("show", tmp_path / "r.db", "rejected").stdout
    assert "\x1b" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize(
    "arguments", [("show", "{}"), ("build", "{}", "--record", "r.db"), ("compare", "{}", "{}")]
)
def test_a_file_name_cannot_steer_the_terminal(run, arguments):
    name = "no\x1b[31msuch\x1b]0;title\x07\u202e.txt"
    done = run(*(one.format(name) for one in arguments))
    assert done.exit_code == 2
    assert "no\N{REPLACEMENT CHARACTER}[31msuch" in done.stderr
    assert not set("\x1b\x07\u202e").intersection(done.stderr)


@pytest.mark.parametrize("command", [("export", "{}", "entries"), ("trace", "{}.txt")])
def test_no_output_replaces_a_record(run, made, command):
    made.with_name("r.db.txt").write_text("Boats came.")
    before = made.read_bytes()
    done = run(*(one.format(made) for one in command), "-o", made)
    assert done.exit_code == 2
    assert "is a record" in done.stderr
    assert made.read_bytes() == before


def test_output_goes_through_links_and_into_devices(run, made, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real.jsonl")
    assert run("export", made, "entries", "-o", tmp_path / "link").exit_code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real.jsonl").read_text().startswith('{"id"')
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    assert run("export", made, "entries", "-o", tmp_path / "pipe").exit_code == 0
    assert reader.communicate(timeout=20)[0] == (tmp_path / "real.jsonl").read_bytes()


def test_a_break_in_a_file_name_makes_no_second_line(run, stories, tmp_path):
    (stories / "two\nlines.bin").touch()
    done = run("build", stories, "--record", tmp_path / "r.db")
    assert "rejected two lines.bin: " in done.stderr


def test_long_ids_leave_room_for_the_rest(run, tmp_path):
    ids = ["https://ledger.example/world/" + "boats-" * 200, "b"]
    rows = [{"id": one, "text": f"Boats came to {one}.", "title": "Forty boats arrive"} for one in ids]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run("build", tmp_path / "r.jsonl", "--record", tmp_path / "r.db")
    assert "Forty boats arrive" in run("show", tmp_path / "r.db", "articles").stdout


def test_rejected_articles_that_are_not_named_are_pointed_to(run, stories, tmp_path):
    (stories / "torn.jsonl").write_text("{\n" * 30, encoding="utf-8")
    done = run("build", stories, "--record", tmp_path / "r.db")
    assert f"... and 10 more rejected: onrecord show {tmp_path / 'r.db'} rejected" in done.stderr


def test_version_and_help_come_without_the_parser():
    done = onrecord_command("--version")
    assert done.stdout == f"onrecord {onrecord.__version__}\n".encode()
    script = "import sys; from onrecord.cli.app import application; application(); print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == b"False\n"
