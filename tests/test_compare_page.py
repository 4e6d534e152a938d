"""Comparing reports: passages that, put together, are the reports; what changed in each, and what stands out."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

import ruling_values
from onrecord.engines.comparing import figures_in
from onrecord.errors import BadInput, NotFound
from onrecord.model import Span
from onrecord.pages.compare import CompareQuery, every, make, rows
from onrecord.pages.reports import when
from onrecord.record import open_record
from reconciliation_values import article, commitment, findings, traced

FIRST = article(
    "a",
    "Narland promised to send 13 ships to Utland on Monday.\n“The door stays open,” Mira Holt said.\n"
    "The harbour was bought in May.\nThe MiG-29 jets stay.",
    published="2023-04-04T08:00:00+00:00", outlet="Ledger",
)  # fmt: skip
SECOND = article(
    "b",
    "Narland vowed to send 30 ships to Utland on Monday.\n“The gate stays open,” Mira Holt said.\n"
    "The harbour was purchased in May.\nThe MiG-31 jets stay.\nNobody else was there.",
    published="2023-04-06", outlet="Post",
)  # fmt: skip
THIRD = article(
    "c", "Narland promised to send 13 ships to Utland on Monday.", published="2023-04-04", outlet="Brief"
)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    said = [findings(one, commitment(one, "ships")) for one in (FIRST, SECOND, THIRD)]
    path = tmp_path_factory.mktemp("compare") / "small.db"
    return ruling_values.write(path, [FIRST, SECOND, THIRD], said, traced((FIRST, SECOND), (FIRST, THIRD)))


@pytest.fixture
def record(small):
    with open_record(small) as opened:
        yield opened


def compared(record, *articles):
    return make(record, CompareQuery(tuple(articles)))


def words(pieces):
    return "".join(one.text for one in pieces)


def test_the_passages_of_either_side_are_its_whole_story(example):
    with open_record(example) as record:
        texts = {one.id: one for one in record.articles()}
        for query in every(record):
            page = make(record, query)
            (other,) = page.others
            for article_id, side in ((page.first.id, "a"), (other.article.id, "b")):
                one = texts[article_id]
                parts = [words(getattr(row, side)) for row in other.rows if getattr(row, side)]
                assert all(part in one.text for part in parts)
                letters = sorted(char for part in parts for char in part if char.isalnum())
                spans = [*([one.layout.headline] if one.layout.headline else []), *one.layout.story]
                assert letters == sorted(c for s in spans for c in one.text[s.begin : s.end] if c.isalnum())


def test_a_figure_and_a_quotation_stand_out_from_a_synonym(record):
    rows_ = compared(record, "a", "b").others[0].rows
    assert [(one.relation, one.figure, one.quote, one.telling) for one in rows_] == [
        ("edited", True, False, "13 → 30"),
        ("edited", False, True, "door → gate"),
        ("edited", False, False, ""),
        ("edited", False, False, ""),
        ("added", False, False, ""),
    ]
    looks = {piece.text: piece.looks for row in rows_ for piece in (*row.a, *row.b) if piece.looks}
    assert "figure" in looks["13"]
    assert "figure" in looks["30"]
    assert "quote" in looks["gate"]
    assert looks["purchased"] == ("added",)
    assert looks["bought"] == ("removed",)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("MiG-29 fighter jets", []),
        ("F-16s and Su-27s", []),
        ("mid-2023", ["2023"]),
        ("10-15 tanks", ["10", "15"]),
        ("$2.6 billion", ["2.6"]),
        ("EUR500 and 1,000.5", ["500", "1,000.5"]),
    ],
)
def test_a_number_in_the_name_of_a_thing_is_no_figure(text, numbers):
    assert figures_in(text, Span(0, len(text))) == numbers
    assert figures_in(f"x {text}", Span(2, 2 + len(text))) == numbers


def test_a_number_keeps_its_name_when_only_the_number_changed():
    assert figures_in("The MiG-31 jets", Span(8, 10)) == []


def test_a_quotation_that_ends_in_other_words_is_told_as_one_change(example):
    with open_record(example) as record:
        told = [row.telling for query in every(record) for row in make(record, query).others[0].rows if row.quote]
    assert told
    assert not [one for one in told if "–" in one]


def test_the_changes_are_counted(record):
    (other,) = compared(record, "a", "b").others
    told = other.changes
    assert (told.same, told.edited, told.rewritten, told.dropped, told.added) == (0, 4, 0, 0, 1)
    assert (told.figures, told.quotes) == (1, 1)


def test_turned_round_what_was_added_was_dropped(record):
    there, back = compared(record, "a", "b").others[0], compared(record, "b", "a").others[0]
    assert (there.changes.added, there.changes.dropped) == (back.changes.dropped, back.changes.added)
    assert (there.shared_a, there.shared_b) == (back.shared_b, back.shared_a)
    assert (there.when, back.when) == ("2 days later", "2 days earlier")


@pytest.mark.parametrize(
    ("first", "other", "told"),
    [
        ("2023-04-04", "2023-04-05", "1 day later"),
        ("2023-04-04T08:00:00+00:00", "2023-04-04T09:30:00+00:00", "the same day, later"),
        ("2023-04-04T08:00:00+00:00", "2023-04-04T09:30:00+02:00", "the same day"),
        ("2023-04-04", "2023-04-04T09:30:00+02:00", "the same day"),
        ("2023-04", "2023-04-05", ""),
        (None, "2023-04-05", ""),
    ],
)
def test_who_came_first_is_told_as_far_as_it_is_known(first, other, told):
    assert when(article("a", "x", published=first), article("b", "y", published=other)) == told


def test_three_reports_are_each_held_against_the_first(record):
    page = compared(record, "a", "b", "c")
    assert (page.first.id, [one.article.id for one in page.others]) == ("a", ["b", "c"])
    assert page.others[1].rows[0].relation == "same"
    assert [one.relation for one in page.others[1].rows].count("dropped") == 3


def test_reports_that_share_nothing_have_no_passage_in_common(record):
    (other,) = compared(record, "b", "c").others
    assert {one.relation for one in other.rows} == {"dropped", "added"}
    assert (other.shared_a, other.shared_b) == (0.0, 0.0)


def test_the_words_of_an_entry_lead_to_it(record):
    page = compared(record, "a", "b")
    first = page.others[0].rows[0]
    assert first.entries
    assert set(first.entries) <= set(page.entries)


def test_one_report_offers_those_of_its_story(record):
    page = compared(record, "a")
    assert page.others == ()
    assert {one.id for one in page.offered} == {"b", "c"}
    assert compared(record).first is None


def test_what_cannot_be_compared_is_refused(record):
    with pytest.raises(NotFound, match="no-such"):
        compared(record, "a", "no-such")
    assert compared(record, "a", "a", " ").others == ()


def test_more_than_six_are_refused(example):
    with open_record(example) as record:
        ids = [one.id for one in record.articles()]
        with pytest.raises(BadInput, match="at most 6 reports, not 7"):
            compared(record, *ids[:7])


def test_downloads_are_the_reports_and_what_they_share(record):
    tables = {name: list(some) for name, some in rows(record, CompareQuery(("b", "a", "c"))).items()}
    assert {one["id"] for one in tables["articles"]} == {"a", "b", "c"}
    assert [(one["a"], one["b"]) for one in tables["reuse"]] == [("a", "b")]
    assert {name: list(some) for name, some in rows(record, CompareQuery()).items()} == {
        "articles": [],
        "reuse": [],
    }


def test_each_pair_that_shares_a_passage_has_a_page_the_earlier_first(example):
    with open_record(example) as record:
        published = {one.id: one.published or "9999" for one in record.articles()}
        queries = list(every(record))
        shared = {(str(a), str(b)) for a, b in record.gate.all("list", "SELECT a, b FROM reuse")}
        sides = [(one.a.article, one.b.article) for one in record.disagreements()]
        apart = {tuple(sorted(pair)) for pair in sides if pair[0] != pair[1]}
        assert shared <= {tuple(sorted(one.article)) for one in queries} <= shared | apart
        assert len(queries) == len(set(queries))
        assert all(published[a] <= published[b] for a, b in (one.article for one in queries))


def test_the_summary_leads_to_the_changed_passages(example, served):
    with open_record(example) as record:
        query = next(one for one in every(record) if make(record, one).others[0].changes.figures)
    a, b = query.article
    tree = lxml.html.fromstring(served.get(f"/compare?article={a}&article={b}").text)
    links = tree.xpath("//ul[@class='telling']//a/@href")
    assert links
    for link in links:
        assert tree.xpath(
            f"//li[@id='{link[1:]}']//*[contains(@class, 'look-figure') or contains(@class, 'look-quote')]"
        )


def test_the_form_offers_a_choice_and_the_page_without_reports_asks_for_them(served):
    tree = lxml.html.fromstring(served.get("/compare").text)
    fields = tree.xpath("//form[@action='/compare']//input[@name='article']/@id")
    assert len(fields) == 2
    assert set(tree.xpath("//label/@for")) >= set(fields)
