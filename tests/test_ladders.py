"""Ladders: lives in order, with reversals, parts and doubts."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_values import life, reports, short
from onrecord.reconciliation.ladder import ladder, stage_of
from onrecord.reconciliation.standing import field_values, standing_fields

CASES = tomllib.loads((Path(__file__).parent / "ladder_cases.toml").read_text(encoding="utf-8"))["ladder"]
FLOOR = 1.0
"""Share of the labelled ladders that must come out rung for rung."""
DAYS = [f"2023-{month:02}-{day:02}" for month in (1, 2, 3) for day in (1, 8, 15, 22)]

_commitments = st.fixed_dictionaries(
    {
        "day": st.sampled_from(DAYS),
        "stage": st.sampled_from(
            ["proposed", "considered", "pledged", "approved", "shipped", "delivered", "refused", "withdrawn"]
        ),
        "n": st.sampled_from([None, 4, 9, 14]),
        "additional": st.booleans(),
        "recalled": st.booleans(),
        "from": st.sampled_from("pqrstuvw"),
        "on": st.sampled_from([None, None, "2023", "2023-01", "2023-02-10", "../2023-02"]),
    }
)
_steps = st.fixed_dictionaries(
    {
        "day": st.sampled_from(DAYS),
        "stage": st.sampled_from(["aspirant", "applied", "invited", "ratification", "blocked", "joined"]),
        "by": st.sampled_from([None, "TUR", "HUN"]),
        "ratified": st.sampled_from([(), ("TUR",), ("HUN",)]),
        "outstanding": st.sampled_from([(), ("TUR",), ("HUN", "TUR")]),
        "from": st.sampled_from("pqrstuvw"),
    }
)
lives = st.one_of(st.lists(_commitments, min_size=1, max_size=14), st.lists(_steps, min_size=1, max_size=14))


def test_labelled_ladders_come_out_rung_for_rung() -> None:
    wrong = []
    for case in CASES:
        rungs, stage = life(case["reports"])
        if ([short(rung) for rung in rungs], stage) != (case["rungs"], case["stage"]):
            wrong.append(f"{case['name']}: {[short(rung) for rung in rungs]}, {stage}")
    assert len(CASES) >= 25
    assert len(CASES) - len(wrong) >= FLOOR * len(CASES), "\n".join(wrong)


@given(lives, st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(told: list[dict[str, Any]], shuffler: random.Random) -> None:
    group, origins = reports(told)
    mixed = shuffler.sample(group, len(group))
    assert ladder(mixed, origins) == ladder(group, origins)
    assert stage_of(mixed, origins) == stage_of(group, origins)


@given(lives)
def test_each_finding_stands_on_one_rung_at_most_and_a_rung_has_what_its_findings_tell(
    told: list[dict[str, Any]],
) -> None:
    group, origins = reports(told)
    by_id = {each.id: each for each in group}
    rungs = ladder(group, origins)
    ids = [one for rung in rungs for one in rung.findings]
    assert len(ids) == len(set(ids))
    for rung in rungs:
        found = [by_id[one] for one in rung.findings]
        assert rung.told == min(each.day for each in found)
        assert rung.articles == tuple(sorted({each.article.id for each in found}))
        assert {each.finding.stage for each in found} == {rung.stage}


@given(lives, st.sampled_from(DAYS))
def test_later_articles_leave_the_day_on_which_a_rung_was_told(told: list[dict[str, Any]], day: str) -> None:
    group, origins = reports(told)
    days = {each.id: each.day for each in group}
    before = ladder([each for each in group if (each.day or "") <= day], origins)
    after = {one: rung for rung in ladder(group, origins) for one in rung.findings}
    for rung in before:
        assert rung.told is not None
        assert rung.told <= day
        assert {after[one].stage for one in rung.findings} == {rung.stage}
        first = next(one for one in rung.findings if days[one] == rung.told)
        assert after[first].told in {each.told for each in before if each.stage == rung.stage}


@given(lives)
def test_the_stage_that_stands_is_on_the_ladder(told: list[dict[str, Any]]) -> None:
    rungs, stage = life(told)
    assert stage is None if not rungs else stage in {rung.stage for rung in rungs}


@given(lives)
def test_a_part_is_never_more_than_the_whole_and_totals_only_grow(told: list[dict[str, Any]]) -> None:
    rungs, _ = life(told)
    for rung in rungs:
        assert rung.of is None or rung.quantity is None or rung.quantity <= rung.of


def test_a_rung_carries_its_evidence() -> None:
    (rung,), _ = life([{"day": "2023-01-25", "stage": "pledged"}, {"day": "2023-01-26", "stage": "pledged"}])
    assert (rung.articles, rung.findings, rung.told) == (("a0000", "a0100"), ("ca0000", "ca0100"), "2023-01-25")


def test_copies_of_one_origin_doubt_nothing() -> None:
    told = [{"day": "2023-01-10", "stage": "delivered"}]
    copies = [{"day": "2023-01-12", "stage": "pledged", "times": 9, "from": "wire:XP"}]
    assert life([*told, *copies])[1] == "delivered"
    assert life([*told, {"day": "2023-01-12", "stage": "pledged", "times": 9}])[1] == "pledged"


@pytest.mark.parametrize("words", ["the remaining 10 tanks", "the last 10 tanks", "its remaining 10 tanks"])
def test_words_for_the_rest_complete_a_delivery(words: str) -> None:
    told = [
        {"day": "2023-01-10", "stage": "pledged", "n": 14},
        {"day": "2023-02-10", "stage": "delivered", "n": 4},
        {"day": "2023-03-10", "stage": "delivered", "n": 10, "words": words},
    ]
    rungs, stage = life(told)
    assert (short(rungs[-1]), stage) == ("2023-03-10 delivered 14 of 14", "delivered")


def test_the_figure_of_a_part_never_stands_for_the_promise() -> None:
    told = [
        {"day": "2023-01-10", "stage": "pledged", "n": 14},
        {"day": "2023-02-10", "stage": "delivered", "n": 4, "times": 3},
    ]
    group, origins = reports(told)
    assert standing_fields("commitment", group, origins)["quantity"].value == 14
    values = [each for each in field_values("commitment", group, origins) if each.field == "quantity"]
    assert [(each.value["quantity"], each.why) for each in values] == [(14, "only value"), (4, "a part of it")]
