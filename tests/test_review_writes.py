"""Every ruling can be made from a page without script and by a program, is in the history, and can be undone."""

from __future__ import annotations

import json

import pytest

from onrecord.engines.ruling import rule
from onrecord.record import open_record
from reviewing import TOKEN, browser, form_to, offered, reviewer, send
from ruling_values import BY, everything, world, write

BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "r.db", *world())


def entry(path, **wanted):
    """The one entry whose fields are as wanted."""
    with open_record(path) as record:
        (found,) = (
            one for one in record.entries() if all(one.fields.get(name) == value for name, value in wanted.items())
        )
    return found


def rulings(path):
    with open_record(path) as record:
        return [(one.ruling.act, one.ruling.by, one.state) for one in record.rulings()]


def what_is_shown(path):
    """All that a record says, but for its rulings."""
    tables = everything(path)
    return {name: rows for name, rows in tables.items() if name not in ("rulings", "entry_rulings", "meta")}


def rule_and_see(client, path, form, **fields):
    """Send a form; the answer is where the entry now lives, with the ruling's anchor, and says what was done."""
    sent = send(client, form, **fields)
    assert sent.status_code == 303, sent.text
    with open_record(path) as record:
        ruling = record.rulings()[-1].ruling
    assert sent.headers["location"].endswith(f"#{ruling.id}")
    page = client.get(sent.headers["location"])
    assert page.status_code == 200
    assert f'id="{ruling.id}"' in page.text, "the history has the ruling where the link leads"
    assert 'class="notice"' in page.text
    return page, ruling


def undo_in_notice(client, page, ruling, path):
    sent = send(client, form_to(page.text, "undo", ruling.id))
    assert sent.status_code == 303
    with open_record(path) as record:
        assert [one.state for one in record.rulings()][-2:] == ["undone", "holds"]


ACTS = {
    "accept": ({"item": "howitzers"}, {}),
    "reject": ({"item": "rockets"}, {}),
    "correct": ({"item": "howitzers"}, {"offer": "", "field": "quantity", "value": "14"}),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_from_the_entry_s_page_is_written_shown_and_taken_back(act, path):
    wanted, fields = ACTS[act]
    one, before = entry(path, **wanted), what_is_shown(path)
    client = reviewer(path)
    page, ruling = rule_and_see(client, path, form_to(client.get(f"/entries/{one.id}").text, act), **fields)
    assert (ruling.act, ruling.by, ruling.reason) == (act, "Ada Lind", "read both")
    undo_in_notice(client, page, ruling, path)
    assert what_is_shown(path) == before


def test_the_accepted_entry_says_so(path):
    one, client = entry(path, item="howitzers"), reviewer(path)
    send(client, form_to(client.get(f"/entries/{one.id}").text, "accept"))
    assert entry(path, item="howitzers").accepted
    assert not [
        each for each in client.get(f"/entries/{one.id}").text.split("<form") if 'value="accept"' in each
    ], "what is accepted is not to be accepted again"


def test_one_finding_can_be_rejected_alone(path):
    one, client = entry(path, item="howitzers"), reviewer(path)
    form = form_to(client.get(f"/entries/{one.id}").text, "reject")
    finding = next(value for words, value in offered(form, "on").items() if "30" in words)
    rule_and_see(client, path, form, on=finding)
    assert set(one.findings) - set(entry(path, item="howitzers").findings) == {finding}


def test_a_competing_value_is_offered_and_stands_once_it_is_chosen(path):
    one, client = entry(path, item="howitzers"), reviewer(path)
    form = form_to(client.get(f"/entries/{one.id}").text, "correct")
    chosen = next(value for words, value in offered(form, "offer").items() if "30" in words)
    rule_and_see(client, path, form, offer=chosen)
    assert entry(path, item="howitzers").fields["quantity"] == 30.0


def test_findings_chosen_by_checkbox_get_an_entry_of_their_own(path):
    one, client = entry(path, item="howitzers"), reviewer(path)
    before = what_is_shown(path)
    form = form_to(client.get(f"/entries/{one.id}").text, "split")
    chosen = [value for words, value in offered(form, "finding").items() if "30" in words]
    page, ruling = rule_and_see(client, path, form, finding=chosen)
    with open_record(path) as record:
        held = [set(each.findings) for each in record.entries() if each.fields.get("item") == "howitzers"]
    assert set(chosen) in held
    undo_in_notice(client, page, ruling, path)
    assert what_is_shown(path) == before


def test_two_entries_are_merged_by_a_choice_or_by_an_id(path):
    one, other, client = entry(path, item="howitzers"), entry(path, item="rockets"), reviewer(path)
    before = what_is_shown(path)
    form = form_to(client.get(f"/entries/{one.id}").text, "merge")
    assert other.id in offered(form, "other").values(), "an entry of the same parties is near"
    page, ruling = rule_and_see(client, path, form, other=other.id)
    (merged,) = (each for each in _entries(path) if set(one.findings) <= set(each.findings))
    assert set(merged.findings) == {*one.findings, *other.findings}
    undo_in_notice(client, page, ruling, path)
    assert what_is_shown(path) == before
    form = form_to(client.get(f"/entries/{one.id}").text, "merge")
    rule_and_see(client, path, form, other="", other_id=other.id)


def _entries(path):
    with open_record(path) as record:
        return list(record.entries())


@pytest.mark.parametrize("choice", ["a", "b", "both", "neither"])
def test_a_disagreement_is_settled_from_the_entry_s_page(choice, path):
    one, client = entry(path, item="howitzers"), reviewer(path)
    before = what_is_shown(path)
    page, ruling = rule_and_see(
        client, path, form_to(client.get(f"/entries/{one.id}").text, "settle"), choice=choice
    )
    with open_record(path) as record:
        (settled,) = (each for each in record.disagreements() if each.entry == one.id and each.kind == "figure")
    assert "Ada Lind" in settled.settled
    undo_in_notice(client, page, ruling, path)
    assert what_is_shown(path) == before
    assert f'id="{ruling.id}"' in client.get(f"/entries/{one.id}").text, "what was taken back stays in the history"


def test_a_disagreement_of_no_entry_is_settled_on_its_own_page(path):
    client = reviewer(path)
    with open_record(path) as record:
        one = next(each for each in record.disagreements() if each.entry is None)
    sent = send(client, form_to(client.get(f"/disagreements/{one.id}").text, "settle"), choice="b")
    assert sent.headers["location"] == f"/disagreements/{one.id}"
    assert "Ada Lind" in client.get(sent.headers["location"]).text


def test_a_rejection_can_be_undone_on_the_page_of_rulings(path):
    one, client = entry(path, item="rockets"), reviewer(path)
    before = what_is_shown(path)
    sent = send(client, form_to(client.get(f"/entries/{one.id}").text, "reject"))
    page = client.get(sent.headers["location"])
    assert sent.headers["location"].startswith("/rulings#")
    with open_record(path) as record:
        ruling = record.rulings()[0].ruling.id
    send(client, form_to(page.text, "undo", ruling))
    assert what_is_shown(path) == before


def test_the_reviewer_goes_on_to_the_next_in_the_queue_and_stays_where_something_is_left(path):
    client = reviewer(path)
    first = client.get("/api/review").json()["lines"][0]
    page = client.get("/review", params={"item": first["id"]})
    act = "settle" if first["kind"] == "disagreement" else "accept"
    sent = send(client, form_to(page.text, act), choice="both")
    following = client.get("/api/review").json()["lines"]
    assert first["id"] not in [one["id"] for one in following]
    assert sent.headers["location"] == f"/review?item={following[0]['id']}"


WRONG = {
    "no reason": ({"why": "  ", "offer": "", "field": "quantity", "value": "14"}, "say why"),
    "an unknown field": ({"offer": "", "field": "colour", "value": "red"}, "colour"),
    "a value that does not fit": ({"offer": "", "field": "quantity", "value": "many"}, "quantity takes a number"),
    "no value": ({"offer": "", "field": "quantity", "value": ""}, "null is no value"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_written_comes_back_with_all_that_was_typed(case, path):
    fields, told = WRONG[case]
    one, client = entry(path, item="howitzers"), reviewer(path)
    before = everything(path)
    form = form_to(client.get(f"/entries/{one.id}").text, "correct")
    sent = send(client, form, **{"why": "the “ministry’s” own list", **fields})
    assert sent.status_code == 400
    assert told in sent.text
    assert everything(path) == before
    again = dict(form_to(sent.text, "correct").form_values())
    typed = {"why": "the “ministry’s” own list", **fields}
    assert {name: again.get(name, "") for name in typed} == typed
    mended = send(
        client, form_to(sent.text, "correct"), offer="", field="quantity", value="14", why="the list says so"
    )
    assert mended.status_code == 303
    assert entry(path, item="howitzers").fields["quantity"] == 14.0


def test_a_record_that_cannot_be_written_is_told_and_what_was_typed_is_kept(path, monkeypatch):
    from onrecord.engines import ruling
    from onrecord.record.opening import open_to_read

    one, client = entry(path, item="howitzers"), reviewer(path)
    form = form_to(client.get(f"/entries/{one.id}").text, "accept")
    monkeypatch.setattr(ruling, "open_to_write", open_to_read)  # as SQLite answers where only reading is allowed
    sent = send(client, form, why="read it twice")
    assert sent.status_code == 503
    assert "read it twice" in sent.text
    assert "may be read here, but not written" in sent.text
    assert str(path.parent) not in sent.text, "where it stands on this machine is nobody's business"
    assert rulings(path) == []


def test_a_program_rules_with_the_token_and_is_told_what_came_of_it(path):
    one, client = entry(path, item="howitzers"), browser(path)
    asked = {"act": "correct", "what": [one.id, "quantity", "14"], "by": "Bo Ek", "why": "the list says so"}
    answer = client.post("/api/rulings", json=asked, headers=BEARER)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["ruling"]["act"], told["ruling"]["by"], told["ruling"]["state"]) == ("correct", "Bo Ek", "holds")
    assert told["before"] == told["after"] == [one.id]
    undone = client.post(
        "/api/rulings",
        json={"act": "undo", "what": [told["ruling"]["id"]], "by": "Bo Ek", "why": "wrong list"},
        headers=BEARER,
    )
    assert undone.status_code == 201
    assert rulings(path) == [("correct", "Bo Ek", "undone"), ("undo", "Bo Ek", "holds")]


@pytest.mark.parametrize(
    "body",
    [
        b"not json", b"[]", b'{"act": "accept", "what": "e-1", "by": "Bo", "why": "x"}',
        b'{"act": "accept", "what": ["e-1"], "by": 7, "why": "x"}', b'{"act": "burn", "what": ["e-1"], "by": "B"}',
        b'{"act": "accept", "what": ["e-1"], "by": "Bo", "why": "x", "more": 1}', b"\xff\xfe",
    ],
)  # fmt: skip
def test_a_program_that_asks_wrongly_is_told_in_json(body, path):
    answer = browser(path).post("/api/rulings", content=body, headers=BEARER)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert rulings(path) == []


def test_what_may_be_ruled_is_told_to_programs_too(path):
    one = entry(path, item="howitzers")
    desk = browser(path).get(f"/api/desk/{one.id}").json()
    assert {each["id"] for each in desk["findings"]} == set(one.findings)
    assert {"field": "quantity", "head": "quantity", "value": "30", "told": "30", "articles": 1} in desk["values"]
    stale = {"act": "accept", "what": [one.id], "by": "Bo Ek", "why": "read it", "seen": desk["seen"]}
    rule(path, "accept", one.id, **BY)
    answer = browser(path).post("/api/rulings", content=json.dumps(stale), headers=BEARER)
    assert answer.status_code == 409
    assert len(rulings(path)) == 1
