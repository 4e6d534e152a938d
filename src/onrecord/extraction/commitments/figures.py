"""Figures: how many and how much, what the text says of them, and the currency that the article means."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.extraction.commitments.goods import Good
from onrecord.extraction.commitments.ledger import Ledger
from onrecord.extraction.commitments.parties import Party
from onrecord.extraction.commitments.scene import Scene
from onrecord.language.actors import Actor, find_actors
from onrecord.language.currencies import currency_context, dollar_context
from onrecord.language.money import Money
from onrecord.language.numbers import Number, Share
from onrecord.language.numerals import UNCLEAR_MARK, UNCLEAR_SPACE, UNDISCLOSED, VAGUE
from onrecord.model import Article, Bound, Span, inferred, refused, stated
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.loading import EXTENSION_VARIABLE

UNCLEAR_CURRENCY = "currency unclear"
_NO_FIGURES: Mapping[str, Bound] = {VAGUE: "vague", UNDISCLOSED: "undisclosed"}
_BETWEEN = 4  # tokens between "additional" and the item that it stands before


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity or an amount: its value, what the text says of it, the ends that it gives."""

    value: float | None = None
    bound: Bound | None = None
    low: float | None = None
    high: float | None = None


NO_FIGURE = Figure()


def quantity_of(scene: Scene, good: Good, ledger: Ledger) -> tuple[Figure, str | None]:
    """How many, and the unit as written."""
    if good.number is None:
        return NO_FIGURE, None
    place, number = good.number
    figure = figure_of(scene, "quantity", number, scene.span(*place), ledger)
    unit = good.unit or _own_unit(scene, good)
    if unit is None or figure is NO_FIGURE:
        return figure, None
    ledger.evidence["unit"] = stated(scene.span(*unit))
    return figure, scene.words(*unit)


def _own_unit(scene: Scene, good: Good) -> tuple[int, int] | None:
    """The unit that stands for the thing that it counts, or begins its name: "10 million doses [of vaccine]"."""
    units = vocabulary("items")["bare_units"]
    at = next((at for at in (good.words.last, good.words.first) if scene.doc[at].lower_ in units), None)
    return None if at is None else (at, at)


def amount_of(
    article: Article, scene: Scene, good: Good, giver: Party | None, ledger: Ledger
) -> tuple[Figure, str | None]:
    """How much money, and its currency. `giver`: who gives it, whose own currency a shared name means."""
    if good.money is None:
        return NO_FIGURE, None
    place, money = good.money
    span = scene.span(*place)
    figure = figure_of(scene, "amount", money, span, ledger)
    if figure is NO_FIGURE:
        return figure, None
    if money.currency is not None:
        ledger.evidence["currency"] = stated(span)
        return figure, money.currency
    own = _own_currency(money, giver)
    if own is not None and giver is not None:
        ledger.evidence["currency"] = inferred("currency of the giver", [span, *giver.evidence.spans])
        return figure, own
    found = _currency(article, scene, money)
    if found is None:
        if money.candidates:
            meant = ", ".join(money.candidates)
            ledger.evidence["currency"] = refused(f"{UNCLEAR_CURRENCY}: {meant}", [span])
        return figure, None
    ledger.evidence["currency"] = inferred("currency from context", [span, Span(*found[1])])
    return figure, found[0]


def figure_of(scene: Scene, name: str, written: Number | Money | Share, span: Span, ledger: Ledger) -> Figure:
    """The figure of the field `name` as `written`, with its evidence.

    A figure that may be read in two ways is refused: no value, and the reason in the evidence.
    """
    reason = getattr(written, "reason", None)
    if written.value is None and reason in (UNCLEAR_MARK, UNCLEAR_SPACE):
        ledger.evidence[name] = refused(reason, [span])
        return NO_FIGURE
    told = _with_words(scene, written, span)
    bound = _bound(written, reason)
    low, high = (None, None) if bound is None else (written.low, written.high)
    ledger.evidence |= {
        field: stated(span)
        for field, value in ((name, written.value), (f"{name}_low", low), (f"{name}_high", high))
        if value is not None
    }
    if bound is not None:
        ledger.evidence[f"{name}_bound"] = stated(told)
    if written.additional:
        ledger.evidence["additional"] = stated(told)
    return Figure(written.value, bound, low, high)


def additional(scene: Scene, good: Good, ledger: Ledger) -> bool:
    """Whether the text says that it comes on top of others: "another 30 tanks", "additional air defences"."""
    if "additional" in ledger.evidence:
        return True
    words = vocabulary("numbers")["modifiers"]["on_top"]
    first = max(0, good.whole.first - 1)
    for token in scene.doc[first : good.words.last + 1]:
        than = token.i + 1 < len(scene.doc) and scene.doc[token.i + 1].lower_ == "than"
        if token.lower_ in words and not than and token.i <= good.words.first + _BETWEEN:
            ledger.evidence["additional"] = stated(scene.span(token.i, token.i))
            return True
    return False


def _with_words(scene: Scene, written: Number | Money | Share, span: Span) -> Span:
    """The figure's characters with the words that bound it."""
    begin, end = written.told
    if end <= begin:
        return span
    return Span(scene.sentence.begin + begin, scene.sentence.begin + end)


def _bound(written: Number | Money | Share, reason: str | None) -> Bound | None:
    if written.value is None:
        if written.low is not None and written.high is not None:
            return "range"
        return _NO_FIGURES.get(reason or "")
    modifier = written.modifier
    return None if modifier == "more" else modifier


def _own_currency(money: Money, giver: Party | None) -> str | None:
    """The currency of a giver who has one of those that a shared name may mean; a bare "$" means more than that."""
    if giver is None or "USD" in money.candidates:
        return None
    users = vocabulary("currencies")["users"]
    return next((code for code in money.candidates if giver.code in users.get(code, ())), None)


def _currency(article: Article, scene: Scene, money: Money) -> tuple[str, tuple[int, int]] | None:
    """What an ambiguous currency means in this article, and the words that say so."""
    if not money.candidates:
        return None
    at = scene.sentence.begin + money.begin
    actors = _actors(article.text, os.environ.get(EXTENSION_VARIABLE))
    if "USD" in money.candidates:
        return dollar_context(article.text, actors, at)
    return currency_context(article.text, actors, money.candidates, at)


@lru_cache(4)
def _actors(text: str, _folder: str | None) -> tuple[Actor, ...]:
    """The actors of an article, found once for all its sums. `_folder`: where the user's own vocabulary is."""
    return tuple(find_actors(text))
