"""Totals and links on the command line."""

from __future__ import annotations

import json
import sqlite3

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import application
from onrecord.model import Trace
from onrecord.phrases import headline, number, rounded_sum
from onrecord.record import Selection, open_record
from reconciliation_values import article, findings
from record_values import small_collection, write_record
from ruling_values import write
from test_links import give


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    runner, app = CliRunner(), application()
    return lambda *arguments: runner.invoke(app, [str(one) for one in arguments])


@pytest.fixture
def record(tmp_path):
    """A package with a part, a gift in euros, and a request."""
    a = article(
        "a", "Norway gives a $90 million military aid package including 12 howitzers.", published="2023-03-01"
    )
    b = article("b", "Spain gives 20 million euros in aid.", published="2023-04-01")
    c = article("c", "Ukraine asked for tanks.", published="2023-04-02")
    found = [
        findings(
            a,
            give(a, "military aid package", "military aid", amount=90e6, shown="$90 million", amount_eur=80e6),
            give(a, "howitzers", "howitzer", quantity=12.0, shown="12"),
        ),
        findings(
            b, give(b, "aid", "aid", actor="ESP", amount=20e6, currency="EUR", amount_eur=20e6, amount_usd=22e6)
        ),
        findings(c, give(c, "tanks", "tank", actor="UKR", stage="requested")),
    ]
    return write(tmp_path / "r.db", [a, b, c], found, Trace())


def test_a_line_for_each_total_and_one_for_all(run, record):
    shown = run("totals", record)
    assert shown.exit_code == 0
    lines = [line.split("  ")[0] for line in shown.stdout.splitlines()]
    assert lines == ["actor", "ESP", "NOR", "UKR", "all", ""]
    assert "USD 90 million" in shown.stdout
    assert "2 of 4 commitments counted" in shown.stderr


def test_converted_sums_say_what_has_no_rate(run, record):
    shown = run("totals", record, "--by", "", "--currency", "usd").stdout
    assert "USD 22 million (without 1 sum of no known rate)" in shown
    assert "EUR 100 million" in run("totals", record, "--by", "", "--currency", "EUR").stdout


def test_explain_names_every_entry_with_its_reason(run, record):
    shown = " ".join(run("totals", record, "--by", "kind", "--explain").stdout.split())
    assert shown.count("+ e-") == 2
    assert shown.count("- e-") == 2
    assert "no figure: no report gives a sum" in shown
    assert "another stage: stands as requested" in shown


def test_json_has_one_object_for_each_total(run, record):
    rows = [json.loads(line) for line in run("totals", record, "--by", "month", "--json").stdout.splitlines()]
    assert [row["group"]["month"] for row in rows] == ["2023-03", "2023-04"]
    assert rows[0]["sums"] == {"USD": 90000000}
    assert [one["reason"] for one in rows[0]["left_out"]] == ["no figure"]


def test_goods_are_counted_by_their_class(run, record):
    shown = run("totals", record, "--of", "goods", "--by", "", "--actor", "NOR").stdout
    assert "12 howitzer" in shown


@pytest.mark.parametrize(
    "wrong",
    [("--by", "colour"), ("--of", "sound"), ("--currency", "DEM"), ("--stage", "dreamt"), ("--by", "kind,kind")],
)
def test_wrong_use_is_said_in_one_line(run, record, wrong):
    done = run("totals", record, *wrong)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1


def test_an_explanation_names_links_from_both_sides(run, record):
    rows = [json.loads(line) for line in run("totals", record, "--actor", "NOR", "--json").stdout.splitlines()]
    package = rows[0]["counted"][0]["entry"]
    part = next(one["entry"] for one in rows[0]["left_out"] if one["reason"] == "no figure")
    assert "holds" in run("explain", record, package).stdout
    shown = " ".join(run("explain", record, part).stdout.split())
    assert f"part of {package[:8]}" in shown
    assert "named in one sentence as part of the USD 90 million (military aid package)" in shown


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (40_000_012_000, "USD 40 billion"),
        (241_896_204_000, "USD 241.896 billion"),
        (398_543_000_005.3, "USD 398.543 billion"),
        (930, "USD 930"),
    ],
)
def test_a_sum_of_many_amounts_is_told_in_the_largest_scale(amount, words):
    assert rounded_sum(amount, "USD") == words


def test_a_whole_number_keeps_all_its_digits():
    assert [number(one) for one in (398_543_000_005.0, 12.5, 1500)] == ["398,543,000,005", "12.5", "1,500"]


def test_no_more_links_are_shown_than_are_asked_for(tmp_path):
    path = tmp_path / "links.db"
    write_record(path, *small_collection())
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO links (a, b, relation, reason) SELECT b, a, 'kind of', 'told broadly' FROM links"
        )
    connection.close()
    with open_record(path) as opened:
        every = list(opened.rows("links"))
        assert len(every) == 2
        assert list(opened.rows("links", Selection(limit=1))) == every[:1]


def test_many_groups_of_which_nothing_is_counted_share_a_line(run, tmp_path):
    articles = [article(f"a{at}", f"State {at} asked for tanks.", published="2023-03-01") for at in range(14)]
    paying = article("b", "Spain gives 20 million euros in aid.", published="2023-04-01")
    found = [findings(one, give(one, "tanks", "tank", actor=one.id.upper(), stage="requested")) for one in articles]
    found.append(findings(paying, give(paying, "aid", "aid", actor="ESP", amount=20e6, currency="EUR")))
    path = write(tmp_path / "many.db", [*articles, paying], found, Trace())
    lines = run("totals", path).stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["actor", "ESP", "(14 others)", "all"]
    assert "14 another stage" in lines[2]
    assert len(run("totals", path, "--json").stdout.splitlines()) == 15


def test_links_and_corrections_are_shown_with_what_their_entries_say(run, tmp_path):
    path = tmp_path / "small.db"
    write_record(path, *small_collection())
    with open_record(path) as opened:
        (link,) = opened.links()
        told = {one.id: headline(one.type, one.fields, one.stage) for one in opened.entries(ids=[link.a, link.b])}
    shown = " ".join(run("show", path, "links").stdout.split())
    assert len(told) == 2
    assert all(" ".join(words.split())[:20] in shown for words in told.values())
