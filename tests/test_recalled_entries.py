"""Entries of commitments that are recalled, due on a day, or whose figure is bounded."""

from __future__ import annotations

from onrecord.model import Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings

ONE = article("one", "Slovenia is thinking about giving Ukraine 28 tanks.", published="2023-01-10")
TWO = article("two", "Slovenia, which promised Ukraine 28 tanks, has said nothing since.", published="2023-03-01")


def tanks(source, **fields):
    return commitment(
        source, "tanks", **{"item_class": "tank", "quantity": 28.0, "actor": "SVN", "shown": "28"} | fields
    )


def only(*found):
    (entry,) = reconcile([source for source, _ in found], [findings(*each) for each in found], Trace()).entries
    return entry


def test_a_recalled_finding_lifts_no_stage_and_dates_no_rung():
    entry = only((ONE, tanks(ONE, stage="considered")), (TWO, tanks(TWO, stage="pledged", recalled=True)))
    assert entry.stage == "considered"
    assert {rung.stage: rung.date for rung in entry.ladder} == {"considered": "2023-01-10", "pledged": None}
    assert entry.fields["recalled"] is False


def test_what_is_only_recalled_stands_as_it_is_told():
    entry = only((TWO, tanks(TWO, recalled=True, date="2022-12")))
    assert (entry.stage, entry.fields["recalled"], entry.fields["date"]) == ("pledged", True, "2022-12")
    assert [rung.date for rung in entry.ladder] == ["2022-12"]


def test_a_promise_stands_on_the_day_when_it_was_made_not_when_it_is_due():
    entry = only((ONE, tanks(ONE, date="../2023-03", said_on="2023-01-09")))
    assert [rung.date for rung in entry.ladder] == ["2023-01-09"]
    entry = only((ONE, tanks(ONE, date="../2023-03")))
    assert [rung.date for rung in entry.ladder] == ["2023-01-10"]
    entry = only((ONE, tanks(ONE, stage="delivered", date="2022-12/..")))
    assert [rung.date for rung in entry.ladder] == ["2022-12"]


def test_the_bound_of_a_figure_comes_with_the_figure_that_stands():
    entry = only((ONE, tanks(ONE, quantity_bound="at most", quantity_high=28.0)))
    assert (entry.fields["quantity"], entry.fields["quantity_bound"], entry.fields["quantity_high"]) == (
        28,
        "at most",
        28,
    )
    ranged = tanks(ONE, quantity=None, quantity_bound="range", quantity_low=20.0, quantity_high=28.0)
    entry = only((ONE, ranged))
    assert (entry.fields["quantity"], entry.fields["quantity_low"], entry.fields["quantity_high"]) == (None, 20, 28)


def test_sums_at_two_days_rates_are_one_sum():
    first = commitment(
        ONE, "tanks", actor="SVN", item_class="tank", amount=1e6, currency="USD", amount_eur=9.3e5, shown="28"
    )
    second = commitment(
        TWO, "tanks", actor="SVN", item_class="tank", amount=1e6, currency="USD", amount_eur=9.4e5, shown="28"
    )
    entry = only((ONE, first), (TWO, second))
    assert (entry.fields["amount"], entry.fields["amount_eur"]) == (1e6, 9.3e5)


def test_a_value_that_only_a_recalling_report_gives_still_stands():
    told = commitment(
        TWO, "tanks", actor="SVN", item_class="tank", quantity=28.0, recalled=True, date="2022-12", shown="28"
    )
    entry = only((ONE, tanks(ONE, stage="considered", date=None)), (TWO, told))
    assert entry.fields["date"] == "2022-12"
    assert entry.fields["recalled"] is False
