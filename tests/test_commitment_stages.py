"""Stages of commitments: tense, mood, negation and the words that put a commitment on its step."""

from __future__ import annotations

import pytest

from commitment_texts import found

STAGES = [
    ("Howitzers will be delivered to Ukraine by Norway.", "NOR", "pledged"),
    ("Norway's decision to send howitzers to Ukraine was praised.", "NOR", "approved"),
    ("Norway has begun delivering eight tanks to Ukraine.", "NOR", "delivered"),
    ("Norway is sending eight tanks to Ukraine.", "NOR", "pledged"),
    ("The minister said Greece would send 20 armoured vehicles to Ukraine.", "GRC", "pledged"),
    ("Greece was supposed to deliver 20 armoured vehicles to Ukraine in March.", "GRC", "pledged"),
    ("Greece is due to deliver 20 armoured vehicles to Ukraine in March.", "GRC", "pledged"),
    ("Ukraine received its first Leopard tanks from Portugal.", "PRT", "delivered"),
    ("Berlin OKs tanks for Ukraine", "DEU", "approved"),
    ("Sweden greenlights $200m aid package for Ukraine", "SWE", "approved"),
    ("Lithuania plans to send drones to Ukraine.", "LTU", "pledged"),
    ("Lithuania wants to send drones to Ukraine.", "LTU", "considered"),
    ("Lithuania seeks to transfer drones to Ukraine.", "LTU", "considered"),
    ("Lithuania will likely send drones to Ukraine.", "LTU", "considered"),
    ("Lithuania is reluctant to send drones to Ukraine.", "LTU", "considered"),
    ("Lithuania is working to reach an agreement on sending drones to Ukraine.", "LTU", "considered"),
    ("Lithuania has been asked to send drones to Ukraine.", "LTU", "proposed"),
    ("Austria has not ruled out sending tanks to Ukraine.", "AUT", "considered"),
    ("Austria has not yet decided whether to send tanks to Ukraine.", "AUT", "considered"),
    ("Austria has no plans to send tanks to Ukraine.", "AUT", "refused"),
    ("Austria balked at sending tanks to Ukraine.", "AUT", "refused"),
    ("Bulgaria backtracked on its promise of shells for Ukraine.", "BGR", "withdrawn"),
    ("Bulgaria dropped its plan to send shells to Ukraine.", "BGR", "withdrawn"),
    ("Biden signed a $40bn aid package for Ukraine into law.", "USA", "approved"),
    ("The US Congress passed a bill giving Ukraine $40bn in aid.", "USA", "approved"),
    ("A convoy of Italian aid is heading to Ukraine.", "ITA", "shipped"),
    ("Japan announced a $50m package, providing Moldova with generators.", "JPN", "pledged"),
]

NOTHING = [
    "Spain stopped short of promising tanks for Ukraine.",
    "Spain failed to deliver the tanks to Ukraine.",
    "The partners fail to agree on sending tanks to Moldova.",
    "The tanks will not arrive in Ukraine before June.",
    "Spain met its partners without an agreement to send howitzers to Georgia.",
    "Serbia denied sending rockets to Ukraine.",
    "Serbia rejected reports that it had sent rockets to Ukraine.",
    "It is not true that Serbia sent rockets to Ukraine.",
    "Will Germany send tanks to Ukraine?",
    "If Germany had sent tanks to Ukraine, the war would be over.",
    "The minister called the aid to Ukraine open-ended.",
    "Spain expects deliveries of gas.",
]

NO_AID = [
    "Moldova resumed exports of electricity to Romania.",
    "Two states renewed a deal to ship grain through the strait.",
    "Russia will station nuclear missiles in Belarus.",
    "Germany will increase its defence budget by €10bn.",
    "The total wealth of the ten families in China was $3.5tn.",
    "The US froze $58 billion.",
    "Germany wants to buy tanks to replace those that it sent to Ukraine.",
    "Russia sent drones to kill the president.",
    "A general suggested that a missile had been shot down by Ukraine.",
]


@pytest.mark.parametrize(("text", "actor", "stage"), STAGES)
def test_a_text_has_the_stage_that_tense_mood_and_words_give(text: str, actor: str, stage: str) -> None:
    here = found(text)
    assert (actor, stage) in {(c.actor, c.stage) for c in here}
    assert {c.stage for c in here} == {stage}


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_done_or_not_told_as_done_gives_nothing(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize("text", NO_AID)
def test_trade_own_arms_and_prices_are_no_commitment(text: str) -> None:
    assert [c for c in found(text) if c.stage not in ("delivered", "shipped") or "kill" in text] == []


def test_what_has_yet_to_be_delivered_was_only_promised() -> None:
    here = found("Spain has yet to deliver the six tanks it promised Ukraine.")
    assert [(c.actor, c.stage, c.quantity) for c in here] == [("ESP", "pledged", 6)]


def test_an_appeal_kept_up_is_still_an_appeal() -> None:
    here = found("Ukraine is keeping up its appeal for allies to provide fighter jets.")
    assert {c.stage for c in here} <= {"requested", "proposed"}
    assert here
