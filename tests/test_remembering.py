"""What several steps ask for is worked out once, and anew where something changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.extraction.items import find_items
from onrecord.extraction.latest import latest
from onrecord.language.actors import find_actors
from onrecord.language.numerals import find_numerals
from onrecord.vocabulary.derived import remembered


def test_the_very_same_objects_are_looked_at_once_in_a_row() -> None:
    asked: list[object] = []

    @latest
    def count(*given: list[int]) -> int:
        asked.append(given)
        return len(asked)

    one, other = [1], [1]
    assert [count(one), count(one), count(other), count(one), count(one, other)] == [1, 1, 2, 3, 4]


def test_another_folder_of_vocabularies_is_asked_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    @remembered(8)
    def upper(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert upper("a") == upper("a") == "A"
    monkeypatch.setenv("ONRECORD_VOCABULARY", str(tmp_path))
    assert upper("a") == "A"
    assert asked == ["a", "a"]


def test_what_a_caller_does_to_its_list_is_nobody_elses_matter() -> None:
    text = "Norway and Denmark sent 12 tanks."
    find_actors(text).clear()
    find_numerals(text).clear()
    find_items(text).clear()
    assert [actor.code for actor in find_actors(text)] == ["NOR", "DNK"]
    assert [numeral.value for numeral in find_numerals(text)] == [12]
    assert len(find_items(text)) == 1


def test_a_leader_out_of_office_is_left_out_also_when_somebody_asked_without_a_day() -> None:
    text = "Olaf Scholz spoke in Berlin."
    assert "leader" in [actor.kind for actor in find_actors(text)]
    assert "leader" not in [actor.kind for actor in find_actors(text, "1999-05-01")]
    assert "leader" in [actor.kind for actor in find_actors(text, "2022-05-01T10:00:00+00:00")]
