"""Entries: findings about one thing are one entry, whatever the order they come in."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord import tracing
from onrecord.model import Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings, statement, step, traced

ONE = article("one", "Slovenia said it would give Ukraine 28 tanks and more artillery.", published="2023-01-10")
TWO = article("two", "Slovenia is to hand over 28 battle tanks, a minister told reporters.", published="2023-01-11")
LATER = article("later", "The 28 tanks from Slovenia have arrived in Ukraine.", published="2023-02-02")


def tanks(source, item, **fields):
    return commitment(
        source, item, **{"item_class": "tank", "quantity": 28.0, "actor": "SVN", "shown": "28", **fields}
    )


def entries(*found, trace=None):
    articles = [source for source, *_ in found]
    return reconcile(articles, [findings(*each) for each in found], trace or Trace()).entries


def test_independent_reports_of_one_pledge_are_one_entry_with_two_origins():
    (entry,) = entries((ONE, tanks(ONE, "tanks")), (TWO, tanks(TWO, "battle tanks")))
    assert entry.articles == ("one", "two")
    assert entry.origins == ("article:one", "article:two")
    assert len(entry.findings) == 2


def test_other_thing_from_the_same_giver_is_another_entry():
    found = entries((ONE, tanks(ONE, "tanks"), commitment(ONE, "artillery", item_class="artillery", actor="SVN")))
    assert len(found) == 2


def test_other_number_of_one_thing_is_another_entry_unless_a_passage_says_otherwise():
    a = article("a", "Slovenia will give Ukraine 28 tanks.", published="2023-01-10")
    b = article("b", "Slovenia will give Ukraine 82 tanks.", published="2023-01-10")
    found = [(a, tanks(a, "tanks")), (b, tanks(b, "tanks", quantity=82.0, shown="82"))]
    assert len(entries(*found)) == 2
    (entry,) = entries(*found, trace=traced((a, b)))
    assert entry.articles == ("a", "b")


def test_stages_of_one_pledge_are_the_rungs_of_one_ladder():
    (entry,) = entries((LATER, tanks(LATER, "tanks", stage="delivered")), (ONE, tanks(ONE, "tanks")))
    assert [(rung.stage, rung.date) for rung in entry.ladder] == [
        ("pledged", "2023-01-10"),
        ("delivered", "2023-02-02"),
    ]
    assert entry.stage == "delivered"


def test_refusal_is_history_once_something_later_overtakes_it():
    a = article("a", "The country refused to send tanks.", published="2022-09-01")
    b = article("b", "The country will send tanks after all.", published="2023-01-25")
    give = {"item_class": "tank", "actor": "DEU"}
    (entry,) = entries((b, commitment(b, "tanks", **give)), (a, commitment(a, "tanks", stage="refused", **give)))
    assert [rung.stage for rung in entry.ladder] == ["refused", "pledged"]
    assert entry.stage == "pledged"


def test_withdrawal_is_the_last_word_when_nothing_follows_it():
    a = article("a", "The country will send tanks.", published="2022-09-01")
    b = article("b", "The country will not send the tanks any more.", published="2023-01-25")
    give = {"item_class": "tank", "actor": "DEU"}
    (entry,) = entries((a, commitment(a, "tanks", **give)), (b, commitment(b, "tanks", stage="withdrawn", **give)))
    assert entry.stage == "withdrawn"


def test_vague_aid_months_apart_is_not_one_promise():
    a = article("a", "Norway promised military aid to Ukraine.", published="2022-03-01")
    b = article("b", "Norway promised military aid to Ukraine.", published="2022-09-01")
    give = {"item_class": "military aid", "actor": "NOR"}
    assert len(entries((a, commitment(a, "military aid", **give)), (b, commitment(b, "military aid", **give)))) == 2


def test_unspecific_report_does_not_tie_two_different_sums_together():
    texts = ["Norway gives $40 million in loans.", "Norway gives loans.", "Norway gives $90 million in loans."]
    a, b, c = (article(f"n{n}", text, published="2022-03-01") for n, text in enumerate(texts))
    give = {"item_class": "loan", "actor": "NOR", "kind": "financial", "currency": "USD"}
    found = entries(
        (a, commitment(a, "loans", amount=4e7, shown="$40 million", **give)),
        (b, commitment(b, "loans", **{**give, "currency": None})),
        (c, commitment(c, "loans", amount=9e7, shown="$90 million", **give)),
    )
    assert not any({"n0", "n2"} <= set(entry.articles) for entry in found)


def test_statement_by_one_speaker_in_two_spellings_is_one_entry():
    a = article("a", "“We will hold the northern bridge until help arrives,” Olexandr Hrytsenko said.")
    b = article("b", "Hrytsenko said “we will hold the northern bridge until help arrives”.")
    words = "e will hold the northern bridge until help arrives"
    (entry,) = entries(
        (a, statement(a, "Olexandr Hrytsenko", "W" + words)), (b, statement(b, "Hrytsenko", "w" + words))
    )
    assert entry.type == "statement"
    assert entry.fields["speaker"]["name"] == "Olexandr Hrytsenko"


def test_like_words_of_two_speakers_are_two_entries():
    a = article("a", "“We will hold the northern bridge until help arrives,” Olexandr Hrytsenko said.")
    b = article("b", "“We will hold the northern bridge until help arrives,” Marta Lind said.")
    words = "We will hold the northern bridge until help arrives"
    assert len(entries((a, statement(a, "Olexandr Hrytsenko", words)), (b, statement(b, "Marta Lind", words)))) == 2


def test_every_step_of_one_bid_is_one_entry():
    a = article("a", "Finland applied to join.", published="2022-05-18")
    b = article("b", "Finland joined the alliance.", published="2023-04-04")
    (entry,) = entries((b, step(b, "FIN", "joined", "Finland")), (a, step(a, "FIN", "applied", "Finland")))
    assert [rung.stage for rung in entry.ladder] == ["applied", "joined"]
    assert entry.stage == "joined"


def test_standing_value_goes_by_origins_and_not_by_copies():
    text = "Slovenia will give Ukraine 28 tanks."
    wrong = "Slovenia will give Ukraine 82 tanks."
    copies = [article(f"c{n}", wrong, published="2023-01-11", outlet="Copy") for n in range(3)]
    first = article("a", text, published="2023-01-10", outlet="First")
    second = article("b", text, published="2023-01-12", outlet="Second")
    pairs = [(x, y) for n, x in enumerate(copies) for y in copies[n + 1 :]]
    found = [(c, tanks(c, "tanks", quantity=82.0, shown="82")) for c in copies]
    found += [(s, tanks(s, "tanks")) for s in (first, second)]
    (entry,) = entries(*found, trace=traced(*pairs, (first, copies[0])))
    assert entry.fields["quantity"] == 28.0
    assert len(entry.origins) == 2


def test_nothing_found_gives_nothing():
    assert reconcile([], [], Trace()) == reconcile([ONE], [], Trace())


@given(st.randoms(use_true_random=False))
def test_order_of_articles_and_findings_makes_no_difference(shuffler: random.Random):
    found = [
        (ONE, tanks(ONE, "tanks"), commitment(ONE, "artillery", item_class="artillery", actor="SVN")),
        (TWO, tanks(TWO, "battle tanks"), statement(TWO, "a minister", "Slovenia is to hand over", "indirect")),
        (LATER, tanks(LATER, "tanks", stage="delivered"), step(LATER, "UKR", "aspirant", "Ukraine")),
    ]
    trace = traced((ONE, TWO))
    expected = reconcile([ONE, TWO, LATER], [findings(*each) for each in found], trace)
    shuffled = shuffler.sample(found, len(found))
    values = [findings(source, *shuffler.sample(rest, len(rest))) for source, *rest in shuffled]
    assert reconcile([source for source, *_ in shuffled], values, trace) == expected


def test_later_article_leaves_the_entry_its_id():
    before = entries((ONE, tanks(ONE, "tanks")))
    after = entries((ONE, tanks(ONE, "tanks")), (LATER, tanks(LATER, "tanks", stage="delivered")))
    assert [entry.id for entry in before] == [entry.id for entry in after]


def test_every_finding_stands_in_exactly_one_entry():
    found = entries((ONE, tanks(ONE, "tanks")), (TWO, tanks(TWO, "battle tanks"), statement(TWO, None, "Slovenia")))
    ids = [id_ for entry in found for id_ in entry.findings]
    assert len(ids) == len(set(ids)) == 3


def test_late_report_of_an_early_stage_stands_before_what_came_of_it():
    a = article("a", "Finland joined the alliance.", published="2023-04-04")
    b = article("b", "Parliament had ratified the bid of Finland in March.", published="2023-04-05")
    (entry,) = entries((b, step(b, "FIN", "ratification", "Finland")), (a, step(a, "FIN", "joined", "Finland")))
    assert [rung.stage for rung in entry.ladder] == ["ratification", "joined"]


def test_where_a_ratification_stands_is_what_was_said_last():
    told = [("2022-11-29", 28, ("TUR", "HUN")), ("2022-11-30", 28, ("TUR", "HUN")), ("2023-03-28", 29, ("TUR",))]
    found = []
    for number, (day, count, outstanding) in enumerate(told):
        source = article(f"r{number}", "Finland waits.", published=day)
        stepped = step(source, "FIN", "ratification", "Finland", count=count, of=30, outstanding=outstanding)
        found.append((source, stepped))
    (entry,) = entries(*found)
    assert (entry.fields["count"], entry.fields["outstanding"]) == (29, ["TUR"])


def test_what_would_be_done_on_a_condition_is_no_rung():
    a = article("a", "If they deliver the tanks, the enemy will burn them.", published="2023-01-10")
    b = article("b", "Slovenia is considering sending tanks.", published="2023-01-10")
    give = {"item_class": "tank", "actor": "SVN"}
    (entry,) = entries(
        (a, commitment(a, "tanks", stage="delivered", conditional=True, **give)),
        (b, commitment(b, "tanks", stage="considered", **give)),
    )
    assert entry.stage == "considered"


def test_narrower_item_stands_before_a_longer_one():
    a = article("a", "Slovenia will give 20 old and rusty armoured vehicles.", published="2023-01-10")
    b = article("b", "Slovenia will give 20 troop carriers.", published="2023-01-11")
    give = {"actor": "SVN", "quantity": 20.0, "shown": "20"}
    (entry,) = entries(
        (a, commitment(a, "old and rusty armoured vehicles", item_class="armoured vehicle", **give)),
        (b, commitment(b, "troop carriers", item_class="armoured personnel carrier", **give)),
    )
    assert entry.fields["item"] == "troop carriers"


HEADED = article(
    "headed",
    "# Slovenia promises arms\nSlovenia will give Ukraine 28 tanks, the ministry said.\nIt gives no shells.",
    published="2023-01-10",
)


def arms(source, **fields):
    return commitment(source, "arms", **{"item_class": "weapon", "actor": "SVN", "recipient": None, **fields})


def test_what_a_headline_says_in_short_and_its_story_again_is_one_entry():
    (entry,) = entries((HEADED, arms(HEADED), tanks(HEADED, "tanks")))
    assert entry.fields["item"] == "tanks"
    assert entry.origins == ("article:headed",)


def test_a_headline_over_several_things_stays_by_itself():
    shells = commitment(HEADED, "shells", item_class="ammunition", actor="SVN")
    assert len(entries((HEADED, arms(HEADED), tanks(HEADED, "tanks"), shells))) == 3


def test_a_headline_of_another_stage_doer_or_taker_is_another_entry():
    for other in ({"stage": "requested"}, {"actor": "HRV"}, {"recipient": "MDA"}):
        assert len(entries((HEADED, arms(HEADED, **other), tanks(HEADED, "tanks")))) == 2


def test_copies_of_one_headline_and_story_are_one_entry():
    copies = [article(f"copy{n}", HEADED.text, published="2023-01-10") for n in range(20)]
    found = [(copy, arms(copy), tanks(copy, "tanks")) for copy in copies]
    (entry,) = entries(*found, trace=tracing.trace(copies))
    assert len(entry.findings) == 40
    assert entry.origins == ("article:copy0",)


def test_a_promise_on_a_condition_lifts_no_consideration_to_a_promise():
    considered = tanks(ONE, "tanks", stage="considered")
    promised = tanks(TWO, "battle tanks", stage="pledged", conditional=True)
    (entry,) = entries((ONE, considered), (TWO, promised))
    assert entry.stage == "considered"
    (entry,) = entries((TWO, promised))
    assert entry.stage == "pledged"


def test_a_refusal_on_a_condition_takes_no_promise_back():
    refused = tanks(LATER, "tanks", stage="refused", conditional=True)
    (entry,) = entries((ONE, tanks(ONE, "tanks")), (LATER, refused))
    assert entry.stage == "pledged"
