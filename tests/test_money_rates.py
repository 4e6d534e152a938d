"""Conversion at the ECB's rates; all of it an extra."""

from __future__ import annotations

import sys

import pytest

from onrecord.errors import NotInstalled
from onrecord.language import rates
from onrecord.language.rates import in_currency


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    rates._converter.cache_clear()
    rates.rate.cache_clear()
    monkeypatch.setitem(sys.modules, "currency_converter", None)
    with pytest.raises(NotInstalled, match=r"pip install onrecord\[rates\]"):
        in_currency(1.0, "USD", "2022-11-29", "EUR")
    rates._converter.cache_clear()


def test_a_day_with_a_rate_converts_and_back() -> None:
    pytest.importorskip("currency_converter")
    dollars = in_currency(100.0, "EUR", "2022-11-29", "USD")
    assert dollars is not None
    assert 100 < dollars < 110
    assert in_currency(dollars, "USD", "2022-11-29", "EUR") == pytest.approx(100.0)


def test_a_weekend_takes_the_last_rate_before_it() -> None:
    pytest.importorskip("currency_converter")
    assert in_currency(1.0, "EUR", "2022-11-27", "USD") == in_currency(1.0, "EUR", "2022-11-25", "USD")


@pytest.mark.parametrize(
    ("currency", "day"), [("XXX", "2022-11-29"), ("UAH", "2022-11-29"), ("USD", "1950-01-01"), ("USD", "soon")]
)
def test_no_rate_no_value(currency: str, day: str) -> None:
    pytest.importorskip("currency_converter")
    assert in_currency(1.0, currency, day, "EUR") is None
