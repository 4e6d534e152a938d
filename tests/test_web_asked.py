"""What the server is asked for: wrong words, unknown and odd ids, their beginnings; and a record that is spoilt."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import ruling_values
from onrecord import rule
from onrecord.record import open_record
from onrecord.web.addresses import LiveAddresses
from onrecord.web.app import application
from onrecord.web.shelf import Shelf
from page_checks import shown
from reconciliation_values import article, commitment, findings, traced

HERE = LiveAddresses()
ODD = (
    "a/b", "a//b/", "/etc/passwd", "../../etc/passwd", "..", ".", "...", "a/../b", "%2F", "%2e%2e%2f", "a%00b",
    "a b", "a+b", "a?b=c", "a#b", "a;b", "ü/é/日本", "🙂", "\x00", "a\\b", "..\\x", "C:\\x", "a&b", "'", '"', "<b>",
    "a%", "~x",
)  # fmt: skip


def client_of(path: Path) -> TestClient:
    return TestClient(application(Shelf(path)), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def odd(tmp_path_factory) -> Path:
    """A record of articles with odd ids, each its own story of one promise."""
    articles = [
        article(id_, f"Slovakia pledged {10 + at} howitzers.", outlet=f"No. {at}") for at, id_ in enumerate(ODD)
    ]
    found = [
        findings(one, commitment(one, "howitzers", quantity=10.0 + at, shown=str(10 + at)))
        for at, one in enumerate(articles)
    ]
    return ruling_values.write(tmp_path_factory.mktemp("odd") / "odd.db", articles, found, traced())


@pytest.mark.parametrize("id_", ODD)
def test_an_article_is_found_by_its_id_whatever_is_in_it(id_, odd):
    with client_of(odd) as client:
        page = client.get(HERE.to("article", id=id_), follow_redirects=False)
        assert page.status_code == 200
        assert f"pledged {10 + ODD.index(id_)} howitzers" in shown(page.text)
        assert client.get(HERE.data("article", id=id_), follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/articles/%ED%A0%BD", "/articles/%2e%2e/%2e%2e/etc/passwd", "/articles//etc/passwd", "/static/../app.py",
        "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2Fetc%2Fpasswd", "/static/", "/static/.",
        "/static/site.css/", "/static/site.css%00", "/static/site.css/..", "/download/../record", "/nothing", "//",
        "/api/articles/%ED%A0%BD", "/api/nothing", "/download/articles/x",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found_and_nothing_else_is_read(path, served):
    address = path + ("?table=articles" if path.startswith("/download/") else "")
    answer = served.get(f"http://127.0.0.1{address}", follow_redirects=False)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_an_address_that_ends_before_its_id_leads_to_the_list(odd):
    with client_of(odd) as client:
        assert client.get("/articles/", follow_redirects=False).headers["location"] == "/articles"
        assert client.get("/entries/", follow_redirects=False).headers["location"] == "/"
        assert client.get("/api/entries/").status_code == 400


def test_bytes_that_are_no_text_are_refused(odd):
    with client_of(odd) as client:
        for path in ("/articles/%FF", "/articles?page=%FF", "/api/articles/%C3%28"):
            assert client.get(path).status_code == 400


def test_unknown_ids_are_told_with_a_way_on(served):
    page = served.get("/entries/c-0000000000000000")
    assert page.status_code == 404
    assert "holds no entry 'c-0000000000000000'" in shown(page.text)
    assert 'href="/search' in page.text
    data = served.get("/api/entries/c-0000000000000000")
    assert data.status_code == 404
    assert data.json()["title"] == "Not found"


def test_the_beginning_of_an_id_leads_to_the_whole_one(served, example):
    with open_record(example) as record:
        entry = next(iter(record.entries()))
        wanted = entry.id[: entry.id.index("-") + 1 + record.digits()]
    moved = served.get(f"/entries/{wanted}?as_of=2030-01-01", follow_redirects=False)
    assert moved.status_code == 302
    assert moved.headers["location"] == f"/entries/{entry.id}?as_of=2030-01-01"
    assert (
        served.get(f"/api/entries/{wanted}", follow_redirects=False).headers["location"]
        == f"/api/entries/{entry.id}"
    )


def test_a_beginning_of_several_ids_lists_them(served, example):
    with open_record(example) as record:
        ids = sorted(one.id for one in record.entries())
    page = served.get("/entries/e-")
    assert page.status_code == 300
    assert ids[0] in page.text
    told = served.get("/api/entries/e-").json()
    first = told["choices"][0]
    assert (first["kind"], first["id"], first["address"]) == ("entry", ids[0], f"/api/entries/{ids[0]}")
    assert first["told"] in shown(page.text)


def test_an_id_of_another_kind_leads_to_its_own_page(served, example):
    with open_record(example) as record:
        finding = next(one.commitments[0] for one in record.findings() if one.commitments)
        entry = next(one for one in record.entries() if finding.id in one.findings)
    moved = served.get(f"/entries/{finding.id}", follow_redirects=False)
    assert moved.headers["location"] == f"/entries/{entry.id}#{finding.id}"
    moved = served.get(f"/entries/{finding.article}", follow_redirects=False)
    assert moved.headers["location"] == f"/articles/{finding.article}"


def test_an_article_is_found_by_its_path(served, example):
    with open_record(example) as record:
        one = next(iter(record.articles()))
    assert served.get(f"/articles/{quote(str(one.path), safe='')}", follow_redirects=False).headers["location"] == (
        HERE.to("article", id=one.id)
    )


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/commitments?colour=red", "here is no parameter 'colour'"),
        ("/search?q=a&q=b", "q is given 2 times: give it once"),
        ("/commitments?page=two", "page is to be a whole number, not 'two'"),
        ("/?as_of=yesterday", "2023-01-20"),
        ("/?clock=published", "give as_of too"),
        ("/?as_of=2023-04-05&clock=read", "clock is to be 'published' or 'observed', not 'read'"),
        ("/download/commitments", "table is missing"),
        (
            "/download/commitments?table=entries&format=xls",
            "format is to be 'csv' or 'jsonl' or 'parquet', not 'xls'",
        ),
    ],
)
def test_what_is_wrong_with_an_address_is_said(address, told, served):
    page = served.get(address)
    assert page.status_code == 400
    assert told in shown(page.text)
    assert f'href="{address.partition("?")[0]}"' in page.text
    if not address.startswith("/download"):
        data = served.get("/api/overview" + address[1:] if address.startswith("/?") else "/api" + address)
        assert data.status_code == 400
        assert told in data.json()["message"]


def test_empty_fields_of_a_form_are_as_good_as_none(served):
    assert served.get("/commitments?actor=&page=&as_of=&clock=").text == served.get("/commitments").text


def test_a_table_that_a_page_does_not_have_is_told_with_those_that_it_has(served):
    page = served.get("/download/commitments?table=secrets")
    assert page.status_code == 404
    assert "no table 'secrets'; there are entries" in shown(page.text)


def test_other_methods_are_refused_in_words(served):
    page = served.delete("/commitments")
    assert page.status_code == 405
    assert "GET" in page.headers["allow"]
    assert "It takes GET" in shown(page.text) or "It takes HEAD" in shown(page.text)


@pytest.mark.parametrize(
    "address", ["/", "/api/overview", "/static/site.css", "/download/commitments?table=entries"]
)
def test_a_head_is_answered_as_a_get_is(address, served):
    got, head = served.get(address), served.head(address)
    assert head.status_code == 200
    assert head.headers["content-type"] == got.headers["content-type"]


def test_files_of_ours_are_sent_once(served):
    first = served.get("/static/site.css")
    again = served.get("/static/site.css", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("address", ["/", "/api/overview", "/commitments?actor=SVK", "/?as_of=2023-04-05"])
def test_who_has_a_page_gets_it_again_only_when_the_record_has_changed(address, example, tmp_path):
    path = tmp_path / "record.db"
    copyfile(example, path)
    with client_of(path) as client:
        first = client.get(address)
        while first.status_code == 202:
            first = client.get(address)
        tag = {"If-None-Match": first.headers["etag"]}
        again = client.get(address, headers=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert client.get("/articles", headers=tag).status_code == 200
        with open_record(path) as record:
            entry = next(iter(record.entries())).id
        rule(path, "accept", entry, by="Ada Lind", why="read it")
        assert client.get(address, headers=tag).status_code in (200, 202)


def removed(path: Path) -> None:
    path.unlink()


def foreign(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"x" * 4_000)


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40_000])


def scribbled(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[4_096:] = b"\xff" * (len(held) - 4_096)
    path.write_bytes(held)


def of_another_version(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(held)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [removed, foreign, torn, scribbled, of_another_version, a_folder])
def test_a_record_that_is_spoilt_while_it_is_served_is_told_of_and_comes_back(spoil, example, tmp_path):
    path = tmp_path / "record.db"
    copyfile(example, path)
    with client_of(path) as client:
        assert client.get("/articles").status_code == 200
        spoil(path)
        for address in ("/articles", "/entries/x", "/search?q=howitzers"):
            page = client.get(address)
            assert page.status_code in (500, 503), address
            assert "record" in shown(page.text)
            assert str(tmp_path) not in page.text
            assert "Traceback" not in page.text
            data = client.get(f"/api{address}")
            assert data.json()["status"] == data.status_code == page.status_code
        if path.is_dir():
            path.rmdir()
        for left in tmp_path.glob("record.db-*"):
            left.unlink()
        copyfile(example, path)
        assert client.get("/articles").status_code == 200
