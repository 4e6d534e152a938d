"""The page of an entry: every value with its words, every report's own words, and all that is held about it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from onrecord import rule
from onrecord.errors import NotFound
from onrecord.model import Trace
from onrecord.pages import disagreement, entry
from onrecord.pages.marking import ELLIPSIS
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.record import open_record
from onrecord.web.addresses import LiveAddresses
from onrecord.web.app import application
from onrecord.web.shelf import Shelf
from reconciliation_values import article, commitment, findings, statement, traced
from record_values import collections, write_record
from ruling_values import BY, world, write

SITE = Site(LiveAddresses(), "the record", "0", live=True)


def made(path: Path, id_: str) -> entry.EntryPage:
    with open_record(path) as record:
        return entry.make(record, entry.EntryQuery(id_))


def html(path: Path, id_: str) -> str:
    with open_record(path) as record:
        query = entry.EntryQuery(id_)
        return render(entry.KIND, entry.make(record, query), query, SITE)


def ids(path: Path) -> list[str]:
    with open_record(path) as record:
        return [query.id for query in entry.every(record)]


def of_type(path: Path, kind: str) -> str:
    with open_record(path) as record:
        return next(one.id for one in record.entries() if one.type == kind)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("entry") / "small.db", *world())


class Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))


def parsed(text: str) -> Ids:
    out = Ids()
    out.feed(text)
    return out


def test_every_entry_of_the_example_has_a_page_of_its_own(example):
    assert len(ids(example)) > 20
    for id_ in ids(example):
        assert made(example, id_).id == id_


def test_every_value_on_a_card_has_its_words_marked_in_the_cards_own_words(example):
    seen = 0
    for id_ in ids(example):
        for card in made(example, id_).cards:
            marked = " ".join(
                "".join(piece.text for piece in pieces if piece.looks).replace("\n", " ")
                for pieces in card.passages
            )
            for value in card.values:
                for words in value.basis.words if value.basis else ():
                    seen += 1
                    assert squeezed(words) in squeezed(marked), (id_, value)
    assert seen > 100


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_pieces_put_together_are_the_articles_own_characters(example):
    with open_record(example) as record:
        texts = {one.id: one.text for one in record.articles()}
    for id_ in ids(example):
        for card in made(example, id_).cards:
            for pieces in card.passages:
                shown = (
                    "".join(piece.text for piece in pieces)
                    .removeprefix(f"{ELLIPSIS} ")
                    .removesuffix(f" {ELLIPSIS}")
                )
                assert shown in texts[card.article.id]


def test_every_finding_stands_on_its_entrys_page_once_with_a_link_to_its_words_in_the_article(example):
    with open_record(example) as record:
        entries = {one.id: one for one in record.entries()}
        homes = {one.id: each.article for each in record.findings() for one in each.all()}
    for id_, held in entries.items():
        page = parsed(html(example, id_))
        assert len(page.ids) == len(set(page.ids)), id_
        for finding in held.findings:
            assert finding in page.ids
            assert f"/articles/{homes[finding]}#{finding}" in page.links


def test_a_value_in_question_shows_each_value_why_one_stands_and_where_it_is_said(small):
    page = made(small, of_type(small, "commitment"))
    (quantity,) = [one for one in page.values if one.field == "quantity"]
    assert quantity.differs
    assert [(one.value, one.stands) for one in quantity.values] == [("13", True), ("30", False)]
    assert [one.basis.words for one in quantity.values] == [("13",), ("30",)]
    assert quantity.values[0].articles == 3
    assert quantity.values[1].first.article.name == "Ledger"


def test_reports_with_the_same_words_stand_together_and_others_apart(tmp_path):
    texts = {"Courier": "13 howitzers", "Mirror": "13 howitzers", "Post": "13 old howitzers"}
    some = [
        article(name.lower(), f"Slovakia pledged {what} to Ukraine.", published=f"2023-04-0{at}", outlet=name)
        for at, (name, what) in enumerate(texts.items(), 1)
    ]
    found = [findings(one, commitment(one, "howitzers", quantity=13.0, shown="13")) for one in some]
    page = made(path := write(tmp_path / "same.db", some, found, Trace()), of_type(path, "commitment"))
    together = {card.article.name: [one.article.name for one in card.same] for card in page.cards}
    assert together == {"Courier": ["Mirror"], "Post": []}
    assert sum(1 + len(card.same) for card in page.cards) == len(page.findings) == 3


def test_a_disagreement_shows_both_sides_in_context_with_the_changed_words_marked(small):
    page = made(small, of_type(small, "commitment"))
    (one,) = [each for each in page.disagreements if each.kind == "figure"]
    changed = {
        side.article.name: [piece for pieces in side.passages for piece in pieces if "differs" in piece.looks]
        for side in (one.a, one.b)
    }
    assert [piece.text for piece in changed["Courier"]] == ["13"]
    assert [piece.text for piece in changed["Ledger"]] == ["30"]
    assert all("figure" in piece.looks for some in changed.values() for piece in some)
    assert all(side.finding in page.findings for side in (one.a, one.b))
    assert page.open == len(page.disagreements)


def test_the_id_of_a_finding_shows_its_entry_with_the_finding_first(small):
    whole = made(small, of_type(small, "commitment"))
    last = whole.cards[-1].finding
    page = made(small, last)
    assert (page.id, page.focus) == (whole.id, last)
    assert page.cards[0].finding == last
    assert page.cards[0].focus
    assert {card.finding for card in page.cards} == {card.finding for card in whole.cards}


def test_a_rejected_finding_still_has_a_page_that_says_so_with_its_history(tmp_path):
    path = write(tmp_path / "rejected.db", *world())
    id_ = of_type(path, "statement")
    gone = made(path, id_).findings
    rule(path, "reject", id_, **BY)
    for finding in gone:
        page = made(path, finding)
        assert not page.in_entry
        assert page.id == finding
        assert [one.decided for one in page.rulings] == ["reject"]
        assert "in no entry" in html(path, finding)


def test_a_ruling_shows_in_the_history_and_beside_what_it_gave(tmp_path):
    path = write(tmp_path / "ruled.db", *world())
    id_ = of_type(path, "commitment")
    taken = rule(path, "accept", id_, **BY).ruling.ruling.id
    rule(path, "undo", taken, **BY)
    rule(path, "correct", id_, "quantity", "30", by="Ivo Brandt", why="the ministry says thirty")
    page = made(path, id_)
    assert [one.act for one in page.rulings] == ["accept", "undo", "correct"]
    assert [one.state for one in page.rulings] == ["undone", "holds", "holds"]
    (quantity,) = [one for one in page.values if one.field == "quantity"]
    assert quantity.values[0].value == "30"
    assert "Ivo Brandt" in quantity.values[0].why
    assert quantity.values[0].first.article.name == "Ledger", "the report that says so is a click away"
    assert {"13", "30"} == {one.value for one in quantity.values}
    text = html(path, id_)
    for one in page.rulings:
        assert f'id="{one.id}"' in text
        assert one.by in text


def test_the_ladder_is_drawn_with_each_step_a_link_to_its_words_and_a_table_behind_it(example):
    id_ = next(one for one in ids(example) if (page := made(example, one)).ladder and len(page.ladder.rungs) > 1)
    page, text = made(example, id_), html(example, id_)
    drawing = re.search(r'<svg role="group" aria-labelledby="ladder-told".*?</svg>', text, re.S).group()
    for rung in page.ladder.rungs:
        assert f'href="#{rung.tellers[0].finding}"' in drawing
        assert rung.stage in drawing
        assert {one.finding for one in rung.tellers} <= set(page.findings)
    table = text[text.index("The same as a table") :]
    assert all(rung.date in table for rung in page.ladder.rungs if rung.date)


def test_a_doubted_step_looks_and_reads_otherwise(tmp_path):
    from dataclasses import replace

    from onrecord.pages.plots.ladder import drawn

    path = write(tmp_path / "doubt.db", *world())
    held = made(path, of_type(path, "commitment")).ladder
    (rung,) = held.rungs
    sure, doubted = drawn(held), drawn(replace(held, rungs=(replace(rung, doubted=True),)))
    assert 'class="doubted"' not in sure
    assert "doubted" not in sure
    assert 'class="doubted"' in doubted
    assert "doubted ·" in doubted


def test_copies_stand_below_the_report_that_they_came_from(example):
    for id_ in ids(example):
        page = made(example, id_)
        assert sorted(one.article.id for origin in page.origins for one in origin.articles) == sorted(
            {one.article.id for origin in page.origins for one in origin.articles}
        )
        for origin in page.origins:
            above: list[str] = []
            for one in origin.articles:
                del above[one.depth :]
                assert one.source == (above[-1] if above else None)
                above.append(one.article.id)


def test_a_ring_of_copies_is_shown_once_from_its_earliest_report(tmp_path):
    from onrecord.model import Derivation

    texts = "Slovakia pledged 13 howitzers to Ukraine, and the ministry told it to reporters on the spot."
    a = article("a", texts, published="2023-04-04", outlet="Courier")
    b = article("b", texts, published="2023-04-05", outlet="Mirror")
    ring = (Derivation("a", "b", None, 0.6), Derivation("b", "a", None, 0.7))
    found = [findings(one, commitment(one, "howitzers", quantity=13.0, shown="13")) for one in (a, b)]
    path = write(tmp_path / "ring.db", [a, b], found, traced((a, b), derivations=ring))
    page = made(path, of_type(path, "commitment"))
    shown = [(one.article.name, one.depth) for origin in page.origins for one in origin.articles]
    assert shown == [("Courier", 0), ("Mirror", 1)]


def test_statements_show_their_wordings_with_what_each_changed(example):
    with open_record(example) as record:
        held = next(one for one in record.entries() if any(each.changes for each in one.variants))
    page = made(example, held.id)
    assert next(one.relation for one in page.wordings) == "standing"
    assert len(page.wordings) == len(held.variants)
    changed = next(one for one in page.wordings if one.changes)
    marked = [piece.text for pieces in changed.words for piece in pieces if "added" in piece.looks]
    assert next(one.after for one in changed.changes if one.after) in " ".join(marked)
    text = unescape(html(example, held.id))
    assert all(one.before in text for one in changed.changes)


def test_what_was_corrected_shows_both_values_and_who_still_carries_the_old(example):
    with open_record(example) as record:
        (one,) = record.corrections()
    page = made(example, one.entry)
    (shown,) = page.corrections
    assert (shown.before, shown.after) == (one.before, one.after)
    assert [each.article.id for each in shown.still] == list(one.still)
    assert {each.article.id for each in shown.mended} == {*one.mended}
    assert f'id="{one.id}"' in html(example, one.entry)


def test_an_entry_tells_what_it_is_part_of_and_the_other_what_it_holds(example):
    with open_record(example) as record:
        link = next(one for one in record.links() if one.relation == "part of")
    assert [(one.relation, one.entry.id) for one in made(example, link.a).links if one.entry.id == link.b] == [
        ("part of", link.b)
    ]
    assert ("holds", link.a) in [(one.relation, one.entry.id) for one in made(example, link.b).links]


def test_a_commitment_of_which_hardly_anything_is_known_has_a_page(tmp_path):
    one = article("bare", "Something was promised: help.")
    held = commitment(one, "help", actor=None, recipient=None, stage=None, kind="other")
    path = write(tmp_path / "bare.db", [one], [findings(one, held)], Trace())
    text = html(path, of_type(path, "commitment"))
    assert "None" not in text
    assert "no stage" in text


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}\N{RIGHT-TO-LEFT OVERRIDE}"


def test_what_an_article_brings_comes_out_as_text(tmp_path):
    words = f"The door {HOSTILE} stays open"
    some = [
        article(f"a{at}", f"“{words}{at}”, Mira {HOSTILE} said.", published="2023-04-04",
                outlet=f"Courier {HOSTILE}", title=HOSTILE, byline=HOSTILE, path=HOSTILE, wire=HOSTILE)
        for at in range(2)
    ]  # fmt: skip
    said = [statement(one, f"Mira {HOSTILE}", f"{words}{at}") for at, one in enumerate(some)]
    path = write(
        tmp_path / "hostile.db",
        some,
        [findings(one, each) for one, each in zip(some, said, strict=True)],
        traced(tuple(some)),
    )
    for id_ in ids(path):
        rule(path, "accept", id_, by=HOSTILE.replace("\N{RIGHT-TO-LEFT OVERRIDE}", ""), why="<b>so</b>")
    for id_ in ids(path):
        text = html(path, id_)
        tags = parsed(text).tags
        assert "img" not in tags
        assert "b" in tags
        assert tags.count("script") == 1, "only our own"
        assert "<b>so</b>" not in text
        assert "{{ 7*7 }}" in text
        assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text


def test_nothing_of_a_large_entry_is_lost_where_it_is_folded(tmp_path):
    some = [
        article(
            f"a{at:03}", f"Slovakia pledged 13 ({at}) howitzers to Ukraine.", published=f"2023-04-{at % 28 + 1:02}"
        )
        for at in range(40)
    ]
    found = [findings(one, commitment(one, "howitzers", quantity=13.0, shown="13")) for one in some]
    path = write(tmp_path / "large.db", some, found, Trace())
    id_ = max(ids(path), key=lambda one: len(made(path, one).findings))
    page, text = made(path, id_), html(path, id_)
    assert len(page.findings) > 30
    seen = parsed(text)
    assert set(page.findings) <= set(seen.ids)
    assert text.index('<details class="rest">') < text.index(f'id="{page.cards[-1].finding}"')


def test_the_rows_of_a_page_are_those_of_the_export(example):
    with open_record(example) as record:
        held = next(one for one in record.entries() if one.type == "commitment" and len(one.findings) > 2)
        tables = entry.rows(record, entry.EntryQuery(held.id))
        assert [row["id"] for row in tables["entries"]] == [held.id]
        assert {row["id"] for row in tables["commitments"]} == {*held.findings}
        exported = {row["id"]: row for row in record.rows("commitments")}
        assert all(row == exported[row["id"]] for row in tables["commitments"])


def test_an_id_that_is_of_no_entry_is_refused(example):
    with open_record(example) as record:
        one = next(record.disagreements()).id
        for id_ in ("e-0000000000000000", one):
            with pytest.raises(NotFound):
                entry.make(record, entry.EntryQuery(id_))


def test_a_page_is_plain_values_that_json_can_write(example, served):
    id_ = next(iter(ids(example)))
    assert served.get(f"/api/entries/{id_}").json()["id"] == id_

    def plain(value: object) -> bool:
        if is_dataclass(value):
            return all(plain(getattr(value, one.name)) for one in fields(value))
        return (
            all(map(plain, value))
            if isinstance(value, tuple)
            else isinstance(value, (str, int, float, bool, type(None)))
        )

    assert all(plain(made(example, one)) for one in ids(example))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(collections())
def test_whatever_a_record_may_hold_has_its_pages(collection):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.db"
        write_record(path, *collection)
        with open_record(path) as record:
            for module in (entry, disagreement):
                for query in module.every(record):
                    text = render(module.KIND, module.make(record, query), query, SITE)
                    assert text.count("<h1") == 1
                    assert query.id in text


def test_the_server_keeps_a_rejected_finding_on_its_page_and_leads_others_to_their_entry(tmp_path):
    path = write(tmp_path / "served.db", *world())
    kept, gone = made(path, of_type(path, "commitment")), made(path, of_type(path, "statement"))
    rule(path, "reject", gone.id, **BY)
    with TestClient(application(Shelf(path)), base_url="http://127.0.0.1", follow_redirects=False) as client:
        answer = client.get(f"/entries/{gone.findings[0]}")
        assert answer.status_code == 200
        assert "see below who ruled so" in answer.text
        moved = client.get(f"/entries/{kept.findings[0]}")
        assert moved.headers["location"] == f"/entries/{kept.id}#{kept.findings[0]}"
