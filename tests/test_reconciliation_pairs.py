"""Floors of one entry or two on labelled pairs of findings of our own: lowering one is a decision."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest

import entry_pairs

LEAST, LEAST_BEFORE = 120, 60
LEAST_SHARE = 0.35
"""Of either answer among the pairs of commitments: a floor over pairs that are nearly all the same says little."""


@pytest.fixture(scope="module")
def pinned() -> dict[str, Any]:
    return tomllib.loads(entry_pairs.FLOORS.read_text(encoding="utf-8"))


def test_the_pairs_are_those_that_the_floors_were_measured_on(pinned: dict[str, Any]) -> None:
    assert entry_pairs.digest() == pinned["sha256"], "measure and pin anew: evaluation/score_entry_pairs.py --pin"


def test_no_figure_falls_below_its_floor(pinned: dict[str, Any]) -> None:
    told = list(entry_pairs.judged())
    now = entry_pairs.figures(told)
    wrong = "\n".join(f"{one} {pair}" for _, pair, one in told if one != pair["same"])
    low = {name: now.get(name, 0.0) for name, floor in pinned["floors"].items() if now.get(name, 0.0) < floor}
    assert low == {}, wrong


def test_there_are_enough_pairs_of_either_kind() -> None:
    listed = entry_pairs.pairs()
    asked = [pair for kind in ("commitment", "membership") for pair in listed[kind]]
    assert len(asked) >= LEAST
    assert sum(bool(pair.get("before")) for pair in asked) >= LEAST_BEFORE
    same = Counter(pair["same"] for pair in listed["commitment"])
    assert min(same[True], same[False]) >= LEAST_SHARE * len(listed["commitment"])
