"""Targets: shares of national product, who meets them, who promises, asks for or refuses them, and until when."""

from __future__ import annotations

import pytest

from onrecord.extraction import extract
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def targets(text: str) -> list[Commitment]:
    article = article_from_text(text, published="2023-05-10")
    found = extract(article, next(iter(analyse([article]))))
    return [one for one in found.commitments if one.kind == "target"]


@pytest.mark.parametrize(
    ("text", "actor", "stage", "quantity"),
    [
        ("Poland spends 4% of GDP on defence.", "POL", None, 4.0),
        ("Estonia will spend 3% of GDP on defence.", "EST", "pledged", 3.0),
        ("Italy promised to meet NATO's 2% target.", "ITA", "pledged", 2.0),
        ("Spain refused to spend 5% of GDP on defence.", "ESP", "refused", 5.0),
        ("Italy will not spend 5% of GDP on defence.", "ITA", "refused", 5.0),
        ("Latvia has raised defence spending to 2.4% of GDP.", "LVA", None, 2.4),
    ],
)
def test_a_target_has_a_stage_only_where_somebody_stands_to_it(
    text: str, actor: str, stage: str | None, quantity: float
) -> None:
    (target,) = targets(text)
    assert (target.actor, target.stage, target.quantity, target.unit) == (actor, stage, quantity, "% of GDP")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Only 11 of the 31 allies meet the 2% target.", "11 of the 31 allies"),
        ("Nine of NATO's 30 members spend 2% of GDP on defence.", "Nine of NATO's 30 members"),
    ],
)
def test_a_counted_group_meets_a_target_under_its_own_words(text: str, name: str) -> None:
    (target,) = targets(text)
    assert (target.actor, target.actor_name, target.stage) == (None, name, None)
    (span,) = target.evidence["actor_name"].spans
    assert text[span.begin : span.end] == name


def test_everyone_who_meets_a_target_has_a_row() -> None:
    found = targets("Greece, Estonia and Poland meet the 2% defence target.")
    assert {target.actor for target in found} == {"GRC", "EST", "POL"}
    assert {target.quantity for target in found} == {2.0}


@pytest.mark.parametrize(
    "text",
    [
        "Belgium missed NATO's 2% target again.",
        "Italy does not spend 2% of GDP on defence.",
        "Canada has failed to meet the 2% defence target.",
    ],
)
def test_who_stays_below_a_target_does_not_meet_it(text: str) -> None:
    assert targets(text) == []


def test_the_year_until_which_a_target_is_promised_is_its_date() -> None:
    (target,) = targets("The Dutch government pledged to raise defence spending to 2.5% of GDP by 2030.")
    assert (target.stage, target.date) == ("pledged", "../2030")
    assert target.evidence["date"].how == "stated"


def test_a_percentage_target_is_a_share_only_where_the_text_speaks_of_defence() -> None:
    assert targets("Poland and the central bank meet the 2% target.") == []


@pytest.mark.parametrize(
    ("text", "actor", "stage", "quantity"),
    [
        ("Warsaw raised defence spending again. It will reach 5% by 2026.", "POL", "pledged", 5.0),
        ("Defence budgets are growing. Madrid rejected a goal of 3 percent.", "ESP", "refused", 3.0),
        ("Lithuania is going to raise defence spending to 3% of GDP.", "LTU", "pledged", 3.0),
        ("Finland's defence budget is 2.4% of GDP.", "FIN", None, 2.4),
        ("Italy's military spending stands at 1.5% of GDP.", "ITA", None, 1.5),
    ],
)
def test_a_percentage_alone_is_a_share_where_the_passage_speaks_of_spending(
    text: str, actor: str, stage: str | None, quantity: float
) -> None:
    (target,) = targets(text)
    assert (target.actor, target.stage, target.quantity, target.unit) == (actor, stage, quantity, "% of GDP")


@pytest.mark.parametrize(
    "text",
    [
        "Military spending rose. Russia's central bank raised its rate to 12%.",
        "Defence spending was debated. The party got 12% in May.",
        "Defence budgets are growing. Italy gave 30% of its tanks to Ukraine.",
        "Military spending rose. Inflation in Norway rose by 2% in May.",
    ],
)
def test_a_percentage_of_something_else_is_no_target(text: str) -> None:
    assert targets(text) == []


def test_shares_side_by_side_have_their_own_spenders_and_purposes() -> None:
    found = targets("Poland spends 4% of GDP on defence, Greece 3.5% and Estonia 2.9%.")
    assert {(one.actor, one.quantity) for one in found} == {("POL", 4.0), ("GRC", 3.5), ("EST", 2.9)}
    found = targets("Norway spends 2.2% of GDP on defence and 1% on aid.")
    assert {(one.quantity, one.item) for one in found} == {(2.2, "defence"), (1.0, "aid")}
