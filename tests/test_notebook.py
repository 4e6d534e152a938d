"""A record and its tables in a notebook: they show themselves, and come out as data frames."""

from __future__ import annotations

import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from onrecord import NotFound, NotInstalled, Selection, open_record
from onrecord.record.selecting import TABLES
from record_values import small_collection, write_record

HOSTILE = "<script>alert(1)</script>\u202e & \x00"


@pytest.fixture
def record(tmp_path):
    write_record(tmp_path / "r.db", *small_collection())
    with open_record(tmp_path / "r.db") as opened:
        yield opened


@pytest.mark.parametrize("name", TABLES)
def test_every_table_comes_out_as_arrow_polars_and_pandas_with_the_rows_of_the_export(name, record):
    rows = list(record.rows(name))
    table = record.table(name)
    assert list(table) == rows
    assert len(table) == len(rows)
    for frame in (table.to_arrow(), table.to_polars(), table.to_pandas()):
        assert frame.shape == (len(rows), len(table.columns))
    if rows and "id" in rows[0]:
        ids = [row["id"] for row in rows]
        assert table.to_arrow()["id"].to_pylist() == table.to_polars()["id"].to_list() == ids
        assert list(table.to_pandas()["id"]) == ids


def test_a_table_is_taken_as_an_arrow_stream_by_who_knows_nothing_of_it(record):
    import polars

    frame = polars.DataFrame(record.table("commitments"))
    assert frame["quantity"].to_list() == [row["quantity"] for row in record.rows("commitments")]


def test_an_empty_choice_keeps_the_columns_and_their_types(record):
    chosen = record.table("commitments", Selection(actor="nobody at all"))
    everything = record.table("commitments")
    assert len(chosen) == 0
    assert chosen.to_arrow().schema == everything.to_arrow().schema


def test_batches_change_nothing(record, monkeypatch):
    whole = record.table("statements").to_arrow()
    monkeypatch.setattr("onrecord.record.arrow.BATCH", 1)
    assert record.table("statements").to_arrow().equals(whole)


def cells(html: str) -> list[str]:
    return ["".join(cell.itertext()) for cell in ElementTree.fromstring(html).iter("td")]


def test_a_record_shows_what_it_holds(record):
    told = cells(record._repr_html_())
    assert dict(zip(told[::2], told[1::2], strict=True))["articles"] == "2"


def test_a_table_shows_its_first_rows_and_says_how_many_there_are(record, monkeypatch):
    monkeypatch.setattr("onrecord.record.tables.SHOWN", 1)
    html = record.table("statements")._repr_html_()
    assert "2 rows; the first 1" in html
    assert "The door stays open" in " ".join(cells(html))
    assert repr(record.table("statements")) == "<Table statements: 2 rows>"


def test_hostile_words_stay_words(tmp_path):
    articles, *others = small_collection()
    hostile = [replace(one, title=HOSTILE) for one in articles]
    write_record(tmp_path / "r.db", hostile, *others)
    with open_record(tmp_path / "r.db") as opened:
        html = opened.table("articles")._repr_html_()
    assert "<script" not in html
    assert "\u202e" not in html
    assert cells(html).count("<script>alert(1)</script>\ufffd & \ufffd") == 2


def test_an_unknown_table_is_refused(record):
    with pytest.raises(NotFound, match="articles"):
        record.table("sheets")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_what_to_install(library, record, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(NotInstalled, match=r"onrecord\[notebook\]"):
        getattr(record.table("articles"), f"to_{library}")()


def test_without_pyarrow_the_error_names_what_to_install(record, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NotInstalled, match=r"onrecord\[parquet\]"):
        record.table("articles").to_arrow()
