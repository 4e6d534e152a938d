"""Membership steps of the two real reports, where they lie beside the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.extraction.memberships import memberships
from onrecord.language import analyse
from onrecord.reading.article import article_from_text

NAMES = ["000_84ca91bf8ca9dfd8.txt", "001_901a910db624469f.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_every_step_that_a_careful_reader_finds_is_found(shared_data: Path, name: str) -> None:
    gold = json.loads((shared_data / "seeds" / "gold.json").read_text(encoding="utf-8"))["memberships"][name]
    article = article_from_text((shared_data / "seeds" / name).read_text(encoding="utf-8"))
    steps = memberships(article, next(iter(analyse([article]))), ())
    found = {(step.organisation, step.candidate, step.stage): step for step in steps}
    for wanted in gold:
        step = found[wanted["organisation"], wanted["candidate"], wanted["stage"]]
        assert step.count == wanted.get("count")
        assert step.of == wanted.get("of")
        assert set(step.outstanding) == set(wanted.get("outstanding", ()))
    assert len(found) <= len(gold) + 2
