"""The page of an article: its text as it is stored, every finding marked, listed and one click from its entry."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest
from hypothesis import given, settings

from onrecord.errors import BadInput, NotFound
from onrecord.model import Findings, Layout, Span
from onrecord.pages.article import ArticleQuery, every, make, rows, web_address
from onrecord.pages.article_text import found_in, paragraphs
from onrecord.pages.articles import ArticlesQuery
from onrecord.pages.articles import make as make_list
from onrecord.record import open_record
from reconciliation_values import article, commitment, findings, statement
from record_values import articles, statements

PAPER = article(
    "a",
    "# Narland sends ships\nNarland will send 3 ships.\n\n   \nIts envoy said “3 ships will sail”.\nShare this",
    published="2023-04-04",
)


@pytest.fixture
def record(example):
    with open_record(example) as opened:
        yield opened


def shown(one, found):
    return paragraphs(one, found_in(one, found))


def test_each_line_is_shown_as_it_is_stored_and_blank_ones_are_not(record):
    for one in record.articles():
        page = make(record, ArticleQuery(one.id))
        assert [one.text[each.begin : each.end] for each in page.paragraphs] == [
            line for line in one.text.split("\n") if line.strip()
        ]
        for each in page.paragraphs:
            assert "".join(run.piece.text for run in each.runs) == one.text[each.begin : each.end]


@settings(max_examples=40, deadline=None)
@given(articles("a").flatmap(lambda one: statements("s-1", one).map(lambda said: (one, said))))
def test_no_character_is_lost_or_moved_wherever_findings_begin_and_end(both):
    one, said = both
    for each in shown(one, Findings(one.id, (said,))):
        assert "".join(run.piece.text for run in each.runs) == one.text[each.begin : each.end]


def test_every_finding_has_one_place_and_is_listed_beside_it(record):
    for one in record.articles():
        page = make(record, ArticleQuery(one.id))
        sql = "SELECT id FROM findings WHERE article = ? ORDER BY id"
        ids = [str(id_) for (id_,) in record.gate.all("list findings", sql, (one.id,))]
        assert sorted(id_ for each in page.paragraphs for run in each.runs for id_ in run.begins) == ids
        assert sorted(line.id for each in page.paragraphs for line in each.found) == ids
        for each in page.paragraphs:
            here = {id_ for run in each.runs for id_ in run.begins}
            assert {line.id for line in each.found} == here


def test_a_finding_is_listed_in_the_order_of_the_text():
    later, sooner = commitment(PAPER, "3 ships will sail"), commitment(PAPER, "ships")
    both = shown(PAPER, findings(PAPER, later, sooner))
    assert [line.id for one in both for line in one.found] == [sooner.id, later.id]


def test_words_of_several_findings_belong_to_each_of_them():
    said = statement(PAPER, "envoy", "3 ships will sail")
    promised = commitment(PAPER, "3 ships will sail")
    (piece,) = [
        run.piece
        for one in shown(PAPER, findings(PAPER, said, promised))
        for run in one.runs
        if len(run.piece.of) == 2
    ]
    assert set(piece.of) == {said.id, promised.id}
    assert set(piece.looks) == {"statement", "commitment"}


def test_headline_credits_and_furniture_are_told_from_the_story():
    text = "Ships sail\nBy Mira Holt\nNarland sent ships.\nShare this\nwhat no part covers"
    place = {line: Span(text.index(line), text.index(line) + len(line)) for line in text.split("\n")}
    layout = Layout(
        headline=place["Ships sail"],
        credits=(place["By Mira Holt"],),
        story=(place["Narland sent ships."],),
        furniture=(place["Share this"],),
    )
    one = article("x", text)
    parts = [each.part for each in paragraphs(type(one)(one.id, text, one.sha256, layout=layout), ())]
    assert parts == ["headline", "credits", "story", "furniture", ""]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        (" https://example.org/ ", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/x", False),
        ("https:", False),
        ("http://[bad", False),
        ("ftp://example.org/", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, linked):
    assert (web_address(url) is not None) == linked


def test_an_address_that_is_no_link_is_still_told(record):
    kept = [make(record, ArticleQuery(one.id)) for one in record.articles()]
    assert all(page.url is None or "url" not in page.given for page in kept)


def test_the_page_has_each_finding_once_and_every_mark_leads_to_an_entry(record, served):
    for query in every(record):
        page = make(record, query)
        tree = lxml.html.fromstring(served.get(f"/articles/{query.id}").text)
        ids = [one for one in tree.xpath("//@id") if re.match("[scm]-", one)]
        assert sorted(ids) == sorted(line.id for each in page.paragraphs for line in each.found)
        for link in tree.xpath("//div[@class='reading']//mark/a"):
            place, _, finding = link.get("href").partition("#")
            assert place == f"/entries/{page.entries[finding]}"
        linked = {link.get("href").partition("#")[2] for link in tree.xpath("//ul[@class='margin']//a")}
        assert linked == set(page.entries)
        assert not [link for link in tree.xpath("//main//a") if not link.text_content().strip()]


def test_types_can_be_hidden_without_script(record, served):
    article_ = next(one for one in record.articles() if make(record, ArticleQuery(one.id)).entries)
    tree = lxml.html.fromstring(served.get(f"/articles/{article_.id}").text)
    boxes = tree.xpath("//fieldset//input[@type='checkbox']/@id")
    assert boxes
    style = served.get(tree.xpath("//link[@rel='stylesheet']/@href")[0]).text
    assert all(f"#{box}:not(:checked)" in style for box in boxes)


def test_sources_and_sharers_name_every_other_article_and_can_be_compared(record, served):
    copy = next(one for one in record.articles() if make(record, ArticleQuery(one.id)).shared)
    page = make(record, ArticleQuery(copy.id))
    assert {one.article for one in page.shared} <= set(page.others)
    assert all(0 <= one.mine <= 1 and 0 <= one.theirs <= 1 for one in page.shared)
    assert page.story is not None
    tree = lxml.html.fromstring(served.get(f"/articles/{copy.id}").text)
    offered = tree.xpath("//a[starts-with(@href, '/compare')]/@href")
    assert offered == [f"/compare?article={copy.id}&article={one.article}" for one in page.shared]
    assert served.get(offered[0]).status_code == 200


def test_reasons_call_articles_by_their_names(record):
    ids = [one.id for one in record.articles()]
    for one in ids:
        page = make(record, ArticleQuery(one))
        told = [why for source in (*page.sources, *page.taken) for why in source.reasons]
        assert not [why for why in told if any(id_ in why for id_ in ids)]


def test_downloads_have_the_article_and_all_its_findings(record):
    for query in every(record):
        tables = rows(record, query)
        count = sum(len(list(some)) for name, some in tables.items() if name != "articles")
        assert count == sum(len(each.found) for each in make(record, query).paragraphs)
        assert [one["id"] for one in tables["articles"]] == [query.id]


def test_an_article_is_found_by_its_path_and_an_unknown_one_is_not(record):
    one = next(one for one in record.articles() if one.path)
    assert make(record, ArticleQuery(one.path)).id == one.id
    with pytest.raises(NotFound, match="a-0000"):
        make(record, ArticleQuery("a-0000"))


def test_the_list_has_every_article_once_the_latest_first(record):
    page = make_list(record, ArticlesQuery())
    assert sorted(one.id for one in page.articles) == sorted(one.id for one in record.articles())
    days = [one.day or "" for one in page.articles]
    assert days == sorted(days, reverse=True)


def test_the_list_is_narrowed_by_outlet_headline_and_day(record):
    everything = [*record.articles()]
    some = make_list(record, ArticlesQuery(words="nato"))
    assert {one.id for one in some.articles} == {
        one.id for one in everything if "nato" in (one.title or "").casefold()
    }
    outlet = next(one.outlet for one in everything if one.outlet)
    some = make_list(record, ArticlesQuery(outlet=outlet.upper()))
    assert {one.id for one in some.articles} == {one.id for one in everything if one.outlet == outlet}
    some = make_list(record, ArticlesQuery(since="2023-04-05", until="2023-04-05"))
    assert {one.id for one in some.articles} == {
        one.id for one in everything if (one.published or "").startswith("2023-04-05")
    }
    assert some.part.of == len(everything)
    assert make_list(record, ArticlesQuery(words="no such words")).articles == ()
    with pytest.raises(BadInput, match="not 'soon'"):
        make_list(record, ArticlesQuery(since="soon"))


def test_the_list_is_paged_by_its_filters(record, monkeypatch):
    monkeypatch.setattr("onrecord.pages.articles.SIZE", 2)
    for query in (ArticlesQuery(), ArticlesQuery(words="a"), ArticlesQuery(since="2023")):
        first = make_list(record, query)
        pages = [make_list(record, replace(query, page=number)) for number in range(1, first.part.pages + 1)]
        found = [one.id for page in pages for one in page.articles]
        assert len(found) == len(set(found)) == first.part.count
        assert first.part.pages > 1
