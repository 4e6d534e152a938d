"""Whatever stands in an article stays words: on pages, in data, in downloads, in files, in headers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from shutil import copyfile

import pytest
from starlette.testclient import TestClient

from injection_texts import CORPUS, hostile_record
from onrecord import report, report_entry
from onrecord.pages.registry import KINDS
from onrecord.record import open_record
from onrecord.record.legible import legible
from onrecord.web.addresses import LiveAddresses
from onrecord.web.app import application
from onrecord.web.shelf import Shelf
from page_checks import among_files, article_words, harms, on_the_server, packed, shown

HERE = LiveAddresses()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    return hostile_record(tmp_path_factory.mktemp("hostile") / "hostile.db")


@pytest.fixture(scope="module")
def client(hostile, tmp_path_factory) -> Iterator[TestClient]:
    # The record's own name is shown, too, and may come from anybody.
    named = tmp_path_factory.mktemp("named") / "<img src=x onerror=alert(1)>.db"
    copyfile(hostile, named)
    with TestClient(application(Shelf(named)), base_url="http://127.0.0.1") as one:
        yield one


def asked(kind, record) -> Iterator[dict[str, object]]:
    """What each page of a kind is asked for, for every thing of the record."""
    for query in kind.every(record):
        yield {one.name: getattr(query, one.name) for one in fields(query)}
    if kind.name == "compare":
        ids = [one.id for one in record.articles()]
        yield from ({"article": pair} for pair in zip(ids[::2], ids[1::2], strict=False))


@pytest.mark.parametrize("name", KINDS)
def test_no_page_holds_anything_that_runs_loads_or_leads_away(name, client, hostile):
    with open_record(hostile) as record:
        addresses = [HERE.to(name, **one) for one in asked(KINDS[name], record)]
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, (address, shown(page.text))
        assert harms(page.text, on_the_server) == [], address


@pytest.mark.parametrize("name", KINDS)
def test_whatever_a_page_is_asked_for_comes_back_as_words_or_not_at_all(name, client):
    for field in fields(KINDS[name].query):
        for text in CORPUS if field.name in ("id", "q") else CORPUS[::5]:
            address = HERE.to(name, **{"id": "x", field.name: text})
            page = client.get(address)
            assert page.status_code in (200, 300, 400, 404), address
            assert harms(page.text, on_the_server) == [], address
            data = client.get(HERE.data(name, **{"id": "x", field.name: text}))
            assert data.status_code == page.status_code, address
            json.loads(data.content.decode("utf-8"))


@pytest.mark.parametrize("name", KINDS)
def test_data_is_json_with_every_text_as_it_is(name, client, hostile):
    with open_record(hostile) as record:
        addresses = [HERE.data(name, **one) for one in asked(KINDS[name], record)]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-type"] == "application/json"
        json.loads(answer.content.decode("utf-8"))


def test_an_article_is_shown_word_for_word(client, hostile):
    with open_record(hostile) as record:
        articles = list(record.articles())
    for article in articles:
        html = client.get(HERE.to("article", id=article.id)).text
        page = packed(shown(html))
        assert packed(legible(article.text)) == packed(article_words(html)), article.id
        for value in (article.title, article.outlet, article.byline):
            assert value is None or packed(legible(value)) in page, value


def test_an_article_is_in_its_data_character_for_character(client, hostile):
    with open_record(hostile) as record:
        articles = list(record.articles())
    for article in articles:
        data = client.get(HERE.data("article", id=article.id)).json()
        told = set(texts_in(data))
        assert {article.id, article.title, article.outlet} <= told, article.id


def texts_in(value: object) -> Iterator[str]:
    """Every text of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, dict):
        yield from texts_in(list(value.values()))


def downloads(hostile) -> Iterator[tuple[str, str, str]]:
    with open_record(hostile) as record:
        for name, kind in KINDS.items():
            one = next(asked(kind, record), None)
            if one is not None:
                for table in kind.rows(record, kind.query(**one)):
                    yield name, table, HERE.download(name, table, "{}", **one)


def test_downloads_hold_the_rows_of_the_export_with_every_text_as_it_is(client, hostile):
    found = list(downloads(hostile))
    assert found
    with open_record(hostile) as record:
        for name, table, address in found:
            kind = KINDS[name]
            rows = [dict(row) for row in kind.rows(record, kind.query(**next(asked(kind, record))))[table]]
            lines = client.get(address.replace("%7B%7D", "jsonl"))
            assert [json.loads(line) for line in lines.text.split("\n") if line] == rows, (name, table)
            cells = list(csv.DictReader(io.StringIO(client.get(address.replace("%7B%7D", "csv")).text, newline="")))
            assert len(cells) == len(rows)


def test_no_cell_of_a_download_is_a_formula(client, hostile):
    for _, _, address in downloads(hostile):
        text = client.get(address.replace("%7B%7D", "csv")).text
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not any(cell[:1] in tuple("=+@\t\r") for cell in row)
            assert not any(cell[:1] == "-" and not number(cell) for cell in row)


def number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_headers_hold_nothing_of_an_article(client, hostile):
    with open_record(hostile) as record:
        ids = [one.id for one in record.articles()]
    for id_ in ids:
        for address in (
            HERE.to("article", id=id_),
            HERE.to("article", id=id_[:1]),
            HERE.to("article", id=id_ + "x"),
        ):
            answer = client.get(address, follow_redirects=False)
            for value in answer.headers.values():
                assert value.isascii()
                assert value.isprintable()
            if "location" in answer.headers:
                assert answer.headers["location"].startswith("/")
                assert not answer.headers["location"].startswith("//")


def test_the_static_site_holds_nothing_that_runs_loads_or_leads_away(hostile, tmp_path):
    out = tmp_path / "site"
    report(hostile, out)
    files = sorted(out.rglob("*.html"))
    assert len(files) > len(CORPUS)
    for file in files:
        folder = file.relative_to(out).parent.as_posix()
        rule = among_files("" if folder == "." else f"{folder}/")
        assert harms(file.read_text(encoding="utf-8"), rule) == [], file.name


def test_a_page_that_stands_alone_holds_nothing_that_runs_loads_or_leads_away(hostile, tmp_path):
    with open_record(hostile) as record:
        ids = [one.id for one in record.entries()]
    for number, id_ in enumerate(ids[::8]):
        file = tmp_path / f"{number}.html"
        report_entry(hostile, id_, file)
        before, style, after = file.read_text(encoding="utf-8").partition("<style>")
        ours, end, after = after.partition("</style>")
        assert style
        assert end
        assert "<" not in ours
        assert harms(before + after, in_itself) == [], id_


def in_itself(address: str) -> bool:
    """Whether an address is one in the page, or holds all that it stands for."""
    return address.startswith(("#", "data:image/svg+xml;base64,"))
