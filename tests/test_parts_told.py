"""Parts beside their wholes: whose part a count is, and that it is no other figure."""

from __future__ import annotations

import pytest

from onrecord.model import Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings


def of_one_article(text: str, *told, **given):
    """The entries of one article with several commitments, each a word that stands for its item, and its values."""
    source = article("a", text, **given)
    return reconcile(
        [source], [findings(source, *(commitment(source, item, **values) for item, values in told))], Trace()
    )


PLEDGE = {"item_class": "howitzer", "quantity": 12.0, "shown": "12", "date": "2023-02"}
CAME = {"item_class": "howitzer", "quantity": 3.0, "shown": "Three", "stage": "delivered"}
MORE = {"item_class": "howitzer", "quantity": 9.0, "shown": "nine", "additional": True, "date": "2023-04-10/.."}


def test_what_came_before_a_promise_is_no_part_of_it():
    reconciled = of_one_article(
        "Slovakia will send nine more guns. It pledged 12 howitzers in February. Three cannons came in March.",
        ("guns", MORE),
        ("howitzers", PLEDGE),
        (
            "cannons",
            {
                "item_class": "howitzer",
                "quantity": 3.0,
                "shown": "Three",
                "stage": "delivered",
                "date": "2023-03-20",
            },
        ),
        published="2023-04-10",
    )
    (whole,) = [entry for entry in reconciled.entries if entry.fields["quantity"] == 12.0]
    assert [(rung.stage, rung.quantity, rung.of) for rung in whole.ladder] == [
        ("pledged", None, None),
        ("delivered", 3.0, 12.0),
    ]


def test_a_promise_of_a_month_stands_before_what_came_in_it():
    reconciled = of_one_article(
        "It pledged 12 howitzers in February. Three cannons came on February 20.",
        ("howitzers", PLEDGE),
        (
            "cannons",
            {
                "item_class": "howitzer",
                "quantity": 3.0,
                "shown": "Three",
                "stage": "delivered",
                "date": "2023-02-20",
            },
        ),
        published="2023-04-10",
    )
    (entry,) = reconciled.entries
    assert [rung.stage for rung in entry.ladder] == ["pledged", "delivered"]


@pytest.mark.parametrize(
    ("part", "stage"),
    [
        ("Three howitzers have arrived in Ukraine.", "delivered"),
        ("The remaining three howitzers are on the way to it.", "pledged"),
    ],
)
def test_a_part_and_its_whole_are_no_two_figures(part: str, stage: str):
    first = article("a", "Slovakia pledged 12 howitzers to Ukraine.", published="2023-04-10", outlet="The Gate")
    second = article("b", part, published="2023-04-11", outlet="The Post")
    shown = "Three" if "Three" in part else "three"
    values = {"item_class": "howitzer", "quantity": 3.0, "shown": shown, "stage": stage}
    told = [
        findings(first, commitment(first, "howitzers", item_class="howitzer", quantity=12.0, shown="12")),
        findings(second, commitment(second, "howitzers", **values)),
    ]
    assert reconcile([first, second], told, Trace()).disagreements == ()
