"""No article comes from itself by way of others."""

from __future__ import annotations

import random
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Derivation, Reason
from onrecord.tracing.derivation import without_rings

WHY = (Reason("published", "published later"),)


def link(article: str, source: str, confidence: float, wire: str | None = None) -> Derivation:
    return Derivation(article, source, wire, confidence, (), WHY)


def test_the_least_sure_link_of_a_ring_is_unknown() -> None:
    found = without_rings([link("a", "b", 0.9), link("b", "c", 0.5), link("c", "a", 0.7)])
    assert [(each.source, each.confidence) for each in found] == [("b", 0.9), (None, 0.0), ("a", 0.7)]
    assert found[1].evidence[0].kind == "ring"
    assert found[1].evidence[1:] == WHY


def test_two_that_would_come_from_each_other_equally_surely_are_both_unknown() -> None:
    found = without_rings([link("a", "b", 0.6), link("b", "a", 0.6)])
    assert [each.source for each in found] == [None, None]


def test_a_wire_stays_known_where_the_article_it_came_by_does_not() -> None:
    found = without_rings([link("a", "b", 0.6, "VPA"), link("b", "a", 0.9)])
    assert [(each.source, each.wire, each.confidence) for each in found] == [(None, "VPA", 0.6), ("a", None, 0.9)]


def test_chains_and_stars_of_any_length_are_left_alone() -> None:
    chain = [link(f"n{at}", f"n{at + 1}", 0.5) for at in range(5000)]
    star = [link(f"m{at}", "n0", 0.5) for at in range(5000)]
    assert without_rings([*chain, *star]) == [*chain, *star]


LINKS = st.lists(
    st.builds(link, st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.sampled_from([0.3, 0.5, 0.7, 0.9])),
    max_size=25,
).map(lambda found: [each for each in found if each.article != each.source])


@given(LINKS)
def test_no_ring_is_left_and_what_lies_in_none_stays(found: list[Derivation]) -> None:
    out = without_rings(found)
    before, after = _reached(found), _reached(out)
    assert all(name not in reached for name, reached in after.items())
    for one, two in zip(found, out, strict=True):
        if one.source and one.article not in before[one.source]:
            assert one == two


@given(LINKS, st.randoms(use_true_random=False))
def test_the_order_of_derivations_changes_nothing(found: list[Derivation], source: random.Random) -> None:
    places = list(range(len(found)))
    source.shuffle(places)
    shuffled = without_rings([found[at] for at in places])
    assert [without_rings(found)[at] for at in places] == shuffled


def _reached(found: list[Derivation]) -> dict[str, set[str]]:
    """All that each article comes from, directly or not."""
    out: dict[str, set[str]] = defaultdict(set)
    for each in found:
        if each.source:
            out[each.article].add(each.source)
            out[each.source] |= set()
    for _ in out:
        for reached in out.values():
            reached |= {far for near in list(reached) for far in out[near]}
    return out
