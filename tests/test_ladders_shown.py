"""Ladders on the screen: date, stage, how much of it, who stands behind it, and the first words."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import application
from onrecord.model import Rung
from onrecord.telling.ladder import step

STORIES = {
    "one.txt": "The Harbour Courier\n\nSlovenia will send 14 howitzers to Ukraine, its government said on "
    "Tuesday.\n",
    "two.txt": "The Northern Dispatch\n\nSlovenia has delivered four howitzers to Ukraine, the defence ministry in "
    "Ljubljana said.\n",
}


@pytest.mark.parametrize(
    ("rung", "words"),
    [
        (Rung("pledged", None, ()), "pledged"),
        (Rung("delivered", None, (), quantity=4.0, of=14.0), "delivered: 4 of 14"),
        (Rung("shipped", None, (), quantity=1500.0), "shipped: 1,500"),
        (Rung("ratification", None, (), by=("HUN",)), "ratification by HUN"),
        (
            Rung("ratification", None, (), quantity=28.0, of=30.0, outstanding=("HUN", "TUR")),
            "ratification: 28 of 30, without HUN, TUR",
        ),
        (Rung("blocked", None, (), by=("TUR",), doubted=True), "blocked by TUR (doubted)"),
    ],
)
def test_a_step_is_said_in_a_few_words(rung: Rung, words: str) -> None:
    assert step(rung) == words


def test_an_explanation_shows_each_rung_with_its_support_and_first_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    record = tmp_path / "r.db"
    onrecord.build([tmp_path / name for name in STORIES], record)
    with onrecord.open_record(record) as opened:
        entries = [entry for entry in opened.entries() if entry.type == "commitment"]
    monkeypatch.setenv("COLUMNS", "140")
    shown = CliRunner().invoke(application(), ["explain", str(record), entries[0].id]).stdout
    ladder = shown.split("Ladder\n")[1].split("\n\n")[0]
    assert len(ladder.splitlines()) == len(entries[0].ladder)
    assert all(f"{rung.stage}" in ladder for rung in entries[0].ladder)
    assert "1 article, 1 origin; " in ladder
    assert "howitzers" in ladder
