"""The static site is written whole or not at all, replaces only what a report wrote, and names its files safely."""

from __future__ import annotations

import csv
import json
from shutil import copyfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from typer.testing import CliRunner

from onrecord.cli.app import application
from onrecord.errors import BadInput, RecordError
from onrecord.publishing import making, planning
from onrecord.publishing.addresses import LONGEST, Holdings, StaticAddresses, file_of, safe
from onrecord.publishing.placing import MARK, others
from onrecord.publishing.writing import report
from onrecord.record import Selection, open_record
from onrecord.record.opening import held_alone
from site_links import read

RESERVED = ["con", "prn", "aux", "nul", "com1", "lpt9", "con.html", "nul.tar.gz"]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "published" / "site"


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def leftovers(out):
    return [path.name for path in out.parent.iterdir() if path != out]


def test_the_summary_counts_what_is_there(example, out):
    summary = report(example, out)
    pages = [name for name in files(out) if name.endswith(".html")]
    assert summary.front == out / "index.html"
    assert sum(summary.pages.values()) == len(pages)
    assert (summary.files, summary.size) == (
        len(files(out)), sum((out / name).stat().st_size for name in files(out)),
    )  # fmt: skip
    assert summary.as_of is None
    assert leftovers(out) == []


def test_a_page_that_is_no_more_does_not_linger(example, out):
    report(example, out)
    gone = out / "entries" / "e-gone.html"
    gone.parent.mkdir(exist_ok=True)
    gone.write_text("a page of before")
    mark = out / MARK
    mark.write_text(mark.read_text() + "entries/e-gone.html\n")
    report(example, out)
    assert not gone.exists()
    assert others(out) == []


@pytest.mark.parametrize("name", ["CNAME", "entries/notes.txt", ".git/HEAD", "index.html.orig"])
def test_a_folder_with_files_of_others_is_left_as_it_is(name, example, out):
    report(example, out)
    before = files(out)
    foreign = out / name
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("mine")
    with pytest.raises(BadInput, match=name):
        report(example, out)
    assert files(out) == before | {name}
    report(example, out, force=True)
    assert foreign.read_text() == "mine"
    assert files(out) == before | {name}


def test_a_folder_that_no_report_wrote_is_refused_even_where_its_files_are_called_alike(example, out):
    out.mkdir(parents=True)
    (out / "index.html").write_text("mine")
    with pytest.raises(BadInput, match=r"index\.html"):
        report(example, out)
    with pytest.raises(BadInput, match="not ours"):
        report(example, out, force=True)
    assert (out / "index.html").read_text() == "mine"
    assert leftovers(out) == []


def test_a_file_in_the_place_of_a_folder_of_ours_is_not_written_over(example, out):
    out.mkdir(parents=True)
    (out / "static").write_text("mine")
    with pytest.raises(BadInput, match="not ours"):
        report(example, out, force=True)
    assert files(out) == {"static"}


def test_what_a_system_leaves_in_a_folder_is_no_reason_to_refuse(example, out):
    report(example, out)
    (out / ".DS_Store").write_bytes(b"\0")
    report(example, out)
    assert (out / ".DS_Store").exists()


def test_a_linked_folder_of_others_stays(example, out, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    report(example, out)
    (out / "linked").symlink_to(elsewhere)
    with pytest.raises(BadInput, match="linked"):
        report(example, out)
    report(example, out, force=True)
    assert (out / "linked" / "mine.txt").read_text() == "mine"


def test_an_empty_folder_will_do(example, out):
    out.mkdir(parents=True)
    report(example, out)
    assert (out / "index.html").is_file()


def test_a_run_that_fails_leaves_what_stood_there(example, out, monkeypatch):
    report(example, out, title="before")
    before = {name: (out / name).read_bytes() for name in files(out)}

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "render", fails)
    with pytest.raises(OSError, match="No space"):
        report(example, out, title="after")
    assert {name: (out / name).read_bytes() for name in files(out)} == before
    assert leftovers(out) == []


def test_what_a_killed_run_left_is_cleared_away(example, out):
    work = out.with_name("site.writing")
    (work / "site" / "entries").mkdir(parents=True)
    (work / "site" / "index.html").write_text("half")
    (work / "record.db").write_bytes(b"half")
    (work / "lock").touch()
    (work / "lock-journal").touch()
    report(example, out)
    assert leftovers(out) == []
    assert "half" not in (out / "index.html").read_text()


def test_a_run_killed_while_it_put_the_report_in_place_loses_nothing(example, out):
    report(example, out)
    (out / "CNAME").write_text("mine")
    work = out.with_name("site.writing")
    work.mkdir()
    (work / "lock").touch()
    report(example, work / "site")
    out.rename(work / "old")
    report(example, out, force=True)
    assert (out / "CNAME").read_text() == "mine"
    assert leftovers(out) == []


def test_a_folder_called_as_the_work_of_a_report_is_left_alone(example, out):
    work = out.with_name("site.writing")
    work.mkdir(parents=True)
    (work / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match="move it away"):
        report(example, out)
    assert files(work) == {"mine.txt"}


def test_two_runs_at_once_are_kept_apart(example, out):
    work = out.with_name("site.writing")
    work.mkdir(parents=True)
    with held_alone(work / "lock", "held"), pytest.raises(RecordError, match="another run is writing"):
        report(example, out)
    report(example, out)
    assert leftovers(out) == []


def test_neither_the_record_nor_the_folder_one_is_in_is_replaced(example, tmp_path, monkeypatch):
    copyfile(example, tmp_path / "r.db")
    with pytest.raises(BadInput, match="the record stands in it"):
        report(tmp_path / "r.db", tmp_path, force=True)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(BadInput, match="you are in it"):
        report(tmp_path / "r.db", ".")
    with pytest.raises(BadInput, match="is a file"):
        report(tmp_path / "r.db", tmp_path / "r.db")


def test_what_is_no_record_is_named(tmp_path, out):
    with pytest.raises(RecordError, match="no record at"):
        report(tmp_path / "none.db", out)
    (tmp_path / "text.db").write_text("not a record")
    with pytest.raises(RecordError, match="not a database"):
        report(tmp_path / "text.db", out)
    assert not out.exists()


@pytest.mark.parametrize("workers", [0, -1, "2", 1.5])
def test_a_number_of_processes_that_is_none_is_wrong_use(workers, example, out):
    with pytest.raises(BadInput, match="workers"):
        report(example, out, workers=workers)


def test_a_day_shows_on_every_page(example, out):
    summary = report(example, out, as_of="2023-03-17")
    assert summary.as_of is not None
    assert summary.as_of.day == "2023-03-17"
    assert summary.as_of.later > 0
    for path in out.rglob("*.html"):
        assert "As of <strong>2023-03-17</strong>" in path.read_text(encoding="utf-8"), path
    with pytest.raises(BadInput, match="as_of"):
        report(example, out, clock="observed")
    with pytest.raises(BadInput, match="ISO 8601"):
        report(example, out, as_of="yesterday")


def test_the_title_is_that_of_the_record_or_the_given_one_and_never_markup(example, out):
    report(example, out)
    assert "<title>Overview · accession</title>" in (out / "index.html").read_text(encoding="utf-8")
    report(example, out, title="<b>Ours</b>")
    text = (out / "index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Ours&lt;/b&gt;" in text
    assert "<b>Ours" not in text


def test_the_command_says_where_the_first_page_is(example, out):
    ran = CliRunner().invoke(application(), ["report", str(example), "-o", str(out), "--workers", "1"])
    assert ran.exit_code == 0
    assert ran.stdout == ""
    assert f"{out / 'index.html'}: " in ran.stderr
    (out / "CNAME").write_text("mine")
    ran = CliRunner().invoke(application(), ["report", str(example), "-o", str(out)])
    assert ran.exit_code == 2
    assert "--force" in ran.stderr
    ran = CliRunner().invoke(application(), ["report", str(example), "-o", str(out), "--force", "--title", "Ours"])
    assert ran.exit_code == 0
    assert (out / "CNAME").exists()


@given(st.text(min_size=1, max_size=300))
def test_any_id_becomes_a_name_that_every_file_system_takes(id_):
    name = safe(id_)
    assert 0 < len(name) <= LONGEST
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.~")
    assert name == name.lower()
    assert not name.startswith((".", "-"))
    assert not name.endswith(".")
    assert name.partition(".")[0] not in RESERVED


@pytest.mark.parametrize("id_", RESERVED)
def test_reserved_names_are_none_of_ours(id_):
    assert safe(id_).partition(".")[0] not in RESERVED
    assert safe(id_.upper()).partition(".")[0] not in RESERVED


@given(st.lists(st.text(alphabet="aAbB.-~/ é", min_size=1, max_size=6), min_size=2, max_size=2, unique=True))
def test_two_ids_never_share_a_file_even_where_case_does_not_count(ids):
    one, other = (file_of("article", {"id": id_}) for id_ in ids)
    assert one.casefold() != other.casefold()


def test_an_id_that_looks_like_the_name_of_another_has_a_file_of_its_own():
    assert safe(safe("AP-1")) != safe("AP-1")
    assert file_of("article", {"id": "a~2"}) != file_of("speaker", {"id": "a", "page": 2})
    assert safe("a" * LONGEST) == "a" * LONGEST
    assert safe("a" * (LONGEST + 1)) != safe("a" * (LONGEST + 2))


def test_there_is_no_address_of_a_page_that_is_not_there():
    lists = {"index.html", "totals.html", "commitments.html", "lists/commitments-2.html"}
    held = Holdings(frozenset({*lists, "entries/e-1.html", "compare/a-1~~a-2.html"}))
    to = StaticAddresses("entries/e-1.html", held).to
    assert to("overview") == "../index.html"
    assert to("entry", id="e-1") == "../entries/e-1.html"
    assert to("entry", "c-1", id="e-1") == "#c-1"
    assert to("entry", id="e-2") == ""
    assert to("commitments", actor="SVK") == "../commitments.html?actor=SVK"
    assert to("totals", by="recipient") == ""
    assert to("compare", article=("a-1", "a-2")) == "../compare/a-1~~a-2.html"
    assert to("compare", article=["a-2", "a-1"]) == "../compare/a-1~~a-2.html"
    assert to("compare", article=("a-1", "a-3")) == ""
    assert to("commitments", page=1) == "../commitments.html"
    assert to("commitments", page=2) == "../lists/commitments-2.html"


def test_a_page_with_a_link_that_leads_nowhere_keeps_its_words(example, out):
    report(example, out)
    for path in out.rglob("*.html"):
        assert all(address for _, address in read(path).links), path


def test_the_rows_behind_a_list_stand_beside_it_all_of_them(example, out):
    report(example, out)
    linked = {held["href"] for tag, held in read(out / "commitments.html").tags if "download" in held}
    assert linked == {f"data/commitments-entries.{one}" for one in ("csv", "jsonl", "parquet")}
    with open_record(example) as record:
        expected = [row["id"] for row in record.rows("entries", Selection(type="commitment"))]
    lines = (out / "data" / "commitments-entries.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == expected
    cells = csv.DictReader((out / "data" / "commitments-entries.csv").open(encoding="utf-8", newline=""))
    assert [cell["id"] for cell in cells] == expected
    assert parquet.read_table(out / "data" / "commitments-entries.parquet").column("id").to_pylist() == expected


def test_without_pyarrow_there_are_no_parquet_files_and_no_links_to_any(example, out, monkeypatch):
    monkeypatch.setattr(planning, "find_spec", lambda _: None)
    report(example, out)
    assert {path.suffix for path in (out / "data").iterdir()} == {".csv", ".jsonl"}
    assert "parquet" not in (out / "commitments.html").read_text(encoding="utf-8").casefold()
