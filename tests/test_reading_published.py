"""Dates of publication: ISO 8601, with the precision they were given in."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import date_lines
from onrecord.reading.date_lines import published_in
from onrecord.reading.published import iso_date


@pytest.mark.parametrize(
    ("given_date", "iso"),
    [
        ("2022-01-02 23:08:33+00:00", "2022-01-02T23:08:33+00:00"),
        ("2022-11-29", "2022-11-29"),
        ("2022-11-29T15:04:05Z", "2022-11-29T15:04:05+00:00"),
        ("2022-11-29T15:04", "2022-11-29T15:04"),
        ("2022-11-29T15:04:05.120+0200", "2022-11-29T15:04:05.120+02:00"),
        ("2022-11", "2022-11"),
        ("2022", "2022"),
        ("20221129", "2022-11-29"),
        ("Nov 29, 2022", "2022-11-29"),
        ("Nov. 29, 2022", "2022-11-29"),
        ("29 November 2022", "2022-11-29"),
        ("29th of November, 2022", "2022-11-29"),
        ("November 2022", "2022-11"),
        ("Tue, 29 Nov 2022 15:04:00 +0100", "2022-11-29T15:04:00+01:00"),
        ("Tuesday, November 29, 2022 at 3:04 p.m. EST", "2022-11-29T15:04-05:00"),
        ("November 29, 2022 12:04 AM", "2022-11-29T00:04"),
        ("29/11/2022", "2022-11-29"),
        ("11/29/2022 03:04 PM", "2022-11-29"),
        ("03/04/2022", None),
        ("2022-02-30", None),
        ("2022-13", None),
        ("31 June 2022", None),
        ("November 29", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_keeps_its_precision_or_is_none(given_date: str, iso: str | None) -> None:
    assert iso_date(given_date) == iso


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1000, 1, 1)))
def test_every_iso_moment_stays_the_same_moment(moment: datetime) -> None:
    found = iso_date(moment.isoformat(sep=" "))
    assert found is not None
    assert datetime.fromisoformat(found) == moment


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_other_text_is_no_error(text: str) -> None:
    value = iso_date(text)
    assert value is None or value[:1].isdigit()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 3 March 2023", "2023-03-03"),
        ("Nov 29, 2022", "2022-11-29"),
        ("Updated 4 March 2023, first published 3 March 2023", "2023-03-03"),
        ("Tue 29 Nov 2022 14.05 GMT", "2022-11-29T14:05+00:00"),
        ("Nov 29, 2022 · 6 min read", "2022-11-29"),
        ("Updated 4 March 2023", None),
        ("Published 3/4/2023", None),
        ("Nov. 29", None),
    ],
)
def test_a_line_of_dates_gives_the_day_of_publication(line: str, day: str | None) -> None:
    found = published_in(line)
    assert found is not None
    assert found[0] == day


@pytest.mark.parametrize("line", ["The law of 3 March 2023", "3 boats", "On 3 March 2023 he left", "2022", "March"])
def test_a_line_with_other_words_is_none(line: str) -> None:
    assert published_in(line) is None


PIECES = st.sampled_from(
    [
        "Published",
        "first published",
        "Nov. 29, 2022",
        "3 March 2023",
        "2022-11-29T15:04Z",
        "3/4/2023",
        "5:30 pm",
        "GMT+1",
        "hours",
        "on",
        "at",
        "Tue",
        "local time",
        "4 min read",
        "The",
        "boats",
        "may",
        "ſat",
        "\u0663",
        "½",
        "-0500",
        "x",
    ]
)
LINES = st.lists(
    st.tuples(PIECES, st.sampled_from([" ", " ", ", ", "", "_", " | ", "\u00a0"])), min_size=1, max_size=6
)


@settings(deadline=None)
@given(LINES.map(lambda pieces: "".join(piece + behind for piece, behind in pieces)))
def test_a_line_of_dates_begins_like_one(line: str) -> None:
    rest = line
    for pattern in ("DATE", "_NUMERIC", "_SHORT_DAY", "_AGO", "_ZONE", "_BESIDE", "_CLOCK", "_LABEL"):
        rest = getattr(date_lines, pattern).sub(" ", rest)
    dates = [getattr(date_lines, pattern).search(line) for pattern in ("DATE", "_NUMERIC", "_SHORT_DAY")]
    short = len(line) <= date_lines.MAX_DATE_LINE
    assert (published_in(line) is not None) == (short and any(dates) and not any(map(str.isalnum, rest)))
