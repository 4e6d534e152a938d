"""Who gives, asks and receives: states by all that stands for them, people, groups and private givers."""

from __future__ import annotations

import pytest

from onrecord.extraction.commitments import commitments
from onrecord.extraction.statements import statements
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def found(text: str) -> tuple[Commitment, ...]:
    article = article_from_text(text, published="2023-02-10")
    analysis = next(iter(analyse([article])))
    return commitments(article, analysis, tuple(statements(article, analysis)))


def parties(text: str) -> set[tuple[str | None, str | None]]:
    return {(c.actor, c.recipient) for c in found(text)}


@pytest.mark.parametrize(
    ("text", "giver", "receiver"),
    [
        ("Washington will send 40 trucks to Jordan.", "USA", "JOR"),
        ("The Knesset approved 200 million shekels in aid for Cyprus.", "ISR", "CYP"),
        ("Japan's Diet approved a loan of 50 billion yen for Ukraine.", "JPN", "UKR"),
        ("The Élysée Palace promised six radars to Armenia.", "FRA", "ARM"),
        ("Downing Street said it would send ten tanks to Ukraine.", "GBR", "UKR"),
        ("The Planalto promised 12 trucks to Haiti.", "BRA", "HTI"),
        ("KfW will lend Kenya 45 million euros.", "DEU", "KEN"),
        ("USAID provided $25 million in food aid to Sudan.", "USA", "SDN"),
        ("The African Development Bank granted $40 million to Niger.", "AFDB", "NER"),
        ("The EBRD will provide 300 million euros to Ukraine.", "EBRD", "UKR"),
        ("UNICEF delivered 200 generators to Ukraine.", "UNICEF", "UKR"),
        ("Lawmakers in Bulgaria approved a military aid package for Ukraine.", "BGR", "UKR"),
        ("The German chancellor promised ten tanks to Ukraine.", "DEU", "UKR"),
        ("Spain will send US-made tanks to Ukraine.", "ESP", "UKR"),
        ("Slovakia delivered Soviet-era tanks to Ukraine.", "SVK", "UKR"),
    ],
)
def test_what_stands_for_a_state_or_an_agency_gives_for_it(text, giver, receiver):
    assert parties(text) == {(giver, receiver)}


def test_a_capital_where_people_met_gives_nothing():
    assert parties("Officials met in Washington, and Canada will send 40 trucks to Ukraine.") == {("CAN", "UKR")}


@pytest.mark.parametrize(
    "giver",
    [
        "A German charity",
        "Rheinmetall",
        "The city of Hamburg",
        "The Polish city of Gdansk",
        "France's Total",
        "A Czech billionaire",
        "Danish volunteers",
        "The Turkish Red Crescent",
        "A former US president",
        "Former British prime minister Boris Johnson",
        "US Senator Mary Orwin",
        "Russian opposition leader Ivan Petrov",
        "Hungary's opposition",
    ],
)
def test_who_only_comes_from_a_state_does_not_give_for_it(giver):
    (one,) = found(f"{giver} promised 20 generators to Ukraine.")
    assert (one.actor, one.recipient) == (None, "UKR")
    assert str(one.actor_name).split()[-1] == giver.split()[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Liis Mandel, the Estonian defence minister, spoke.\n\nMandel will send nine howitzers to Ukraine.",
        "Liis Mandel, the Estonian defence minister, arrived on Monday. She promised nine howitzers to Ukraine.",
        "Liis Mandel, the Estonian defence minister, said her country would send nine howitzers to Ukraine.",
        "Liis Mandel, the Estonian defence minister, arrived. Her government will send nine howitzers to Ukraine.",
    ],
)
def test_a_person_introduced_once_speaks_for_their_state(text):
    (one,) = found(text)
    assert (one.actor, one.recipient) == ("EST", "UKR")
    evidence = one.evidence["actor"]
    assert evidence.how == "inferred"
    assert any(text[span.begin : span.end].startswith("Estonian") for span in evidence.spans)


def test_a_body_named_in_full_elsewhere_is_known_by_its_short_name():
    text = "The Commission will give Ukraine 9 billion euros. The European Commission met on Monday."
    (one,) = [c for c in found(text) if c.amount == 9e9]
    assert one.actor == "EU"
    assert one.evidence["actor"].rule == "short for a name told in full"


def test_a_group_keeps_its_name_and_has_the_members_that_the_text_names():
    text = "Three allies - Poland, Slovakia and the Czech Republic - will send 40 tanks to Ukraine."
    (one,) = found(text)
    assert (one.actor, one.actor_name, one.members) == (None, "Three allies", ("POL", "SVK", "CZE"))
    words = [text[span.begin : span.end] for span in one.evidence["members"].spans]
    assert words == ["Poland", "Slovakia", "Czech Republic"]


def test_a_group_without_named_members_has_none():
    (one,) = found("Nordic countries pledged 40 tanks to Ukraine.")
    assert (one.actor, one.actor_name, one.members) == (None, "Nordic countries", ())
    assert "members" not in one.evidence


def test_a_quantifier_stays_with_its_group():
    (one,) = found("Some ministers promised generators to Ukraine.")
    assert (one.actor, one.actor_name) == (None, "Some ministers")


@pytest.mark.parametrize(
    "text",
    [
        "Denmark and Norway will send 12 howitzers to Ukraine.",
        "Denmark along with Norway will send 12 howitzers to Ukraine.",
        "Denmark, together with Norway, will send 12 howitzers to Ukraine.",
        "Together with Denmark, Norway will send 12 howitzers to Ukraine.",
        "The Danish and Norwegian governments pledged 12 howitzers to Ukraine.",
        "Ministers of Denmark and Norway pledged 12 howitzers to Ukraine.",
    ],
)
def test_givers_of_one_number_share_it(text):
    here = found(text)
    assert {c.actor for c in here} == {"DNK", "NOR"}
    assert {frozenset(c.members) for c in here} == {frozenset({"DNK", "NOR"})}
    assert {c.quantity for c in here} == {12}


def test_givers_of_a_number_each_share_nothing():
    here = found("Denmark and Norway will each send 12 howitzers to Ukraine.")
    assert {(c.actor, c.members) for c in here} == {("DNK", ()), ("NOR", ())}


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        ("Norway promised Ukraine ten generators.", "UKR"),
        ("Norway will send ten generators to Kyiv.", "UKR"),
        ("Norway will send ten generators to Ukrainian forces.", "UKR"),
        ("At the NATO meeting, Norway promised ten generators.", None),
    ],
)
def test_a_receiver_is_whom_the_clause_says(text, receiver):
    assert parties(text) == {("NOR", receiver)}


def test_the_country_that_something_is_given_to_is_another_than_the_giver():
    (one,) = found("France hosted Ukraine's president on Monday. It will give the country twelve radars.")
    assert (one.actor, one.recipient) == ("FRA", "UKR")
    assert one.evidence["recipient"].rule == "definite description"


def test_whoever_asks_receives():
    (one,) = found("Kyiv asked Berlin for ten tanks.")
    assert (one.stage, one.actor, one.recipient) == ("requested", "UKR", "UKR")
    assert one.evidence["recipient"].rule == "whoever asks receives"


def test_who_is_called_on_acts_and_the_caller_says_so():
    (one,) = found("Lithuania urged Germany to send tanks to Ukraine.")
    assert (one.stage, one.actor, one.recipient, one.said_by) == ("proposed", "DEU", "UKR", "Lithuania")
    (one,) = found("Latvia called on partners to send tanks to Ukraine.")
    assert (one.stage, one.actor, one.actor_name, one.said_by) == ("proposed", None, "partners", "Latvia")


def test_things_received_from_somebody_are_theirs_wherever_the_receiver_stands():
    assert parties("The rescue service of Ukraine received nine fire engines from Japan.") == {("JPN", "UKR")}


def test_who_is_accused_of_giving_gives():
    text = "Canada accused Beijing of preparing to give arms to Russia."
    assert parties(text) == {("CHN", "RUS")}


def test_what_answers_a_state_is_not_given_to_it():
    text = "Britain pledged to increase military funding by 5 billion pounds in response to Russia and Iran."
    assert all(c.recipient is None for c in found(text))
