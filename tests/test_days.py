"""The days of steps, as SQL chooses by them and as Python orders by them."""

from __future__ import annotations

import sqlite3

import pytest

from onrecord.record.conditions import first_day, last_day
from onrecord.record.days import ends


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2023-03-17", "2023-03-17", "2023-03-17"),
        ("2023-03", "2023-03-01", "2023-03-31"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2022-12-12/2022-12-18", "2022-12-12", "2022-12-18"),
        ("2022-12-12T19:40:00+00:00", "2022-12-12", "2022-12-12"),
        ("2022-06/..", "2022-06-01", "9999-12-31"),
    ],
)
def test_a_date_has_the_same_ends_in_sql_and_in_python(day, first, last):
    told = sqlite3.connect(":memory:").execute(f"SELECT {first_day('?1')}, {last_day('?1')}", (day,)).fetchone()
    assert told == ends(day) == (first, last)


def test_a_day_that_is_open_at_its_beginning_comes_before_every_day():
    begin, last = ends("../2022-06-30")
    assert begin < "0000-01-01"
    assert last == "2022-06-30"
    told = sqlite3.connect(":memory:").execute(f"SELECT {first_day('?1')}", ("../2022-06-30",)).fetchone()[0]
    assert told < "0000-01-01"
