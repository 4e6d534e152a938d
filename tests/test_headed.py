"""Lists under headings: the heading gives the stage, the giver or both to the lines below it."""

from __future__ import annotations

import pytest

from onrecord.extraction import extract
from onrecord.language import analyse
from onrecord.language.headings import headings
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def commitments(text: str) -> list[Commitment]:
    article = article_from_text(text, published="2023-05-03")
    return list(extract(article, next(iter(analyse([article])))).commitments)


def rows(text: str) -> set[tuple[str | None, str | None, float | None]]:
    return {(one.actor, one.stage, one.quantity) for one in commitments(text) if one.quantity is not None}


def test_a_heading_gives_its_stage_to_the_lines_below_it() -> None:
    text = (
        "German weapons: the list\n\nDelivered:\n* 14 tanks\n* 30 howitzers\n\nPledged:\n* 20 armoured vehicles\n"
    )
    assert rows(text) == {("DEU", "delivered", 14), ("DEU", "delivered", 30), ("DEU", "pledged", 20)}
    proof = next(one for one in commitments(text) if one.quantity == 14).evidence["stage"]
    assert [text[span.begin : span.end] for span in proof.spans] == ["Delivered"]


def test_a_heading_names_the_giver_of_the_lines_below_it() -> None:
    text = "What the allies send\n\nGermany:\n- 14 tanks\n- 30 howitzers\n\nPoland:\n- 240 tanks\n"
    assert {(actor, quantity) for actor, _, quantity in rows(text)} == {("DEU", 14), ("DEU", 30), ("POL", 240)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aid\n\nNorway:\nDelivered:\n- 8 tanks\nPledged:\n- 4 howitzers\n", {("delivered", 8), ("pledged", 4)}),
        ("Aid\n\nSent:\nNorway:\n- 8 tanks\nOrdered:\nNorway:\n- 4 guns\n", {("shipped", 8), ("contracted", 4)}),
    ],
)  # fmt: skip
def test_headings_over_headings_are_read_together(text: str, expected: set[tuple[str, float]]) -> None:
    assert {(stage, quantity) for actor, stage, quantity in rows(text) if actor == "NOR"} == expected


def test_lines_under_losses_are_no_commitments() -> None:
    assert rows("Germany helps\n\nLosses:\n* 14 tanks\n* 30 howitzers\n") == set()


def test_prose_ends_the_lines_under_a_heading() -> None:
    lines = [("Sent:", 0), ("* 4 tanks", 1), ("It rained all day.", 2), ("* 9 jets", 3)]
    assert list(headings(lines)) == [None, 0, None, None]


def test_a_sentence_of_prose_is_no_heading() -> None:
    lines = [("Norway sends tanks", 0), ("The government said so.", 1), ("Oslo had refused.", 2)]
    assert list(headings(lines)) == [None, None, None]
