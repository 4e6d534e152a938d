"""Commitments: short texts of our own, each with what a careful reader takes from it."""

from __future__ import annotations

import pytest

from onrecord.extraction.commitments import commitments
from onrecord.extraction.statements import statements
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def found(text: str, published: str = "2022-11-29") -> tuple[Commitment, ...]:
    article = article_from_text(text, published=published)
    analysis = next(iter(analyse([article])))
    return commitments(article, analysis, tuple(statements(article, analysis)))


def one(text: str, **wanted: object) -> Commitment:
    """The commitment of `text` with the wanted values; fails with all that was found when there is none."""
    here = found(text)
    same = [c for c in here if all(getattr(c, name) == value for name, value in wanted.items())]
    assert same, [(c.actor, c.stage, c.item, c.quantity, c.amount, c.recipient) for c in here]
    return same[0]


STAGES = [
    ("Germany will send 14 Leopard 2 tanks to Ukraine.", "DEU", "pledged"),
    ("Poland to send MiG-29 jets to Ukraine.", "POL", "pledged"),
    ("Slovakia said it was supplying 30 armoured vehicles.", "SVK", "pledged"),
    ("Bulgaria vowed to continue supplying ammunition to Ukraine.", "BGR", "pledged"),
    ("Portugal has pledged up to 15 helicopters.", "PRT", "pledged"),
    ("Japan's pledge of 10 generators for Ukraine was welcomed.", "JPN", "pledged"),
    ("A $400m package of arms from the United States was announced on Friday.", "USA", "pledged"),
    ("The tanks that Poland promised have not arrived.", "POL", "pledged"),
    ("South Korea agreed to lend 500,000 artillery shells to the United States.", "KOR", "pledged"),
    ("Canada approved a loan of C$500 million for Ukraine.", "CAN", "approved"),
    ("The Dutch government decided to donate 50 generators to Moldova.", "NLD", "approved"),
    ("The EU approved 18 billion euros in macro-financial assistance for Ukraine.", "EU", "approved"),
    ("Slovakia signed a contract to supply 16 howitzers to Ukraine.", "SVK", "contracted"),
    ("Belgium ordered 200,000 rounds of ammunition for Ukraine.", "BEL", "contracted"),
    ("UK sends 600 Brimstone missiles to Ukraine.", "GBR", "shipped"),
    ("Iceland has shipped 10 tons of medical supplies to Ukraine.", "ISL", "shipped"),
    ("Norway has delivered 22 howitzers to Ukraine.", "NOR", "delivered"),
    ("The first Leopard tanks from Poland arrived in Ukraine on Friday.", "POL", "delivered"),
    ("Fourteen Challenger tanks were handed over to Kyiv by Britain.", "GBR", "delivered"),
    ("Ukraine received 18 howitzers from Germany.", "DEU", "delivered"),
    ("The Czech Republic has been supplying tanks to Ukraine since April.", "CZE", "delivered"),
    ("France could send Mirage jets to Ukraine.", "FRA", "considered"),
    ("Italy is considering sending an air defence system to Kyiv.", "ITA", "considered"),
    ("Spain said it may provide Leopard tanks.", "ESP", "considered"),
    ("Austria is open to providing medical equipment to Ukraine.", "AUT", "considered"),
    ("Deliveries of Patriot systems by Germany are under consideration.", "DEU", "considered"),
    ("Estonia urged Germany to send tanks to Ukraine.", "DEU", "proposed"),
    ("Norway should send its stocks of shells to Ukraine, Latvia's prime minister said.", "NOR", "proposed"),
    ("Ukraine has asked Germany for 250 tanks.", "UKR", "requested"),
    ("Kyiv requested more air defence systems from its allies.", "UKR", "requested"),
    ("Kyiv asked the West to provide tanks.", "UKR", "requested"),
    ("Germany will not send Taurus missiles to Ukraine.", "DEU", "refused"),
    ("Berlin refused to supply heavy weapons to Kyiv.", "DEU", "refused"),
    ("Switzerland rejected a request to re-export ammunition to Ukraine.", "CHE", "refused"),
    ("Ireland ruled out sending weapons to Ukraine.", "IRL", "refused"),
    ("Norway's leader said Norway is ruling out providing F-16 fighter jets to Ukraine.", "NOR", "refused"),
    ("Romania does not plan to send tanks to Ukraine.", "ROU", "refused"),
    ("Germany has decided not to deliver fighter jets to Ukraine.", "DEU", "refused"),
    ("Hungary suspended deliveries of fuel to Ukraine.", "HUN", "withdrawn"),
    ("Croatia cancelled the transfer of 14 helicopters to Ukraine.", "HRV", "withdrawn"),
]


@pytest.mark.parametrize(("text", "actor", "stage"), STAGES)
def test_a_text_has_the_stage_that_its_words_give(text, actor, stage):
    one(text, actor=actor, stage=stage)


NOTHING = [
    "Norway has not delivered the promised howitzers.",
    "If Germany sends tanks to Ukraine, the war will escalate.",
    "Denmark denied that it had sent F-16 jets to Ukraine.",
    "Russia delivered a warning to the West.",
    "Greece offered condolences to the families.",
    "Turkey sent 2,000 troops to Libya.",
    "Russia fired 80 missiles at Ukraine on Friday.",
    "A Ukrainian drone hit an oil depot.",
    "The price of oil climbed above $100 a barrel.",
    "The minister provided context to reporters.",
    "A majority of Norwegians support sending aid to Ukraine.",
    "The company agreed to pay $3 million in fines.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_commitment_gives_none(text):
    assert found(text) == ()


def test_a_not_yet_is_no_delivery():
    assert not [
        c for c in found("The howitzers have not been delivered to Ukraine by Norway.") if c.stage == "delivered"
    ]


def test_a_condition_is_marked_with_its_words():
    text = "Finland will deliver 3 Leopard tanks if parliament agrees."
    commitment = one(text, actor="FIN", stage="pledged", conditional=True)
    begin, end = commitment.evidence["conditional"].spans[0]
    assert text[begin:end] == "if parliament agrees"


def test_each_item_of_a_list_has_its_own_number():
    text = "Sweden provided 5,000 anti-tank weapons, 5,000 helmets and 135,000 field rations to Ukraine."
    assert sorted((c.item, c.quantity) for c in found(text)) == [
        ("anti-tank weapons", 5000),
        ("field rations", 135000),
        ("helmets", 5000),
    ]


def test_numbers_in_step_with_givers_go_one_to_each():
    here = found("Denmark and Norway will send 4 and 6 Leopard tanks to Ukraine.")
    assert {(c.actor, c.quantity) for c in here} == {("DNK", 4), ("NOR", 6)}


def test_several_givers_are_several_commitments():
    here = found("Denmark, Norway and Germany jointly finance 16 howitzers for Kyiv.")
    assert {c.actor for c in here} == {"DNK", "NOR", "DEU"}


def test_a_vague_number_is_no_number():
    here = found("Latvia promised another 30 drones and dozens of trucks to Ukraine.")
    assert {(c.item, c.quantity) for c in here} == {("drones", 30), ("trucks", None)}


def test_money_for_a_purchase_belongs_to_what_is_bought():
    commitment = one(
        "The US announced $47 million to purchase transformers for Ukraine.", actor="USA", stage="pledged"
    )
    assert (commitment.item, commitment.amount, commitment.currency) == ("transformers", 47e6, "USD")
    assert commitment.kind == "energy"


def test_a_sum_in_aid_has_the_kind_of_the_aid():
    commitment = one("Norway donated 200 million kroner in humanitarian aid to Sudan.", actor="NOR", amount=2e8)
    assert (commitment.kind, commitment.currency, commitment.recipient) == ("humanitarian", "NOK", "SDN")


def test_a_bare_sum_to_a_state_is_financial():
    assert one("Canada gave Ukraine C$50 million.", actor="CAN", amount=5e7).kind == "financial"


def test_aid_to_an_army_is_military():
    assert (
        one("Latvia promised to give further aid to the Ukrainian army.", actor="LVA", stage="pledged").kind
        == "military"
    )


def test_a_fine_is_no_gift_and_a_unit_price_no_amount():
    assert not [c for c in found("Britain sent missiles costing £2m each to Ukraine.") if c.amount is not None]


def test_the_value_of_a_package_belongs_to_its_giver():
    text = "Estonia announced a new package of military aid for Ukraine. The package is worth 113 million euros."
    one(text, actor="EST", stage="pledged", amount=113e6, currency="EUR")


def test_what_a_package_includes_is_given_as_the_package_is():
    text = "Spain announced military aid for Ukraine. The package includes 20 armoured vehicles and 30 trucks."
    assert {(c.item, c.quantity) for c in found(text) if c.quantity} == {("armoured vehicles", 20), ("trucks", 30)}


def test_a_pronoun_is_the_state_that_speaks():
    commitment = one("Slovakia said it was supplying 30 armoured vehicles.", actor="SVK", quantity=30)
    assert commitment.evidence["actor"].how == "inferred"
    assert commitment.evidence["actor"].rule == "pronoun"


def test_a_recipient_from_the_rest_of_the_text_is_inferred():
    text = "Ministers met in Oslo. Latvia will send 30 drones to Ukraine.\nLithuania will send 10 generators."
    commitment = one(text, actor="LTU", item="generators")
    assert commitment.recipient == "UKR"
    assert commitment.evidence["recipient"].how == "inferred"


def test_a_recipient_in_the_clause_is_stated():
    assert one("Latvia will send 30 drones to Ukraine.", recipient="UKR").evidence["recipient"].how == "stated"


def test_allies_of_a_state_are_not_that_state():
    here = found("Ukraine's allies will send 40 tanks to Kyiv.")
    assert here
    assert all(c.actor is None and c.actor_name == "Ukraine's allies" for c in here)


def test_members_named_by_their_alliance_stand_for_it():
    one("NATO allies pledged tents and generators to Ukraine.", actor="NATO", stage="pledged")


def test_a_third_party_that_calls_for_help_is_the_one_who_says_so():
    text = "Estonia's foreign minister Mari Tamm urged Germany to send tanks to Ukraine."
    commitment = one(text, actor="DEU", stage="proposed")
    assert commitment.said_by is not None
    assert "Tamm" in commitment.said_by


def test_a_call_on_partners_to_spend_a_share_is_a_proposed_target():
    text = "Latvia called on its NATO allies to set aside 1% of their GDP for military support to Ukraine."
    commitment = one(text, kind="target", stage="proposed", actor="NATO")
    assert (commitment.quantity, commitment.unit, commitment.item) == (1, "% of GDP", "military support")


def test_a_standing_target_has_no_stage():
    commitment = one("Few NATO members manage to spend 2% of GDP on defence.", kind="target", actor="NATO")
    assert (commitment.stage, commitment.quantity, commitment.item) == (None, 2, "defence")


def test_a_promised_share_is_a_pledged_target():
    one("Poland will spend 4% of its GDP on defence.", kind="target", stage="pledged", actor="POL", quantity=4)


def test_such_systems_are_what_was_named_before():
    text = (
        "Spain has promised Hawk launchers.\nGermany is considering deliveries of such missile systems to Ukraine."
    )
    commitment = one(text, actor="DEU", stage="considered")
    assert commitment.item_class == "HAWK"
    assert commitment.evidence["item_class"].rule == "antecedent"


def test_the_same_thing_said_twice_is_one_finding():
    text = "Norway will send 8 tanks to Ukraine.\nNorway will send 8 tanks to Ukraine, the minister said."
    assert len([c for c in found(text) if c.quantity == 8]) == 1


def test_a_past_pledge_recalled_and_a_new_grant_stay_apart():
    text = "On top of the $2.2bn pledged in December, the World Bank approved a grant of $500m for Ukraine."
    assert one(text, actor="WB", stage="approved").amount == 5e8


def test_an_act_told_beside_the_main_clause_has_its_time():
    one("Germany remained the largest donor, giving 46 million euros to Yemen.", actor="DEU", stage="delivered")


def test_an_unclear_amount_stays_empty():
    here = found("Luxembourg will give millions of euros in aid to Ukraine.")
    assert all(c.amount is None for c in here)


def test_a_request_whose_for_phrase_follows_whoever_is_asked_is_read():
    here = found("Ukraine on Wednesday asked its partners for artillery ammunition and for fighter jets.")
    assert {(c.actor, c.stage, c.item) for c in here} == {
        ("UKR", "requested", "artillery ammunition"),
        ("UKR", "requested", "fighter jets"),
    }


def test_his_government_is_of_the_state_of_its_owner_or_of_none():
    before = "Norway gave 20 tanks to Ukraine. "
    unknown = "A diplomat said his government was considering a further batch of howitzers."
    assert one(before + unknown, item="howitzers").actor is None
    known = one(before + "The Slovak minister said his country would send ten howitzers.", item="howitzers")
    assert known.actor == "SVK"
    assert known.evidence["actor"].how == "inferred"


def test_whose_government_is_of_the_state_named_before_it():
    text = "Among them was the Japanese minister, whose government will give $30 million to Ukraine."
    assert one(text, amount=30e6).actor == "JPN"


def test_a_giving_behind_if_and_an_aside_is_only_a_thought():
    assert not found("If, as he hinted, NATO sends Kyiv Patriot missiles, they will become a target.")


def test_a_list_of_goods_is_given_as_its_first_member_is():
    text = "Turkey sent an aid convoy to Ukraine, carrying 500 food packages, 240 family tents and 200 beds."
    assert {(c.item, c.quantity) for c in found(text)} >= {
        ("family tents", 240),
        ("beds", 200),
        ("food packages", 500),
    }


def test_a_sum_given_as_a_grant_keeps_its_amount():
    assert one("Sweden will provide 578 million euros as a grant to Ukraine.", stage="pledged").amount == 578e6


def test_a_gift_that_is_the_means_has_the_time_of_its_clause():
    assert (
        one("Germany contributed to the project by donating 5.3 million euros.", actor="DEU").stage == "delivered"
    )


def test_a_number_before_a_mass_noun_is_no_quantity():
    assert all(c.quantity is None for c in found("Estonia made a 2.9 million reconstruction pledge to Ukraine."))


def test_an_act_named_for_a_state_is_not_that_state():
    assert not [c for c in found("The Ukraine Support Act provides $4 billion in aid.") if c.actor == "UKR"]


def test_the_first_half_of_an_adjective_is_no_item():
    assert {c.item for c in found("Turkey has delivered 50 mine-resistant vehicles to Ukraine.")} <= {
        "mine-resistant vehicles"
    }


def test_shipments_are_the_unit_of_what_is_counted_by_them():
    assert one("Cyprus has sent two shipments of humanitarian aid to Ukraine.", quantity=2).unit == "shipments"


def test_who_did_not_say_so_promised_nothing():
    assert not found("The president did not say which vehicles Norway will send to Ukraine.")


def test_a_headline_future_of_a_government_is_a_pledge():
    assert one("UK government to donate generators to Ukraine.", actor="GBR").stage == "pledged"


def test_what_is_bought_to_be_given_has_its_receiver():
    text = "Luxembourg bought 200 rounds of ammunition to give Ukraine, the minister says."
    assert one(text, actor="LUX", quantity=200).recipient == "UKR"


def test_a_promise_on_behalf_of_a_people_is_theirs():
    text = "Foreign Minister Jo Wun announced a $56 million donation to Ukraine on behalf of the people of Taiwan."
    assert one(text, amount=56e6).actor == "TWN"


def test_the_package_is_of_the_kind_of_what_was_given_just_before():
    text = "Norway will give Ukraine military aid. Norway will send the package in May."
    again = one(text, item="package")
    assert again.kind == "military"
    assert again.evidence["kind"].rule == "antecedent"


def test_a_call_to_end_aid_is_no_proposal_of_aid():
    assert not found("A lawmaker called on the Biden administration to end military aid to Ukraine.")


def test_a_ban_on_imports_refuses_nobody_help():
    assert not found("Poland has banned imports of grain and other food products.")


def test_a_person_with_the_name_of_a_thing_is_none():
    assert not found("Norway supports Stacey Abrams.")


def test_members_of_a_list_stand_apart_by_semicolons_too():
    text = "Estonia has delivered 10 howitzers; 2 field hospitals; 25,000 field rations."
    assert {c.quantity for c in found(text)} == {10, 2, 25000}


def test_a_condition_told_by_its_order_of_words_is_only_a_thought():
    assert not [c for c in found("The U.S. would object should China send weapons to Russia.") if c.actor == "CHN"]


@pytest.mark.parametrize("text", [text for text, _, _ in STAGES])
def test_every_value_has_evidence_inside_the_text(text):
    fields = (
        "actor",
        "recipient",
        "kind",
        "stage",
        "item",
        "quantity",
        "unit",
        "amount",
        "currency",
        "date",
        "said_by",
    )
    for commitment in found(text):
        for name in fields:
            if getattr(commitment, name) is not None:
                spans = commitment.evidence[name].spans
                assert all(0 <= begin < end <= len(text) for begin, end in spans), name
        if commitment.item is not None:
            begin, end = commitment.evidence["item"].spans[0]
            assert text[begin:end] == commitment.item


def test_the_same_article_gives_the_same_ids():
    text = "Germany will send 14 tanks and 4 howitzers to Ukraine."
    assert [c.id for c in found(text)] == [c.id for c in found(text)]
    assert len({c.id for c in found(text)}) == 2


def test_the_two_real_reports_give_what_a_careful_reader_finds(shared_data):
    wanted = {("SVK", 30.0), ("SVK", None), ("NATO", 1.0), ("NATO", 2.0)}
    for path in sorted((shared_data / "seeds").glob("*.txt")):
        here = found(path.read_text(encoding="utf-8"))
        assert wanted <= {(c.actor, c.quantity) for c in here}
        assert any(c.actor == "USA" and c.amount == 53e6 and c.currency == "USD" for c in here)


def test_the_way_that_money_goes_is_not_what_is_given():
    given = found("Norway will give $30 million to Ukraine through a NATO fund.")
    assert [(each.actor, each.amount, each.item) for each in given] == [("NOR", 30_000_000, None)]
