"""The vocabularies: each is described, and a user's own are laid over them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.language import find_actors, find_money
from onrecord.vocabulary import EXTENSION_VARIABLE, vocabulary

PAGE = Path(__file__).resolve().parents[1] / "docs" / "vocabulary.md"
NAMES = sorted(entry.name for entry in files("onrecord.vocabulary").iterdir() if entry.name.endswith(".toml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_vocabulary_is_described(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8")


def test_a_users_own_names_are_found_beside_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Moldovan Railways and Minister Exampleanu asked Slovakia."
    assert [actor.code for actor in find_actors(text)] == ["MDA", "SVK"]
    (tmp_path / "actors.toml").write_text(
        '[states]\nMDA = { bodies = ["Moldovan Railways"] }\n'
        '[[leader]]\nname = "Ada Exampleanu"\ncode = "MDA"\nrole = "minister"\noffice = "2024-01/"\n'
        'spellings = ["Exampleanu"]\n',
        encoding="utf-8",
    )
    monkeypatch.setenv(EXTENSION_VARIABLE, str(tmp_path))
    found = find_actors(text)
    assert [(actor.code, actor.kind) for actor in found] == [("MDA", "body"), ("MDA", "leader"), ("SVK", "state")]


def test_a_users_own_currency_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "currencies.toml").write_text('[names]\n"thalers" = "XTH"\n', encoding="utf-8")
    monkeypatch.setenv(EXTENSION_VARIABLE, str(tmp_path))
    assert vocabulary("currencies")["names"]["thalers"] == "XTH"
    assert [money.currency for money in find_money("30 thalers")] == ["XTH"]
