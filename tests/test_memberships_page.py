"""The page of membership bids: who has ratified, who is outstanding, and since when."""

from __future__ import annotations

import re

import pytest

from onrecord.model import Entry, Rung
from onrecord.pages.memberships import MembershipsQuery, make, rows
from onrecord.record import open_record, writing
from onrecord.record.draft import draft_of, put_in_place


@pytest.fixture
def bid_of(tmp_path):
    """One bid with these steps, as the page shows it."""

    def made(*rungs: Rung, stage: str = "ratification"):
        path = tmp_path / "bid.db"
        fields = {"organisation": "NATO", "candidate": "SWE"}
        entry = Entry("e-1", "membership", fields, stage, rungs, (), (), ())
        with draft_of(path) as gate:
            with gate.transaction("write"):
                writing.write_entries(gate, [entry], {})
                writing.write_meta(gate, {"rules": "of the test"})
            put_in_place(gate, path)
        with open_record(path) as record:
            (bid,) = make(record, MembershipsQuery()).bids
        return bid

    return made


def rung(stage: str, day: str, **more) -> Rung:
    return Rung(stage, day, (), **more)


def standing(bid) -> dict[str, str]:
    return {one.member.code: one.how for one in bid.stands}


def test_who_was_outstanding_and_ratified_later_has_ratified(bid_of):
    bid = bid_of(
        rung("ratification", "2023-01-30", outstanding=("HUN", "TUR"), quantity=28.0, of=30.0),
        rung("ratification", "2023-03-17", by=("TUR",)),
    )
    assert standing(bid) == {"HUN": "outstanding", "TUR": "ratified"}
    assert {one.member.name: one.day for one in bid.stands} == {"Hungary": "2023-01-30", "Turkey": "2023-03-17"}
    assert (bid.count, bid.count_day) == ("28 of 30", "2023-01-30")


def test_a_step_that_others_gainsay_says_nothing_of_its_members(bid_of):
    bid = bid_of(
        rung("ratification", "2023-01-30", outstanding=("TUR",)),
        rung("ratification", "2023-03-30", by=("TUR",), quantity=30.0, of=30.0, doubted=True),
    )
    assert standing(bid) == {"TUR": "outstanding"}
    assert bid.count == ""
    assert [one.doubted for one in bid.steps] == [False, True]


def test_who_invites_or_promises_has_not_ratified(bid_of):
    bid = bid_of(rung("invited", "2022-06-29", by=("NATO",)), rung("promised", "2022-06-30", by=("USA",)))
    assert bid.stands == ()


def test_who_blocks_is_told_first(bid_of):
    bid = bid_of(
        rung("ratification", "2023-01-30", by=("FIN",), outstanding=("HUN",)),
        rung("blocked", "2023-06-14", by=("TUR",)),
        stage="blocked",
    )
    assert [one.how for one in bid.stands] == ["blocked", "outstanding", "ratified"]


def test_after_joining_nobody_is_outstanding_any_more(bid_of):
    bid = bid_of(
        rung("ratification", "2023-01-30", outstanding=("HUN",)), rung("joined", "2023-04-04"), stage="joined"
    )
    assert bid.settled


def test_each_step_opens_the_words_of_the_report_that_told_it_first(example):
    with open_record(example) as record:
        articles = {one.id: one for one in record.articles()}
        homes = {one.id: found.article for found in record.findings() for one in found.memberships}
        entries = {one.id: one for one in record.entries()}
        page = make(record, MembershipsQuery())
    assert len(page.bids) == 2
    for bid in page.bids:
        for step, there in zip(bid.steps, entries[bid.line.id].ladder, strict=True):
            first = min(articles[homes[one]].published[:10] for one in there.findings)
            assert step.finding in there.findings
            assert articles[homes[step.finding]].published[:10] == first
            text = " ".join(articles[homes[step.finding]].text.split())
            assert step.words
            assert all(part in text for part in step.words.split(" ... "))


def test_every_link_of_the_page_leads_to_a_place_that_is_there(served):
    html = served.get("/memberships").text
    links = set(re.findall(r'href="(/entries/[^"]*)"', html))
    assert len(links) >= 9
    for link in sorted(links):
        page, _, place = link.partition("#")
        answer = served.get(page)
        assert answer.status_code == 200
        assert not place or f'id="{place}"' in answer.text, link


def test_numbers_in_the_plot_are_those_of_the_table(served):
    html = served.get("/memberships").text
    drawn = re.findall(r'<text class="(?:on|doubt)"[^>]*>(\d+)</text>', html)
    told = re.findall(r'<th scope="row">(\d+)</th>', html)
    assert sorted(drawn) == sorted(told)


def test_a_record_without_bids_says_so(tmp_path):
    from onrecord.pages.registry import KINDS
    from onrecord.pages.rendering import render
    from onrecord.pages.site import Site
    from onrecord.web.addresses import LiveAddresses

    path = tmp_path / "none.db"
    with draft_of(path) as gate:
        with gate.transaction("write"):
            writing.write_meta(gate, {"rules": "of the test"})
        put_in_place(gate, path)
    with open_record(path) as record:
        page = make(record, MembershipsQuery())
    html = render(KINDS["memberships"], page, MembershipsQuery(), Site(LiveAddresses(), "r", "1", live=True))
    assert "No article of this record tells of a bid" in html


def test_downloads_have_the_bids_and_what_articles_say_of_them(example):
    with open_record(example) as record:
        tables = {name: list(found) for name, found in rows(record, MembershipsQuery()).items()}
    assert {one["type"] for one in tables["entries"]} == {"membership"}
    behind = {one for row in tables["entries"] for one in row["findings"]}
    assert behind <= {one["id"] for one in tables["memberships"]}
