"""Counts and shares."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.numbers import find_numbers, find_shares


def values(text: str) -> list[float | None]:
    return [number.value for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30 howitzers", 30),
        ("7,000 rounds", 7000),
        ("1,250,000 rounds", 1_250_000),
        ("1.5 million rounds", 1_500_000),
        ("1.5 lakh tents", 150_000),
        ("2 crore doses", 20_000_000),
        ("half a million blankets", 500_000),
        ("a quarter of a million blankets", 250_000),
        ("1’000 helmets", 1000),
        ("two dozen tanks", 24),
        ("a dozen tanks", 12),
        ("half a dozen tanks", 6),
        ("twenty-five trucks", 25),
        ("one hundred and fifty trucks", 150),
        ("two and a half thousand men", 2500),
        ("3,500 thousand", 3_500_000),
        ("10\u00a0000 helmets", 10_000),
        ("10 000 helmets", 10_000),
        ("2000 helmets", 2000),
        ("six M777 155mm howitzers", 6),
        ("14 Leopard 2 tanks", 14),
        ("sent four F-16 jets", 4),
        ("NATO's 30 members", 30),
        ("10m people", 10_000_000),
    ],
)
def test_a_count_has_its_value(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Leopard 2",
        "F-16",
        "T-72",
        "M777",
        "Mi-17",
        "S-300",
        "155mm",
        "155 mm",
        "No. 10",
        "MIM-104",
        "Article 5",
        "2022",
        "in 2008",
        "November 29, 2022",
        "29 Nov",
        "the 24th",
        "third",
        "30%",
        "30 percent",
        "10:30",
        "45-year-old",
        "a three-day visit",
        "$30",
        "30 million euros",
        "one day",
        "one of them",
        "no one",
        "10 km",
        "covid-19",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("14 to 16 tanks", 14, 16),
        ("between 4 and 6 tanks", 4, 6),
        ("two to three dozen tanks", 24, 36),
        ("4,000-5,000 shells", 4000, 5000),
        ("two or three jets", 2, 3),
        ("1.2 to 1.5 million shells", 1_200_000, 1_500_000),
    ],
)
def test_a_range_has_bounds_and_no_value(text: str, low: float, high: float) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.low, number.high) == (None, low, high)
    assert number.reason


@pytest.mark.parametrize(
    ("text", "modifier", "low", "high"),
    [
        ("up to 50 tanks", "at most", None, 50),
        ("as many as 50 tanks", "at most", None, 50),
        ("fewer than 50 tanks", "at most", None, 50),
        ("more than 50 tanks", "at least", 50, None),
        ("at least 50 tanks", "at least", 50, None),
        ("50 or more tanks", "at least", 50, None),
        ("about 50 tanks", "about", None, None),
        ("another 50 tanks", "more", 50, 50),
        ("50 more tanks", "more", 50, 50),
        ("a further 50 tanks", "more", 50, 50),
        ("50 tanks", None, 50, 50),
    ],
)
def test_a_modifier_bounds_the_value(
    text: str, modifier: str | None, low: float | None, high: float | None
) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.modifier, number.low, number.high) == (50, modifier, low, high)


@pytest.mark.parametrize("text", ["It handed over 50 tanks", "which turned over 50 tanks", "signing over 50 tanks"])
def test_the_over_of_a_verb_bounds_nothing(text: str) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.modifier) == (50, None)
    (number,) = find_numbers("It sent over 50 tanks")
    assert number.modifier == "at least"


def test_words_behind_the_whole_bound_a_share() -> None:
    (share,) = find_shares("Three spend 3% of GDP or more on their forces")
    assert (share.value, share.modifier, share.low, share.high) == (3, "at least", 3, None)


@pytest.mark.parametrize(
    "text",
    ["dozens of tanks", "hundreds of thousands of shells", "several hundred men", "an undisclosed number of tanks"],
)
def test_a_vague_number_has_no_value(text: str) -> None:
    (number,) = find_numbers(text)
    assert number.value is None
    assert number.reason


@pytest.mark.parametrize(
    "text", ["2 percentage points of GDP", "spending rose by 2 percentage points", "2% more than last year"]
)
def test_a_difference_of_shares_is_no_share(text: str) -> None:
    assert find_shares(text) == []


@pytest.mark.parametrize("text", ["1,5 tonnes", "12 500 rounds", "2.084 of them"])
def test_an_unclear_mark_is_refused_with_a_reason(text: str) -> None:
    number = find_numbers(text)[0]
    assert number.value is None
    assert "unclear" in (number.reason or "") or "two numbers" in (number.reason or "")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1% of GDP", 1, "% of GDP"),
        ("1% of their GDP", 1, "% of GDP"),
        ("0.25 percent of its gross domestic product", 0.25, "% of GDP"),
        ("2 per cent of GDP", 2, "% of GDP"),
        ("two percent of Norway's GDP", 2, "% of GDP"),
        ("0.7% of gross national income", 0.7, "% of GNI"),
        ("0,25% of GDP", 0.25, "% of GDP"),
    ],
)
def test_a_share_of_the_economy_is_found(text: str, value: float, unit: str) -> None:
    (share,) = find_shares(text)
    assert (share.value, share.unit) == (value, unit)
    assert share.stated


def test_a_share_of_anything_else_is_none() -> None:
    assert find_shares("2% of the budget, 30 percent of its tanks") == []


def test_a_spending_target_implies_the_economy() -> None:
    (share,) = find_shares("met the 2% defence spending target")
    assert (share.value, share.stated) == (2, False)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.begin < number.end <= len(text)
        assert text[number.begin : number.end].strip()
        last = number.end
    for share in find_shares(text):
        assert 0 <= share.begin < share.end <= len(text)


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=999_999_999), st.sampled_from(["{:d}", "{:,d}"]))
def test_a_written_count_reads_back(value: int, style: str) -> None:
    written = style.format(value)
    if 1800 <= value < 2100 and "," not in written:
        return  # a year
    assert values(f"They sent {written} helmets.") == [float(value)]


@settings(deadline=None)
@given(st.text(alphabet="0123456789,.- and to of a dozen million percent%", max_size=60))
def test_heaps_of_digits_and_marks_are_read_without_error(text: str) -> None:
    for number in find_numbers(text):
        assert text[number.begin : number.end].strip()
    find_shares(text)
