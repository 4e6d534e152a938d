"""Marks of commitments: conditions, doubts and recalled pledges, each with the words that say so."""

from __future__ import annotations

import pytest

from commitment_texts import found, words

CONDITIONS = [
    ("Should parliament agree, Finland will send tanks to Ukraine.", "Should parliament agree"),
    ("Finland will send tanks to Ukraine only together with its allies.", "only together with its allies"),
    ("Spain will deliver the tanks to Ukraine as soon as they are repaired.", "as soon as they are repaired"),
    (
        "Finland pledged six tanks for Ukraine, subject to parliamentary approval.",
        "subject to parliamentary approval",
    ),
    ("The minister said Slovakia would give Ukraine its jets if the allies helped.", "if the allies helped"),
]

UNCONDITIONAL = [
    "Latvia promised drones to Ukraine for as long as it takes.",
    "Latvia will send drones to Ukraine as soon as possible.",
    "Latvia will send the drones provided by Estonia to Ukraine.",
    "Latvia will send drones to Ukraine, and Norway will send shells if its parliament agrees.",
]

DOUBTS = [
    ("It is unclear whether Spain has delivered the six tanks to Ukraine.", "delivered", "is unclear"),
    ("Officials doubt that Spain will deliver the tanks to Ukraine.", "pledged", "doubt"),
    (
        "Spain said it had delivered six tanks to Ukraine, but this could not be independently verified.",
        "delivered",
        "could not be independently verified",
    ),
    ("Italy allegedly sent missiles to Libya.", "shipped", "allegedly"),
]

RECALLED = [
    ("On top of the $2.2bn pledged in December, the US will give Ukraine $500m.", 2.2e9, "On top of"),
    ("After sending 14 tanks to Ukraine in March, Poland will now send four jets.", 14, "After"),
    ("Poland, which has already given Ukraine 250 tanks, will send four jets.", 250, "which has already given"),
    ("Germany, which promised Ukraine 14 tanks in January, sent them in March.", 14, "which promised"),
    ("Estonia previously delivered 20 howitzers to Ukraine.", 20, "previously"),
    ("So far Japan has provided $600m in aid to Ukraine.", 6e8, "So far"),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_a_condition_is_marked_with_its_words(text: str, condition: str) -> None:
    (one,) = found(text)
    assert one.conditional
    assert words(text, one, "conditional") == condition


@pytest.mark.parametrize("text", UNCONDITIONAL)
def test_time_manner_and_a_neighbours_condition_tie_nothing(text: str) -> None:
    assert [c.conditional for c in found(text) if c.actor == "LVA"] == [False]


@pytest.mark.parametrize(("text", "stage", "doubt"), DOUBTS)
def test_a_doubt_is_marked_and_leaves_the_stage(text: str, stage: str, doubt: str) -> None:
    (one,) = found(text)
    assert (one.stage, one.doubted) == (stage, True)
    assert words(text, one, "doubted") == doubt


def test_what_is_reportedly_so_is_not_doubted() -> None:
    (one,) = found("Spain has reportedly delivered six tanks to Ukraine.")
    assert not one.doubted


@pytest.mark.parametrize(("text", "figure", "said"), RECALLED)
def test_an_earlier_commitment_told_again_is_recalled(text: str, figure: float, said: str) -> None:
    recalled = [c for c in found(text) if c.recalled]
    assert [c.amount if c.quantity is None else c.quantity for c in recalled] == [figure]
    assert words(text, recalled[0], "recalled") == said


def test_the_news_itself_is_not_recalled() -> None:
    here = found("On top of the $2.2bn pledged in December, the US will give Ukraine $500m.")
    assert [c.amount for c in here if not c.recalled] == [5e8]


def test_a_total_is_recalled() -> None:
    text = "The package brings the total of US military aid to Ukraine to $10bn."
    assert [(c.amount, c.recalled) for c in found(text)] == [(1e10, True)]
