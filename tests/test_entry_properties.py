"""One entry whatever the order: findings and articles shuffled, or others beside them, give the same groups."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Commitment, Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings

ITEMS = {
    "tanks": "tank",
    "Leopard 2 tanks": "Leopard 2",
    "Leopards": "Leopard",
    "military aid": "military aid",
    "aid": "aid",
    "weapons": "weapon",
    "shells": "ammunition",
    "Patriot systems": "Patriot",
    "leave the pact": None,
    "the pact": None,
}
FIGURES = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"quantity": st.sampled_from([1.0, 4.0, 14.0, 18.0])}),
    st.fixed_dictionaries(
        {
            "amount": st.sampled_from([4e8, 2.5e9, 2.57e9, 2.7e9]),
            "currency": st.sampled_from(["USD", "EUR"]),
            "amount_usd": st.sampled_from([None, 2.6e9]),
        }
    ),
)
TOLD = st.fixed_dictionaries(
    {
        "article": st.integers(0, 5),
        "item": st.sampled_from(sorted(ITEMS)),
        "actor": st.sampled_from(["DEU", "USA"]),
        "recipient": st.sampled_from(["UKR", None]),
        "stage": st.sampled_from(["requested", "proposed", "considered", "pledged", "delivered", "refused"]),
        "figure": FIGURES,
        "additional": st.booleans(),
        "recalled": st.booleans(),
    }
)
DAYS = st.lists(st.integers(0, 90), min_size=6, max_size=6)
TEXT = "Officials in the capital told reporters of {} after a long night of talks on the river."


def made(told: list[dict[str, Any]], days: list[int]) -> list[tuple[Article, list[Commitment]]]:
    """Articles, each with its findings."""
    texts: dict[int, list[dict[str, Any]]] = {}
    for one in told:
        texts.setdefault(one["article"], []).append(one)
    out = []
    for number, some in sorted(texts.items()):
        day = date(2023, 1, 1) + timedelta(days[number])
        lines = "\n".join(TEXT.format(one["item"]) for one in some)
        source = article(f"a{number}", lines, published=day.isoformat())
        found = {}
        for one in some:
            given = {key: one[key] for key in ("actor", "recipient", "stage", "additional", "recalled")}
            kind = "military" if ITEMS[one["item"]] else "political"
            each = commitment(
                source, one["item"], item_class=ITEMS[one["item"]], kind=kind, **given, **one["figure"]
            )
            found[each.id] = each
        out.append((source, list(found.values())))
    return out


def groups(told: list[tuple[Article, list[Commitment]]]) -> list[tuple[str, ...]]:
    entries = reconcile([one for one, _ in told], [findings(one, *found) for one, found in told], Trace()).entries
    return sorted(entry.findings for entry in entries)


@settings(max_examples=80, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=12), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_articles_and_findings_makes_no_difference(told, days, shuffler) -> None:
    articles = made(told, days)
    mixed = [(one, shuffler.sample(found, len(found))) for one, found in shuffler.sample(articles, len(articles))]
    assert groups(mixed) == groups(articles)


@settings(max_examples=80, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=12), DAYS)
def test_every_finding_stands_in_one_entry_of_one_side(told, days) -> None:
    articles = made(told, days)
    by_id = {each.id: each for _, found in articles for each in found}
    grouped = groups(articles)
    assert sorted(one for group in grouped for one in group) == sorted(by_id)
    for group in grouped:
        assert len({by_id[one].stage == "requested" for one in group}) == 1
        assert len({by_id[one].actor for one in group}) == 1
        assert len({by_id[one].recipient for one in group} - {None}) <= 1


@settings(max_examples=60, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=8), DAYS)
def test_what_another_actor_does_changes_no_group(told, days) -> None:
    articles = made(told, days)
    other = article("other", TEXT.format("generators"), published="2023-01-20")
    beside = (other, [commitment(other, "generators", actor="NOR", item_class="generator")])
    assert groups([*articles, beside]) == sorted([*groups(articles), *groups([beside])])
