"""Membership steps told in other ways: bids taken up from before, invitations, waiting, lists, unions, doors."""

from __future__ import annotations

import pytest

from membership_texts import Facts, facts, steps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Montenegro's EU talks are moving. North Macedonia's are blocked by Bulgaria.", ("EU", "MKD", "blocked")),
        ("The EU opened talks with Albania. Kosovo's are blocked by Spain.", ("EU", "XKX", "blocked")),
        ("Kosovo's bid to join the Council of Europe is debated. Serbia opposes it.", ("COE", "XKX", "blocked")),
        (
            "Sweden's NATO bid is old. Hungary's parliament ratified the bid on Monday.",
            ("NATO", "SWE", "ratification"),
        ),
    ],
)
def test_a_verdict_on_a_bid_named_before_is_a_step(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in facts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Argentina turned down the invitation to join BRICS.", {("BRICS", "ARG", "invited")}),
        ("Egypt was offered membership of BRICS last August.", {("BRICS", "EGY", "invited")}),
        ("Invitations to join BRICS went to Iran.", {("BRICS", "IRN", "invited")}),
        ("Indonesia was asked to join BRICS.", {("BRICS", "IDN", "invited")}),
        ("Iran wants to join the SCO, which had invited it in May.", {("SCO", "IRN", "invited")}),
        ("Georgia was promised membership of NATO at a summit.", {("NATO", "GEO", "promised")}),
        ("Six were invited to join BRICS, among them Iran.", {("BRICS", "IRN", "invited")}),
    ],
)  # fmt: skip
def test_invitations_and_promises_are_steps_of_who_has_them(text: str, expected: Facts) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Comoros became member 165 of the World Trade Organization.", ("WTO", "COM", "joined")),
        ("Timor-Leste became the World Trade Organization's 166th member.", ("WTO", "TLS", "joined")),
        ("Finland became a NATO member in April.", ("NATO", "FIN", "joined")),
        ("Romania has been in Schengen since March.", ("SCHENGEN", "ROU", "joined")),
        ("Croatia joined the euro in 2023.", ("EUROZONE", "HRV", "joined")),
        ("The OECD let in Colombia in 2020.", ("OECD", "COL", "joined")),
        ("The G20 admitted the African Union as a permanent member.", ("G20", "AU", "joined")),
        ("Iran's accession to the SCO was completed in July 2023.", ("SCO", "IRN", "joined")),
        ("Bosnia applied to the EU in 2016.", ("EU", "BIH", "applied")),
        ("Georgia is bidding for EU membership.", ("EU", "GEO", "aspirant")),
        ("Austria kept Romania out of Schengen.", ("SCHENGEN", "ROU", "blocked")),
        ("Bulgaria says North Macedonia cannot join the EU yet.", ("EU", "MKD", "blocked")),
    ],
)
def test_other_words_for_entering_applying_and_keeping_out(text: str, expected: tuple[str, str, str]) -> None:
    assert facts(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "NATO invited Georgia to join the exercise.",
        "BRICS might ask Indonesia to join.",
        "Invite Georgia to join NATO now.",
        "Ukraine was not promised membership of NATO.",
        "The African Union joined NATO in a statement.",
        "Austria threatens to keep Romania out of Schengen.",
    ],
)
def test_what_is_not_offered_promised_or_entered_is_no_step(text: str) -> None:
    assert facts(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Sweden, which applied to NATO last year, is waiting for Budapest and Ankara.",
        "Sweden applied to join NATO. It is still waiting for Hungary and Turkey to ratify.",
    ],
)
def test_members_waited_for_have_not_ratified(text: str) -> None:
    (step,) = [step for step in steps(text, "2022-11-29") if step.stage == "ratification"]
    assert (step.candidate, step.outstanding) == ("SWE", ("HUN", "TUR"))


def test_who_does_not_wait_has_no_ratification_outstanding() -> None:
    assert facts("Finland hopes to join NATO without waiting for Hungary.") == {("NATO", "FIN", "aspirant")}


def test_a_bid_that_all_have_ratified_counts_them_all() -> None:
    (step,) = steps("Finland's NATO bid has been ratified by all 30 members.", "2023-04-03")
    assert (step.stage, step.count, step.of) == ("ratification", 30, 30)
