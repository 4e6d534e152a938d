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
