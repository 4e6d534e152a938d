"""The totals page: the address is the question, and every total opens what it counts and what it leaves out."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from shutil import copyfile

import pytest

from onrecord import rule
from onrecord.errors import BadInput, NotFound
from onrecord.pages.kinds import PageKind
from onrecord.pages.registry import KINDS
from onrecord.pages.totals import TotalsQuery, every, make, rows
from onrecord.record import Selection, open_record
from onrecord.record.exporting import COLUMNS, write_rows

KIND: PageKind = KINDS["totals"]


@pytest.fixture
def record(example):
    with open_record(example) as opened:
        yield opened


def opened_whole(record, query):
    """All lines of an opened total, over its pages."""
    page = make(record, query)
    counted, left = list(page.counted), list(page.left_out)
    for number in range(2, page.last + 1):
        more = make(record, replace(query, page=number))
        counted += more.counted
        left += more.left_out
    return counted, left


@pytest.mark.parametrize(
    "query",
    [
        TotalsQuery(),
        TotalsQuery(by="kind", then="month"),
        TotalsQuery(by="item", measure="goods"),
        TotalsQuery(by="stage", stage="requested"),
        TotalsQuery(by="recipient", actor="SVK"),
        TotalsQuery(by="actor", min_origins=2, currency="EUR"),
    ],
)
def test_every_chosen_commitment_is_counted_or_left_out_once(record, query):
    page = make(record, query)
    selection = Selection(type="commitment", actor=query.actor, stage=query.stage, min_origins=query.min_origins)
    chosen = sorted(one.id for one in record.entries(selection))
    found = []
    for one in (*page.found, *page.empty):
        counted, left = opened_whole(record, replace(query, group=one.group))
        assert (len(counted), len(left)) == (one.counted, one.left_out)
        found += [line.entry.id for line in counted] + [line.id for line in left]
    assert sorted(found) == chosen
    assert (page.whole.counted, page.whole.left_out) == (
        sum(one.counted for one in page.found),
        sum(one.left_out for one in (*page.found, *page.empty)),
    )


def test_what_an_opened_total_counts_adds_up_to_it(record):
    for one in make(record, TotalsQuery()).found:
        counted, _ = opened_whole(record, TotalsQuery(group=one.group))
        assert sum(line.usd for line in counted if line.usd is not None) == pytest.approx(one.usd)
        assert {line.unit for line in counted} == {each.unit for each in one.sums}


def test_everything_left_out_says_why(record):
    _, left = opened_whole(record, TotalsQuery(by="all"))
    assert left
    assert all(line.reason and line.why for line in left)
    instead = [line for line in left if line.instead]
    assert all(line.instead_told and line.instead_told != line.instead for line in instead)


def test_one_total_over_all_opens_at_once(record):
    page = make(record, TotalsQuery(by="all"))
    assert page.opened
    assert page.by == ()


def test_two_dimensions_group_by_both(record):
    page = make(record, TotalsQuery(by="actor", then="kind"))
    assert all(len(one.group) == 2 for one in (*page.found, *page.empty))
    assert make(record, TotalsQuery(by="actor", then="actor")).by == ("actor",)


def test_codes_are_told_by_name(record):
    page = make(record, TotalsQuery())
    labels = {one.group[0]: one.label for one in (*page.found, *page.empty)}
    assert labels["SVK"] == "Slovakia (SVK)"


def test_a_group_that_there_is_not_is_not_found(record):
    with pytest.raises(NotFound, match="no commitment that was asked for has actor 'ZZZ'"):
        make(record, TotalsQuery(group=("ZZZ",)))


def test_a_page_that_there_is_not_is_not_found(record):
    for page in (0, 99):
        with pytest.raises(NotFound, match="no page"):
            make(record, TotalsQuery(by="all", page=page))


def test_wrong_use_is_refused(record):
    with pytest.raises(BadInput):
        make(record, TotalsQuery(by="colour"))
    with pytest.raises(BadInput):
        make(record, TotalsQuery(min_origins=0))


def test_an_address_asks_for_the_same_as_the_form(served):
    html = served.get("/totals", params={"by": "kind", "currency": "EUR", "recipient": "UKR"}).text
    assert re.search(r'<option value="kind" selected>', html)
    assert re.search(r'<option value="EUR" selected>', html)
    assert 'name="recipient" value="UKR"' in html
    assert served.get("/totals", params={"by": "colour"}).status_code == 400


def test_filters_that_nothing_fits_are_said_to_fit_nothing(served):
    html = served.get("/totals", params={"actor": "Nowhere at all"}).text
    assert "No commitment fits all of these filters." in html
    assert "<table" not in html


def test_each_total_links_to_what_it_counts(served):
    html = served.get("/totals").text
    groups = sorted(set(re.findall(r'href="(/totals\?[^"]*group=[^"]*)"', html)))
    assert groups
    for link in groups:
        assert served.get(link.replace("&amp;", "&")).status_code == 200, link


def test_an_opened_total_links_each_line_to_its_entry(served):
    html = served.get("/totals", params={"by": "all"}).text
    entries = set(re.findall(r'href="(/entries/[^"#]*)"', html))
    assert len(entries) >= 10
    assert all(served.get(one).status_code == 200 for one in entries)


def test_what_a_ruling_rejects_is_left_out_by_name_and_leads_to_its_words(example, tmp_path):
    path = tmp_path / "ruled.db"
    copyfile(example, path)
    with open_record(path) as record:
        counted = make(record, TotalsQuery(by="all")).counted[0]
    rule(path, "reject", counted.entry.id, by="Ann", why="no promise")
    with open_record(path) as record:
        _, left = opened_whole(record, TotalsQuery(by="all"))
        (gone,) = [one for one in left if one.reason == "rejected by a ruling"]
    assert (gone.entry, gone.why) == (None, "Ann: no promise")
    assert gone.article
    assert counted.entry.what.split("(")[0].strip() in gone.told


def test_downloads_have_a_row_for_each_total_and_each_commitment(record):
    tables = rows(record, TotalsQuery(by="kind"))
    page = make(record, TotalsQuery(by="kind"))
    summed, decided = list(tables["totals"]), list(tables["counted"])
    assert [one["kind"] for one in summed] == [one.group[0] for one in (*page.found, *page.empty)]
    assert sum(one["counted"] for one in summed) == sum(one["counted"] is True for one in decided)
    assert len(decided) == page.whole.counted + page.whole.left_out
    assert all(tuple(one) == COLUMNS["totals"] for one in summed)
    assert all(tuple(one) == COLUMNS["counted"] for one in decided)


def test_downloads_of_an_opened_total_have_its_rows_alone(record):
    query = TotalsQuery(group=make(record, TotalsQuery()).found[0].group)
    tables = rows(record, query)
    counted, left = opened_whole(record, query)
    assert list(tables) == ["counted"]
    found = list(tables["counted"])
    assert [one["entry"] for one in found] == [*(one.entry.id for one in counted), *(one.id for one in left)]
    assert {one["actor"] for one in found} == set(query.group)


@pytest.mark.parametrize("table", ["totals", "counted"])
def test_rows_of_totals_are_the_same_in_every_format(record, table):
    parquet = pytest.importorskip("pyarrow.parquet")
    out = {format_: io.BytesIO() for format_ in ("jsonl", "csv", "parquet")}
    for format_, file in out.items():
        write_rows(table, rows(record, TotalsQuery(by="kind"))[table], format_, file)
        file.seek(0)
    lines = [json.loads(line) for line in out["jsonl"]]
    table_rows = parquet.read_table(out["parquet"]).to_pylist()
    cells = list(csv.DictReader(io.TextIOWrapper(out["csv"], encoding="utf-8")))
    assert lines == table_rows
    assert [one["kind"] for one in cells] == [one["kind"] or "" for one in lines]


def test_the_static_site_has_every_total_that_its_pages_open(record):
    queries = list(every(record))
    assert len(queries) == len(set(queries))
    for by in ("actor", "recipient", "kind"):
        for one in make(record, TotalsQuery(by=by)).found:
            assert TotalsQuery(by=by, group=one.group) in queries
    for query in queries:
        assert make(record, query).number == query.page
