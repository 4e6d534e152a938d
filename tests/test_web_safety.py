"""The server answers only those it should, and says to browsers what a page may do."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from onrecord.web.app import application
from onrecord.web.safety import BODY_LIMIT, LOOPBACK, allowed, host_of, is_loopback
from onrecord.web.shelf import Shelf

ADDRESSES = (
    "/", "/commitments", "/api/overview", "/api/openapi.json", "/api", "/static/site.css", "/nothing", "/?as_of=x",
    "/download/commitments?table=none",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_says_what_a_browser_may_do_with_it(address, served):
    headers = served.get(address).headers
    policy = dict(one.strip().split(" ", 1) for one in headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "style-src": "'self'", "script-src": "'self'", "img-src": "'self'",
        "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "no-cache" in headers["cache-control"] or "no-store" in headers["cache-control"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8321", "localhost", "LocalHost:1", "[::1]:8321", "localhost."]
)
def test_names_of_this_machine_are_answered(host, served):
    assert served.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8321", "127.0.0.1.evil.example", "localhost.evil.example", "192.0.2.7", "",
        "127.0.0.1@evil.example", "evil.example#localhost", "evil.example/localhost", "localhost:port", "[::1",
        "0x7f.1", "localhost\\.evil.example", "xn--localhost-.example",
    ],
)  # fmt: skip
def test_other_names_are_refused_so_that_no_site_can_take_this_one_for_its_own(host, served):
    for address in ("/", "/api/overview", "/static/site.css"):
        answer = served.get(address, headers={"Host": host})
        assert answer.status_code == 421
        assert "--allow-host" in answer.text
        assert answer.headers["content-security-policy"]


def test_a_name_of_a_proxy_is_answered_where_it_was_given(example):
    with TestClient(
        application(Shelf(example), allowed("127.0.0.1", ["Records.example"])), base_url="http://x"
    ) as one:
        assert one.get("/", headers={"Host": "records.example"}).status_code == 200
        assert one.get("/", headers={"Host": "other.example"}).status_code == 421


def test_a_server_for_everybody_answers_to_any_bare_address_but_to_no_strange_name(example):
    with TestClient(application(Shelf(example), allowed("0.0.0.0")), base_url="http://x") as one:
        assert one.get("/", headers={"Host": "192.0.2.7:8321"}).status_code == 200
        assert one.get("/", headers={"Host": "[2001:db8::7]"}).status_code == 200
        assert one.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_a_loopback_server_answers_to_no_other_address():
    assert allowed("127.0.0.1") == LOOPBACK
    assert allowed("localhost", ["a.example"]) == LOOPBACK | {"a.example"}


@pytest.mark.parametrize(
    ("host", "near"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),
     ("::", False), ("192.0.2.1", False), ("example.org", False), ("", False)],
)  # fmt: skip
def test_what_others_can_reach_is_known(host, near):
    assert is_loopback(host) == near


def test_a_host_is_read_without_its_port():
    assert host_of("Example.ORG:80") == "example.org"
    assert host_of("[::1]:80") == "::1"
    assert host_of("a b") is None


WRITES = ("/entries/x/accept", "/review", "/", "/nothing")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"},
    ],
)
def test_what_another_site_sends_is_refused(headers, served):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for address in WRITES:
            answer = served.request(method, address, headers=headers)
            assert answer.status_code == 403
            assert "Another site" in answer.text


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://127.0.0.1"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}]
)
def test_what_our_own_pages_and_programs_send_is_let_through(headers, served):
    assert served.post("/nothing", headers=headers).status_code == 404
    assert served.post("/commitments", headers=headers).status_code == 405


def test_reading_from_elsewhere_is_no_writing(served):
    assert served.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_request_may_not_hold_more_than_a_ruling_needs(served):
    assert served.post("/nothing", content=b"x" * (BODY_LIMIT + 1)).status_code == 413
    assert served.post("/nothing", content=b"x", headers={"Content-Length": "many"}).status_code == 413


def test_a_defect_of_ours_is_told_without_its_traceback(served, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("onrecord.web.app.render", broken)
    page = served.get("/")
    assert page.status_code == 500
    assert "onrecord verify" in page.text
    assert "secret" not in page.text
    assert page.headers["content-security-policy"]
