"""Chains, common sources, splices and versions told apart: one small case for each."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import pytest

from onrecord.model import Article, Span
from tracing_stories import MUSEUM, ORCHARD, WEIR, article, changed, of, shared, sources, whole

EDITED = changed(WEIR, weir="barrier", gates="doors", ferries="barges", Tarnec="Torneck", ministers="envoys")
EDITED_AGAIN = changed(EDITED, river="stream", board="panel", gates="sluices", September="October")
DAYS = ("2024-05-01", "2024-05-02", "2024-05-03")


def chain(days: Sequence[str | None]) -> tuple[list[Article], list]:
    a, b, c = (
        article(name, *text, published=day)
        for name, text, day in zip("abc", (WEIR, EDITED, EDITED_AGAIN), days, strict=True)
    )
    return [a, b, c], [whole(a, b), whole(a, c), whole(b, c)]


def credited(name: str, agency: str, *parts: str, **fields: object) -> Article:
    """An article that credits an agency in its dateline."""
    found = article(name, f"TARNEC ({agency}) — {parts[0]}", *parts[1:], **fields)
    at = found.text.index(agency)
    anchors = MappingProxyType({"wire": (Span(at, at + len(agency)),)})
    return article(name, f"TARNEC ({agency}) — {parts[0]}", *parts[1:], wire=agency, anchors=anchors, **fields)


def test_in_a_chain_each_copy_comes_from_the_one_before() -> None:
    articles, reuse = chain(DAYS)
    assert sources("a", articles, reuse) == []
    assert sources("b", articles, reuse) == ["a"]
    assert sources("c", articles, reuse) == ["b"]


def test_a_chain_without_dates_goes_by_the_words_that_were_changed() -> None:
    articles, reuse = chain((None, None, None))
    assert sources("b", articles, reuse) == ["a"]
    assert "a" not in (sources("a", articles, reuse) or [""])
    assert "c" not in sources("b", articles, reuse)
    assert sources("c", articles, reuse) == ["b"]


def test_a_stamp_of_the_wrong_year_does_not_make_the_copy_the_source() -> None:
    articles, reuse = chain(("2024-05-02", "2024-05-01", "2024-05-03"))
    assert sources("a", articles, reuse) != ["b"]


def test_copies_that_both_credit_a_missing_wire_come_from_it_and_not_from_each_other() -> None:
    articles = [
        credited("a", "VPA", *WEIR, published=DAYS[0]),
        credited("b", "VPA", *WEIR[:4], published=DAYS[1]),
    ]
    reuse = [shared(articles[0], articles[1], [(at, at) for at in range(4)])]
    for name in "ab":
        assert [(each.source, each.wire) for each in of(name, articles, reuse)] == [(None, "VPA")]


def test_what_one_of_two_credits_to_a_wire_the_other_has_from_the_wire_too() -> None:
    articles = [credited("a", "VPA", *WEIR, published=DAYS[1]), article("b", *WEIR[1:], published=DAYS[0])]
    reuse = [shared(articles[0], articles[1], [(at + 1, at) for at in range(5)])]
    found = of("b", articles, reuse)
    assert [(each.source, each.wire) for each in found] == [(None, "VPA")]
    assert "credits VPA" in found[0].evidence[0].detail


def two_cuts(days: Sequence[str | None]) -> tuple[list[Article], list]:
    """Two papers' cuts of one report that is not here: each has paragraphs of it that the other has not."""
    core = WEIR[1:3]
    a = article("a", WEIR[0], *core, WEIR[3], WEIR[5], published=days[0])
    b = article("b", *core, WEIR[4], WEIR[5].replace("before", "well before"), WEIR[3], published=days[1])
    return [a, b], [shared(a, b, [(1, 0), (2, 1)])]


@pytest.mark.parametrize("days", [(None, None), DAYS[:2]], ids=["without dates", "with dates"])
def test_two_cuts_of_one_missing_report_have_an_unknown_common_source(days: Sequence[str | None]) -> None:
    articles, reuse = two_cuts(days)
    for name in "ab":
        found = of(name, articles, reuse)
        assert [(each.source, each.wire, each.confidence) for each in found] == [(None, None, 0.0)]
        assert found[0].evidence[0].kind == "common source"
        assert "third" in found[0].evidence[0].detail


def test_two_rewrites_that_each_keep_what_the_other_changed_have_a_common_source() -> None:
    one = changed(WEIR, weir="barrier", gates="doors", ferries="boats", Tarnec="Torneck", ministers="envoys")
    two = list(WEIR)
    two[5] = (
        "Petra Olvang, who heads the stream council, told us the sluices would be repaired before the hulls are."
    )
    two[4] = "Without the sluices the envoys dread a deluge that would hit Torneck within a moment."
    two[3] = "The stream council meets again in spring to see whether the south sluice can be opened for the thaw."
    a, b = article("a", *one, published=None), article("b", *two, published=None)
    for name in "ab":
        for each in of(name, [a, b], [whole(a, b)]):
            assert each.source is None or each.confidence < 0.6


def test_a_splice_of_two_reports_has_a_derivation_for_each() -> None:
    a, b = article("a", *WEIR, published=DAYS[0]), article("b", *MUSEUM, published=DAYS[0])
    c = article("c", *WEIR[:3], *MUSEUM[:3], published=DAYS[1])
    first, second = shared(a, c, [(0, 0), (1, 1), (2, 2)]), shared(b, c, [(0, 3), (1, 4), (2, 5)])
    found = {each.source: each for each in of("c", [a, b, c], [first, second])}
    assert set(found) == {"a", "b"}
    assert c.text[slice(*found["b"].passages[0])].startswith("The museum")
    assert found["a"].passages[-1].end < found["b"].passages[0].begin


def test_of_two_versions_of_one_story_each_passage_comes_from_the_one_that_has_its_words() -> None:
    a, b = article("a", *WEIR, published=DAYS[0]), article("b", *EDITED, published=DAYS[0])
    c = article("c", *EDITED[:2], *WEIR[2:], published=DAYS[1])
    reuse = [whole(a, c), whole(b, c)]
    found = {each.source: each for each in of("c", [a, b, c], reuse)}
    assert set(found) == {"a", "b"}
    assert c.text[slice(*found["b"].passages[0])].startswith(EDITED[0])


def test_a_live_page_has_its_passages_from_the_stories_that_they_belong_to() -> None:
    stories = [article("a", *WEIR), article("b", *MUSEUM), article("c", *ORCHARD)]
    page = article("p", WEIR[1], WEIR[2], MUSEUM[1], MUSEUM[3], ORCHARD[2])
    articles = [*stories, page]
    reuse = [
        shared(stories[0], page, [(1, 0), (2, 1)]),
        shared(stories[1], page, [(1, 2), (3, 3)]),
        shared(stories[2], page, [(2, 4)]),
    ]
    found = {each.source for each in of("p", articles, reuse) if each.source}
    assert {"a", "b"} <= found
    for story in stories:
        assert "p" not in sources(story.id, articles, reuse)


def test_the_earlier_version_of_an_outlets_own_story_is_the_source() -> None:
    first = article("a", *WEIR[:4], outlet="Lake Echo", published="2024-05-01T08:00:00+00:00")
    later = article("b", MUSEUM[0], *WEIR[:4], outlet="Lake Echo", published="2024-05-01T11:30:00+00:00")
    reuse = [shared(first, later, [(at, at + 1) for at in range(4)])]
    assert sources("b", [first, later], reuse) == ["a"]
    assert sources("a", [first, later], reuse) == []


def test_without_dates_a_note_tells_the_later_version_and_its_length_does_not() -> None:
    note = "This story has been updated with the board's answer."
    short, long = article("a", *WEIR[:3], outlet="Lake Echo"), article("b", *WEIR, outlet="Lake Echo")
    noted = article("b", *WEIR, note, outlet="Lake Echo")
    pairs = [(at, at) for at in range(3)]
    assert sources("a", [short, long], [shared(short, long, pairs)]) == [None]
    found = of("b", [short, noted], [shared(short, noted, pairs)])
    assert [each.source for each in found] == ["a"]
    assert noted.text[slice(*found[0].evidence[0].spans[0])] == "has been updated"


def test_dates_alone_prove_less_between_two_outlets_than_within_one() -> None:
    first, second, third = (
        article(name, *WEIR, outlet=outlet, published=day)
        for name, outlet, day in zip("abc", ("Lake Echo", "Lake Echo", "Bay Post"), DAYS, strict=True)
    )
    (own,) = of("b", [first, second], [whole(first, second)])
    (other,) = of("c", [first, third], [whole(first, third)])
    assert own.source == other.source == "a"
    assert 0.4 < other.confidence < own.confidence


def test_stamps_of_one_minute_say_nothing() -> None:
    a = article("a", *WEIR, published="2024-05-01T08:00:05+00:00")
    b = article("b", *WEIR, published="2024-05-01T08:00:59+00:00")
    assert sources("b", [a, b], [whole(a, b)]) == [None]


def test_a_credit_to_the_other_outlet_beats_an_older_stamp() -> None:
    a = article("a", *WEIR, outlet="Lake Echo", published="2024-05-04")
    note = "Much of this was first reported by the Lake Echo."
    b = article("b", *WEIR, note, outlet="Tarnec Today", published="2024-05-01")
    found = [each for each in of("b", [a, b], [shared(a, b, [(at, at) for at in range(6)])]) if each.source]
    assert [each.source for each in found] == ["a"]
    assert any(reason.kind == "names" for reason in found[0].evidence)


def test_a_report_republished_from_an_outlet_comes_from_that_outlets_report() -> None:
    a = article("a", *WEIR, outlet="Lake Echo")
    b = article("b", *WEIR, "This article was originally published by the Lake Echo.", outlet="Tarnec Today")
    found = of("b", [a, b], [shared(a, b, [(at, at) for at in range(6)])])
    assert [(each.source, each.wire, each.passages) for each in found] == [("a", "Lake Echo", ())]
    assert [each.wire for each in of("b", [b, article("c", *MUSEUM, outlet="Lake Echo")], [])] == ["Lake Echo"]


def test_what_a_wire_story_was_given_from_elsewhere_is_not_the_wires() -> None:
    a = article("a", *MUSEUM, published=DAYS[0])
    b = credited("b", "VPA", *WEIR, MUSEUM[1], MUSEUM[3], published=DAYS[1])
    reuse = [shared(a, b, [(1, 6), (3, 7)])]
    assert {(each.source, each.wire) for each in of("b", [a, b], reuse)} == {(None, "VPA"), ("a", None)}
    assert of("a", [a, b], reuse) == []
