"""Where passages are said to come from, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

import pytest

from onrecord.model import Article, Derivation, Layout, Span, text_sha256
from onrecord.tracing import trace
from onrecord.tracing.dates import published_gap

FIRST = """\
TARNEC, Velland (AP) — The lake ministers of four countries agreed on Monday to shut the Orrin weir for two years.

Ministers said engineers needed dry walls before they could mend the gates, which were built in 1931.

"Nobody wants an empty lake, but a burst weir would be worse," said Petra Olvang, who leads the river board."""

MORE = """\
Ferry owners in Tarnec will share 9 million talers from a common fund while their boats stand still.

The board meets again in September to see whether the north gate can be opened for the autumn rains."""

OWN = """\
Anglers here have begun to buy second-hand rods for the sea, shopkeeper Hugo Brandt said on his doorstep.

The town's brass band has moved its summer concerts from the pier to the church of Saint Ansgar."""


def article(name: str, *parts: str, anchor: str | None = None, **fields: object) -> Article:
    text = "\n\n".join(parts)
    story = tuple(Span(*found.span()) for found in re.finditer(r"[^\n]+", text))
    anchors = {}
    if anchor:
        at = text.index(anchor)
        anchors = {"wire": (Span(at, at + len(anchor)),)}
    return Article(
        id=name,
        text=text,
        sha256=text_sha256(text),
        layout=Layout(story=story),
        anchors=MappingProxyType(anchors),
        **fields,  # type: ignore[arg-type]
    )


def of(name: str, articles: Sequence[Article]) -> list[Derivation]:
    return [each for each in trace(articles).derivations if each.article == name]


def covered(article: Article, found: Derivation) -> list[str]:
    return [article.text[span.begin : span.end].split()[0] for span in found.passages]


def kinds(found: Derivation) -> set[str]:
    return {reason.kind for reason in found.evidence}


def test_two_reports_that_credit_one_wire_both_come_from_the_missing_original() -> None:
    bare = FIRST.split("— ")[1]
    articles = [
        article("a", FIRST, MORE, wire="AP", anchor="AP", published="2024-05-01"),
        article("b", bare, wire="AP", published="2024-05-03"),
    ]
    for name in "ab":
        found = of(name, articles)
        assert [(each.source, each.wire, each.passages) for each in found] == [(None, "AP", ())]
        assert found[0].confidence > 0.8


def test_what_an_uncredited_report_shares_with_a_credited_one_is_the_wires_and_the_rest_its_own() -> None:
    credited = article("a", FIRST, MORE, wire="AP", anchor="AP")
    silent = article("b", FIRST.split("— ")[1], OWN)
    found = of("b", [credited, silent])
    assert [(each.source, each.wire) for each in found] == [(None, "AP")]
    assert covered(silent, found[0]) == ["The", "Ministers"]
    assert found[0].passages[-1].end == silent.text.index("Anglers") - 2
    assert "shared wire" in kinds(found[0])


def test_a_copy_of_the_agencys_own_report_comes_from_that_report() -> None:
    wire = article("a", FIRST, MORE, outlet="Velland Press Agency", wire="VPA", anchor="AP", published="2024-05-01")
    copy = article("b", FIRST, outlet="Lake Echo", published="2024-05-01")
    found = of("b", [wire, copy])
    assert [(each.source, each.wire) for each in found] == [("a", "VPA")]


def test_a_later_story_of_the_agency_is_its_own() -> None:
    articles = [
        article("a", FIRST, wire="VPA", anchor="AP", published="2024-05-01"),
        article("b", OWN, outlet="Velland Press Agency", published="2024-05-09"),
    ]
    assert [(each.source, each.wire, each.confidence) for each in of("b", articles)] == [(None, "VPA", 1.0)]


def test_the_later_reprint_comes_from_the_earlier_report() -> None:
    early = article("z", FIRST, MORE, outlet="Lake Echo", published="2024-05-01T08:00:00+00:00")
    late = article("a", FIRST, MORE, outlet="Tarnec Today", published="2024-05-01T17:30:00+00:00")
    found = of("a", [early, late])
    assert [(each.source, each.passages) for each in found] == [("z", ())]
    assert kinds(found[0]) == {"published"}
    assert of("z", [early, late]) == []


def test_a_cut_comes_from_the_fuller_report_when_there_are_no_dates() -> None:
    found = of("b", [article("a", FIRST, MORE), article("b", FIRST)])
    assert [(each.source, kinds(each)) for each in found] == [("a", {"completeness"})]


def test_nothing_is_concluded_where_nothing_tells() -> None:
    articles = [article("a", FIRST, published="2024-05-01"), article("b", FIRST, published="2024-05-01")]
    for name in "ab":
        found = of(name, articles)
        assert [(each.source, each.wire, each.confidence) for each in found] == [(None, None, 0.0)]
        assert kinds(found[0]) == {"undecided"}


def test_in_a_chain_the_nearer_copy_is_the_source() -> None:
    edited = FIRST.replace("agreed on Monday", "decided on Monday").replace("mend the gates", "repair the gates")
    again = edited.replace("four countries", "4 countries")
    articles = [
        article("a", FIRST, MORE, published="2024-05-01"),
        article("b", edited, MORE, published="2024-05-02"),
        article("c", again, MORE, published="2024-05-03"),
    ]
    assert [each.source for each in of("b", articles)] == ["a"]
    assert [each.source for each in of("c", articles)] == ["b"]


def test_an_article_of_two_sources_has_a_derivation_for_each() -> None:
    articles = [
        article("a", FIRST, published="2024-05-01"),
        article("b", OWN, published="2024-05-01"),
        article("c", FIRST, OWN, published="2024-05-04"),
    ]
    assert sorted(each.source or "" for each in of("c", articles)) == ["a", "b"]


def test_naming_the_other_outlet_outweighs_the_dates() -> None:
    articles = [
        article("a", FIRST, MORE, outlet="Lake Echo", published="2024-05-02"),
        article(
            "b",
            FIRST,
            "The talks were first reported by the Lake Echo.",
            outlet="Tarnec Today",
            published="2024-05-01",
        ),
    ]
    assert "a" in [each.source for each in of("b", articles)]


def test_a_passage_that_names_its_outlet_comes_from_there() -> None:
    interview = (
        "In an interview with POLITICO last week, Petra Olvang said the board had no plan for a third summer. "
        '"We would have to ask the ministers again," she said.'
    )
    one = article("a", OWN, interview, MORE)
    found = of("a", [one])
    assert [(each.wire, each.source) for each in found] == [("POLITICO", None)]
    assert covered(one, found[0]) == ["In", '"We']


def test_an_agency_named_only_in_running_text_does_not_claim_the_whole_article() -> None:
    note = "The weir leaked twice last year, AP reported."
    found = of("a", [article("a", OWN, note, wire="AP", anchor="AP")])
    assert [(each.wire, len(each.passages)) for each in found] == [("AP", 1)]


def test_shared_quotations_alone_prove_little() -> None:
    quote = '"Nobody wants an empty lake, but a burst weir would be worse than two dry summers," said Petra Olvang.'
    articles = [article("a", MORE, quote, published="2024-05-01"), article("b", OWN, quote, published="2024-05-02")]
    found = of("b", articles)
    assert len(found) == 1
    assert found[0].confidence <= 0.3
    assert "quotation" in kinds(found[0])


def test_reasons_point_into_the_article_that_derives() -> None:
    articles = [article("a", FIRST, MORE, wire="AP", anchor="AP"), article("b", FIRST, OWN)]
    texts = {each.id: each.text for each in articles}
    for derivation in trace(articles).derivations:
        for reason in derivation.evidence:
            assert all(texts[derivation.article][span.begin : span.end].strip() for span in reason.spans)


@pytest.mark.parametrize(
    ("one", "two", "sign"),
    [
        ("2024-05-02", "2024-05-01", 1),
        ("2024-05-01", "2024-05-01T23:00:00+00:00", 0),
        ("2024", "2024-05-01", 0),
        ("2024-05-01T10:00:00+02:00", "2024-05-01T08:30:00+00:00", -1),
        ("2024-05-01", None, None),
        ("spring", "2024-05-01", None),
    ],
)
def test_dates_are_compared_as_far_as_they_say(one: str, two: str | None, sign: int | None) -> None:
    gap = published_gap(one, two)
    assert gap is None if sign is None else (gap is not None and (gap > 0) - (gap < 0) == sign)
