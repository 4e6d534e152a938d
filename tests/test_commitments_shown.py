"""Commitments as the terminal tells them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import application
from onrecord.phrases import money, parties

TEXT = "Finland pledged EUR 2.084 for field kitchens. Canada gave $5 million to Ukraine."


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"actor": "NOR", "recipient": "UKR"}, "NOR → UKR"),
        ({"actor": "UKR", "recipient": "UKR"}, "UKR"),
        ({"actor": None, "actor_name": "allies", "recipient": None}, "allies"),
        ({}, "-"),
    ],
)
def test_who_asks_for_themselves_is_named_once(fields: dict[str, str | None], shown: str) -> None:
    assert parties(fields) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (66_790_000.0, "USD 66.79 million"),
        (2.6e9, "USD 2.6 billion"),
        (10_450_000, "USD 10.45 million"),
        (1_234_567.0, "USD 1,234,567"),
    ],
)
def test_a_sum_is_told_in_its_scale_where_nothing_is_lost(amount: float, shown: str) -> None:
    assert money(amount, "USD") == shown


def test_an_explanation_tells_what_a_currency_rests_on_and_what_was_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"id": "one", "published": "2023-03-02", "text": TEXT}), encoding="utf-8")
    record = tmp_path / "r.db"
    onrecord.build([source], record)
    with onrecord.open_record(record) as opened:
        ids = [str(row["id"]) for row in opened.rows("commitments")]
    told = "\n".join(CliRunner().invoke(application(), ["explain", str(record), one]).stdout for one in ids)
    told = " ".join(told.split())
    assert re.search(r"amount no value “EUR 2\.084”, refused: decimal or thousand mark unclear", told)
    assert "currency: “$5 million” ... “Canada”, inferred: currency from context" in told
    assert re.search(r"at the day's rate EUR 3\.46\d million, USD 3\.67\d? million \(2023-03-02\)", told)
