"""Dates that leave out their month or their year; 2022-11-29 is a Tuesday."""

from __future__ import annotations

import pytest

from onrecord.language.dates import dated_ends, find_dates

TUESDAY = "2022-11-29"


def told(text: str, published: str | None = TUESDAY) -> list[tuple[str | None, str]]:
    return [(dated_ends(text, one)[0] or None, one.precision) for one in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("They met on the 24th.", "2022-11-24", "day"),
        ("They met on the 30th in Oslo.", "2022-10-30", "day"),
        ("They will meet on the 5th.", "2022-12-05", "day"),
        ("They will meet on the 5th of next month.", "2022-12-05", "day"),
        ("It was delivered in the second quarter.", "2022-04/2022-06", "quarter"),
        ("It will be delivered in the second quarter.", "2023-04/2023-06", "quarter"),
        ("It will be delivered in Q1.", "2023-01/2023-03", "quarter"),
        ("Exports fell in the last quarter.", "2022-07/2022-09", "quarter"),
        ("They gave more in the first half of the year.", "2022-01/2022-06", "range"),
        ("They will finish by year-end.", "../2022-12", "month"),
        ("They will finish by the year's end.", "../2022-12", "month"),
        ("It left at the weekend.", "2022-11-26/2022-11-27", "range"),
        ("It will leave over the weekend.", "2022-12-03/2022-12-04", "range"),
        ("It will run from March to June.", "2023-03/2023-06", "range"),
        ("It ran between March and June.", "2022-03/2022-06", "range"),
        ("It ran between November and February 2022.", "2021-11/2022-02", "range"),
        ("It will come within two weeks.", "../2022-12-13", "week"),
        ("They promised elections within two years.", "../2024-11", "year"),
        ("They agreed on Monday to meet in March.", "2023-03", "month"),
    ],
)
def test_what_is_left_out_is_told_by_the_tense(text: str, iso: str, precision: str) -> None:
    assert told(text)[-1] == (iso, precision)


@pytest.mark.parametrize(
    "text",
    [
        "The 24th brigade holds the ridge.",
        "They met on the 24th floor.",
        "Norway scored twice in the second half.",
        "It is the third quarter of the town.",
        "The year-end report is out.",
        "The weekend was calm.",
        "The trucks arrived within two weeks.",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert told(text) == []


def test_without_a_day_of_publication_they_have_no_value() -> None:
    assert told("They met on the 24th, at the weekend, in the second quarter, by year-end.", None) == [
        (None, "day"),
        (None, "range"),
        (None, "quarter"),
        (None, "month"),
    ]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("She said later on Friday that it was over.", "2022-11-25"),
        ("They agreed to the price cap on Friday.", "2022-11-25"),
        ("They agreed to meet on Friday.", "2022-12-02"),
        ("It lost ground in the past week.", "2022-11-22/2022-11-29"),
        ("It lost ground this past month.", "2022-10-29/2022-11-29"),
    ],
)
def test_the_nearest_verb_tells_which_way_a_day_lies(text: str, iso: str) -> None:
    assert told(text)[-1][0] == iso
