"""Figures: how many and how much, with the currency that the article means."""

from __future__ import annotations

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.scene import Scene
from onrecord.language.actors import find_actors
from onrecord.language.currencies import currency_context, dollar_context
from onrecord.language.money import Money
from onrecord.model import Article, Span, inferred, stated


def quantity_of(scene: Scene, good: Good, ledger: Ledger) -> tuple[float | None, str | None]:
    if good.number is None or good.number[1].value is None:
        return None, None
    ledger.evidence["quantity"] = stated(scene.span(*good.number[0]))
    if good.unit is None:
        return good.number[1].value, None
    ledger.evidence["unit"] = stated(scene.span(*good.unit))
    return good.number[1].value, scene.words(*good.unit)


def amount_of(article: Article, scene: Scene, good: Good, ledger: Ledger) -> tuple[float | None, str | None]:
    if good.money is None or good.money[1].value is None:
        return None, None
    place, money = good.money
    span = scene.span(*place)
    ledger.evidence["amount"] = stated(span)
    if money.currency is not None:
        ledger.evidence["currency"] = stated(span)
        return money.value, money.currency
    found = _currency(article, scene, money)
    if found is None:
        return money.value, None
    ledger.evidence["currency"] = inferred("currency from context", [span, Span(*found[1])])
    return money.value, found[0]


def _currency(article: Article, scene: Scene, money: Money) -> tuple[str, tuple[int, int]] | None:
    """What an ambiguous currency means in this article, and the words that say so."""
    if not money.candidates:
        return None
    at = scene.sentence.begin + money.begin
    actors = find_actors(article.text)
    if "USD" in money.candidates:
        return dollar_context(article.text, actors, at)
    return currency_context(article.text, actors, money.candidates, at)
