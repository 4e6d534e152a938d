"""Stories: articles that share words or come from one another as a whole, in whatever order they were recorded."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NotFound
from onrecord.model import Derivation, Findings, Passage, Reuse, Span, Trace
from onrecord.pages.stories import StoriesQuery, every, make
from onrecord.pages.story import StoryQuery
from onrecord.pages.story import make as make_one
from onrecord.record import open_record, writing
from onrecord.record.draft import draft_of, put_in_place
from onrecord.record.stories import SHARED, stories, story_of
from reconciliation_values import article

HERE = (Span(0, 5),)
NAMES = "abcdefgh"


def shares(a, b, much=0.9):
    a, b = sorted((a, b))
    return Reuse(a, b, "edited", much, 0.05, (Passage(Span(0, 5), Span(0, 5), "edited"),))


def written(path, articles, trace):
    with draft_of(path) as gate:
        with gate.transaction("write"):
            for one in articles:
                writing.write_article(gate, one, Findings(one.id))
            writing.write_trace(gate, trace)
        put_in_place(gate, path)
    return path


def reports(names, outlets=()):
    outlets = dict(outlets)
    return [
        article(one, f"Report {one} of a ship.", published=f"2023-04-{at:02}", outlet=outlets.get(one))
        for at, one in enumerate(names, 1)
    ]


@pytest.fixture
def told(tmp_path):
    """Writes articles and a trace as a record and says what stories it has."""
    numbers = count()

    def tell(articles, reuse=(), derivations=()):
        path = tmp_path / f"{next(numbers)}.db"
        written(path, articles, Trace(tuple(reuse), tuple(derivations)))
        with open_record(path) as record:
            return stories(record.gate)

    return tell


def test_articles_that_only_credit_one_agency_are_no_story(told):
    wires = [Derivation(one, None, "MPA", 0.9) for one in "ab"]
    assert told(reports("ab"), derivations=wires) == []


def test_copies_of_one_agency_are_a_story_of_one_origin(told):
    wires = [Derivation(one, None, "MPA", 0.9) for one in "ab"]
    (story,) = told(reports("ab"), [shares("a", "b")], wires)
    assert (story.id, story.articles, story.origins) == ("a", ("a", "b"), ("wire:MPA",))


def test_a_round_up_that_takes_little_of_two_stories_does_not_join_them(told):
    little = [shares("a", "c", SHARED / 2), shares("b", "c", SHARED / 2)]
    partly = [Derivation("c", one, None, 0.8, HERE) for one in "ab"]
    assert told(reports("abc"), little, partly) == []


def test_a_whole_article_taken_over_is_a_story_even_where_no_passage_is_on_record(told):
    (story,) = told(reports("ab"), derivations=[Derivation("b", "a", None, 0.8)])
    assert [(one.article, one.source) for one in story.told] == [("a", None), ("b", "a")]


def test_the_first_article_that_comes_from_no_other_names_the_story(told):
    articles = [*reports("ab"), article("c", "Report c.", published="2023-03-01")]
    (story,) = told(
        articles, [shares("a", "c")], [Derivation("c", "a", None, 0.6), Derivation("b", "a", None, 0.9)]
    )
    assert (story.id, story.articles) == ("a", ("c", "a", "b"))


def test_reports_that_share_words_are_one_origin_where_nothing_tells_who_was_first(told):
    (story,) = told(reports("ab", {"a": "Ledger", "b": "Post"}), [shares("a", "b")])
    assert story.origins == ("outlet:Ledger",)


def test_reports_that_a_third_one_joins_are_independent_of_one_another(told):
    joined = [shares("a", "c"), shares("b", "c")]
    from_both = [Derivation("c", "a", None, 0.8, HERE), Derivation("c", "b", None, 0.7, HERE)]
    (story,) = told(reports("abc", {"a": "Ledger"}), joined, from_both)
    assert story.origins == ("article:b", "outlet:Ledger")


def test_two_reports_of_one_outlet_are_one_origin(told):
    joined = [shares("a", "c"), shares("b", "c")]
    from_both = [Derivation("c", "a", None, 0.8, HERE), Derivation("c", "b", None, 0.7, HERE)]
    (story,) = told(reports("abc", {"a": "Ledger", "b": "Ledger"}), joined, from_both)
    assert story.origins == ("outlet:Ledger",)


def test_articles_that_come_from_one_another_in_a_circle_still_have_a_story(told):
    circle = [Derivation("a", "b", None, 0.5), Derivation("b", "a", None, 0.5)]
    (story,) = told(reports("ab"), derivations=circle)
    assert (story.id, len(story.origins)) == ("a", 1)


pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
reuses = st.dictionaries(
    pairs.map(lambda pair: tuple(sorted(pair))), st.sampled_from((0.1, SHARED, 0.7)), max_size=7
).map(lambda found: [shares(*pair, much) for pair, much in found.items()])
derived = st.dictionaries(
    pairs, st.tuples(st.sampled_from((None, "MPA", "Bulletin")), st.sampled_from(((), HERE))), max_size=6
).map(lambda found: [Derivation(*pair, wire, 0.5, spans) for pair, (wire, spans) in found.items()])


def plain(reuse, derivations):
    """The slow twin: the groups of articles, grown one edge at a time until nothing changes."""
    groups = [{one.a, one.b} for one in reuse if max(one.coverage_a, one.coverage_b) >= SHARED]
    groups += [{one.article, one.source} for one in derivations if one.source and not one.passages]
    for _ in range(len(groups)):
        for first in groups:
            for second in groups:
                if first & second:
                    first |= second
    return {frozenset(one) for one in groups}


@settings(max_examples=15, deadline=None)
@given(reuses, derived, st.randoms(use_true_random=False))
def test_stories_are_the_same_in_any_order_and_as_a_plain_twin_finds_them(
    tmp_path_factory, reuse, derivations, rng
):
    folder = tmp_path_factory.mktemp("stories")
    articles = reports(NAMES, {"a": "Ledger", "d": "Ledger"})
    found = []
    for name in ("one.db", "other.db"):
        path = written(folder / name, articles, Trace(tuple(reuse), tuple(derivations)))
        with open_record(path) as record:
            found.append(stories(record.gate))
            near = {one: story_of(record.gate, one) for one in NAMES}
        for some in (articles, reuse, derivations):
            rng.shuffle(some)
    assert found[0] == found[1]
    assert {frozenset(one.articles) for one in found[0]} == plain(reuse, derivations)
    of = {one: story for story in found[0] for one in story.articles}
    assert near == {one: of.get(one) for one in NAMES}
    assert all(1 <= len(one.origins) <= len(one.told) for one in found[0])


def test_the_list_counts_articles_origins_and_copies(example):
    with open_record(example) as record:
        page = make(record, StoriesQuery())
        assert list(every(record)) == [StoriesQuery(1)]
        with pytest.raises(NotFound, match="there is no page 9"):
            make(record, StoriesQuery(9))
    (line,) = page.stories
    assert (line.articles, line.origins, line.since, line.until) == (5, 1, "2023-04-04", "2023-04-06")
    assert page.shared - page.copies == 1


def test_every_article_of_a_story_shows_the_same_story(example):
    with open_record(example) as record:
        (story,) = stories(record.gate)
        shown = [make_one(record, StoryQuery(one)) for one in story.articles]
        alone = next(one.id for one in record.articles() if one.id not in story.articles)
        with pytest.raises(NotFound, match="shares its story with no other"):
            make_one(record, StoryQuery(alone))
    assert all(one == shown[0] for one in shown)
