"""Variants: the wordings of one utterance, what each changed, which is closest to the origin."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Article, Derivation, Findings, Layout, Reason, Span, Trace, text_sha256, words_of
from onrecord.reconciliation.located import located
from onrecord.reconciliation.variants import Lineage, variants_of
from onrecord.reconciliation.words import wordings_of
from variant_values import printed, statement

CASES = tomllib.loads((Path(__file__).parent / "variant_cases.toml").read_text(encoding="utf-8"))["case"]
NAMES = [f"{number} {case['relation']}: {case['other']}" for number, case in enumerate(CASES)]
NO_TRACE = Trace()
FULL = "“We will not sign. The bridge stays shut until the frost is out.”"
PART = "the bridge “stays shut until the frost is out”"
OTHER = "“We will not sign. The bridge stays closed until the frost is out.”"


def variants(*reports: tuple[Article, Findings], origins: dict[str, str] | None = None, trace: Trace = NO_TRACE):
    """The variants of one entry over all the statements of `reports`; an origin of its own for each article."""
    articles = {article.id: article for article, _ in reports}
    group = located(list(articles.values()), [found for _, found in reports])
    origin_of = {each.id: (origins or {}).get(each.article.id, f"outlet:{each.article.id}") for each in group}
    return variants_of(group, origin_of, Lineage(articles, trace, wordings_of(articles)))


def report(name: str, said: str, **given) -> tuple[Article, Findings]:
    return printed(name, {"name": "Teodor Vance", "said": said, **given})


def closest(*reports, **given) -> tuple[str, str] | None:
    """The words of the variant that is said to be closest, and why."""
    found = variants(*reports, **given)
    said = [(each.words.text, each.closest) for each in found if each.closest is not None]
    assert len(said) <= 1
    return said[0] if said else None


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_wording_has_its_relation_to_the_standing_one(case):
    shared = {"actor": case.get("actor")}
    # A third report in the first one's words makes these the standing ones.
    first = [report(name, case["standing"], **shared) for name in ("a", "b")]
    same = {"a": "wire:X", "b": "outlet:b", "c": "wire:X"} if case.get("one_origin") else None
    found = variants(*first, report("c", case["other"], **shared), origins=same)
    assert found[0].articles[:2] == ("a", "b")
    if case["relation"] == "one wording":
        assert len(found) == 1
        assert found[0].articles == ("a", "b", "c")
    else:
        assert [each.relation for each in found[1:]] == [case["relation"]]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "changes" in case and case["relation"] != "one wording"]
)
def test_each_change_is_named_with_its_words(case):
    found = variants(*(report(name, case["standing"]) for name in ("a", "b")), report("c", case["other"]))
    changes = [[each.kind, each.before.text, each.after.text] for each in found[1].changes]
    assert changes == case["changes"]


def test_findings_articles_and_origins_of_a_wording_are_listed_earliest_first():
    reports = [
        report("a", FULL, day="2023-03-03T12:00:00+00:00"),
        report("b", FULL, day="2023-03-03T09:00:00+02:00"),
        report("c", FULL, day="2023-03-02"),
    ]
    (found,) = variants(*reports, origins={"a": "wire:AP", "b": "wire:AP", "c": "outlet:c"})
    assert found.articles == ("c", "b", "a")
    assert found.origins == ("outlet:c", "wire:AP")
    assert found.words.article == "c"


def test_a_part_backs_the_whole_as_the_standing_wording():
    found = variants(report("a", FULL), report("b", PART), report("c", PART))
    assert found[0].articles == ("a",)
    assert [each.relation for each in found] == ["identical", "trimmed"]


def test_words_inside_marks_stand_before_any_report():
    found = variants(
        report("a", "the bridge would stay shut"), report("b", PART), report("c", "it would stay shut")
    )
    assert [each.relation for each in found] == ["identical", "reported", "reported"]


def test_forty_copies_are_one_wording_and_outvote_nobody():
    copies = [report(f"copy{number}", OTHER) for number in range(40)]
    origins = {f"copy{number}": "wire:AP" for number in range(40)}
    found = variants(*copies, report("x", FULL), report("y", FULL), origins=origins)
    assert [len(each.articles) for each in found] == [2, 40]


def test_one_finding_has_no_variants():
    assert variants(report("a", FULL)) == ()


def test_a_headline_is_a_printing_of_its_own():
    text = f"Vance: “The bridge stays shut”\n\nTeodor Vance said: {FULL}"
    article, found = report("a", FULL)
    assert len(variants((article, found), report("b", FULL))) == 1
    headed = _headed("h", text)
    told = variants(headed, report("b", FULL))
    assert [each.relation for each in told] == ["identical", "trimmed"]
    assert told[1].articles == ("h",)


def _headed(name: str, text: str) -> tuple[Article, Findings]:
    head, _ = text.split("\n\n")
    begin = len(head) + 2
    layout = Layout(headline=Span(0, len(head)), story=(Span(begin, len(text)),))
    article = Article(id=name, text=text, sha256=text_sha256(text), layout=layout)
    contents = [Span(head.index("“"), len(head)), Span(text.index("“", begin), len(text))]
    given = {"name": "Teodor Vance"}
    found = tuple(replace(statement(article, span, given), mode="direct") for span in contents)
    return article, Findings(name, found)


# Closest to the origin


def test_nothing_is_said_without_lineage_and_dates():
    assert closest(report("a", FULL), report("b", OTHER)) is None


def test_the_one_that_all_others_derive_from_is_closest():
    reports = [report("a", FULL), report("b", OTHER), report("c", PART)]
    trace = Trace((), (Derivation("b", "a", None, 0.8), Derivation("c", "b", None, 0.7)))
    words, why = closest(*reports, trace=trace)
    assert words.startswith("We will not sign. The bridge stays shut")
    assert why == "the others derive from a"


def test_one_printing_of_unknown_descent_leaves_it_open():
    reports = [report("a", FULL), report("b", OTHER), report("c", PART)]
    assert closest(*reports, trace=Trace((), (Derivation("b", "a", None, 0.8),))) is None


def test_a_derivation_of_other_passages_says_nothing_of_the_quotation():
    elsewhere = Derivation("b", "a", None, 0.8, (Span(0, 5),))
    assert closest(report("a", FULL), report("b", OTHER), trace=Trace((), (elsewhere,))) is None


def test_an_unsure_derivation_says_nothing():
    trace = Trace((), (Derivation("b", "a", None, 0.45),))
    assert closest(report("a", FULL), report("b", OTHER), trace=trace) is None


def test_nobody_has_words_from_where_they_are_not():
    trace = Trace((), (Derivation("b", "a", None, 0.9),))
    assert closest(report("a", PART), report("b", FULL), trace=trace) is None


def test_articles_that_derive_from_each_other_leave_it_open():
    trace = Trace((), (Derivation("b", "a", None, 0.8), Derivation("a", "b", None, 0.8)))
    assert closest(report("a", FULL), report("b", OTHER), trace=trace) is None


def test_the_agencys_own_text_is_closest_to_what_its_customers_print():
    own = Derivation("a", None, "AP", 1.0, (), (Reason("outlet", "published by the agency itself (AP)"),))
    reports = [report("a", FULL, outlet="AP"), report("b", OTHER), report("c", PART)]
    same = dict.fromkeys("abc", "wire:AP")
    assert "AP's own text" in closest(*reports, origins=same, trace=Trace((), (own,)))[1]
    apart = {**same, "c": "outlet:c"}
    assert closest(*reports, origins=apart, trace=Trace((), (own,))) is None


def test_what_two_customers_of_an_agency_print_alike_is_closest():
    same = dict.fromkeys("abcd", "wire:AP")
    both = [report("a", FULL, wire="AP"), report("b", FULL, wire="AP")]
    assert closest(*both, report("c", OTHER), origins=same)[1] == "2 outlets that credit AP print it alike"
    assert closest(both[0], report("c", OTHER), origins=same) is None
    assert closest(both[0], report("b", FULL), report("c", OTHER), origins=same) is None
    assert closest(*both, report("c", OTHER, wire="AP"), origins=same) is None
    twice = [report("c", OTHER), report("d", OTHER)]
    assert closest(*both, *twice, origins=same) is None
    copied = Trace((), (Derivation("b", "a", None, 0.8),))
    assert closest(*both, report("c", OTHER), origins=same, trace=copied) is None
    assert closest(*both, report("c", OTHER), origins={**same, "c": "outlet:c"}) is None


def test_an_article_in_full_is_closest():
    reports = [report("a", OTHER), report("b", FULL, title="Vance on the bridge: full text"), report("c", PART)]
    assert closest(*reports)[1] == "b gives the words in full"


def test_two_articles_in_full_that_differ_leave_it_open():
    reports = [report("a", OTHER, title="Transcript: Vance"), report("b", FULL, title="Vance: full text")]
    assert closest(*reports) is None


def test_the_earliest_is_closest_where_the_others_can_be_cut_from_it():
    reports = [report("a", PART, day="2023-03-03T12:00:00+00:00"), report("b", FULL, day="2023-03-03T10:00:00Z")]
    assert closest(*reports)[1] == "earliest of 2 by 2 h"


@pytest.mark.parametrize(
    ("full", "part"),
    [
        ("2023-03-03", "2023-03-04"),  # days are not known to the minute
        ("2023-03-03T10:00", "2023-03-03T12:00"),  # without a zone they cannot be compared
        ("2023-03-03T10:00Z", None),
        ("2023-03-03T10:00Z", "2023-03-03T10:05Z"),  # clocks differ by so much
        ("2023-03-03T12:00Z", "2023-03-03T10:00Z"),  # the part came first, and has not got the rest
        ("9999-12-31T23:59-14:00", "0001-01-01T00:00+14:00"),
    ],
)
def test_dates_that_do_not_tell_leave_it_open(full, part):
    assert closest(report("a", FULL, day=full), report("b", PART, day=part)) is None


def test_of_two_wordings_of_one_wire_the_earlier_may_be_the_changed_one():
    times = {"a": "2023-03-03T10:00Z", "b": "2023-03-03T12:00Z"}
    reports = [report("a", FULL, day=times["a"]), report("b", OTHER, day=times["b"])]
    assert closest(*reports, origins=dict.fromkeys("ab", "wire:AP")) is None
    assert closest(*reports, origins=dict.fromkeys("ab", "outlet:One")) is not None
    assert closest(*reports) is None


def test_a_derivation_from_a_later_one_speaks_against_the_earliest():
    reports = [report("a", FULL, day="2023-03-03T10:00Z"), report("b", PART, day="2023-03-03T12:00Z")]
    assert closest(*reports, trace=Trace((), (Derivation("a", "b", None, 0.8),))) is None


def test_one_article_alone_has_no_closest_wording():
    headed = _headed("h", f"Vance: “The bridge stays shut”\n\nTeodor Vance said: {FULL}")
    assert closest(headed) is None


def test_every_side_of_a_change_stands_in_its_article():
    reports = [report("a", FULL), report("b", OTHER), report("c", ["“The bridge stays open.”", "“We won't sign.”"])]
    texts = {article.id: article.text for article, _ in reports}
    found = variants(*reports)
    sides = [side for each in found for change in each.changes for side in (change.before, change.after)]
    assert any(side.spans for side in sides)
    for side in (*sides, *(each.words for each in found)):
        assert side.text == words_of(texts[side.article], side.spans)
