"""Who is still to ratify: a report that names one of two does not let the other be forgotten."""

from __future__ import annotations

from onrecord.model import Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, findings, step


def standing(*told):
    """The standing list of a bid from (day, outstanding, count, of) of one article each."""
    articles, found = [], []
    for number, (day, outstanding, count, of) in enumerate(told):
        source = article(f"a{number}", "Sweden waits.", published=day, outlet=f"Post {number}")
        articles.append(source)
        values = {"outstanding": outstanding, "count": count, "of": of}
        found.append(findings(source, step(source, "SWE", "ratification", "Sweden", **values)))
    (entry,) = reconcile(articles, found, Trace()).entries
    return entry.fields["outstanding"]


def test_a_report_on_one_of_two_leaves_the_other_outstanding():
    counted = ("2023-01-30", ("HUN", "TUR"), 28, 30)
    assert standing(counted, ("2023-06-14", ("HUN",), None, None)) == ["HUN", "TUR"]


def test_a_later_count_lets_who_has_ratified_go():
    counted = ("2023-01-30", ("HUN", "TUR"), 28, 30)
    assert standing(counted, ("2023-03-31", ("HUN",), 29, 30)) == ["HUN"]


def test_a_list_is_not_filled_up_by_more_than_the_count_leaves():
    earlier = ("2022-09-01", ("CZE", "HUN", "SVK", "TUR"), 26, 30)
    counted = ("2023-01-30", ("HUN", "TUR"), 28, 30)
    assert standing(earlier, counted, ("2023-06-14", ("HUN",), None, None)) == ["HUN", "TUR"]


def test_without_a_count_the_last_word_stands():
    assert standing(("2023-01-30", ("HUN", "TUR"), None, None), ("2023-06-14", ("HUN",), None, None)) == ["HUN"]
