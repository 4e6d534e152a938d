"""Membership steps without the organisation's name beside them, accession talks, bills, refusals, lifted blocks."""

from __future__ import annotations

import pytest

from membership_texts import Facts, facts, steps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Membership of the Council of Europe was discussed. Kosovo applied in May.", {("COE", "XKX", "applied")}),
        ("Georgia is a guest of the EU's summit. It applied in March.", {("EU", "GEO", "applied")}),
        ("The members of ASEAN met. East Timor still wants in.", {("ASEAN", "TLS", "aspirant")}),
        ("BRICS looks for new members. Algeria was invited too.", {("BRICS", "DZA", "invited")}),
        ("Morocco rejoined the African Union in 2017.", {("AU", "MAR", "joined")}),
        ("Iran became the 9th member of the SCO. The club is proud.", {("SCO", "IRN", "joined")}),
    ],
)
def test_a_bare_verb_means_the_organisation_of_the_passage(text: str, expected: Facts) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "NATO's members met in Oslo. Norway's firms applied for a grant.",
        "NATO's members met. Would Ireland want to join?",
        "NATO's members met. A line would be crossed if Belarus joined.",
        "NATO's members met. Belarus joined in the drill.",
        "The weather was fine. Georgia applied in March.",
    ],
)
def test_a_bare_verb_elsewhere_means_nothing(text: str) -> None:
    assert facts(text) == set()


def test_states_named_together_once_are_the_two_however_far_back() -> None:
    text = (
        "Finland and Sweden want to join NATO. It rained. The sea was calm. Ferries ran. Trains were late. "
        "The two applied together in May."
    )
    assert {("NATO", "FIN", "applied"), ("NATO", "SWE", "applied")} <= facts(text)


def test_opening_accession_talks_is_the_invitation() -> None:
    (step,) = steps("EU leaders decided to open accession talks with Moldova.")
    assert (step.stage, step.candidate, step.by) == ("invited", "MDA", "EU")


def test_agreeing_to_admit_is_a_promise() -> None:
    assert facts("ASEAN agreed in principle to admit East Timor as its 11th member.") == {
        ("ASEAN", "TLS", "promised")
    }


def test_the_newest_member_has_joined() -> None:
    assert facts("The minister went to see NATO's newest member, Finland.") == {("NATO", "FIN", "joined")}


def test_a_bill_that_allows_the_entry_ratifies_it() -> None:
    (step,) = steps("Turkey's parliament has passed a bill allowing Finland to join NATO.")
    assert (step.stage, step.ratified) == ("ratification", ("TUR",))
    assert not facts("Turkey's parliament is expected to vote on a bill allowing Finland to join NATO.")


def test_the_last_to_ratify_has_ratified() -> None:
    (step,) = steps("Hungary became the last member to ratify Sweden's accession to NATO.")
    assert step.ratified == ("HUN",)


def test_all_but_two_leaves_the_two_outstanding() -> None:
    (step,) = steps("Sweden's accession to NATO has been ratified by all members except Turkey and Hungary.")
    assert (step.ratified, step.outstanding) == ((), ("TUR", "HUN"))


def test_who_ratifies_in_the_next_clause_is_not_who_has_ratified() -> None:
    text = "Sweden's NATO bid has been ratified by 29 of 31 allies; Turkey and Hungary have yet to vote."
    (step,) = [step for step in steps(text) if step.stage == "ratification"]
    assert (step.count, step.of, step.outstanding, step.ratified) == (29, 31, ("TUR", "HUN"), ())


def test_have_not_answers_the_sentence_before() -> None:
    text = "Twenty-eight of NATO's 30 members have ratified Sweden's accession. Hungary and Turkey have not."
    (step,) = [step for step in steps(text) if step.stage == "ratification"]
    assert (step.count, step.of, step.outstanding) == (28, 30, ("HUN", "TUR"))


def test_a_refusal_to_ratify_blocks_with_its_condition() -> None:
    text = "Turkey will not ratify Sweden's NATO bid until it hands over the editor."
    found = {step.stage: step for step in steps(text)}
    assert found["ratification"].outstanding == ("TUR",)
    assert found["blocked"].by == "TUR"
    words = [text[span.begin : span.end] for span in found["blocked"].evidence["stage"].spans]
    assert words == ["will not", "until it hands over the editor"]


@pytest.mark.parametrize(
    "text",
    [
        "NATO urged Turkey to give up what it objects to in Sweden's membership.",
        "Turkey won't support Sweden's NATO bid.",
        "Turkey is the obstacle to Sweden joining NATO.",
        "Sweden's NATO bid has stalled over objections in Ankara.",
    ],
)
def test_an_objection_that_stands_blocks(text: str) -> None:
    (step,) = [step for step in steps(text) if step.stage == "blocked"]
    assert (step.candidate, step.by) == ("SWE", "TUR")


@pytest.mark.parametrize(
    "text",
    [
        "Turkey lifted its objections to Sweden joining NATO.",
        "Ministers called it a good day as Turkey dropped its veto on Sweden's NATO bid.",
        "Turkey threatened to block Sweden's NATO bid.",
        "NATO urged Turkey not to veto Sweden's bid.",
        "Refusing to let Sweden join NATO is not on the table, Turkey said.",
    ],
)
def test_a_lifted_or_threatened_objection_does_not_block(text: str) -> None:
    assert all(stage != "blocked" for _, _, stage in facts(text))


def test_a_date_beside_an_application_is_not_the_day_of_applying() -> None:
    text = "Turkey discussed Sweden's application to join NATO on Monday."
    assert [step.date for step in steps(text) if step.stage == "applied"] == [None]
    told = "Sweden submitted its application to join NATO on Monday."
    assert [step.date for step in steps(told) if step.stage == "applied"] == ["2022-11-28"]


def test_who_does_not_wish_to_join_is_no_aspirant() -> None:
    assert facts("NATO's members met. Belarus does not wish to join.") == set()


def test_an_opposition_party_is_no_opposition() -> None:
    text = "Turkish opposition figures spoke of Sweden's NATO membership."
    assert ("NATO", "SWE", "blocked") not in facts(text)


def test_a_leader_who_calls_for_his_country_s_accession_makes_it_an_aspirant() -> None:
    assert facts("Zelensky called for the quick accession of Ukraine to the EU.") == {("EU", "UKR", "aspirant")}
    assert facts("Macron called for the quick accession of Ukraine to the EU.") == set()
