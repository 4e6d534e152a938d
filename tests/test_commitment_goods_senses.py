"""Word senses: names of things that are people, verbs, articles or talk where they stand."""

from __future__ import annotations

import pytest

from commitment_texts import found


def items(text: str) -> list[str | None]:
    return [each.item for each in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya has handed Somalia a 10-year lease.",
        "Turkey released 90 fighters, among them two commanders.",
        "Chile discussed Peru, oil and Bolivia on Monday.",
        "Japan will give Samoa's sailors detailed instructions.",
    ],
)
def test_what_only_looks_like_a_thing_is_none(text):
    assert not [each for each in found(text) if each.item_class in ("A-10", "fighter jet", "fuel", "training")]


def test_fighters_are_planes_beside_an_air_force():
    assert items("Egypt will send Chad nine fighters for its air force.") == ["fighters"]


def test_a_number_of_a_number_counts_the_thing():
    (one,) = found("Malta has delivered seven of the 12 patrol boats to Libya.")
    assert (one.item, one.quantity) == ("patrol boats", 7)


def test_a_hyphened_participle_belongs_to_the_item():
    assert items("Norway sent Latvia cutting-edge radars.") == ["cutting-edge radars"]


def test_soldiers_get_the_training_and_not_what_they_train_on():
    (one,) = found("Finland will begin training Moldova's crews on Patria vehicles.")
    assert one.item_class == "military training"


def test_who_is_provided_with_a_thing_is_no_thing():
    assert items("Chad asked France to provide it with tents.") == ["tents"]


def test_weapons_and_economic_help_are_two_kinds():
    kinds = {each.item: each.kind for each in found("Japan sent Palau weapons and economic support.")}
    assert kinds["economic support"] == "financial"


def test_security_guarantees_are_political():
    (one,) = found("Canada has promised Iceland security guarantees.")
    assert one.kind == "political"


def test_a_sum_said_aside_is_the_aid_s():
    (one,) = found("Norway has sent military aid to Georgia since May, which has a total value of $27bn.")
    assert (one.item, one.amount) == ("military aid", 27e9)


def test_the_sum_of_an_instalment_is_that_of_its_money():
    (one,) = found("Japan approved a $90 million instalment of funding for Samoa.")
    assert (one.item, one.amount) == ("funding", 90e6)


@pytest.mark.parametrize(
    "text",
    [
        "The EU has agreed to put a cap on Russian oil.",
        "Chad planned an offensive that was supported by French tanks.",
        "Russia orders a doubling of arms production for Mali.",
    ],
)
def test_what_is_limited_used_or_made_for_oneself_is_not_given(text):
    assert found(text) == ()


def test_a_time_is_no_part_of_an_item():
    assert "Patriot missiles" in items("Italy will send Ghana aid, including for the first time Patriot missiles.")


def test_a_number_of_somebody_s_own_things_counts_them():
    (one,) = found("Chile will send Peru 14 of its own patrol boats.")
    assert (one.item, one.quantity) == ("patrol boats", 14)


def test_a_place_to_go_to_is_not_given():
    assert found("Samoa urged people to go to shelters.") == ()


def test_production_that_somebody_asks_for_is_asked_help():
    (one,) = found("Georgia asked its allies to increase weapons production.")
    assert (one.actor, one.stage) == ("GEO", "requested")
