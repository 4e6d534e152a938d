"""Nobody writes who did not come with the token, from our own pages, on purpose; readers see no forms."""

from __future__ import annotations

import pytest

from onrecord.errors import BadInput
from onrecord.pages.registry import KINDS
from onrecord.record import open_record
from onrecord.web.addresses import LiveAddresses
from onrecord.web.reviewers import Reviewers, name_from
from reviewing import ORIGIN, TOKEN, browser, form_to, forms, hidden, only_form, reviewer, send
from ruling_values import world, write

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "r.db", *world())


@pytest.fixture
def howitzers(path):
    with open_record(path) as record:
        return next(one.id for one in record.entries() if one.fields.get("item") == "howitzers")


def rulings(path):
    with open_record(path) as record:
        return [one.ruling.act for one in record.rulings()]


def test_the_token_opens_a_session_and_leaves_the_address(path):
    client = browser(path)
    answer = client.get(f"/review?token={TOKEN}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/review"
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie


def test_the_name_is_asked_once_and_stands_in_every_page(path):
    client = reviewer(path, "  Ada   Lind ")
    page = client.get("/review").text
    assert "<b>Ada Lind</b>" in page
    assert not forms(page, "/review/name")
    again = client.get(f"/review?token={TOKEN}").text
    assert "<b>Ada Lind</b>" in again, "the session goes on"


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN[:-1], "ä"])
def test_another_token_opens_nothing(token, path):
    client = browser(path)
    answer = client.get("/review", params={"token": token})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "printed when it was started" in answer.text


def test_a_token_that_could_be_guessed_is_refused_and_fresh_ones_differ():
    with pytest.raises(BadInput, match="at least 16"):
        Reviewers("short")
    assert Reviewers().token != Reviewers().token


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Ada\u202eLind", "A\x00da"])
def test_a_name_that_no_list_could_show_is_asked_for_again(name, path):
    with pytest.raises(BadInput, match="who you are"):
        name_from(name)
    client = browser(path)
    form = only_form(client.get(f"/review?token={TOKEN}").text, "/review/name")
    assert client.post("/review/name", data={**hidden(form), "name": name}).status_code == 400


def test_readers_see_no_form_that_writes_on_any_page(served, example):
    with open_record(example) as record:
        asked = [(name, query) for name, kind in KINDS.items() for query in list(kind.every(record))[:3]]
        asked.append(("entry", KINDS["entry"].query(next(iter(record.entries())).id)))
    for name, query in asked:
        address = LiveAddresses().to(name, **{field: getattr(query, field) for field in query.__slots__})
        page = served.get(address).text
        assert 'method="post"' not in page, address
        assert "review.js" not in page, address


def test_whoever_has_not_said_their_name_sees_no_form_and_may_not_rule(path, howitzers):
    client = browser(path)
    form = only_form(client.get(f"/review?token={TOKEN}").text, "/review/name")
    assert not forms(client.get(f"/entries/{howitzers}").text)
    token = hidden(form)["token"]
    sent = client.post("/rulings", data={"token": token, "act": "accept", "on": howitzers, "why": "x"})
    assert sent.status_code == 403
    assert "who you are" in sent.text
    assert rulings(path) == []


def the_form(client, howitzers):
    return form_to(client.get(f"/entries/{howitzers}").text, "accept")


def test_a_page_of_a_reviewer_is_kept_by_no_cache(path, howitzers):
    assert reviewer(path).get(f"/entries/{howitzers}").headers["cache-control"] == "no-store"


def test_a_form_without_a_session_is_refused_and_says_the_mend(path, howitzers):
    form = the_form(reviewer(path), howitzers)
    sent = send(browser(path), form)
    assert sent.status_code == 403
    assert "Open the review address" in sent.text
    assert rulings(path) == []


@pytest.mark.parametrize("token", ["", "0" * 64, None])
def test_a_form_without_its_token_is_refused(token, path, howitzers):
    client = reviewer(path)
    fields = {**hidden(the_form(client, howitzers)), "why": "x", "token": token}
    assert client.post("/rulings", data={k: v for k, v in fields.items() if v is not None}).status_code == 403
    assert rulings(path) == []


def test_the_token_of_another_session_s_form_will_not_do(path, howitzers):
    reviewers = Reviewers(TOKEN)
    ada, bo = reviewer(path, "Ada Lind", reviewers), reviewer(path, "Bo Ek", reviewers)
    other = hidden(the_form(ada, howitzers))["token"]
    assert send(bo, the_form(bo, howitzers), token=other).status_code == 403
    assert rulings(path) == []


@pytest.mark.parametrize("value", ["x", "e30.00", ".", "e30", "é", "e30.é", "a.b.c"])
def test_a_cookie_that_the_server_did_not_write_is_no_session(value, path, howitzers):
    reviewers = Reviewers(TOKEN)
    form = the_form(reviewer(path, reviewers=reviewers), howitzers)
    stranger = browser(path, reviewers)
    headers = {"cookie": f"{reviewers.cookie}={value}".encode()}
    assert stranger.get("/review", headers=headers).status_code == 200
    sent = stranger.post("/rulings", data={**hidden(form), "why": "x"}, headers=headers)
    assert sent.status_code == 403
    assert rulings(path) == []


def test_a_session_under_another_token_is_over(path, howitzers):
    client = reviewer(path)
    form = the_form(client, howitzers)
    restarted = browser(path, Reviewers("another-token-altogether"))
    restarted.cookies = client.cookies
    assert send(restarted, form).status_code == 403
    assert rulings(path) == []


FOREIGN = [
    {"origin": "http://evil.example"},
    {"origin": "http://127.0.0.1:9999"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_what_another_site_sends_is_refused_even_with_cookie_and_token(headers, path, howitzers):
    client = reviewer(path)
    fields = {**hidden(the_form(client, howitzers)), "why": "x"}
    assert client.post("/rulings", data=fields, headers=headers).status_code == 403
    for address in ("/api/rulings", "/review/name", "/review/leave"):
        answer = client.post(address, headers={**headers, "authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 403, address
    assert rulings(path) == []


def test_our_own_pages_are_heard_with_the_headers_that_browsers_send(path, howitzers):
    client = reviewer(path)
    headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
    fields = {**hidden(the_form(client, howitzers)), "why": "x"}
    assert client.post("/rulings", data=fields, headers=headers, follow_redirects=False).status_code == 303
    assert rulings(path) == ["accept"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_nothing_is_written_but_by_posting(method, path, howitzers):
    client = reviewer(path)
    fields = {**hidden(the_form(client, howitzers)), "why": "x"}
    for address in ("/rulings", "/api/rulings", "/review/name", "/review/leave"):
        client.request(method, address, params=fields, headers={"authorization": f"Bearer {TOKEN}"})
    assert rulings(path) == []
    assert "<b>Ada Lind</b>" in client.get("/review").text


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", ""])
def test_only_forms_are_taken_for_forms(kind, path, howitzers):
    client = reviewer(path)
    body = client.build_request(
        "POST", "/rulings", data={**hidden(the_form(client, howitzers)), "why": "x"}
    ).content
    assert client.post("/rulings", content=body, headers={"content-type": kind}).status_code == 400
    assert rulings(path) == []


@pytest.mark.parametrize("body", [b"why=%ff&token=x", "why=\xe9".encode("latin-1"), b"a=1&" * 6000])
def test_a_form_that_holds_no_text_or_too_much_is_told_so(body, path):
    assert reviewer(path).post("/rulings", content=body, headers=FORM).status_code == 400


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"bearer{TOKEN}", "Bearer \u00e9"]
)
def test_a_program_without_the_token_is_refused(header, path, howitzers):
    asked = {"act": "accept", "what": [howitzers], "by": "Bo Ek", "why": "x"}
    answer = browser(path).post("/api/rulings", json=asked, headers={"authorization": header.encode()})
    assert answer.status_code == 403
    assert "Bearer TOKEN" in answer.json()["message"]
    assert rulings(path) == []


def test_a_session_alone_does_not_let_a_script_in_a_page_rule(path, howitzers):
    asked = {"act": "accept", "what": [howitzers], "by": "Bo Ek", "why": "x"}
    assert reviewer(path).post("/api/rulings", json=asked).status_code == 403
    assert rulings(path) == []


def test_whoever_signs_out_writes_no_more(path, howitzers):
    client = reviewer(path)
    page = client.get(f"/entries/{howitzers}").text
    client.post("/review/leave", data=hidden(only_form(page, "/review/leave")))
    assert not forms(client.get(f"/entries/{howitzers}").text)
    assert send(client, form_to(page, "accept")).status_code == 403


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_what_a_reviewer_types_is_words_wherever_it_is_shown(path, howitzers):
    client = reviewer(path, HOSTILE[:60])
    form = form_to(client.get(f"/entries/{howitzers}").text, "correct")
    wrong = send(client, form, offer="", field="quantity", value=HOSTILE, why=HOSTILE)
    sent = send(client, form, offer="", field="item", value=HOSTILE, why=HOSTILE)
    assert sent.status_code == 303
    for page in (wrong, client.get(sent.headers["location"]), client.get("/review"), client.get("/rulings")):
        assert "<script>alert" not in page.text
        assert "<img" not in page.text


@pytest.mark.parametrize("then", ["//evil.example", "http://evil.example/", "review", "\r\nSet-Cookie: x=y"])
def test_a_form_leads_nowhere_but_to_our_own_pages(then, path, howitzers):
    client = reviewer(path)
    form = the_form(client, howitzers)
    sent = send(client, form, then=then, next="//evil.example", queue_reason="", queue_actor="\r\nX: y")
    assert sent.headers["location"].startswith(("/entries/", "/review?"))
    assert "evil.example" not in sent.headers["location"].partition("?")[0]


def test_a_day_of_the_past_is_not_ruled_on(path, howitzers):
    page = reviewer(path).get("/review?as_of=2023-04-30")
    assert page.status_code == 200
    assert not forms(page.text)
