"""What an explanation tells of values that articles give differently: which stands, why, who gives the others."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import application
from onrecord.model import Entry, FieldValue, Ruling
from onrecord.reconciliation.rulings.correcting import preferred
from onrecord.telling.values import value_of

TEXT = "{} will send {} howitzers to Ukraine, Defence Minister Ada Kalna told reporters in Riga on Monday."
ARTICLES = (
    ("post", "Post", TEXT.format("Latvia", "31")),
    ("courier", "Courier", "On Monday Latvia promised Ukraine 28 howitzers, the defence ministry in Riga said."),
    ("ledger", "Ledger", "Ukraine is to get 28 howitzers from Latvia, officials in Riga said on Monday."),
)


@pytest.fixture
def built(tmp_path):
    rows = [
        {"id": id_, "title": id_.title(), "outlet": outlet, "published": "2023-01-02", "text": text}
        for id_, outlet, text in ARTICLES
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    onrecord.build([tmp_path / "in.jsonl"], record=tmp_path / "r.db")
    return tmp_path / "r.db"


def explained(path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    with onrecord.open_record(path) as record:
        entry = max(
            (one for one in record.entries() if one.type == "commitment"), key=lambda one: len(one.articles)
        )
    return entry, CliRunner().invoke(application(), ["explain", str(path), entry.id]).stdout


def test_each_value_of_a_figure_is_told_with_why_it_stands_and_who_gives_it(built, monkeypatch):
    entry, shown = explained(built, monkeypatch)
    assert len(entry.articles) == 3
    lines = shown.split("Values that differ\n")[1].split("\n\n")[0].splitlines()
    assert lines[0].split("  ")[1:3] == ["quantity", "28"]
    assert "stands: most origins; 2 articles, 2 origins: Courier, Ledger" in lines[0]
    assert lines[1].split()[0] == "31"
    assert "Post" in lines[1]
    assert "stands" not in lines[1]


def test_one_giver_under_two_names_is_no_second_value(built, monkeypatch):
    _, shown = explained(built, monkeypatch)
    told = shown.split("Values that differ\n")[1].split("\n\n")[0]
    assert "actor" not in told


def test_a_ruled_value_stands_first_and_the_rulings_come_last(built, monkeypatch):
    entry, _ = explained(built, monkeypatch)
    onrecord.rule(built, "correct", entry.id, "quantity", "31", by="Ada", why="The ministry's list.")
    _, shown = explained(built, monkeypatch)
    head, rest = shown.split("Values that differ\n")
    assert "[ruled on" in head
    assert rest.splitlines()[0].split("  ")[1:3] == ["quantity", "31"]
    assert "stands: ruled by Ada: The ministry's list" in rest.splitlines()[0]
    assert shown.index("What the articles say") < shown.index("\nRulings\n")


def test_what_a_ruling_did_not_put_down_keeps_why_it_does_not_stand():
    values = [
        FieldValue("quantity", {"quantity": 13.0}, True, "most origins", ("c-1",), ("outlet:A",)),
        FieldValue("quantity", {"quantity": 4.0}, False, "a part of it", ("c-2",), ("outlet:A",)),
        FieldValue("quantity", {"quantity": 30.0}, False, "another stands", ("c-3",), ("outlet:B",)),
    ]
    entry = Entry("e-1", "commitment", {"quantity": 13.0}, "pledged", (), (), (), (), values=tuple(values))
    now = preferred(entry, values[2], Ruling("r-1", "settle", "Ada", "2023-05-01T00:00:00Z", "Read."))
    assert [(one.value["quantity"], one.why) for one in now.values] == [
        (30.0, "ruled by Ada: Read."),
        (13.0, "another stands"),
        (4.0, "a part of it"),
    ]


def test_an_accepted_entry_says_so_at_its_head(built, monkeypatch):
    entry, before = explained(built, monkeypatch)
    assert "[accepted]" not in before
    onrecord.rule(built, "accept", entry.id, by="Ada", why="Read.")
    assert "[accepted]" in explained(built, monkeypatch)[1].splitlines()[0]


@pytest.mark.parametrize(
    ("field", "values", "words"),
    [
        ("quantity", {"quantity": 1500.0, "unit": "rounds"}, "1,500 rounds"),
        ("quantity", {"quantity": None, "quantity_bound": "vague"}, "a vague number"),
        ("amount", {"amount": 2.6e9, "currency": "USD"}, "USD 2.6 billion"),
        ("actor", {"actor": None, "actor_name": "allies"}, "allies"),
        ("item", {"item": "MiG-29 jets", "item_class": "MiG-29"}, "MiG-29 jets (MiG-29)"),
        ("said_on", {"said_on": None}, "none"),
    ],
)
def test_a_value_is_told_with_what_stands_beside_it(field, values, words):
    assert value_of(field, values) == words
