"""Rows: exactly the documented fields, in order; filters; exports in three formats."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

import onrecord
from onrecord.record import TABLES
from record_values import small_collection, write_record

A, B = "a-0000000000000001", "a-0000000000000002"
COMMITMENT = (
    "actor actor_name recipient recipient_name members kind conditional recalled doubted item item_class quantity "
    "quantity_bound quantity_low quantity_high unit amount amount_bound amount_low amount_high currency amount_eur "
    "amount_usd rate_day additional date date_precision said_on said_by"
)
FIELDS = {
    "articles": "id path title outlet byline dateline published observed url language wire text sha256",
    "statements": "id article mode speaker source cue content text cue_class negated modal venue within",
    "commitments": f"id article {COMMITMENT.replace(' kind ', ' kind stage ')} evidence",
    "memberships": "id article organisation candidate stage ratified outstanding count of date evidence",
    "speakers": "id name role actor kind spellings statements articles",
    "reuse": "a b relation coverage_a coverage_b passages",
    "derivations": "article source wire confidence evidence",
    "links": "a b relation reason",
    "corrections": "id entry field article spans before after still mended",
    "disagreements": "id entry kind a b reason severity weight cause settled",
    "rejected": "path reason",
}
ENTRY_FIELDS = {
    "commitment": f"id type {COMMITMENT} stage ladder articles origins findings backing values rulings accepted",
    "statement": "id type mode speaker text stage ladder articles origins findings backing values variants "
    "rulings accepted",
    "membership": "id type organisation candidate ratified outstanding count of date stage ladder articles origins "
    "findings backing values rulings accepted",
}


@pytest.fixture
def record(tmp_path):
    write_record(tmp_path / "r.db", *small_collection())
    with onrecord.open_record(tmp_path / "r.db") as opened:
        yield opened


def export(record, table, form="jsonl"):
    out = io.BytesIO()
    record.export(table, out, form)
    return out.getvalue()


def lines(record, table):
    return [json.loads(line) for line in export(record, table).decode().splitlines()]


@pytest.mark.parametrize("table", FIELDS)
def test_exported_rows_have_exactly_the_documented_fields_in_order(record, table):
    exported = lines(record, table)
    assert exported
    assert all(list(row) == FIELDS[table].split() for row in exported)


def test_entries_have_the_fields_of_their_type(record):
    for row in lines(record, "entries"):
        assert list(row) == ENTRY_FIELDS[row["type"]].split()


def test_nested_values_have_the_documented_form(record):
    statement = lines(record, "statements")[0]
    assert statement["speaker"] == {
        "name": "Mira Holt", "role": None, "actor": None, "kind": "person", "anonymous": False,
    }  # fmt: skip
    assert all(len(span) == 2 for key in ("source", "cue", "content") for span in statement[key])
    commitment = lines(record, "commitments")[0]
    assert commitment["evidence"]["kind"] == {
        "spans": [[39, 48]], "how": "inferred", "rule": "kind of the item",
    }  # fmt: skip
    assert lines(record, "reuse")[0]["passages"] == [{"a": [0, 60], "b": [0, 59], "relation": "rewritten"}]
    entry = next(row for row in lines(record, "entries") if row["type"] == "commitment")
    assert entry["ladder"][0] | {"stage": "pledged", "date": "2023-03-02", "articles": [A, B]} == entry["ladder"][0]
    assert list(entry["ladder"][0]) == [
        "stage",
        "date",
        "articles",
        "findings",
        "told",
        "observed",
        "quantity",
        "of",
        "by",
        "outstanding",
        "doubted",
    ]
    assert [list(one) for one in entry["backing"]] == [["origin", "sourcing", "articles", "findings"]] * 2
    assert [one["value"] for one in entry["values"]] == [{"quantity": 12}, {"quantity": 20}]
    disagreement = lines(record, "disagreements")[0]
    assert disagreement["a"] == {"article": A, "spans": [[36, 48]], "text": "12 howitzers"}


def test_whole_numbers_are_written_whole_and_missing_values_as_null(record):
    row = lines(record, "commitments")[0]
    assert (row["quantity"], row["amount"], row["actor"]) == (12, None, None)
    assert b'"quantity": 12,' in export(record, "commitments")


def test_disagreements_come_gravest_first(record):
    severities = [row["severity"] for row in lines(record, "disagreements")]
    assert severities == sorted(severities, reverse=True)


@pytest.mark.parametrize("table", TABLES)
def test_csv_has_one_row_for_each_and_reads_back(record, table):
    flat = list(csv.DictReader(io.StringIO(export(record, table, "csv").decode())))
    assert len(flat) == len(lines(record, table))
    assert all(None not in row and None not in row.values() for row in flat)


def test_csv_spreads_objects_and_writes_lists_as_json(record):
    statement = next(csv.DictReader(io.StringIO(export(record, "statements", "csv").decode())))
    assert statement["speaker.name"] == "Mira Holt"
    assert json.loads(statement["content"]) == lines(record, "statements")[0]["content"]
    disagreement = next(csv.DictReader(io.StringIO(export(record, "disagreements", "csv").decode())))
    assert disagreement["a.text"] == "12 howitzers"


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_the_same_rows(record, table):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(io.BytesIO(export(record, table, "parquet"))).to_pylist()
    for row, line in zip(rows, lines(record, table), strict=True):
        for name, value in line.items():
            held = dict(row[name]) if name == "evidence" and table != "derivations" else row[name]
            if name == "values":  # values of many types stand in one column as JSON
                held = [{**one, "value": json.loads(one["value"])} for one in held]
            assert held == value


def test_parquet_without_its_library_says_what_to_install(record, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(onrecord.NotInstalled, match=r"pip install 'onrecord\[parquet\]'"):
        export(record, "articles", "parquet")


def test_a_text_with_a_lone_surrogate_is_exported_as_its_escape(tmp_path):
    both, found, trace, entries, disagreements, _ = small_collection()
    rejected = [onrecord.Rejected("odd\ud800.txt", "why")]
    write_record(tmp_path / "r.db", both, found, trace, entries, disagreements, rejected)
    with onrecord.open_record(tmp_path / "r.db") as record:
        assert lines(record, "rejected") == [{"path": "odd\ud800.txt", "reason": "why"}]
        assert export(record, "rejected", "csv").decode() == "path,reason\nodd?.txt,why\n"


def test_an_export_to_a_path_appears_whole_or_not_at_all(record, tmp_path):
    target = tmp_path / "out.jsonl"
    assert record.export("articles", target) == 2
    before = target.read_bytes()
    with pytest.raises(onrecord.BadInput, match="no format"):
        record.export("articles", target, "xml")
    assert target.read_bytes() == before
    assert not target.with_name("out.jsonl.part").exists()


@pytest.mark.parametrize(
    ("table", "chosen", "number"),
    [
        ("commitments", {"actor": "narland"}, 2),
        ("commitments", {"actor": "nar"}, 2),
        ("commitments", {"actor": "UKR"}, 0),
        ("commitments", {"recipient": "ukr", "kind": "military", "stage": "pledged"}, 2),
        ("commitments", {"stage": "delivered"}, 0),
        ("commitments", {"item": "HOWITZER"}, 2),
        ("commitments", {"article": "narland.txt"}, 1),
        ("commitments", {"article": B}, 1),
        ("commitments", {"min_origins": 2}, 2),
        ("statements", {"min_origins": 2}, 0),
        ("statements", {"speaker": "holt"}, 2),
        ("statements", {"speaker": "hölt"}, 2),
        ("speakers", {"speaker": "mira"}, 1),
        ("statements", {"speaker": "holt", "limit": 1}, 1),
        ("memberships", {"actor": "UKR"}, 2),
        ("memberships", {"actor": "SWE"}, 0),
        ("entries", {"type": "statement"}, 1),
        ("entries", {"speaker": "mira"}, 1),
        ("entries", {"min_origins": 2}, 1),
        ("entries", {"item": "howitzer", "article": A}, 1),
        ("disagreements", {"kind": "quote"}, 1),
        ("disagreements", {"min_origins": 2}, 1),
        ("reuse", {"article": A}, 1),
        ("derivations", {"article": A}, 2),
        ("derivations", {"article": B}, 1),
        ("articles", {"article": "gate.txt"}, 1),
    ],
)
def test_filters_choose_rows(record, table, chosen, number):
    assert len(list(record.rows(table, onrecord.Selection(**chosen)))) == number


def test_a_filter_that_does_not_fit_names_those_that_do(record):
    with pytest.raises(
        onrecord.BadInput, match="articles cannot be chosen by --stage; filters that fit: --article"
    ):
        record.rows("articles", onrecord.Selection(stage="pledged"))


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"stage": "pledge"}, "no stage 'pledge'; there are requested"),
        ({"kind": "weapons"}, "no kind 'weapons'; there are military"),
        ({"limit": 0}, "--limit is at least 1"),
        ({"min_origins": -1}, "--min-origins is at least 1"),
    ],
)
def test_a_value_that_there_is_none_of_is_refused_rather_than_not_found(record, chosen, says):
    with pytest.raises(onrecord.BadInput, match=says):
        record.rows("commitments", onrecord.Selection(**chosen))


def test_unknown_tables_and_articles_are_not_found(record):
    with pytest.raises(onrecord.NotFound, match="there are articles, statements"):
        record.rows("rumours")
    with pytest.raises(onrecord.NotFound, match="no article"):
        record.rows("statements", onrecord.Selection(article="none"))


def test_a_beginning_that_fits_several_ids_is_asked_for_more(record):
    with pytest.raises(onrecord.BadInput, match="give more"):
        record.explain("a-00000")
    with pytest.raises(onrecord.NotFound):
        record.explain("zzz")


def test_explain_finds_the_entry_of_a_finding(record):
    by_entry, by_finding = record.explain("e-0000000000000001"), record.explain(f"c-{A}")
    assert by_finding.entry == by_entry.entry
    assert (by_entry.focus, by_finding.focus) == (None, f"c-{A}")
    assert len(by_entry.findings) == 2
    assert [one.kind for one in by_entry.disagreements] == ["figure"]


def test_explaining_an_article_tells_where_it_came_from_and_who_has_it_from_there(record):
    found = record.explain("narland.txt")
    assert [(one.article, one.source, one.wire) for one in found.derivations] == [(A, None, "AP"), (B, A, None)]
    assert [(one.a, one.b, len(one.passages)) for one in found.reuse] == [(A, B, 1)]
    assert set(found.others) == {B}


def test_a_derivation_of_passages_names_them_in_its_first_piece_of_evidence(record):
    whole, part = lines(record, "derivations")
    assert [one["kind"] for one in whole["evidence"]] == ["credit"]
    assert part["evidence"][0] == {"kind": "passages", "detail": "what this covers", "spans": [[0, 59]]}


def test_explain_takes_articles_findings_without_entry_and_disagreements(record):
    assert record.explain("gate.txt").article.id == B
    assert record.explain(f"m-{B}").finding.candidate == "UKR"
    assert record.explain("x-0000000000000002").entry.type == "statement"
