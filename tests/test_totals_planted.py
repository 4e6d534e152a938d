"""Totals: planted stories in which something could be counted twice, and what holds for every total."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import rule
from onrecord.errors import BadInput
from onrecord.model import STAGES, Backing, Entry, EntryLink, FieldValue, Rung, Trace
from onrecord.reconciliation import reconcile
from onrecord.record import Counted, Selection, open_record, writing
from onrecord.record.draft import draft_of, put_in_place
from onrecord.record.totals.counting import ways
from onrecord.record.totals.periods import decisive_day, month, quarter, year
from reconciliation_values import article, findings, traced
from ruling_values import world, write
from test_links import give


@pytest.fixture
def totals_of(tmp_path):
    """A record over (article, finding ...) tuples, as a run writes it, and its totals."""

    def made(told, by=("actor",), trace=None, measure="money", **filters):
        articles = [source for source, *_ in told]
        found = [findings(source, *some) for source, *some in told]
        trace = trace or Trace()
        result = reconcile(articles, found, trace)
        path = tmp_path / "r.db"
        path.unlink(missing_ok=True)
        with draft_of(path) as gate:
            with gate.transaction("write"):
                for one, some in zip(articles, found, strict=True):
                    writing.write_article(gate, one, some)
                writing.write_trace(gate, trace)
                texts = {one.id: one.text for one in articles}
                writing.write_entries(gate, result.entries, texts)
                writing.write_links(gate, result.links)
                writing.write_disagreements(gate, result.disagreements, texts)
                writing.write_meta(gate, {"rules": "of the test"})
            put_in_place(gate, path)
        with open_record(path) as record:
            return record.totals(by, Selection(**filters), measure)

    return made


def only(totals):
    (total,) = totals
    return total


def reasons(total):
    return sorted(one.reason for one in total.left_out)


def test_forty_copies_are_counted_once(totals_of):
    text = "Norway gives $100 million in military aid to Ukraine, its ministry said on Monday in Oslo."
    wire = [article(f"n{n:02}", text, published=f"2023-03-0{1 + n % 3}", outlet=f"Paper {n}") for n in range(40)]
    told = [(one, give(one, "military aid", "military aid", amount=100e6, shown="$100 million")) for one in wire]
    total = only(totals_of(told, trace=traced(*((wire[0], one) for one in wire[1:]))))
    assert total.sums == {"USD": 100e6}
    assert len(total.counted) == 1
    assert total.copies == 39


def test_a_package_is_counted_without_its_parts(totals_of):
    a = article(
        "a",
        "Norway gives a $90 million military aid package, including 12 howitzers and $20 million for fuel.",
        published="2023-03-01",
    )
    told = [
        (
            a,
            give(a, "military aid package", "military aid", amount=90e6, shown="$90 million"),
            give(a, "howitzers", "howitzer", quantity=12.0, shown="12"),
            give(a, "fuel", "fuel", amount=20e6, shown="$20 million"),
        )
    ]
    money = only(totals_of(told))
    assert money.sums == {"USD": 90e6}
    assert reasons(money) == ["no figure", "part of a counted whole"]
    assert only(totals_of(told, measure="goods")).sums == {"howitzer": 12.0}
    assert only(totals_of(told, item="fuel")).sums == {"USD": 20e6}


def test_a_gift_of_three_states_is_counted_once(totals_of):
    a = article("a", "Norway, Spain and Latvia will together give 12 howitzers to Ukraine.", published="2023-03-01")
    names = ("ESP", "LVA", "NOR")
    guns = [give(a, "howitzers", "howitzer", quantity=12.0, shown="12", actor=one, members=names) for one in names]
    total = only(totals_of([(a, *guns)], by=(), measure="goods"))
    assert total.sums == {"howitzer": 12.0}
    assert reasons(total) == ["joint gift counted once"] * 2
    assert "joint gift" in total.counted[0].why
    for name in names:
        assert only(totals_of([(a, *guns)], actor=name, measure="goods")).sums == {"howitzer": 12.0}


def test_requested_then_pledged_then_delivered_in_parts_is_counted_once(totals_of):
    days = ("2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01")
    texts = (
        "Ukraine asked Norway for howitzers.",
        "Norway will send Ukraine 14 howitzers.",
        "Norway delivered four of the 14 howitzers to Ukraine.",
        "Norway delivered the other 10 of the 14 howitzers to Ukraine.",
    )
    a, b, c, d = (article(name, text, published=day) for name, text, day in zip("abcd", texts, days, strict=True))
    told = [
        (a, give(a, "howitzers", "howitzer", actor="UKR", stage="requested")),
        (b, give(b, "howitzers", "howitzer", quantity=14.0, shown="14")),
        (c, give(c, "howitzers", "howitzer", quantity=4.0, shown="four", stage="delivered")),
        (d, give(d, "howitzers", "howitzer", quantity=10.0, shown="10", stage="delivered")),
    ]
    total = only(totals_of(told, by=(), measure="goods"))
    assert total.sums == {"howitzer": 14.0}
    assert "superseded stage" in reasons(total)


def test_one_sum_in_two_currencies_is_counted_once(totals_of):
    a = article("a", "Norway gives $107 million in military aid.", published="2023-03-01")
    b = article("b", "Norway gives military aid worth 100 million euros.", published="2023-03-02")
    fields = {"amount_eur": 100e6, "amount_usd": 107e6, "rate_day": "2023-03-01"}
    one = give(a, "military aid", "military aid", amount=107e6, shown="$107 million", **fields)
    two = give(b, "military aid", "military aid", amount=100e6, currency="EUR", shown="100 million", **fields)
    total = only(totals_of([(a, one), (b, two)]))
    assert (total.eur, total.usd) == (100e6, 107e6)


def test_a_new_pledge_is_counted_beside_the_old_one(totals_of):
    a = article("a", "Norway gives $100 million in military aid.", published="2023-01-01")
    b = article("b", "Norway gives another $275 million in military aid.", published="2023-03-01")
    one = give(a, "military aid", "military aid", amount=100e6, shown="$100 million")
    two = give(b, "military aid", "military aid", amount=275e6, shown="$275 million", additional=True)
    assert only(totals_of([(a, one), (b, two)])).sums == {"USD": 375e6}


def test_what_is_told_again_as_of_an_earlier_day_is_counted_once(totals_of):
    a = article("a", "Norway gives $100 million in military aid.", published="2023-01-01")
    b = article("b", "It came on top of the $100 million for arms promised in winter.", published="2023-12-01")
    one = give(a, "military aid", "military aid", amount=100e6, shown="$100 million")
    again = give(b, "arms", "weapon", amount=100e6, recalled=True, shown="$100 million")
    assert only(totals_of([(a, one), (b, again)])).sums == {"USD": 100e6}


def test_a_running_total_is_not_added_to_what_it_adds_up(totals_of):
    a = article("a", "Norway gives $100 million in military aid.", published="2023-01-01")
    b = article("b", "Norway has sent a total of $900 million in military aid so far.", published="2023-02-01")
    one = give(a, "military aid", "military aid", amount=100e6, shown="$100 million")
    sum_ = give(b, "military aid", "military aid", amount=900e6, stage="delivered", shown="$900 million")
    total = only(totals_of([(a, one), (b, sum_)]))
    assert total.sums == {"USD": 100e6}
    assert reasons(total) == ["recalled only"]


def test_a_rounded_figure_is_no_second_one(totals_of):
    a = article("a", "Norway gives $2.57 billion in military aid.", published="2023-03-01")
    b = article("b", "Norway gives $2.6 billion for arms.", published="2023-03-02")
    one = give(a, "military aid", "military aid", amount=2.57e9, shown="$2.57 billion")
    two = give(b, "arms", "weapon", amount=2.6e9, shown="$2.6 billion")
    total = only(totals_of([(a, one), (b, two)]))
    assert len(total.counted) == 1
    assert total.sums["USD"] in (2.57e9, 2.6e9)


def test_talk_and_requests_promise_nothing_unless_asked_for(totals_of):
    told = []
    for number, stage in enumerate(("requested", "considered", "refused", "pledged")):
        one = article(f"n{number}", f"Norway: ${number + 1} million for tents.", published=f"2023-0{number + 1}-01")
        fields = {
            "actor": f"N{number}",
            "recipient": f"R{number}",
            "stage": stage,
            "amount": (number + 1) * 1e6,
            "shown": f"${number + 1} million",
        }
        told.append((one, give(one, "tents", "shelter and household goods", **fields)))
    total = only(totals_of(told, by=()))
    assert total.sums == {"USD": 4e6}
    assert reasons(total) == ["another stage"] * 3
    assert only(totals_of(told, by=(), stage="considered")).sums == {"USD": 2e6}


def test_money_without_a_currency_and_figures_without_a_number_are_left_out(totals_of):
    told = []
    for number, fields in enumerate(
        ({"amount": 1e6, "currency": None}, {"amount_bound": "undisclosed"}, {"quantity": 3.0}, {"amount": 2e6})
    ):
        one = article(f"n{number}", "Tents for Ukraine.", published=f"2023-0{number + 1}-01")
        told.append((one, give(one, "Tents", "shelter and household goods", actor=f"N{number}", **fields)))
    total = only(totals_of(told, by=()))
    assert total.sums == {"USD": 2e6}
    assert reasons(total) == ["no figure", "unresolved currency", "vague or undisclosed"]


def test_groups_are_told_by_their_names_and_periods_in_order(totals_of):
    told = []
    for number, (actor, day) in enumerate((("NOR", "2023-05-02"), ("NOR", "2023-01-02"), ("ESP", "2023-01-03"))):
        one = article(f"n{number}", f"Here are $ {number + 7} million for tents.", published=day)
        shown = f"$ {number + 7} million"
        told.append((one, give(one, "tents", "tent", actor=actor, amount=(number + 7) * 1e6, shown=shown)))
    groups = [dict(total.group) for total in totals_of(told, by=("quarter", "actor"))]
    assert [group["quarter"] for group in groups] == ["2023-Q1", "2023-Q1", "2023-Q2"]
    assert {group["actor"] for group in groups[:2]} == {"NOR", "ESP"}


def test_unknown_names_are_refused(totals_of):
    with pytest.raises(BadInput, match="by 'colour'"):
        totals_of([], by=("colour",))
    with pytest.raises(BadInput, match="measure 'sound'"):
        totals_of([], measure="sound")
    with pytest.raises(BadInput, match="once"):
        totals_of([], by=("actor", "actor"))


def entry(name, stage="pledged", **given_):
    """A bare entry for the rules of counting."""
    values, backing = given_.pop("values", ()), given_.pop("backing", ())
    ladder = (Rung(stage, given_.pop("day", "2023-03-01"), ("a",)),) if stage else ()
    fields = MappingProxyType({"actor": "NOR", "recipient": "UKR", "currency": "USD", **given_})
    return Entry(name, "commitment", fields, stage, ladder, ("a",), ("wire:X",), (name,), (), backing, values)


def test_a_figure_in_dispute_is_counted_with_its_range():
    values = tuple(
        FieldValue("amount", {"amount": value, "currency": "USD"}, value == 26.0, "", (), ())
        for value in (26.0, 28.0)
    )
    one = entry("e-1", amount=26.0, values=values)
    disputed = ways([one], [], "money", ("pledged",), {"e-1"})["e-1"]
    assert (disputed.value, disputed.low, disputed.high) == (26.0, 26.0, 28.0)
    settled = ways([one], [], "money", ("pledged",), set())["e-1"]
    assert (settled.low, settled.high) == (None, None)


@pytest.mark.parametrize("why", ["a part of it", "taken back"])
def test_a_part_or_a_figure_taken_back_does_not_widen_the_range(why):
    values = (
        FieldValue("amount", {"amount": 26.0, "currency": "USD"}, True, "most origins", (), ()),
        FieldValue("amount", {"amount": 28.0, "currency": "USD"}, False, "another stands", (), ()),
        FieldValue("amount", {"amount": 4.0, "currency": "USD"}, False, why, (), ()),
    )
    disputed = ways([entry("e-1", amount=26.0, values=values)], [], "money", ("pledged",), {"e-1"})["e-1"]
    assert (disputed.low, disputed.high) == (26.0, 28.0)


def test_copies_are_told_by_origin():
    backing = (Backing("wire:X", None, ("a", "b", "c"), ()), Backing("outlet:Y", None, ("d",), ()))
    one = ways([entry("e-1", amount=1.0, backing=backing)], [], "money", ("pledged",), set())["e-1"]
    assert one.copies == {"wire:X": 2}


def test_a_circle_of_links_leaves_one_to_be_counted():
    three = [entry(f"e-{n}", amount=1.0) for n in range(3)]
    links = [EntryLink(f"e-{n}", f"e-{(n + 1) % 3}", "part of", "r") for n in range(3)]
    decided = ways(three, links, "money", ("pledged",), set())
    assert [type(decided[one.id]) is Counted for one in three] == [True, False, False]


def test_a_part_of_a_part_is_held_by_the_whole():
    three = [entry(f"e-{n}", amount=3.0 - n) for n in range(3)]
    links = [EntryLink("e-2", "e-1", "part of", "r"), EntryLink("e-1", "e-0", "part of", "r")]
    decided = ways(three, links, "money", ("pledged",), set())
    assert [getattr(decided[one.id], "instead", None) for one in three] == [None, "e-0", "e-0"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2023-03-31", ("2023-03", "2023-Q1", "2023")),
        ("2023-04", ("2023-04", "2023-Q2", "2023")),
        ("2023", (None, None, "2023")),
        ("2022-12-30/2023-01-02", (None, None, None)),
        ("2022-11-01/2022-11-30", ("2022-11", "2022-Q4", "2022")),
        ("../2023-10", ("2023-10", "2023-Q4", "2023")),
        (None, (None, None, None)),
    ],
)
def test_the_period_of_a_day(day, told):
    assert (month(day), quarter(day), year(day)) == told


def test_a_promise_belongs_to_the_day_when_it_was_first_made():
    rungs = (
        Rung("requested", "2022-12-01", ()),
        Rung("pledged", "2023-01-05", ()),
        Rung("delivered", "2023-06-01", ()),
    )
    made = Entry("e-1", "commitment", {}, "delivered", rungs, (), (), ())
    assert decisive_day(made) == "2023-01-05"
    asked = Entry("e-1", "commitment", {}, "requested", rungs[:1], (), (), ())
    assert decisive_day(asked) == "2022-12-01"


NAMES = st.sampled_from([f"e-{n}" for n in range(8)])


@st.composite
def records(draw):
    """Entries with whatever figures, and whatever links between them."""
    numbers = st.none() | st.sampled_from([1.0, 2.5, 40.0])
    some = [
        entry(
            name,
            draw(st.none() | st.sampled_from(STAGES)),
            amount=draw(numbers),
            quantity=draw(numbers),
            currency=draw(st.sampled_from(["USD", "EUR", None])),
            actor=draw(st.sampled_from(["NOR", "ESP", None])),
            item_class=draw(st.sampled_from(["tank", "aid", None])),
            recalled=draw(st.booleans()),
        )
        for name in sorted(draw(st.sets(NAMES, min_size=1)))
    ]
    relations = st.sampled_from(["part of", "kind of", "answers", "follows", "recalls"])
    links = draw(st.lists(st.builds(EntryLink, NAMES, NAMES, relations, st.just("r")), max_size=8))
    return some, [link for link in links if link.a != link.b]


@settings(max_examples=200, deadline=None)
@given(records(), st.sampled_from(["money", "goods"]))
def test_every_entry_is_counted_or_left_out_and_never_for_something_that_is_not_counted(made, measure):
    some, links = made
    decided = ways(some, links, measure, ("pledged", "delivered"), set())
    assert decided.keys() == {one.id for one in some}
    assert all(one.entry == id_ for id_, one in decided.items())
    held = {"part of a counted whole", "told more broadly elsewhere", "joint gift counted once"}
    for one in decided.values():
        if not isinstance(one, Counted) and one.reason in held:
            assert isinstance(decided[one.instead], Counted)
    assert ways(some[::-1], links[::-1], measure, ("pledged", "delivered"), set()) == decided


@settings(max_examples=25, deadline=None)
@given(made=records(), by=st.sets(st.sampled_from(["actor", "stage", "item", "quarter", "kind"])))
def test_groups_add_up_to_the_whole(made, by, tmp_path_factory):
    path = tmp_path_factory.mktemp("t") / "r.db"
    some, links = made
    a = article("a", "Nothing.", published="2023-03-01")
    found = give(a, "Nothing", None)
    ids = {one.id for one in some}
    with draft_of(path) as gate:
        with gate.transaction("write"):
            writing.write_article(gate, a, findings(a, found))
            texts = {"a": a.text}
            bare = [
                Entry(e.id, e.type, e.fields, e.stage, e.ladder, ("a",), ("wire:X",), (found.id,)) for e in some
            ]
            writing.write_entries(gate, bare, texts)
            known = {(link.a, link.b, link.relation): link for link in links if {link.a, link.b} <= ids}
            writing.write_links(gate, tuple(known.values()))
            writing.write_meta(gate, {"rules": "of the test"})
        put_in_place(gate, path)
    with open_record(path) as record:
        whole = record.totals((), Selection(), "money")
        parts = record.totals(sorted(by), Selection(), "money")
    sums: dict[str, float] = {}
    for total in parts:
        for unit, value in total.sums.items():
            sums[unit] = sums.get(unit, 0) + value
    assert sums == pytest.approx(dict(only(whole).sums))
    listed = [one.entry for total in parts for one in (*total.counted, *total.left_out)]
    assert sorted(listed) == sorted(ids)
    assert len({tuple(total.group.items()) for total in parts}) == len(parts)


def test_what_a_ruling_rejects_is_left_out_and_named_once(tmp_path):
    path = write(tmp_path / "r.db", *world())
    with open_record(path) as record:
        before = only(record.totals((), Selection(item="howitzer"), "goods"))
        id_ = before.counted[0].entry
    rule(path, "reject", id_, by="Ada Lind", why="read it myself")
    with open_record(path) as record:
        after = only(record.totals((), Selection(item="howitzer"), "goods"))
    rejected = [one for one in after.left_out if one.reason == "rejected by a ruling"]
    assert [one.why for one in rejected] == ["Ada Lind: read it myself"]
    assert rejected[0].value in before.sums.values()
    assert id_ not in {one.entry for one in after.counted}
