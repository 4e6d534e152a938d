"""Dates against the day of publication; 2022-11-29 is a Tuesday."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.dates import dated_ends, find_dates

TUESDAY = "2022-11-29"


def only(text: str, published: str | None = TUESDAY) -> tuple[str | None, str, str]:
    (mention,) = find_dates(text, published)
    return mention.iso, mention.precision, mention.how


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("November 29, 2022", "2022-11-29", "day"),
        ("29 November 2022", "2022-11-29", "day"),
        ("Tuesday, Nov. 29, 2022", "2022-11-29", "day"),
        ("2022-11-28", "2022-11-28", "day"),
        ("July 2023", "2023-07", "month"),
        ("in 2008", "2008", "year"),
        ("early October 2022", "2022-10-01/2022-10-10", "range"),
        ("24-25 November 2022", "2022-11-24/2022-11-25", "range"),
        ("first half of 2023", "2023-01/2023-06", "range"),
        ("the fourth quarter of 2022", "2022-10/2022-12", "quarter"),
        ("2014-2020", "2014/2020", "range"),
        ("early 2023", "2023-01/2023-04", "range"),
        ("winter of 2022", "2022-12/2023-02", "season"),
        ("between 2023 and 2027", "2023/2027", "range"),
        ("from 2023 to 2027", "2023/2027", "range"),
    ],
)
def test_an_absolute_date_needs_no_publication_day(text: str, iso: str, precision: str) -> None:
    assert only(text, None) == (iso, precision, "absolute")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("They met on Tuesday.", "2022-11-29"),
        ("They met on Friday.", "2022-11-25"),
        ("They met last Tuesday.", "2022-11-22"),
        ("They will meet on Thursday.", "2022-12-01"),
        ("They will meet on Tuesday.", "2022-11-29"),
        ("They will meet next Tuesday.", "2022-12-06"),
        ("It will send tanks, the minister said on Friday.", "2022-11-25"),
        ("It said it will send tanks on Friday.", "2022-12-02"),
        ("Tanks will be delivered by Thursday.", "2022-12-01"),
        ("yesterday", "2022-11-28"),
        ("tomorrow", "2022-11-30"),
        ("this week", "2022-11-28/2022-12-04"),
        ("last week", "2022-11-21/2022-11-27"),
        ("last month", "2022-10"),
        ("next year", "2023"),
        ("in the coming weeks", "2022-11-29/.."),
        ("over the next two weeks", "2022-11-29/2022-12-13"),
        ("in the past six months", "2022-05-29/2022-11-29"),
        ("two days ago", "2022-11-27"),
        ("three months ago", "2022-08"),
        ("later this month", "2022-11-29/2022-11-30"),
        ("by the end of the year", "2022-12"),
        ("last winter", "2021-12/2022-02"),
        ("It will come in the spring.", "2023-03/2023-05"),
        ("It came in the spring, he said.", "2022-03/2022-05"),
        ("It came over the autumn.", "2022-09/2022-11"),
        ("It will come before winter.", "2022-12/2023-02"),
        ("last weekend", "2022-11-26/2022-11-27"),
    ],
)
def test_a_relative_date_counts_from_the_publication_day(text: str, iso: str) -> None:
    assert only(text)[0] == iso
    assert only(text)[2] == "relative"
    assert only(text, None)[0] is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("since Feb. 24", "2022-02-24"),
        ("on 29 Nov", "2022-11-29"),
        ("since early October", "2022-10-01/2022-10-10"),
        ("It will be there by March.", "2023-03"),
        ("It came in March.", "2022-03"),
        ("on Dec. 6", "2022-12-06"),
        ("They left in December.", "2021-12"),
    ],
)
def test_a_date_without_a_year_takes_the_nearest_that_fits(text: str, iso: str) -> None:
    assert only(text)[0] == iso
    assert only(text)[2] == "partial"
    assert only(text, None)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "He may go.",
        "They march on.",
        "The Sunday Times",
        "Black Friday",
        "2000 helmets",
        "on Feb. 31",
        "F-2022",
        "the second tank",
        "$2022",
        "the spring offensive",
        "in winter uniforms",
        "fit for the winter",
    ],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert find_dates(text, TUESDAY) == []


@pytest.mark.parametrize(
    ("text", "iso", "words"),
    [
        ("It will come by March.", "../2023-03", "by March"),
        ("It will come before the end of 2023.", "../2023-12", "before the end of 2023"),
        ("It lasts until 2027.", "../2027", "until 2027"),
        ("It has come since October.", "2022-10/..", "since October"),
        ("It has come since early October.", "2022-10-01/..", "since early October"),
        ("It comes in 2023.", "2023", "2023"),
        ("It runs from 2023 to 2027.", "2023/2027", "2023 to 2027"),
        ("It will come in the coming weeks.", "2022-11-29/..", "the coming weeks"),
        ("It stood by. In March it came.", "2022-03", "March"),
    ],
)
def test_a_preposition_may_leave_one_end_open(text: str, iso: str, words: str) -> None:
    (mention,) = find_dates(text, TUESDAY)
    found, begin = dated_ends(text, mention)
    assert (found, text[begin : mention.end]) == (iso, words)


def test_the_preposition_is_no_part_of_the_date() -> None:
    text = "They met on Tuesday, and will meet by March."
    assert [text[d.begin : d.end] for d in find_dates(text, TUESDAY)] == ["Tuesday", "March"]


@pytest.mark.parametrize("published", [None, "", "soon", "29/11/2022", "2022-13-45"])
def test_an_unreadable_publication_day_resolves_nothing(published: str | None) -> None:
    assert only("They met last month.", published)[0] is None


def test_a_moment_of_publication_counts_as_its_day() -> None:
    assert only("yesterday", "2022-11-29T23:10:00+00:00")[0] == "2022-11-28"


@settings(deadline=None)
@given(st.text(), st.one_of(st.none(), st.dates().map(str), st.text(max_size=12)))
def test_any_text_is_read_without_error(text: str, published: str | None) -> None:
    last = 0
    for mention in find_dates(text, published):
        assert last <= mention.begin < mention.end <= len(text)
        assert text[mention.begin : mention.end].strip()
        last = mention.end
        iso, begin = dated_ends(text, mention)
        assert bool(iso) == bool(mention.iso)
        assert 0 <= begin <= mention.begin


WORDS = [
    "on",
    "in",
    "last",
    "next",
    "this",
    "the",
    "coming",
    "Tuesday",
    "May",
    "March",
    "29",
    "2022",
    "end of",
    "year",
    "weeks",
    "two",
    "ago",
    "early",
    ",",
    "will",
    "winter",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.dates())
def test_every_value_is_iso_8601(words: list[str], published: date) -> None:
    piece = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
    for mention in find_dates(" ".join(words), str(published)):
        assert mention.iso is None or re.fullmatch(rf"(?:{piece}|\.\.)(?:/(?:{piece}|\.\.))?", mention.iso)


@settings(deadline=None)
@given(
    st.dates(date(1995, 1, 1), date(2045, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%Y-%m-%d"]),
)
def test_a_written_day_reads_back(day: date, style: str) -> None:
    assert only(f"It was signed on {day.strftime(style)} there.", None)[0] == day.isoformat()
