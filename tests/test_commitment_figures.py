"""Figures of a commitment: bounds, ranges, what has no figure, what may be read in two ways, conversion."""

from __future__ import annotations

import pytest

from onrecord.extraction.commitments import commitments, conversion
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text

DAY = "2023-01-18"


def only(text: str, published: str | None = DAY, **wanted: object) -> Commitment:
    """The one commitment of `text` that has the wanted values."""
    article = article_from_text(text, published=published)
    found = [one for analysis in analyse([article]) for one in commitments(article, analysis, ())]
    same = [one for one in found if all(getattr(one, name) == value for name, value in wanted.items())]
    assert len(same) == 1, found
    for name, evidence in same[0].evidence.items():
        assert all(article.text[span.begin : span.end].strip() for span in evidence.spans), name
    return same[0]


def words(one: Commitment, text: str, field: str) -> list[str]:
    return [text[span.begin : span.end] for span in one.evidence[field].spans]


@pytest.mark.parametrize(
    ("figure", "value", "bound", "low", "high"),
    [
        ("12", 12, None, None, None),
        ("up to 50", 50, "at most", None, 50),
        ("at least 50", 50, "at least", 50, None),
        ("more than 50", 50, "at least", 50, None),
        ("about 50", 50, "about", None, None),
        ("14 to 16", None, "range", 14, 16),
        ("between 4 and 6", None, "range", 4, 6),
        ("two to three dozen", None, "range", 24, 36),
        ("dozens of", None, "vague", None, None),
        ("tens of thousands of", None, "vague", None, None),
        ("an undisclosed number of", None, "undisclosed", None, None),
    ],
)
def test_a_number_keeps_what_the_text_says_of_it(
    figure: str, value: float | None, bound: str | None, low: float | None, high: float | None
) -> None:
    text = f"Norland will send {figure} howitzers to Ukraine.".replace("Norland", "Norway")
    one = only(text, item="howitzers")
    assert (one.quantity, one.quantity_bound) == (value, bound)
    assert (one.quantity_low, one.quantity_high) == (low, high)
    if bound is not None:
        assert words(one, text, "quantity_bound")[0] in (figure, figure.removesuffix(" of"), "4 and 6")


@pytest.mark.parametrize(
    ("figure", "value", "bound", "low", "high"),
    [
        ("€50 million", 50e6, None, None, None),
        ("up to €50 million", 50e6, "at most", None, 50e6),
        ("nearly 50 million euros", 50e6, "about", None, None),
        ("€40-50 million", None, "range", 40e6, 50e6),
        ("between 40 and 50 million euros", None, "range", 40e6, 50e6),
        ("hundreds of millions of euros", None, "vague", None, None),
    ],
)
def test_a_sum_keeps_what_the_text_says_of_it(
    figure: str, value: float | None, bound: str | None, low: float | None, high: float | None
) -> None:
    one = only(f"Norway approved {figure} for Ukraine.", currency="EUR")
    assert (one.amount, one.amount_bound, one.amount_low, one.amount_high) == (value, bound, low, high)


def test_a_sum_that_nobody_tells_is_kept_without_a_figure() -> None:
    one = only("Norway donated an undisclosed sum to Ukraine.", recipient="UKR")
    assert (one.amount, one.amount_bound, one.currency) == (None, "undisclosed", None)


@pytest.mark.parametrize(
    "thing",
    ["another 30 howitzers", "30 more howitzers", "a further 30 howitzers", "up to 30 additional howitzers",
     "additional howitzers", "more howitzers"],
)  # fmt: skip
def test_what_comes_on_top_of_others_is_additional(thing: str) -> None:
    assert only(f"Norway will send {thing} to Ukraine.", item="howitzers").additional


@pytest.mark.parametrize("thing", ["30 howitzers", "more than 30 howitzers", "the howitzers"])
def test_what_does_not_is_not(thing: str) -> None:
    assert not only(f"Norway will send {thing} to Ukraine.", item="howitzers").additional


@pytest.mark.parametrize("written", ["2.084", "12 500"])
def test_a_number_that_may_be_read_in_two_ways_is_refused_with_its_reason(written: str) -> None:
    text = f"Norway sent {written} shells to Ukraine."
    one = only(text, item="shells")
    assert one.quantity is None
    assert one.quantity_bound is None
    assert one.evidence["quantity"].how == "refused"
    assert one.evidence["quantity"].rule
    assert words(one, text, "quantity") == [written]


def test_a_currency_that_the_article_leaves_open_is_refused_with_what_it_may_be() -> None:
    one = only("The fund will give Ukraine 5 million crowns.", amount=5e6)
    assert one.currency is None
    assert "NOK" in (one.evidence["currency"].rule or "")


def test_the_articles_other_numbers_decide_what_a_dot_is() -> None:
    clear = "Norway gave Ukraine 1.250.000 euros in May. "
    assert only(clear + "Estonia gave Ukraine 12.500 euros.", actor="EST").amount == 12_500
    mixed = clear + "It had 1,250 men. "
    assert only(mixed + "Estonia gave Ukraine 12.500 euros.", actor="EST").amount is None


def test_an_amount_is_converted_at_the_days_rate_beside_the_original() -> None:
    pytest.importorskip("currency_converter")
    one = only("Norway pledged 100 million kroner to Ukraine.")
    assert (one.amount, one.currency, one.rate_day) == (100e6, "NOK", DAY)
    assert one.amount_eur == pytest.approx(9.35e6, rel=0.02)
    assert one.amount_usd == pytest.approx(10.1e6, rel=0.02)
    assert one.evidence["amount_eur"].rule == "ECB reference rate"


def test_the_rate_is_that_of_the_events_day_where_it_is_one() -> None:
    pytest.importorskip("currency_converter")
    one = only("Norway gave Ukraine 10 million euros on 7 March 2022.")
    assert (one.amount_eur, one.rate_day) == (10e6, "2022-03-07")
    assert len(one.evidence["amount_usd"].spans) == 2
    assert only("Norway will give Ukraine 10 million euros on 7 March 2023.").rate_day == DAY


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Norway pledged 10 million euros to Ukraine.", None),
        ("The fund will give Ukraine 5 million crowns.", DAY),
        ("Norway pledged 10 million hryvnias to Ukraine.", DAY),
    ],
)
def test_without_a_day_a_currency_or_a_rate_nothing_is_converted(text: str, published: str | None) -> None:
    one = only(text, published)
    assert (one.amount_eur, one.amount_usd, one.rate_day) == (None, None, None)


def test_without_the_rates_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "rates_version", lambda: None)
    one = only("Norway pledged 10 million euros to Ukraine.")
    assert (one.amount, one.amount_eur, one.rate_day) == (10e6, None, None)
    assert "amount_eur" not in one.evidence


def test_a_shared_name_means_the_givers_own_currency() -> None:
    text = "India gave Pakistan 500 crore rupees."
    one = only(text)
    assert (one.amount, one.currency) == (5e9, "INR")
    assert one.evidence["currency"].rule == "currency of the giver"
    assert words(one, text, "currency") == ["500 crore rupees", "India"]


def test_a_share_of_gdp_may_be_a_range() -> None:
    one = only("Spain will spend 2-2.5% of GDP on defence.", kind="target")
    assert (one.quantity, one.quantity_bound, one.quantity_low, one.quantity_high) == (None, "range", 2, 2.5)


@pytest.mark.parametrize(("item", "quantity"), [("tanks", 200), ("howitzers", 40)])
def test_each_of_a_list_keeps_its_own_bound(item: str, quantity: float) -> None:
    one = only("Poland sent more than 200 tanks, up to 40 howitzers and dozens of drones to Ukraine.", item=item)
    assert one.quantity == quantity
    assert one.quantity_bound is not None
