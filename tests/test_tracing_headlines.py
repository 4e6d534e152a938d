"""Headlines: aligned where the stories are shared, and evidence of nothing by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Reuse, Span
from onrecord.tracing import trace
from reconciliation_values import article

STORY = (
    "The harbour council of Ostrava Bay voted on Tuesday to lend the fishing fleet 40 million crowns for engines.\n"
    "Marta Kolbein, who speaks for the boat owners, said her members run 312 vessels out of six small ports.\n"
    "Deputy mayor Ilan Dresk told the chamber that repayment would begin in 2031 and end nine winters later."
)
OTHER = (
    "A cold front reached the northern valleys overnight and closed two mountain passes above Tarnec.\n"
    "Schools stayed shut in eleven villages, and forecasters expect milder air by the weekend."
)
HEADLINE = "Ostrava Bay lends fishing fleet money as Kolbein promises new engines"
REWRITTEN = "Ostrava Bay gives fishing ships credit as Kolbein vows newer motors"


def shared(first: Article, second: Article) -> Reuse | None:
    return next(iter(trace([first, second]).reuse), None)


def headed(headline: str, story: str, name: str) -> Article:
    return article(name, f"# {headline}\n{story}") if headline else article(name, story)


def headlines(first: str, second: str) -> list[tuple[str, str, str]]:
    a, b = headed(first, STORY, "a"), headed(second, STORY, "b")
    found = shared(a, b)
    assert found is not None
    assert a.layout.headline is not None
    return [
        (passage.relation, a.text[slice(*passage.a)], b.text[slice(*passage.b)])
        for passage in found.passages
        if passage.a.overlaps(a.layout.headline)
    ]


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (HEADLINE, "verbatim"),
        (HEADLINE.replace("new engines", "engines"), "edited"),
        (REWRITTEN, "rewritten"),
    ],
)
def test_headlines_of_one_story_are_a_passage(other: str, relation: str) -> None:
    assert headlines(HEADLINE, other) == [(relation, f"# {HEADLINE}", f"# {other}")]


def test_another_headline_over_the_same_story_is_no_passage() -> None:
    assert headlines(HEADLINE, "Small ports ask who will pay in 2031") == []


def test_headlines_alone_make_no_reuse() -> None:
    assert shared(headed(HEADLINE, STORY, "a"), headed(HEADLINE, OTHER, "b")) is None


def test_a_headline_that_is_a_part_of_the_story_is_aligned_once() -> None:
    def inside(name: str) -> Article:
        plain = article(name, STORY)
        return replace(plain, layout=replace(plain.layout, headline=Span(0, 30)))

    found = shared(inside("a"), inside("b"))
    assert found is not None
    assert [passage.a for passage in found.passages] == [Span(0, len(STORY))]


WORDS = st.lists(st.sampled_from(f"{HEADLINE} {REWRITTEN}".split()), max_size=10).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(WORDS, WORDS)
def test_headlines_change_no_coverage_and_no_other_passage(first: str, second: str) -> None:
    def told(one: str, two: str) -> tuple[object, ...]:
        a, b = headed(one, STORY, "a"), headed(two, STORY, "b")
        found = shared(a, b)
        assert found is not None
        of_story = [
            (a.text[slice(*passage.a)], b.text[slice(*passage.b)], passage.relation)
            for passage in found.passages
            if any(passage.a.overlaps(part) for part in a.layout.story)
        ]
        return found.coverage_a, found.coverage_b, found.relation, of_story

    assert told(first, second) == told("", "")
