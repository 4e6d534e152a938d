"""Links between entries: part and whole, told more broadly, request and answer, a promise and the next, recalls."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span, Trace, content_id, stated
from onrecord.model.commitment import Commitment
from onrecord.reconciliation.entries import entry_of
from onrecord.reconciliation.linking import groups
from onrecord.reconciliation.links.entry_links import entry_links
from onrecord.reconciliation.located import located
from onrecord.reconciliation.origins.origins import Origins
from onrecord.reconciliation.passages import Passages
from onrecord.reconciliation.variants import Lineage
from onrecord.reconciliation.words import wordings_of
from reconciliation_values import article, at, findings


def give(source, item, item_class, **fields):
    """A commitment whose item and figure (`shown`) stand in the text."""
    shown, nth = fields.pop("shown", None), fields.pop("nth", 0)
    begin = -1
    for _ in range(nth + 1):
        begin = source.text.index(item, begin + 1)
    evidence = {"item": stated(Span(begin, begin + len(item)))}
    if shown:
        evidence["amount" if "amount" in fields else "quantity"] = stated(at(source, shown))
    if "amount" in fields:
        fields = {"currency": "USD", **fields}
    fields = {"actor": "NOR", "recipient": "UKR", "stage": "pledged", "kind": "military", **fields}
    id_ = content_id("c", source.id, item, begin, sorted(fields.items(), key=str))
    return Commitment(id=id_, article=source.id, item=item, item_class=item_class, evidence=evidence, **fields)


def pairs_of(*told, apart=False):
    """The entries with their findings over (article, finding ...) tuples; `apart` makes each finding an entry."""
    articles = {source.id: source for source, *_ in told}
    found = [findings(source, *some) for source, *some in told]
    passages = Passages(Trace(), wordings_of(articles))
    origins, lineage = Origins(articles, Trace(), passages), Lineage(articles, Trace(), wordings_of(articles))
    every = located(list(articles.values()), found)
    every = [[one] for one in every] if apart else groups(every, passages)
    return [(entry_of(group, origins, lineage), tuple(group)) for group in every]


def links_of(*told):
    """Each link as (words of the item of a, relation, words of the item of b)."""
    pairs = pairs_of(*told)
    names = {entry.id: entry.fields["item"] for entry, _ in pairs}
    return {(names[link.a], link.relation, names[link.b]) for link in entry_links(pairs)}


def test_what_a_package_includes_is_part_of_it():
    text = (
        "Norway will send a $90 million military aid package, including 12 howitzers and four radars, to Ukraine."
    )
    a = article("a", text, published="2023-03-01")
    package = give(a, "military aid package", "military aid", amount=90e6, shown="$90 million")
    guns = give(a, "howitzers", "howitzer", quantity=12.0, shown="12")
    radars = give(a, "radars", "radar", quantity=4.0, shown="four")
    assert links_of((a, package, guns, radars)) == {
        ("howitzers", "part of", "military aid package"),
        ("radars", "part of", "military aid package"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Norway will send 12 howitzers as part of a $90 million military aid package.",
        "Norway will send 12 howitzers in its latest $90 million military aid package.",
        "Norway announced a $90 million military aid package. The package also includes 12 howitzers.",
        "Norway announced a military aid package worth $90 million which includes 12 howitzers.",
        "Norway will give a military aid package of 12 howitzers worth $90 million.",
    ],
)
def test_words_that_put_a_part_into_its_whole(text):
    a = article("a", text, published="2023-03-01")
    package = give(a, "military aid package", "military aid", amount=90e6)
    guns = give(a, "howitzers", "howitzer", quantity=12.0)
    assert links_of((a, package, guns)) == {("howitzers", "part of", "military aid package")}


@pytest.mark.parametrize(
    "text",
    [
        "Norway will send a $90 million military aid package and 12 howitzers to Ukraine.",
        "Norway will send a $90 million military aid package, as well as 12 howitzers, to Ukraine.",
        "Norway will send a $90 million military aid package, not including 12 howitzers.",
        "Norway will send a $90 million military aid package. The package does not include 12 howitzers.",
        "Norway will send a $90 million military aid package. Spain's includes tents; Norway gives 12 howitzers.",
        "Norway will send a military aid package, including boots, after 12 howitzers for $90 million.",
    ],
)
def test_what_stands_beside_a_package_is_no_part_of_it(text):
    a = article("a", text, published="2023-03-01")
    package = give(a, "military aid package", "military aid", amount=90e6)
    guns = give(a, "howitzers", "howitzer", quantity=12.0)
    assert links_of((a, package, guns)) == set()


def test_another_givers_goods_are_no_part_of_a_package():
    a = article("a", "Norway will send a $90 million military aid package, including 12 howitzers of Spain.")
    package = give(a, "military aid package", "military aid", amount=90e6)
    guns = give(a, "howitzers", "howitzer", quantity=12.0, actor="ESP")
    assert links_of((a, package, guns)) == set()


def test_a_larger_number_is_no_part_of_a_smaller_one():
    a = article("a", "Norway will send 50 vehicles, including 80 tanks, to Ukraine.", published="2023-03-01")
    vehicles = give(a, "vehicles", "armoured vehicle", quantity=50.0)
    assert links_of((a, vehicles, give(a, "tanks", "tank", quantity=80.0))) == set()
    assert links_of((a, vehicles, give(a, "tanks", "tank", quantity=8.0))) == {("tanks", "part of", "vehicles")}


def test_a_share_is_part_of_the_sum_that_it_is_of():
    a = article(
        "a", "Norway will give 30 million in aid, of which 10 million is for medicine.", published="2023-03-01"
    )
    aid = give(a, "aid", "aid", amount=30e6, shown="30 million")
    medicine = give(a, "medicine", "medical supplies", amount=10e6, shown="10 million")
    assert links_of((a, aid, medicine)) == {("medicine", "part of", "aid")}


def test_a_tranche_is_part_of_the_loan():
    a = article("a", "The bank paid a first tranche of the $18 billion loan on Monday.", published="2023-03-01")
    tranche = give(a, "tranche", "aid", amount=3e9, kind="financial", stage="delivered")
    loan = give(a, "loan", "loan", amount=18e9, shown="$18 billion", kind="financial")
    assert links_of((a, tranche, loan)) == {("tranche", "part of", "loan")}


def test_givers_of_one_gift_are_linked_to_the_one_told_first():
    a = article("a", "Norway, Spain and Latvia will together give 12 howitzers.", published="2023-03-01")
    names = ("ESP", "LVA", "NOR")
    pairs = pairs_of(
        (a, *(give(a, "howitzers", "howitzer", quantity=12.0, actor=one, members=names) for one in names))
    )
    links = entry_links(pairs)
    assert {link.relation for link in links} == {"part of"}
    assert len(links) == 2
    assert len({link.b for link in links}) == 1


def test_deliveries_are_parts_of_the_pledge():
    a = article("a", "Norway pledged 13 howitzers.", published="2023-03-01")
    b = article("b", "Norway delivered the first four howitzers of 13.", published="2023-04-01")
    pledge = give(a, "howitzers", "howitzer", quantity=13.0)
    part = give(b, "howitzers", "howitzer", quantity=4.0, stage="delivered")
    pairs = pairs_of((a, pledge), (b, part), apart=True)
    (link,) = entry_links(pairs)
    ids = {entry.stage: entry.id for entry, _ in pairs}
    assert (link.a, link.relation, link.b) == (ids["delivered"], "part of", ids["pledged"])


def test_more_than_was_pledged_is_no_part_of_the_pledge():
    a = article("a", "Norway pledged 13 howitzers.", published="2023-03-01")
    b = article("b", "Norway delivered 40 howitzers.", published="2023-04-01")
    pledge = give(a, "howitzers", "howitzer", quantity=13.0)
    more = give(b, "howitzers", "howitzer", quantity=40.0, stage="delivered")
    assert [link.relation for link in entry_links(pairs_of((a, pledge), (b, more), apart=True))] == ["follows"]


def test_one_sum_in_two_currencies_is_told_twice():
    a = article("a", "Norway gives $107 million in military aid.", published="2023-03-01")
    b = article("b", "Norway gives 100 million euros to Ukraine's army.", published="2023-03-02")
    one = give(a, "military aid", "military aid", amount=107e6, amount_eur=100.2e6, shown="$107 million")
    two = give(b, "army", None, amount=100e6, currency="EUR", amount_eur=100e6, shown="100 million")
    assert [link.relation for link in entry_links(pairs_of((a, one), (b, two), apart=True))] == ["kind of"]


def test_help_in_general_is_told_again_by_what_says_which_help():
    a = article(
        "a", "Norway promised more military aid. It will send 12 howitzers to Ukraine.", published="2023-03-01"
    )
    aid = give(a, "military aid", "military aid")
    assert links_of((a, aid, give(a, "howitzers", "howitzer", quantity=12.0))) == {
        ("howitzers", "kind of", "military aid")
    }


def test_neighbours_of_a_list_are_no_kinds_of_each_other():
    a = article("a", "Norway promised military aid and howitzers to Ukraine.", published="2023-03-01")
    assert links_of((a, give(a, "military aid", "military aid"), give(a, "howitzers", "howitzer"))) == set()


def test_a_pledge_answers_the_nearest_request_before_it():
    a = article("a", "Ukraine asked for howitzers.", published="2023-01-01")
    b = article("b", "Norway will send 12 howitzers.", published="2023-02-01")
    asked = give(a, "howitzers", "howitzer", actor="UKR", stage="requested")
    given_ = give(b, "howitzers", "howitzer", quantity=12.0)
    assert links_of((a, asked), (b, given_)) == {("howitzers", "answers", "howitzers")}


@pytest.mark.parametrize(
    ("day", "item", "item_class"),
    [
        ("2023-12-01", "howitzers", "howitzer"),
        ("2022-12-01", "howitzers", "howitzer"),
        ("2023-02-01", "tanks", "tank"),
    ],
)
def test_what_comes_late_or_before_or_is_something_else_answers_nothing(day, item, item_class):
    a = article("a", "Ukraine asked for howitzers.", published="2023-01-01")
    b = article("b", f"Norway will send 12 {item}.", published=day)
    asked = give(a, "howitzers", "howitzer", actor="UKR", stage="requested")
    assert links_of((a, asked), (b, give(b, item, item_class, quantity=12.0))) == set()


def test_a_new_promise_follows_the_one_before_it():
    told = []
    for number, day in ((100, "2023-01-01"), (275, "2023-02-01"), (400, "2023-03-01")):
        one = article(str(number), f"Norway gives ${number} million in military aid.", published=day)
        told.append(
            (one, give(one, "military aid", "military aid", amount=number * 1e6, shown=f"${number} million"))
        )
    pairs = pairs_of(*told)
    sums = {entry.id: entry.fields["amount"] for entry, _ in pairs}
    follows = {(sums[link.a], link.relation, sums[link.b]) for link in entry_links(pairs)}
    assert follows == {(275e6, "follows", 100e6), (400e6, "follows", 275e6)}


def test_a_running_total_recalls_what_it_adds_up():
    a = article("a", "Norway gives $100 million in military aid.", published="2023-01-01")
    b = article(
        "b", "Norway has sent a total of $900 million in military aid since the invasion.", published="2023-02-01"
    )
    one = give(a, "military aid", "military aid", amount=100e6, shown="$100 million")
    total = give(b, "military aid", "military aid", amount=900e6, stage="delivered", shown="$900 million")
    pairs = pairs_of((a, one), (b, total))
    assert [(link.relation, link.a) for link in entry_links(pairs)] == [
        ("recalls", next(entry.id for entry, _ in pairs if entry.fields["amount"] == 900e6))
    ]


def test_what_is_only_told_of_an_earlier_day_recalls_it():
    a = article("a", "Norway gives $100 million in military aid.", published="2023-01-01")
    b = article("b", "It came on top of the $100 million for arms promised in winter.", published="2023-06-01")
    one = give(a, "military aid", "military aid", amount=100e6, shown="$100 million")
    again = give(b, "arms", "weapon", amount=100e6, recalled=True, shown="$100 million")
    assert [link.relation for link in entry_links(pairs_of((a, one), (b, again), apart=True))] == ["recalls"]


ITEMS = [("military aid", "military aid"), ("howitzers", "howitzer"), ("tanks", "tank"), ("weapons", "weapon")]


@st.composite
def stories(draw):
    """Short reports with one to three promises each, by chance part of each other."""
    told = []
    for number in range(draw(st.integers(1, 5))):
        some = draw(st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3, unique=True))
        joined = draw(st.sampled_from([" including ", " and ", " as part of ", ". The package includes "]))
        text = "Norway sends " + joined.join(item for item, _ in some) + "."
        one = article(f"n{number}", text, published=f"2023-0{draw(st.integers(1, 4))}-0{draw(st.integers(1, 5))}")
        fields = st.fixed_dictionaries(
            {
                "stage": st.sampled_from(["requested", "pledged", "delivered", "refused"]),
                "actor": st.sampled_from(["NOR", "ESP", "UKR"]),
            },
            optional={
                "quantity": st.sampled_from([2.0, 12.0, 40.0]),
                "amount": st.sampled_from([1e6, 5e6, 9e6]),
                "recalled": st.booleans(),
            },
        )
        told.append((one, *(give(one, item, item_class, **draw(fields)) for item, item_class in some)))
    return told


@settings(max_examples=60, deadline=None)
@given(stories(), st.integers(0, 9))
def test_links_hang_together_in_any_order(told, seed):
    pairs = pairs_of(*told)
    links = entry_links(pairs)
    mixed = list(pairs)
    random.Random(seed).shuffle(mixed)
    assert entry_links(mixed) == links
    ids = {entry.id for entry, _ in pairs}
    assert all(link.a in ids and link.b in ids and link.a != link.b and link.reason for link in links)
    assert len({frozenset((link.a, link.b)) for link in links}) == len(links)
    wholes = {link.a: link.b for link in links if link.relation == "part of"}
    for start in wholes:
        seen, at_ = {start}, wholes[start]
        while at_ in wholes:
            assert at_ not in seen
            seen.add(at_)
            at_ = wholes[at_]
        assert at_ not in seen
