"""Conversion: a sum in euros and dollars at the European Central Bank's reference rate, beside the original."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extraction.commitments.figures import Figure
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.language.rates import rate, rates_version
from onrecord.model import Article, inferred

RULE = "ECB reference rate"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CENTS = 2


@dataclass(frozen=True, slots=True)
class Converted:
    """A sum in euros and in dollars, and the day of the rates."""

    eur: float | None = None
    usd: float | None = None
    day: str | None = None


NOT_CONVERTED = Converted()


def converted(
    article: Article, figure: Figure, currency: str | None, date: str | None, ledger: Ledger
) -> Converted:
    """`figure` at the rate of the event's day, else of the day of publication.

    Nothing where the currency or the day is not known, where the bank sets no rate, or without the extra `rates`.
    """
    if figure.value is None or currency is None or rates_version() is None:
        return NOT_CONVERTED
    published = article.published[:10] if article.published else None
    dated = date is not None and _DAY.fullmatch(date) is not None and (published is None or date <= published)
    day = date if dated else published
    if day is None:
        return NOT_CONVERTED
    found = {code: rate(currency, day, code) for code in ("EUR", "USD")}
    sums = {code: round(figure.value * one[0], _CENTS) for code, one in found.items() if one is not None}
    if not sums:
        return NOT_CONVERTED
    spans = [*ledger.evidence["amount"].spans, *(ledger.evidence["date"].spans if dated else ())]
    proof = inferred(RULE, spans)
    ledger.evidence |= {f"amount_{code.lower()}": proof for code in sums} | {"rate_day": proof}
    days = [one[1] for one in found.values() if one is not None]
    return Converted(sums.get("EUR"), sums.get("USD"), min(days))
