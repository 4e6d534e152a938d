"""Givers and receivers that the clause itself does not name: gaps, groups, headings, places that receive."""

from __future__ import annotations

import pytest

from commitment_texts import found
from onrecord.extraction.commitments import commitments
from onrecord.extraction.statements import statements
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def givers(text: str) -> list[tuple[str | None, float | None]]:
    return [(one.actor, one.quantity) for one in found(text)]


def only(text: str) -> Commitment:
    (one,) = found(text)
    return one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya will send 8 trucks, Ghana 12 tents and Chile two radars to Haiti.", ["KEN", "GHA", "CHL"]),
        ("Kenya will send 8 trucks to Haiti; the Netherlands, 12 tents.", ["KEN", "NLD"]),
        ("Portugal promised Haiti £60m. Chile promised £5m, Japan just £1m.", ["PRT", "CHL", "JPN"]),
    ],
)
def test_each_of_several_who_share_a_verb_gives_their_own(text: str, expected: list[str]) -> None:
    assert [actor for actor, _ in givers(text)] == expected


def test_a_second_receiver_that_shares_a_verb_is_no_giver() -> None:
    first, second = found("Portugal gave Haiti 30 trucks and Moldova ten buses.")
    assert (first.actor, first.recipient) == ("PRT", "HTI")
    assert (second.actor, second.recipient) == ("PRT", "MDA")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("It was Chile that sent ten trucks to Haiti.", "CHL"),
        (
            "The Latvian parliament gave the nod to trucks and Poland's Finance Ministry authorised a loan of €9m.",
            "POL",
        ),
        ("Kenya: 40 trucks will be delivered to Haiti.", "KEN"),
        ("Kenya's prime minister calls on Ghana to send tents to Haiti.", "GHA"),
        ("The European Commission proposes €6 million in grants for Moldova.", "EU"),
        ("Hungary blocked EU money. The Commission proposes €6 billion in grants for Serbia.", "EU"),
        (
            "The Danish parliament's committee met. Kenya watched. The committee cleared €5m in aid for Sudan.",
            "DNK",
        ),
    ],
)
def test_the_giver_is_found_where_the_parse_or_the_clause_hides_it(text: str, actor: str) -> None:
    assert actor in {one.actor for one in found(text)}


@pytest.mark.parametrize("words", ["Both", "They", "The two countries", "Both countries"])
def test_those_named_together_before_give_together(words: str) -> None:
    both = found(f"Kenya and Ghana met on Monday. {words} will send 12 trucks to Haiti.")
    assert {one.actor for one in both} == {"KEN", "GHA"}
    assert all(one.members == ("KEN", "GHA") for one in both)
    assert all(one.evidence["actor"].rule == "those named together" for one in both)


def test_the_two_countries_are_nobody_where_none_are_named_together() -> None:
    assert only("Kenya met nobody. The two countries will send 12 trucks to Haiti.").actor is None


@pytest.mark.parametrize("words", ["Some EU countries", "Eleven NATO members", "Several of the allies"])
def test_a_part_of_an_organisation_has_no_code(words: str) -> None:
    one = only(f"{words} will send ten tanks to Ukraine.")
    assert one.actor is None
    assert (one.actor_name or "").endswith(words.split()[-1])


@pytest.mark.parametrize(
    ("text", "recipient", "name"),
    [
        ("Japan gave €10 million for refugees in Jordan.", "JOR", "refugees in Jordan"),
        ("Japan gave €10 million to hospitals in northern Laos.", "LAO", "hospitals in northern Laos"),
        ("Chile will give Haiti 14 to 16 trucks.", "HTI", "Haiti"),
        ("Spain sent a dozen ambulances to the Ethiopian Red Cross.", "ETH", "Ethiopian Red Cross"),
        ("Denmark will train Kenyan soldiers.", "KEN", "Kenyan"),
    ],
)
def test_places_and_people_receive_for_their_state(text: str, recipient: str, name: str) -> None:
    assert (recipient, name) in {(one.recipient, one.recipient_name) for one in found(text)}


def test_training_somewhere_is_not_receiving() -> None:
    assert only("Japan will give Jordan €20m for training in Germany.").recipient == "JOR"


def test_whoever_a_request_is_sent_to_does_not_receive() -> None:
    one = only("Nairobi requests 500 generators in a letter to Tokyo.")
    assert (one.actor, one.recipient) == ("KEN", "KEN")


def test_whoever_is_to_send_something_does_not_receive() -> None:
    assert only("The Kenyan president has pleaded for friends to send fighter jets.").recipient != "friends"


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("An earthquake in southern Turkey killed 300 people. Taiwan has promised $2 million.", "TUR"),
        ("Pakistan floods: Iran sends 60 tents", "PAK"),
        ("Vanuatu has asked its neighbours for 20 tents. Fiji will send 40 tents.", "VUT"),
        ("The Sudan war goes on. Washington will give the embattled nation ten trucks.", "SDN"),
    ],
)
def test_help_without_an_address_is_for_whoever_is_struck_or_asks(text: str, recipient: str) -> None:
    given = next(one for one in found(text) if one.stage != "requested")
    assert given.recipient == recipient
    assert given.evidence["recipient"].how == "inferred" or given.recipient_name == "embattled nation"


def test_nobody_is_helped_for_waging_a_war() -> None:
    assert only("Russia's war on its neighbours goes on. Chile will send ten trucks.").recipient is None


def test_a_third_party_that_urges_a_giver_does_not_ask_for_itself() -> None:
    told = found("Kenya gave Haiti trucks. Ghana urged Chile to deliver tents.")
    assert ("CHL", "proposed", "HTI") in {(one.actor, one.stage, one.recipient) for one in told}


def test_each_asks_for_itself_in_its_own_clause() -> None:
    told = found("UNHCR appeals for $5 million for Haiti, and UNICEF has asked governments for 27 million dollars.")
    assert {(one.actor, one.stage) for one in told} == {("UNHCR", "requested"), ("UNICEF", "requested")}


def test_a_government_publishes_what_it_gives_itself() -> None:
    article = article_from_text(
        "State of affairs, end of May\n\nThe Ministry of Defence will send ten trucks to Haiti.\n",
        outlet="Government of the Netherlands",
        published="2022-11-29",
    )
    analysis = next(iter(analyse([article])))
    (one,) = commitments(article, analysis, tuple(statements(article, analysis)))
    assert (one.actor, one.recipient) == ("NLD", "HTI")
    assert one.evidence["actor"].how == "inferred"
