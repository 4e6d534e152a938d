"""Plots: each is drawn from the rows of the table beside it, and nothing in a record becomes markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.plots import membership, timeline, totals
from onrecord.record.timeline import Column, StageLine, Timeline

HOSTILE = "<script>alert('1')</script>\"&amp;</svg>"
SVG = "{http://www.w3.org/2000/svg}"


def to(kind, fragment="", /, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items() if value is not None)
    return f"/{kind}?{asked}" + (f"#{fragment}" if fragment else "")


def nowhere(_kind, _fragment="", /, **_query):
    return ""


def drawn(markup) -> list[ET.Element]:
    """The pictures as XML; that they can be read is part of every test."""
    return list(ET.fromstring(f'<figure xmlns="http://www.w3.org/2000/svg">{markup}</figure>'))


def words(element: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in element.iter(f"{SVG}text")]


def looks(element: ET.Element, look: str) -> list[ET.Element]:
    return [one for one in element.iter() if look in one.get("class", "").split()]


def share(text: str) -> float:
    return float(text.removesuffix("%"))


def bar(label: str, value: float, told: str = "", address: str = "") -> totals.Bar:
    return totals.Bar(label, value, told or f"USD {value:g}", "", address)


def test_a_bar_is_as_long_as_its_total_is_large():
    (picture,) = drawn(totals.drawn([bar("A", 400.0), bar("B", 100.0), bar("C", 0.0)], "Totals", "t"))
    assert [share(one.get("width")) for one in looks(picture, "bar")] == [100, 25, 0]
    assert words(picture) == ["A", "USD 400", "B", "USD 100", "C", "USD 0"]


def test_a_bar_opens_what_it_stands_for_and_is_plain_where_there_is_no_page():
    (picture,) = drawn(totals.drawn([bar("A", 2.0, address="/totals?group=A"), bar("B", 1.0)], "Totals", "t"))
    assert [one.get("href") for one in picture.iter(f"{SVG}a")] == ["/totals?group=A"]


@pytest.mark.parametrize("none", [[], [bar("A", 0.0)]])
def test_without_a_total_nothing_is_drawn_and_that_is_said(none):
    assert "<svg" not in totals.drawn(none, "Totals", "t")
    assert "nothing to draw" in totals.drawn(none, "Totals", "t")


def test_hostile_words_stay_words_in_bars():
    (picture,) = drawn(totals.drawn([bar(HOSTILE, 1.0, HOSTILE, f"/x?{HOSTILE}")], HOSTILE, "t"))
    assert not list(picture.iter(f"{SVG}script"))
    assert HOSTILE in words(picture)
    assert picture.find(f"{SVG}title").text == HOSTILE


@given(st.lists(st.floats(0, 1e15), min_size=1, max_size=8))
def test_no_bar_is_longer_than_the_picture(values):
    markup = totals.drawn([bar("A", value) for value in values], "Totals", "t")
    for picture in drawn(markup):
        assert all(0 <= share(one.get("width")) <= 100 for one in looks(picture, "bar"))


MONTHS = (
    Column("before", None, "2023-02-28"),
    Column("2023-03", "2023-03-01", "2023-03-31"),
    Column("2023-04", "2023-04-01", "2023-04-30"),
)
SOME = Timeline(
    "month", MONTHS, (StageLine("pledged", 7, (1, 0, 6)), StageLine("delivered", 3, (0, 3, 0))), without=0
)


def test_a_bar_of_a_timeline_opens_the_commitments_of_its_stage_and_time():
    pledged, delivered = drawn(timeline.drawn(SOME, to))
    hrefs = [one.get("href") for one in pledged.iter(f"{SVG}a")]
    assert hrefs == [
        "/commitments?stage=pledged",
        "/commitments?stage=pledged&until=2023-02-28",
        "/commitments?stage=pledged&since=2023-04-01&until=2023-04-30",
    ]
    assert [
        one.find(f"{SVG}title").text for one in delivered.iter(f"{SVG}a") if one.find(f"{SVG}title") is not None
    ] == ["delivered, Mar 2023: 3 commitments"]


def test_bars_of_all_stages_have_one_scale():
    heights = [
        float(one.get("height"))
        for picture in drawn(timeline.drawn(SOME, to))
        for one in looks(picture, _fill(picture))
    ]
    assert heights == [pytest.approx(timeline.HIGH / 6, abs=0.1), timeline.HIGH, timeline.HIGH / 2]


def _fill(picture: ET.Element) -> str:
    return next(look for one in picture.iter() for look in one.get("class", "").split() if look.startswith("fill-"))


def test_a_timeline_says_its_numbers_in_words_too():
    pledged, _ = drawn(timeline.drawn(SOME, to))
    assert pledged.find(f"{SVG}title").text == "pledged, 7 commitments: until 28 Feb 2023 1; Apr 2023 6"
    assert {"pledged", "7", "6"} <= set(words(pledged))


@pytest.mark.parametrize(
    "none", [Timeline("day", (), (), 0), Timeline("day", (), (StageLine("pledged", 2, ()),), 0)]
)
def test_a_timeline_without_days_draws_nothing_and_says_so(none):
    assert "<svg" not in timeline.drawn(none, to)
    assert "nothing to draw" in timeline.drawn(none, to)


def test_a_timeline_without_pages_to_open_has_no_links():
    assert "<a" not in timeline.drawn(SOME, nowhere)


def bid(*steps: membership.Step, name: str = "Finland into NATO") -> membership.Row:
    return membership.Row(name, "joined", steps, "/entries/e-1")


def step(number: int, day: str, doubted: bool = False) -> membership.Step:
    return membership.Step(number, "ratification", day, f"{number}: ratification, {day}", doubted, f"/e#{number}")


def test_steps_stand_in_the_order_of_their_days():
    (picture,) = drawn(membership.drawn([bid(step(1, "2022-05"), step(2, "2022-11-05"), step(3, "2023-04-04"))]))
    places = [share(one.get("cx")) for one in picture.iter(f"{SVG}circle")]
    assert places == sorted(places)
    assert len(set(places)) == 3
    assert [one.get("href") for one in picture.iter(f"{SVG}a")] == ["/entries/e-1", "/e#1", "/e#2", "/e#3"]


def test_steps_of_one_day_do_not_hide_each_other():
    (picture,) = drawn(membership.drawn([bid(step(1, "2023-04-04"), step(2, "2023-04-04"), step(3, "2022-04-04"))]))
    places = [(one.get("cx"), one.get("cy")) for one in picture.iter(f"{SVG}circle")]
    assert len(set(places)) == 3


def test_a_doubted_step_looks_doubted():
    (picture,) = drawn(membership.drawn([bid(step(1, "2023-04-04", doubted=True), step(2, "2023-05-04"))]))
    assert len(looks(picture, "doubted")) == 1


@pytest.mark.parametrize("day", ["2022-01-01/2022-12-15", "2022", "2022-13-45", "the 4th", "0000"])
def test_any_date_has_a_place(day):
    (picture,) = drawn(membership.drawn([bid(step(1, day), step(2, "2023-04-04"))]))
    assert all(0 <= share(one.get("cx")) <= 100 for one in picture.iter(f"{SVG}circle"))


def test_bids_without_days_draw_nothing_and_say_so():
    assert "<svg" not in membership.drawn([])
    assert "nothing to draw" in membership.drawn([bid()])


def test_hostile_names_stay_words_in_bids():
    (picture,) = drawn(membership.drawn([bid(step(1, "2023-04-04"), name=HOSTILE)]))
    assert HOSTILE in words(picture)
    assert not list(picture.iter(f"{SVG}script"))


def test_no_plot_brings_a_style_or_a_script():
    every = (
        totals.drawn([bar("A", 1.0)], "Totals", "t"),
        timeline.drawn(SOME, to),
        membership.drawn([bid(step(1, "2023-04-04"))]),
    )
    for one in every:
        assert not re.search(r"\sstyle=|<script|<style|\son\w+=", one)
