"""Amounts of money."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.actors import find_actors
from onrecord.language.money import currency_context, dollar_context, find_money
from onrecord.language.numerals import marks_of
from onrecord.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("EUR 10m", 10e6, "EUR"),
        ("10 EUR million", 10e6, "EUR"),
        ("10 million EUR", 10e6, "EUR"),
        ("€1.5bn", 1.5e9, "EUR"),
        ("EUR 7,000 million", 7e9, "EUR"),
        ("NOK 7.5 billion", 7.5e9, "NOK"),
        ("A$35m", 35e6, "AUD"),
        ("US$5 million", 5e6, "USD"),
        ("C$20m", 20e6, "CAD"),
        ("£400m", 400e6, "GBP"),
        ("£9.9million", 9.9e6, "GBP"),
        ("4.96 EUR million", 4.96e6, "EUR"),
        ("250,000 U.S. dollars", 250e3, "USD"),
        ("100 million Norwegian kroner", 100e6, "NOK"),
        ("EUR 1,5 million", 1.5e6, "EUR"),
        ("half a billion euros", 0.5e9, "EUR"),
        ("€ 706,000", 706e3, "EUR"),
        ("$100 million Canadian dollars", 100e6, "CAD"),
        ("a €500-million package", 500e6, "EUR"),
    ],
)
def test_an_amount_has_its_value_and_its_currency(text: str, value: float, currency: str) -> None:
    (money,) = find_money(text)
    assert money.value == pytest.approx(value)
    assert (money.currency, money.currency_stated) == (currency, True)


@pytest.mark.parametrize("text", ["$53 million", r"\$53 million", "53 million dollars", "$53m", "$ 53 million"])
def test_a_bare_dollar_has_no_currency_until_the_caller_says_which(text: str) -> None:
    (money,) = find_money(text)
    assert (money.value, money.currency) == (53e6, None)
    assert money.reason
    (money,) = find_money(text, dollar="USD")
    assert (money.currency, money.currency_stated) == ("USD", False)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [("5 million kroner", ("NOK", "DKK")), ("1.5 lakh rupees", ("INR", "PKR", "LKR", "NPR"))],
)
def test_a_name_that_several_share_is_not_guessed(text: str, candidates: tuple[str, ...]) -> None:
    (money,) = find_money(text, dollar="USD")
    assert (money.currency, money.candidates) == (None, candidates)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("€1.2-1.5 billion", 1.2e9, 1.5e9),
        ("between 4 and 6 million euros", 4e6, 6e6),
        ("between €1 billion and €2 billion", 1e9, 2e9),
        ("10 to 15 million euros", 10e6, 15e6),
    ],
)
def test_a_range_has_bounds_and_no_value(text: str, low: float, high: float) -> None:
    (money,) = find_money(text)
    assert (money.value, money.low, money.high) == (None, pytest.approx(low), pytest.approx(high))
    assert money.currency == "EUR"


def test_a_list_shares_its_currency() -> None:
    assert [m.value for m in find_money("€400m, 1.1bn and 2.2bn")] == pytest.approx([400e6, 1.1e9, 2.2e9])


def test_other_decimal_commas_in_the_text_decide_an_unclear_one() -> None:
    assert [m.value for m in find_money("3,2 million EUR, later 2,083 million EUR")] == pytest.approx(
        [3.2e6, 2.083e6]
    )
    assert [m.value for m in find_money("EUR 7,000 million")] == pytest.approx([7e9])


def test_a_year_is_no_end_of_a_range() -> None:
    assert [m.value for m in find_money("rose in November 2022 to 16 million EUR")] == [16e6]


def test_a_vague_amount_has_a_currency_and_no_value() -> None:
    (money,) = find_money("tens of millions of euros")
    assert (money.value, money.currency) == (None, "EUR")


@pytest.mark.parametrize(
    "text",
    ["Dynamo won 30 won matches", "200 pounds of sugar", "a 2,000-pound bomb", "30 tanks", "euro 2020 is on"],
)
def test_what_is_no_money_is_left(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US announced $5 million.", "USD"),
        ("Canberra will spend A$35m, about $24m.", "USD"),
        ("Canada will give $50 million.", "CAD"),
        ("Taiwan will give $50 million.", "USD"),
        ("Canada will give $50 million, more than the US.", "USD"),
        ("Norway will give $50 million.", "USD"),
        ("Norway will give $50 million, or US$50 million.", "USD"),
    ],
)
def test_the_text_decides_what_a_bare_dollar_is(text: str, expected: str) -> None:
    code, (begin, end) = dollar_context(text, find_actors(text)) or ("", (0, 0))
    assert code == expected
    assert text[begin:end]


def test_a_marked_american_dollar_leaves_the_bare_one_to_its_own_state() -> None:
    text = "Canada will give $50 million (US$37 million)."
    assert (dollar_context(text, find_actors(text), text.index("$")) or ("",))[0] == "CAD"


@pytest.mark.parametrize("text", ["an undisclosed sum", "an unspecified amount of money"])
def test_a_sum_that_nobody_tells_is_money_without_a_value(text: str) -> None:
    (money,) = find_money(text)
    assert (money.value, money.currency) == (None, None)
    assert money.reason


@pytest.mark.parametrize(
    ("text", "modifier", "additional", "told"),
    [
        ("up to another €50m", "at most", True, "up to another €50m"),
        ("more than €1bn more", "at least", True, "more than €1bn more"),
        ("a further €20m", "more", True, "a further €20m"),
        ("some €20m", "about", False, "some €20m"),
        ("€20m", None, False, "€20m"),
    ],
)
def test_the_words_around_an_amount_bound_it(text: str, modifier: str | None, additional: bool, told: str) -> None:
    (money,) = find_money(text)
    assert (money.modifier, money.additional, text[slice(*money.told)]) == (modifier, additional, told)


def test_a_dot_is_a_thousand_where_the_articles_other_numbers_say_so() -> None:
    def read(text: str, article: str) -> float | None:
        return find_money(text, marks=marks_of(article))[0].value

    assert read("EUR 12.500", "EUR 1.250.000 and EUR 12.500") == 12_500
    assert read("EUR 12.500", "12,5 million people and EUR 12.500") == 12_500
    assert read("EUR 12.500", "EUR 1.250.000, 1,250 men and EUR 12.500") is None
    assert read("EUR 12.500", "EUR 12.500") is None


def test_a_dollar_is_its_own_sentences_states_sooner_than_anothers() -> None:
    text = "The US welcomed it. Canada will give $50 million."
    assert (dollar_context(text, find_actors(text), text.index("$")) or ("",))[0] == "CAD"


def test_no_dollar_no_context() -> None:
    assert dollar_context("Norway will give kroner.", []) is None


def test_a_shared_name_is_settled_by_the_states_of_the_text() -> None:
    text = "Denmark will give 5 million kroner."
    (money,) = find_money(text)
    assert (currency_context(text, find_actors(text), money.candidates) or ("",))[0] == "DKK"
    assert currency_context("Somebody gave 5 million kroner", [], money.candidates) is None


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    last = 0
    for money in find_money(text, "USD"):
        assert last <= money.begin < money.end <= len(text)
        assert text[money.begin : money.end].strip()
        last = money.end


STYLES = [
    "{c} {v:,d}",
    "{v:,d} {c}",
    "{c}{v:,d}",
    "{c} {m:g} million",
    "{m:g} million {c}",
    "{m:g} {c} million",
    "{c} {m:g}m",
    "{c}{m:g}m",
]


@settings(deadline=None)
@given(
    st.integers(min_value=1, max_value=9_999),
    st.sampled_from(STYLES),
    st.sampled_from(["EUR", "NOK", "SEK", "USD", "PLN", "CHF"]),
)
def test_a_written_amount_reads_back(tenths: int, style: str, code: str) -> None:
    value = tenths * 100_000
    (money,) = find_money(f"It gave {style.format(c=code, v=value, m=value / 1e6)} on that day.")
    assert money.value == pytest.approx(value)
    assert money.currency == code


def test_every_shared_name_lists_known_users() -> None:
    table = vocabulary("currencies")
    for name, codes in table["ambiguous"].items():
        for code in codes:
            assert code in table["users"], (name, code)
