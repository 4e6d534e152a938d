"""Entries of acts that give no goods: one act of one doer is one entry, two acts are two."""

from __future__ import annotations

import pytest

from onrecord.model import Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings

ACTS = (
    "reopen its embassy in Chisinau",
    "reopen its embassy",
    "close its embassy in Chisinau",
    "withdraw its troops",
    "withdraw its troops from Tiraspol",
    "withdraw its troops from Bender",
)
TEXT = "Slovenia agreed to {}."


def act(source, words, **fields):
    told = {"actor": "SVN", "kind": "political", "shown": words, "recipient": None} | fields
    return commitment(source, words, **told)


def entries(*told):
    return reconcile([source for source, _ in told], [findings(*each) for each in told], Trace()).entries


def two(first, second, later="2023-02-20", **fields):
    one = article("one", TEXT.format(first), published="2023-02-01")
    other = article("two", TEXT.format(second), published=later)
    return entries((one, act(one, first)), (other, act(other, second, **fields)))


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 1), (3, 4), (3, 3)])
def test_one_act_told_in_the_same_or_in_more_words_is_one_entry(first: int, second: int) -> None:
    assert len(two(ACTS[first], ACTS[second])) == 1


@pytest.mark.parametrize(("first", "second"), [(0, 2), (1, 3), (4, 5), (2, 4)])
def test_two_acts_of_one_doer_are_two_entries(first: int, second: int) -> None:
    assert len(two(ACTS[first], ACTS[second])) == 2


def test_an_act_goes_up_and_down_one_ladder() -> None:
    (entry,) = two(ACTS[3], ACTS[3], stage="refused")
    assert [rung.stage for rung in entry.ladder] == ["pledged", "refused"]


def test_the_same_words_a_year_later_are_another_act() -> None:
    assert len(two(ACTS[3], ACTS[3], later="2024-02-01")) == 2


def test_another_doer_has_an_entry_of_their_own() -> None:
    assert len(two(ACTS[3], ACTS[3], actor="HRV")) == 2
