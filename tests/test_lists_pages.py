"""Lists of commitments, speakers, what one of them said, and disagreements: live, and as files without a server."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from functools import cache
from urllib.parse import parse_qs

import pytest
from lxml import html

from browser_values import browser
from onrecord import __version__
from onrecord.errors import BadInput, NotFound
from onrecord.model import KINDS, STAGES, VARIANT_RELATIONS
from onrecord.pages.commitments import CommitmentsQuery
from onrecord.pages.disagreements import DisagreementsQuery
from onrecord.pages.listing import WHOLE, with_code
from onrecord.pages.registry import KINDS as PAGES
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.pages.speaker import UNNAMED, SpeakerQuery
from onrecord.pages.statements import StatementsQuery
from onrecord.publishing.addresses import file_of
from onrecord.publishing.writing import report
from onrecord.record import Selection, open_record
from onrecord.web.addresses import LiveAddresses
from onrecord.web.signature import given, read
from static_lists import chosen, select

COMMITMENTS = [
    "", "actor=SVK", "actor=Slovakia", "actor=slovak+republic", "actor=svk", "actor=allies",
    "actor=nobody", "actor=LIE", "actor=llie",
    "recipient=UKR", "recipient=Ukraine&stage=delivered", *(f"kind={one}" for one in KINDS),
    *(f"stage={one}" for one in STAGES), "item=jet", "item=MIG-29", "item=fighter+jet", "speaker=germany",
    "speaker=oslo", "since=2023-04-05", "until=2023-04-03", "since=2023-04-05&until=2023-04-17",
    "since=2023-03&until=2023-03", "until=2022", "min_origins=2", "min_origins=2&disagreement=open",
    "disagreement=any", "disagreement=figure", "disagreement=settled", "sort=day", "sort=day&ascending=true",
    "sort=amount_usd", "sort=amount_eur&ascending=true&stage=pledged", "sort=severity", "sort=articles",
    "ascending=true", "sort=origins&ascending=true", "actor=SVK&stage=refused",
]  # fmt: skip
STATEMENTS = [
    "", "speaker=kuleba", "speaker=niinisto", "speaker=minister", "actor=Ukraine", "actor=FIN&kind=person",
    "kind=body", "sort=name", "sort=name&kind=person", "speaker=nobody",
]  # fmt: skip
DISAGREEMENTS = [
    "", "kind=figure", "kind=figure&open=true", "open=false", "cause=copying+error", "min_severity=0.5",
    "min_severity=0.7&open=true", "article=kyiv-ledger-request", "article=04-quickread-daily.txt",
    "article=06-briefs.jsonl:4",
]  # fmt: skip
SAID = [
    "", "words=nine", "words=a+good+day", "wording=altered", "wording=reported", "disagreement=open",
    "disagreement=any&ascending=true", "ascending=true",
]  # fmt: skip
UNNAMED_SAID = [*SAID, "who=diplomat", "who=OFFICIALS"]


@cache
def asked_of(kind, query, id_=None, /, **more):
    """The query of a page from an address's, as the server reads it."""
    there = {**given(query.encode()), **({"id": [id_]} if id_ else {})}
    (found,) = read((PAGES[kind].query,), there)
    return type(found)(**{**{one.name: getattr(found, one.name) for one in fields(found)}, **more})


@pytest.fixture(scope="module")
def record(example):
    with open_record(example) as opened:
        yield opened


@pytest.fixture(scope="module")
def speakers(record):
    """The ids of who says most, whatever the record calls them by."""
    return [one.id for one in record.speakers(Selection(limit=4))]


def page_of(record, kind, query="", id_=None, /, **more):
    return PAGES[kind].make(record, asked_of(kind, query, id_, **more))


def ids_of(page):
    return [getattr(one, "id", None) or (one.line.id if hasattr(one, "line") else one.one.id) for one in page.lines]


def every_page(record, kind, query, id_=None):
    """The ids on all live pages of a list, in order."""
    pages = page_of(record, kind, query, id_).part.pages
    numbered = [page_of(record, kind, query, id_, page=number) for number in range(1, pages + 1)]
    return [one for page in numbered for one in ids_of(page)]


def written(record, kind, id_=None, live=False, query="", **more):
    """The page as HTML."""
    wanted = asked_of(kind, query, id_, **more)
    site = Site(LiveAddresses(), "example", __version__, live=live)
    return render(PAGES[kind], PAGES[kind].make(record, wanted), wanted, site)


def cases(record):
    talkative = [one.id for one in record.speakers(Selection(limit=4))]
    yield from (("commitments", query, None) for query in COMMITMENTS)
    yield from (("statements", query, None) for query in STATEMENTS)
    yield from (("disagreements", query, None) for query in DISAGREEMENTS)
    yield from (("speaker", query, id_) for query in SAID for id_ in talkative)
    yield from (("speaker", query, UNNAMED) for query in UNNAMED_SAID)


def test_the_live_and_the_static_list_choose_the_same_rows_in_the_same_order(record):
    pages, found = {}, 0
    for kind, query, id_ in cases(record):
        whole = pages.setdefault((kind, id_), written(record, kind, id_, page=WHOLE))
        live = every_page(record, kind, query, id_)
        if select(html.fromstring(whole), "form.filters[data-kind]"):
            assert [one.rsplit("/", 1)[1] for one in chosen(whole, query)] == live, (kind, query, id_)
            found += bool(live)
    assert found > 60


def test_the_script_chooses_in_a_browser_what_the_server_chooses(record, example, tmp_path):
    report(example, tmp_path / "site")
    wrong = []
    with browser() as opened:
        tab = opened.new_page()
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        for kind, query, id_ in list(cases(record))[::4]:
            file = file_of(kind, {"id": id_} if id_ else {})
            tab.goto(f"{(tmp_path / 'site' / file).as_uri()}?{query}")
            shown = tab.locator("[data-rows] > li:visible").evaluate_all(
                "rows => rows.map(row => row.querySelector('a[href]').getAttribute('href'))"
            )
            ids = [re.search(r"([^/]+)\.html", one).group(1) for one in shown]
            if not tab.locator("form.filters[data-kind]").count():
                continue
            live = every_page(record, kind, query, id_)
            if ids != live or tab.locator("[data-count]").inner_text() != str(len(live)):
                wrong.append((kind, query, id_, ids, live))
    assert wrong == []


def test_the_form_of_a_static_page_is_filled_from_the_address_and_its_chips_remove_filters(example, tmp_path):
    report(example, tmp_path / "site")
    with browser() as opened:
        tab = opened.new_page()
        tab.goto(f"{(tmp_path / 'site' / 'commitments.html').as_uri()}?actor=Slovakia&since=2023-04&sort=day")
        assert tab.get_by_label("Actor").input_value() == "Slovakia"
        assert tab.get_by_label("From").input_value() == "2023-04-01"
        assert tab.get_by_label("Sorted by").input_value() == "day"
        assert tab.locator(".chips li").first.inner_text().startswith("Actor: Slovakia (SVK)")
        tab.locator(".chips a").first.click()
        tab.wait_for_url(lambda address: "actor" not in address)
        assert "since=2023-04" in tab.url
        tab.goto(f"{(tmp_path / 'site' / 'commitments.html').as_uri()}?actor=SVK&stage=refused")
        assert "Loosen one" in tab.locator(".empty").inner_text()
        assert tab.locator(".empty a").count() == 2


def test_a_filter_is_the_address_and_each_filter_in_force_can_be_removed(served):
    page = html.fromstring(served.get("/commitments?actor=SVK&stage=delivered").text)
    assert [one.get("href") for one in select(page, ".chips a")] == [
        "/commitments?stage=delivered", "/commitments?actor=SVK", "/commitments",
    ]  # fmt: skip
    assert select(page, "#f-actor")[0].get("value") == "SVK"
    assert select(page, "#f-stage option[selected]")[0].get("value") == "delivered"
    assert select(page, "form.filters")[0].get("method") == "get"
    assert select(page, "[data-count]")[0].text == "1"


def test_an_empty_list_says_what_each_filter_keeps_out(served, record):
    page = html.fromstring(served.get("/commitments?actor=SVK&stage=refused").text)
    told = select(page, ".empty")[0].text_content()
    assert "without Actor: Slovakia (SVK), 2 commitments" in " ".join(told.split())
    assert "without Stage: refused, 2 commitments" in " ".join(told.split())
    shown = page_of(record, "commitments", "actor=SVK&stage=refused")
    assert [(one.name, one.without) for one in shown.chosen] == [("actor", 2), ("stage", 2)]


def test_choices_are_offered_with_how_many_each_would_leave(record):
    page = page_of(record, "commitments", "stage=pledged")
    for name in ("actor", "recipient", "kind", "stage", "item", "min_origins", "disagreement"):
        for one in page.choices[name]:
            left = page_of(record, "commitments", "stage=pledged", **{name: _typed(name, one.value)})
            assert left.part.count == one.count, (name, one)
    assert {one.value for one in page.choices["stage"]} > {"pledged", "delivered"}
    assert [one.label for one in page.choices["actor"] if one.value == "SVK"] == ["Slovakia (SVK)"]


def _typed(name, value):
    return int(value) if name == "min_origins" else value


@pytest.mark.parametrize("kind", ["statements", "disagreements"])
def test_choices_of_the_other_lists_tell_how_many_each_leaves(kind, record):
    page = page_of(record, kind)
    for name, some in page.choices.items():
        for one in some:
            query = f"{name}={one.value.replace(' ', '+')}"
            assert page_of(record, kind, query).part.count == one.count, (name, one)
    assert sum(len(some) for some in page.choices.values()) > 5


def test_a_code_is_offered_with_its_name(served):
    page = html.fromstring(served.get("/commitments").text)
    options = {one.get("value"): one.text for one in select(page, "#c-actor option")}
    assert options["SVK"] == "Slovakia (SVK) · 2"
    links = {one.text: one.get("href") for one in select(page, ".frequent a")}
    assert links["Slovakia (SVK)"] == "/commitments?actor=SVK"
    assert (with_code("SVK"), with_code("Slovakia"), with_code("NATO"), with_code("allies")) == (
        "Slovakia (SVK)", "Slovakia (SVK)", "NATO", "allies",
    )  # fmt: skip


def test_a_line_tells_origins_from_articles_at_a_glance(served):
    page = html.fromstring(served.get("/commitments").text)
    first = select(page, ".lines > li")[0]
    assert select(first, ".told-by")[0].text_content() == "2 origins, 6 articles"
    assert select(first, ".dots")[0].text_content() == "●●○○○○"
    assert select(first, ".dots")[0].get("aria-hidden") == "true"


def test_a_list_is_paged_without_losing_or_repeating_a_row(record, monkeypatch):
    monkeypatch.setattr("onrecord.pages.listing.part_of.__defaults__", (5,))
    whole = ids_of(page_of(record, "commitments", "sort=day", page=WHOLE))
    assert every_page(record, "commitments", "sort=day") == whole
    assert page_of(record, "commitments", page=2).part.first == 6
    with pytest.raises(NotFound, match="there is no page 9 of this list: it has 4"):
        page_of(record, "commitments", page=9)
    with pytest.raises(BadInput, match="numbered from 1"):
        page_of(record, "commitments", page=-1)


@pytest.mark.parametrize(
    ("kind", "query", "table"),
    [
        ("commitments", CommitmentsQuery(stage="pledged", sort="day", page=1), "entries"),
        ("statements", StatementsQuery(kind="person"), "speakers"),
        ("disagreements", DisagreementsQuery(open=True), "disagreements"),
        ("speaker", SpeakerQuery(UNNAMED, words="a"), "entries"),
    ],
)
def test_a_download_has_the_rows_of_all_pages_in_their_order(kind, query, table, record, monkeypatch):
    monkeypatch.setattr("onrecord.pages.listing.part_of.__defaults__", (3,))
    rows = [row["id"] for row in PAGES[kind].rows(record, query)[table]]
    whole = type(query)(**{**{one.name: getattr(query, one.name) for one in fields(query)}, "page": WHOLE})
    assert rows == ids_of(PAGES[kind].make(record, whole)) != []


def test_each_utterance_of_a_speaker_is_listed_once_in_time_order(record, speakers):
    for id_ in speakers:
        page = page_of(record, "speaker", "", id_, page=WHOLE)
        said = {finding for one in record.speakers() if one.id == id_ for finding in one.statements}
        wanted = {one.id for one in record.entries(Selection(type="statement")) if said & set(one.findings)}
        assert set(ids_of(page)) == wanted
        assert len(ids_of(page)) == len(wanted) == page.part.of
        days = [one.line.day for one in page.lines]
        assert days == sorted(days, reverse=True)


def test_every_statement_is_reached_from_a_speaker_or_from_the_unnamed(record):
    pages = [PAGES["speaker"].make(record, query) for query in PAGES["speaker"].every(record)]
    reached = {id_ for page in pages for id_ in ids_of(page)}
    assert reached == {one.id for one in record.entries(Selection(type="statement"))}
    assert pages[-1].id == UNNAMED
    assert pages[-1].part.count == page_of(record, "statements").unnamed > 0


def test_an_utterance_tells_its_wordings_as_the_entry_has_them(record):
    entries = {one.id: one for one in record.entries(Selection(type="statement"))}
    counted = 0
    for query in PAGES["speaker"].every(record):
        for one in PAGES["speaker"].make(record, query).lines:
            others = [each.relation for each in entries[one.line.id].variants[1:]]
            assert one.wordings == {name: others.count(name) for name in VARIANT_RELATIONS if name in others}
            counted += len(others)
    assert counted > 3


def test_a_speaker_is_found_by_any_spelling_and_an_unknown_one_is_refused(record, served):
    assert [one.name for one in page_of(record, "statements", "speaker=NIINISTO").lines] == ["Sauli Niinistö"]
    assert served.get("/speakers/p-0000000000000000").status_code == 404
    assert served.get("/statements?kind=choir").status_code == 400


def test_disagreements_show_both_sides_with_marked_words_and_lead_on(served, record):
    page = html.fromstring(served.get("/disagreements?kind=figure&open=true").text)
    (one,) = select(page, ".differing > li")
    marked = {each.text_content() for tag in ("mark", "ins", "del") for each in select(one, tag)}
    assert {"13", "30"} <= marked
    links = [each.get("href") for each in select(one, "a")]
    for start in ("/disagreements/d-", "/entries/e-", "/articles/", "/compare?"):
        assert any(link.startswith(start) for link in links), start
    severities = [each.one.severity for each in page_of(record, "disagreements").lines]
    assert severities == sorted(severities, reverse=True)


def test_the_data_of_a_list_comes_out_as_json(served):
    data = served.get("/api/commitments?actor=Slovakia").json()
    assert [one["parties"] for one in data["lines"]] == ["SVK → UKR"] * 2
    assert data["chosen"] == [{"name": "actor", "head": "Actor", "value": "Slovakia (SVK)", "without": None}]
    assert json.dumps(data["part"], sort_keys=True) == '{"count": 2, "first": 1, "of": 16, "page": 1, "pages": 1}'


def test_links_of_filters_lead_back_to_the_query_that_they_name(record):
    page = page_of(record, "commitments", "actor=SVK&since=2023-04&sort=day&ascending=true")
    address = LiveAddresses().to("commitments", **page.asked)
    assert asked_of("commitments", address.partition("?")[2]) == asked_of(
        "commitments", "actor=SVK&since=2023-04&sort=day&ascending=true"
    )
    assert parse_qs(address.partition("?")[2])["ascending"] == ["true"]
