"""Soundness of commitments: what is traded or kept for oneself is none, what is aid counts without a receiver."""

from __future__ import annotations

import pytest

from commitment_texts import found

NONE = [
    "Latvia bought 12 drones for its own army.",
    "Latvia exported shells for €3m, its customs office said.",
    "Latvia has vowed to reinforce its air defence systems.",
    "Latvia unveiled a €2bn aid package to help households with their bills.",
    "Latvia is considering new tanks.",
    "Latvian missiles landed in a lake.",
    "Latvia U-turns over tanks.",
    "If Latvia had tanks, it would give them to Ukraine.",
    "A post on a chat service claims that Latvia has sent tanks to Ukraine.",
    "Latvia did not send tanks to Ukraine.",
]
SOME = [
    ("Latvia is considering a field hospital.", "LVA", "considered"),
    ("Latvia has mobilised 200 rescuers.", "LVA", "pledged"),
    ("Latvia said no to field hospitals from Chile.", "LVA", "refused"),
    ("Latvia gave the green light to 12 drones for Ukraine.", "LVA", "approved"),
    ("Latvia has released €5m in humanitarian aid for Sudan.", "LVA", "approved"),
    ("Latvia called off a shipment of tents to Sudan.", "LVA", "withdrawn"),
    ("Latvia will not part with its howitzers.", "LVA", "refused"),
    ("Latvia is set to send 12 drones to Ukraine.", "LVA", "pledged"),
    ("Latvia's tents for Sudan are on their way.", "LVA", "shipped"),
    ("A contract for 900 shells for Ukraine was awarded by Latvia in May.", "LVA", "contracted"),
]


@pytest.mark.parametrize("text", NONE)
def test_trade_own_use_and_hearsay_are_no_commitment(text: str) -> None:
    assert [c for c in found(text) if c.kind != "political"] == []


@pytest.mark.parametrize(("text", "actor", "stage"), SOME)
def test_aid_is_a_commitment_at_the_stage_of_its_words(text: str, actor: str, stage: str) -> None:
    assert (actor, stage) in {(c.actor, c.stage) for c in found(text)}


def test_a_price_of_one_is_no_amount_of_all() -> None:
    (one,) = found("Latvia bought metal detectors at €3,000 apiece for Laos.")
    assert (one.stage, one.amount) == ("contracted", None)


def test_a_year_long_past_marks_what_is_recalled() -> None:
    assert [c.recalled for c in found("Latvia gave Laos buses in 2009.")] == [True]


def test_a_doubt_whether_it_comes_is_marked() -> None:
    (one,) = found("Latvia is sending tents to Laos, though a doctor doubts that they will arrive.")
    assert one.doubted
