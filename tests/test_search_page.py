"""The search page: what it shows of what is found, in the words of the articles, whatever those are."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.pages.search import EXCERPTS, FIRST, KIND, SearchQuery, make
from onrecord.record import open_record
from onrecord.web.app import application
from onrecord.web.shelf import Shelf
from reconciliation_values import article, commitment, findings
from released_values import write_reconciled

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(2)>"


def page_of(path, **asked):
    with open_record(path) as record:
        return make(record, SearchQuery(**asked))


def test_excerpts_are_the_articles_own_words_with_those_found_marked(example):
    with open_record(example) as record:
        texts = {one.id: one.text for one in record.articles()}
    page = page_of(example, q="howitzers")
    assert page.articles
    for one in page.articles:
        assert 1 <= len(one.excerpts) <= EXCERPTS
        for pieces in one.excerpts:
            words = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
            assert words in texts[one.id]
            assert {piece.text.casefold() for piece in pieces if "found" in piece.looks} <= {
                "howitzer",
                "howitzers",
            }
        assert any("found" in piece.looks for pieces in one.excerpts for piece in pieces)


def test_nothing_asked_explains_how_to_ask(served):
    page = served.get("/search")
    assert "How to ask" in page.text
    assert re.search(r"<details[^>]* open", page.text)
    assert "Nothing here" not in page.text


def test_nothing_found_says_what_each_word_finds_alone(served):
    page = served.get("/search", params={"q": "zebra howitzers"})
    assert "Nothing here holds all of this together" in page.text
    assert "<b>zebra</b> alone: nothing" in page.text
    (told,) = page_of_api(served, q="zebra howitzers")["alone"][1:]
    found = page_of_api(served, q="howitzers")
    assert told == {"words": "howitzers", "found": found["entries_total"] + found["articles_total"]}


def page_of_api(client: TestClient, **asked) -> dict[str, object]:
    return client.get("/api/search", params=asked).json()


def test_types_outlets_and_days_filter(served):
    every = page_of_api(served, q="slovakia")
    assert sum(every["types"].values()) == every["entries_total"]
    some = page_of_api(served, q="slovakia", show="entries", type="statement")
    assert {one["type"] for one in some["entries"]} == {"statement"}
    assert (some["entries_total"], some["types"]) == (every["types"]["statement"], every["types"])
    assert some["articles"] == []
    outlet = every["articles"][0]["outlet"]
    of_one = page_of_api(served, q="slovakia", outlet=outlet)
    assert {one["outlet"] for one in of_one["articles"]} == {outlet}
    day = every["articles"][0]["published"][:10]
    of_day = page_of_api(served, q="slovakia", since=day, until=day)
    assert {one["published"][:10] for one in of_day["articles"]} == {day}
    assert 0 < of_day["articles_total"] < every["articles_total"]


@pytest.mark.parametrize(
    "asked", [{"since": "soon"}, {"until": "2023-13-01"}, {"show": "rulings"}, {"type": "deed"}]
)
def test_what_cannot_be_filtered_by_is_refused(served, asked):
    answer = served.get("/search", params={"q": "slovakia", **asked})
    assert answer.status_code == 400
    assert next(iter(asked.values())) in unescape(answer.text)


def test_downloads_hold_all_that_is_found(served):
    found = page_of_api(served, q="the")
    assert found["articles_total"] >= len(found["articles"]) <= FIRST
    for table in ("entries", "articles"):
        lines = served.get("/download/search", params={"q": "the", "table": table, "format": "jsonl"}).text
        assert len([json.loads(line) for line in lines.splitlines()]) == found[f"{table}_total"]


def test_hostile_words_are_shown_as_words(tmp_path):
    one = article(
        "a", f"Slovakia pledged 13 howitzers {HOSTILE} to Ukraine.", published="2023-04-04", title=HOSTILE
    )
    said = findings(one, commitment(one, "howitzers", shown="13", quantity=13.0))
    path = write_reconciled(tmp_path / "odd.db", [(one, said)])
    with TestClient(application(Shelf(path)), base_url="http://127.0.0.1") as client:
        for words in ("howitzers", HOSTILE, '"><svg onload=alert(3)>'):
            text = client.get("/search", params={"q": words}).text
            assert not re.search(r"<(script>|img|svg onload)", text)
            assert "alert(1)" not in text or "&lt;script&gt;alert(1)" in text


def test_a_page_beyond_the_last_says_so(served):
    answer = served.get("/search", params={"q": "the", "show": "articles", "page": 99})
    assert answer.status_code == 200
    assert "nothing on this page" in answer.text


def test_the_static_site_has_one_search_page(example):
    with open_record(example) as record:
        assert list(KIND.every(record)) == [SearchQuery()]


def test_as_of_a_day_only_what_was_on_record_is_found(served):
    articles = served.get("/api/articles").json()
    day = min(str(one["published"])[:10] for one in page_of_api(served, q="slovakia")["articles"])
    then = page_of_api(served, q="slovakia", as_of=day)
    assert 0 < then["articles_total"] < page_of_api(served, q="slovakia")["articles_total"]
    assert {one["published"][:10] for one in then["articles"]} <= {day}
    assert articles
