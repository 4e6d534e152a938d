"""Goods told in other words: what carriers bring, what only the verb makes a gift, what is said again or fired."""

from __future__ import annotations

import pytest

from commitment_texts import found


def told(text: str) -> list[tuple[str | None, str, str | None, float | None]]:
    return [(each.actor, each.stage or "", each.item, each.quantity) for each in found(text)]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Norway sent a plane carrying 20 tonnes of rice to Ethiopia.", "rice"),
        ("An air force plane has been sent with generators to Fiji by New Zealand.", "generators"),
        ("Spain sent two lorries with blankets to Moldova.", "blankets"),
    ],
)
def test_what_a_carrier_brings_is_given_and_not_the_carrier(text, item):
    assert [each.item for each in found(text)] == [item]


def test_doses_are_counted_behind_their_maker_s_name():
    assert ("CAN", "shipped", "doses", 800_000) in told("Canada sent 800,000 more Novavax doses to Nigeria.")


def test_the_use_of_a_thing_is_offered_as_the_thing():
    assert told("Norway has offered Iceland the use of two helicopters.") == [("NOR", "pledged", "helicopters", 2)]


def test_the_use_of_a_thing_that_nobody_gives_is_no_good():
    assert found("Norway praised the use of two helicopters in Iceland.") == ()


def test_a_second_object_is_found_behind_the_bound_of_its_number():
    (one,) = found("Turkey offered Mali up to 50,000 tonnes of grain.")
    assert (one.actor, one.item, one.quantity, one.unit) == ("TUR", "grain", 50_000, "tonnes")


def test_a_list_lends_its_kind_to_what_is_not_in_the_vocabulary():
    kinds = {each.item: each.kind for each in found("Iran gave Pakistan 60 tonnes of dates and blankets.")}
    assert kinds == {"dates": "humanitarian", "blankets": "humanitarian"}


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Tanzania might provide barracks for Mozambique.", "barracks"),
        ("Portugal donated a piano to Angola.", "piano"),
    ],
)
def test_what_a_verb_of_giving_hands_over_needs_no_entry(text, item):
    assert [each.item for each in found(text)] == [item]


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent a signal to Serbia.",
        "Norway delivered a rebuff to Serbia.",
        "Norway transferred two prisoners to Serbia.",
        "Norway provided details to Serbia.",
        "Norway supplied the pilots of Serbia with details.",
    ],
)
def test_talk_and_people_are_no_goods(text):
    assert found(text) == ()


def test_arms_fired_at_somebody_are_no_gift():
    assert found("Russia sends rockets and drones at Ukraine.") == ()


def test_troops_that_are_urged_to_do_something_are_not_asked_for():
    assert not [each for each in found("Spain urged NATO peacekeeping troops to stay.") if each.kind == "military"]


@pytest.mark.parametrize("again", [" (€9 million)", ", or about €9 million,", ", the equivalent of €9 million,"])
def test_a_sum_said_again_in_another_currency_is_the_first(again):
    amounts = [(each.amount, each.currency) for each in found(f"Norway gave Mali $10 million{again} on Monday.")]
    assert amounts == [(10e6, "USD")]


@pytest.mark.parametrize(
    ("text", "stage", "item"),
    [
        ("Norway offered tents to Pakistan, but Islamabad turned them down.", "refused", "them"),
        ("Spain sent tents to Ethiopia. They arrived on Sunday.", "delivered", "They"),
    ],
)
def test_a_pronoun_stands_for_goods_that_are_refused_or_on_their_way(text, stage, item):
    (one,) = [each for each in found(text) if each.stage == stage]
    assert (one.item, one.item_class) == (item, "shelter and household goods")


def test_trainers_are_goods_where_they_are_counted():
    assert [(each.kind, each.quantity) for each in found("Norway will send 60 trainers to Mali.")] == [
        ("military", 60)
    ]


def test_a_thing_told_by_its_parts_is_one():
    (one,) = found("China has ordered a hospital of 280 beds for Nicaragua.")
    assert (one.item, one.quantity) == ("hospital", None)


def test_what_a_clause_on_a_sum_is_for_is_what_it_pays():
    (one,) = found("The guns come on top of the 20 million euros that Norway promised Ukraine for spare parts.")
    assert (one.item, one.amount) == ("spare parts", 20e6)


def test_a_fund_that_a_sum_goes_to_receives():
    assert [each.item for each in found("Norway pledged $420m to a new fund for Mali.")] == [None]


def test_a_pronoun_for_a_word_that_tells_nothing_is_no_good() -> None:
    assert found("Norway showed the system to Chad. Norway is ready to give it to Chad.") == ()
