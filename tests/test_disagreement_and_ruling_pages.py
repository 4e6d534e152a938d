"""The page of one disagreement, and that of all rulings."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import rule
from onrecord.errors import BadInput, NotFound
from onrecord.pages import disagreement, rulings
from onrecord.pages.disagreement import DisagreementQuery
from onrecord.pages.rendering import render
from onrecord.pages.rulings import RulingsQuery
from onrecord.pages.site import Site
from onrecord.record import open_record
from onrecord.web.addresses import LiveAddresses
from ruling_values import BY, world, write

SITE = Site(LiveAddresses(), "the record", "0", live=True)
ADA, IVO = {"by": "Ada Lind", "why": "read it myself"}, {"by": "Ivo Brandt", "why": "asked the ministry"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "small.db", *world())


def figure(path: Path) -> str:
    with open_record(path) as record:
        return next(one.id for one in record.disagreements() if one.kind == "figure")


def shown(path: Path, query: object, module=disagreement):  # type: ignore[no-untyped-def]
    with open_record(path) as record:
        page = module.make(record, query)
        return page, render(module.KIND, page, query, SITE)


def test_both_sides_stand_in_their_sentences_with_the_changed_words_marked(path):
    page, text = shown(path, DisagreementQuery(figure(path)))
    for side, words in ((page.one.a, "13"), (page.one.b, "30")):
        (pieces,) = side.passages
        assert "".join(piece.text for piece in pieces) == f"Slovakia pledged {words} howitzers to Ukraine."
        assert [piece.text for piece in pieces if "differs" in piece.looks] == [words]
        assert f'href="/articles/{side.article.id}#{side.finding}"' in text
    assert page.entry.id in text
    assert "/compare?article=a&amp;article=b" in text


def test_a_disagreement_that_belongs_to_no_entry_says_so(path):
    with open_record(path) as record:
        lone = [one for one in record.disagreements() if one.entry is None]
    assert lone, "two reports close and open one bridge, which is no commitment"
    page, text = shown(path, DisagreementQuery(lone[0].id))
    assert page.entry is None
    assert "carry no statement, commitment or membership step" in text


def test_a_settlement_shows_with_its_history_and_so_does_its_undoing(path):
    id_ = figure(path)
    settled = rule(path, "settle", id_, "a", **ADA).ruling.ruling.id
    page, text = shown(path, DisagreementQuery(id_))
    assert [one.id for one in page.rulings] == [settled]
    assert "Ada Lind" in page.one.settled
    assert "settle for side a" in text
    rule(path, "undo", settled, **IVO)
    page, _ = shown(path, DisagreementQuery(id_))
    assert page.one.settled is None
    assert [(one.act, one.state) for one in page.rulings] == [("settle", "undone"), ("undo", "holds")]


def test_every_disagreement_of_the_example_has_a_page_and_its_rows(example):
    with open_record(example) as record:
        asked = list(disagreement.every(record))
        assert len(asked) > 5
        for query in asked:
            tables = disagreement.rows(record, query)
            assert [row["id"] for row in tables["disagreements"]] == [query.id]
            assert query.id in render(disagreement.KIND, disagreement.make(record, query), query, SITE)
        with pytest.raises(NotFound):
            disagreement.make(record, DisagreementQuery("d-0000000000000000"))


@pytest.fixture
def ruled(path: Path) -> Path:
    with open_record(path) as record:
        entries = {one.type: one.id for one in record.entries()}
    rule(path, "settle", figure(path), "b", **ADA)
    taken = rule(path, "accept", entries["membership"], **ADA).ruling.ruling.id
    rule(path, "undo", taken, **IVO)
    rule(path, "reject", entries["statement"], **IVO)
    return path


def test_all_rulings_stand_latest_first_each_with_what_it_is_on(ruled):
    page, text = shown(ruled, RulingsQuery(), rulings)
    assert [one.ruling.act for one in page.rulings] == ["reject", "undo", "accept", "settle"]
    reject, undo, accept, settle = page.rulings
    assert settle.kind == "disagreement" and settle.about == figure(ruled)  # noqa: PT018
    assert undo.about == accept.about, "what takes a ruling back is on what that one was on"
    assert reject.about.startswith("s-"), "a rejected entry is gone; its finding is not"
    for one in page.rulings:
        assert one.ruling.by in text
        assert f'id="{one.ruling.id}"' in text
        assert f"/{'entries' if one.kind == 'entry' else 'disagreements'}/{one.about}" in text


def test_rulings_can_be_asked_for_by_person_act_and_state(ruled):
    assert {one.ruling.act for one in shown(ruled, RulingsQuery(by="Ivo Brandt"), rulings)[0].rulings} == {
        "undo",
        "reject",
    }
    assert [one.ruling.by for one in shown(ruled, RulingsQuery(act="settle"), rulings)[0].rulings] == ["Ada Lind"]
    assert [one.ruling.act for one in shown(ruled, RulingsQuery(state="undone"), rulings)[0].rulings] == ["accept"]
    page, _ = shown(ruled, RulingsQuery(by="nobody"), rulings)
    assert (page.found, page.every, page.rulings) == (0, 4, ())
    with pytest.raises(BadInput, match="no act 'banish'"):
        shown(ruled, RulingsQuery(act="banish"), rulings)
    with pytest.raises(BadInput, match="numbered from 1"):
        shown(ruled, RulingsQuery(page=0), rulings)


def test_rulings_come_on_numbered_pages_and_none_is_lost(ruled, monkeypatch):
    monkeypatch.setattr(rulings, "SIZE", 3)
    with open_record(ruled) as record:
        asked = list(rulings.every(record))
        pages = [rulings.make(record, query) for query in asked]
        exported = [row["id"] for row in rulings.rows(record, RulingsQuery())["rulings"]]
    assert [len(one.rulings) for one in pages] == [3, 1]
    assert sorted(one.ruling.id for page in pages for one in page.rulings) == sorted(exported)


def test_a_record_without_rulings_says_so(path):
    page, text = shown(path, RulingsQuery(), rulings)
    assert page.every == 0
    assert "Nobody has ruled" in text
    assert BY["by"] not in text
