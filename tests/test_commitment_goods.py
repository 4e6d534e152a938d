"""Goods: what is given, how many and how much of it, as the words around it say."""

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


def items(text: str) -> list[tuple[str | None, float | None, float | None]]:
    return [(each.item, each.quantity, each.amount) for each in found(text)]


@pytest.mark.parametrize(
    ("text", "item", "quantity", "unit"),
    [
        ("Finland will send Ukraine tanks (40) and howitzers.", "tanks", 40, None),
        ("Latvia will send all helicopters in stock, namely seven units, to Ukraine.", "helicopters", 7, "units"),
        (
            "Sweden sent 20,000 rounds (worth $98m) of artillery shells to Ukraine.",
            "artillery shells",
            20000,
            "rounds",
        ),
        ("Austria sent 50,000 mouth and nose masks to Moldova.", "mouth and nose masks", 50000, None),
        ("Morocco sent 60 tonnes of dates to Sudan.", "dates", 60, "tonnes"),
        ("Portugal will send 40,000 doses to Angola.", "doses", 40000, "doses"),
        ("Norway sent 200 rounds of ammunition for mortars to Ukraine.", "ammunition for mortars", 200, "rounds"),
    ],
)
def test_a_number_is_found_with_its_item(text, item, quantity, unit):
    assert (item, quantity, unit) in [(each.item, each.quantity, each.unit) for each in found(text)]


def test_two_hyphened_adjectives_are_one_description():
    (one,) = found("Turkey has delivered 50 mine-resistant, ambush-protected vehicles to Ukraine.")
    assert (one.quantity, one.item_class) == (50, "armoured vehicle")


def test_what_is_made_for_a_thing_is_one_item_with_it():
    (one,) = found("Denmark will send shells for howitzers and tanks to Ukraine.")
    assert (one.item, one.item_class) == ("shells for howitzers and tanks", "ammunition")


def test_aid_in_its_wrapping_is_one_item_with_the_wrapping_s_sum():
    (one,) = found("Norway promised Ukraine a $375 million tranche of military assistance.")
    assert (one.item, one.amount, one.kind) == ("military assistance", 375e6, "military")


@pytest.mark.parametrize("more", ["more in", "more", "in new"])
def test_a_sum_pays_for_what_follows_more(more):
    (one,) = found(f"Britain pledged $2.8 billion {more} military aid to Ukraine.")
    assert (one.item, one.amount) == ("military aid", 2.8e9)


def test_a_sum_said_of_a_list_belongs_to_the_whole_list():
    told = items("Poland sent tanks, shells and fuel worth €90m to Ukraine.")
    assert ("tanks, shells and fuel", None, 90e6) in told
    assert {("tanks", None, None), ("shells", None, None), ("fuel", None, None)} <= set(told)


def test_parts_of_a_sum_belong_to_what_they_are_for():
    told = items("Spain will give Ukraine €30m, of which €10m is for medicines and €20m for generators.")
    assert {(None, None, 30e6), ("medicines", None, 10e6), ("generators", None, 20e6)} <= set(told)


def test_a_second_sum_in_brackets_only_says_the_first_again():
    (one,) = found("Sweden will give Ukraine 975 million crowns ($94 million).")
    assert one.amount == 975e6


def test_what_holds_aid_up_is_not_what_it_is_for():
    assert {each.kind for each in found("Norway promised Ukraine €5m, which fell victim to a military coup.")} == {
        "financial"
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ireland will give Ukraine a grant of €5m for hospitals.", "humanitarian"),
        ("Norway pledged a grant of €5m to the armed forces of Ukraine.", "military"),
        ("Norway pledged a grant of €5m to Ukraine.", "financial"),
        ("To support farmers in Ukraine, Canada will provide $2 million.", "humanitarian"),
        ("Latvia will provide Ukraine with €2m to support displaced people.", "humanitarian"),
        ("Portugal will send Ukraine 99 tons of military and medical aid.", "military"),
        ("Norway gave €50m to the European Bank for Reconstruction and Development for Ukraine.", "financial"),
    ],
)
def test_money_has_the_kind_of_what_it_is_for(text, kind):
    assert {each.kind for each in found(text)} == {kind}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway sent 4 tanks to Ukraine; Denmark sent another 6.", ("DNK", "tanks", 6)),
        ("Germany promised Ukraine 14 tanks. It will send five of them next month.", ("DEU", "them", 5)),
        ("Germany promised Ukraine 14 tanks. The first four were handed over on Friday.", ("DEU", "tanks", 4)),
        ("Canada promised Ukraine 20 howitzers, officials said. Ottawa has delivered them.", ("CAN", "them", None)),
        ("Sweden promised a field hospital to Moldova. It was delivered on Friday.", ("SWE", "It", None)),
    ],
)
def test_a_word_that_points_back_stands_for_what_was_named(text, wanted):
    first, second = found(text)
    assert (second.actor, second.item, second.quantity) == wanted
    assert second.item_class == first.item_class
    for name in ("item_class", "kind"):
        assert second.evidence[name].rule == "antecedent"
        assert any(text[s.begin : s.end] in str(first.item) for s in second.evidence[name].spans)


def test_a_pronoun_that_says_nothing_new_is_no_second_commitment():
    assert len(found("Germany promised Ukraine 14 tanks. It will send them next month.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Canada met its soldiers at the base. It will send them to Ukraine.",
        "Norway has promised a hospital. Ukraine asked Germany to supply it with hope.",
    ],
)
def test_people_and_receivers_are_not_what_is_sent(text):
    assert not [each for each in found(text) if (each.item or "").lower() in ("them", "it")]


def test_what_a_note_s_writer_puts_down_is_its_giver_s():
    note = "Norway sent medicines to Ukraine. The sources give several figures, so we report 12 million euros."
    assert [(each.actor, each.stage) for each in found(note) if each.amount == 12e6] == [("NOR", "shipped")]


def test_what_a_note_s_writer_leaves_out_is_nobody_s():
    note = "Norway sent medicines to Ukraine. We do not report the 12 million euros of other states here."
    assert not [each for each in found(note) if each.amount == 12e6]
