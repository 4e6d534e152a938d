"""Money in another currency at the European Central Bank's reference rate of the day; an extra, never in place."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from onrecord.errors import NotInstalled

REMEMBERED = 65_536  # rates of one currency on one day that are kept
HOLIDAYS = 5
"""The ECB sets no rate at weekends and on holidays; the last one within so many days before stands for the day."""


def in_currency(value: float, currency: str, day: str, target: str) -> float | None:
    """`value` of `currency` in `target` (ISO 4217) at the reference rate of `day` (ISO 8601).

    None where the ECB has no rate for one of them on that day. Raises NotInstalled without the extra `rates`.
    """
    found = rate(currency, day[:10], target)
    return None if found is None else value * found[0]


@lru_cache(REMEMBERED)
def rate(currency: str, day: str, target: str) -> tuple[float, str] | None:
    """What one unit of `currency` is in `target` on `day`, and the day of that rate: the last one set by then.

    None and errors as in `in_currency`.
    """
    converter, missing = _converter()
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return None
    for back in range(HOLIDAYS + 1):
        on = wanted - timedelta(days=back)
        try:
            return float(converter.convert(1, currency, target, date=on)), on.isoformat()
        except missing:
            continue
        except ValueError:
            return None  # not one of the ECB's currencies
    return None


@cache
def rates_version() -> str | None:
    """The version of the library that brings the rates along; None without the extra `rates`."""
    try:
        return version("CurrencyConverter")
    except PackageNotFoundError:
        return None


@cache
def _converter() -> tuple[Any, type[Exception]]:
    """The converter, and what it raises where it has no rate."""
    try:
        from currency_converter import CurrencyConverter, RateNotFoundError
    except ImportError as error:
        raise NotInstalled("conversion needs the ECB's rates: pip install onrecord[rates]") from error
    return CurrencyConverter(fallback_on_wrong_date=False, fallback_on_missing_rate=False), RateNotFoundError
