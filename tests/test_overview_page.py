"""The overview: every number on it opens what it counts."""

from __future__ import annotations

import json
import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest

from onrecord.model import Entry, Rung
from onrecord.pages.overview import OverviewQuery, make
from onrecord.record import Selection, open_record, writing
from onrecord.record.draft import draft_of, put_in_place
from onrecord.record.holding import holding
from onrecord.record.selecting import selected
from onrecord.record.timeline import timeline


@pytest.fixture
def record(example):
    with open_record(example) as opened:
        yield opened


def commitment(number: int, stage: str | None, *rungs: tuple[str, str | None, str | None]) -> Entry:
    ladder = tuple(Rung(step, day, (), told=told) for step, day, told in rungs)
    return Entry(f"e-{number}", "commitment", {"kind": "military"}, stage, ladder, (), (), ())


@pytest.fixture
def record_of(tmp_path):
    """A record of entries alone, opened."""
    opened = []

    def made(*entries: Entry):
        path = tmp_path / f"{len(opened)}.db"
        with draft_of(path) as gate:
            with gate.transaction("write"):
                writing.write_entries(gate, entries, {})
                writing.write_meta(gate, {"rules": "of the test"})
            put_in_place(gate, path)
        opened.append(open_record(path))
        return opened[-1]

    yield made
    for one in opened:
        one.close()


def counts(found, stage: str) -> dict[str, int]:
    (line,) = [one for one in found.lines if one.stage == stage]
    return {column.label: count for column, count in zip(found.columns, line.counts, strict=True) if count}


def same_as_the_list(record) -> None:
    """Every cell of the timeline counts the commitments that its link chooses."""
    found = timeline(record.gate)
    for line in found.lines:
        whole = Selection(type="commitment", stage=line.stage)
        assert line.commitments == len(selected(record.gate, "entries", whole))
        for column, count in zip(found.columns, line.counts, strict=True):
            chosen = Selection(type="commitment", stage=line.stage, since=column.since, until=column.until)
            assert count == len(selected(record.gate, "entries", chosen)), (line.stage, column)


def test_a_bar_of_the_timeline_counts_what_the_list_shows(record):
    same_as_the_list(record)
    assert any(any(line.counts) for line in timeline(record.gate).lines)


def test_dates_of_any_precision_are_counted_where_the_list_has_them(record_of):
    days = ("2023-03-05", "2023-03", "2023", "2022-11-01/2022-11-30", "2019-05", "2022-06/..")
    entries = [commitment(at, "pledged", ("pledged", day, "2023-03-05")) for at, day in enumerate(days)]
    entries.append(commitment(90, "delivered", ("pledged", "2022-12-30", None), ("delivered", None, "2023-05-02")))
    entries.append(commitment(91, "delivered", ("delivered", None, None)))
    same_as_the_list(record_of(*entries))


def test_a_timeline_spans_the_days_on_which_steps_were_told(record_of):
    found = timeline(
        record_of(
            commitment(1, "pledged", ("pledged", "2015", "2023-03-05")),
            commitment(2, "pledged", ("pledged", None, "2023-03-09")),
        ).gate
    )
    assert found.unit == "day"
    assert counts(found, "pledged") == {"before": 1, "2023-03-09": 1}
    assert [column.label for column in found.columns][1:] == [f"2023-03-{day:02}" for day in range(5, 10)]


@pytest.mark.parametrize(
    ("last", "unit", "label"),
    [
        ("2023-01-31", "day", "2023-01-31"),
        ("2023-05-01", "week", "2023-W18"),
        ("2024-06-30", "month", "2024-06"),
        ("2030-02-28", "quarter", "2030-Q1"),
        ("2060-01-01", "year", "2060"),
    ],
)
def test_a_longer_time_is_told_by_a_longer_unit(record_of, last, unit, label):
    entries = [commitment(at, "pledged", ("pledged", day, day)) for at, day in enumerate(("2023-01-02", last))]
    record = record_of(*entries)
    found = timeline(record.gate)
    assert (found.unit, list(counts(found, "pledged"))[-1]) == (unit, label)
    assert len(found.columns) <= 42
    same_as_the_list(record)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2023-02-30", "soon"])
def test_days_at_the_ends_of_time_and_days_that_there_are_not_stop_nothing(record_of, day):
    found = timeline(record_of(commitment(1, "pledged", ("pledged", day, day))).gate)
    assert [line.commitments for line in found.lines] == [1]


def test_without_days_there_are_no_columns_and_every_commitment_is_still_counted(record_of):
    found = timeline(record_of(commitment(1, "pledged", ("pledged", None, None)), commitment(2, None)).gate)
    assert found.columns == ()
    assert [(line.stage, line.commitments) for line in found.lines] == [("pledged", 1)]
    assert found.without == 1


def test_what_a_record_holds_is_what_its_tables_hold(record):
    found = holding(record.gate)
    for number, table, selection in (
        (found.articles, "articles", Selection()),
        (found.commitments, "entries", Selection(type="commitment")),
        (found.statements, "entries", Selection(type="statement")),
        (found.bids, "entries", Selection(type="membership")),
        (found.open, "disagreements", Selection(open=True)),
        (found.settled, "disagreements", Selection(open=False)),
        (found.speakers, "speakers", Selection()),
        (found.rejected, "rejected", Selection()),
    ):
        assert number == len(selected(record.gate, table, selection)), table
    articles = list(record.articles())
    assert found.outlets == len({one.outlet for one in articles if one.outlet})
    assert (found.first, found.last) == (
        min(one.published[:10] for one in articles if one.published),
        max(one.published[:10] for one in articles if one.published),
    )


def test_each_origin_is_told_with_the_entries_that_it_stands_behind(record):
    page = make(record, OverviewQuery())
    behind = Counter(origin for entry in record.entries() for origin in entry.origins)
    assert {one.origin: one.entries for one in page.origins} == behind
    assert len(page.origins) == page.holding.origins
    assert [one.entries for one in page.origins] == sorted(behind.values(), reverse=True)
    articles = {one.id for one in record.articles()}
    assert all(one.name in articles for one in page.origins if one.kind == "article")


def test_an_empty_record_says_that_it_holds_nothing(record_of):
    page = make(record_of(), OverviewQuery())
    assert (page.holding.articles, page.holding.first, page.gravest, page.backed) == (0, None, (), ())
    assert page.timeline.lines == ()


def test_the_gravest_open_disagreements_come_first(record):
    page = make(record, OverviewQuery())
    open_ = list(record.disagreements(Selection(open=True)))
    assert [one.id for one in page.gravest] == [one.id for one in open_[: len(page.gravest)]]
    assert page.gravest


def test_the_entries_that_most_origins_tell_come_first(record):
    page = make(record, OverviewQuery())
    every = sorted((len(one.origins) for one in record.entries(Selection(type="commitment"))), reverse=True)
    assert [one.origins for one in page.backed] == every[: len(page.backed)]


def test_totals_on_the_overview_are_those_of_the_record(record):
    page = make(record, OverviewQuery())
    for some in page.totals:
        counted = [one for one in record.totals((some.by,)) if one.counted]
        assert [one.size for one in some.largest] == [one.usd for one in counted][: len(some.largest)]
        assert some.more == len(counted) - len(some.largest)
        assert some.whole.counted + some.whole.left_out == page.holding.commitments


def test_every_link_of_the_overview_leads_to_a_page(served):
    html = served.get("/").text
    links = set(re.findall(r'href="(/[^"]*)"', html))
    assert len(links) > 30
    for link in sorted(links):
        assert served.get(link.replace("&amp;", "&")).status_code == 200, link


def test_a_bar_opens_a_list_of_as_many_as_it_says(served):
    html = served.get("/").text
    bars = re.findall(r'<a href="(/commitments\?[^"]*)"><title>[^<]*: ([\d,]+) commitments?</title>', html)
    assert bars
    for link, count in bars:
        query = dict(parse_qsl(urlsplit(link.replace("&amp;", "&")).query))
        found = served.get("/api/commitments", params=query).json()
        assert len(found["lines"]) == int(count.replace(",", "")), link


def test_the_overview_names_what_was_rejected_and_why(tmp_path, record_of):
    from onrecord.model import Rejected
    from onrecord.pages.registry import KINDS
    from onrecord.pages.rendering import render
    from onrecord.pages.site import Site
    from onrecord.web.addresses import LiveAddresses

    path = tmp_path / "rejected.db"
    with draft_of(path) as gate:
        with gate.transaction("write"):
            writing.write_rejected(gate, [Rejected("torn<b>.jsonl:3", "not JSON")])
            writing.write_meta(gate, {"rules": "of the test"})
        put_in_place(gate, path)
    with open_record(path) as record:
        page = make(record, OverviewQuery())
        html = render(KINDS["overview"], page, OverviewQuery(), Site(LiveAddresses(), "r", "1", live=True))
        rows = list(KINDS["overview"].rows(record, OverviewQuery())["rejected"])
    assert "torn&lt;b&gt;.jsonl:3" in html
    assert "not JSON" in html
    assert rows == [{"path": "torn<b>.jsonl:3", "reason": "not JSON"}]


def test_the_data_of_the_overview_is_there_as_json(served):
    data = served.get("/api/overview").json()
    assert data["holding"]["articles"] > 0
    assert json.dumps(data["timeline"])
