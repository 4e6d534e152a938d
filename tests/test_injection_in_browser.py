"""In a real browser, no text of an article runs, loads or asks for anything, on live pages and in files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from urllib.parse import quote

import pytest

from browser_values import browser, serving
from injection_texts import CORPUS, hostile_record
from onrecord.pages.registry import KINDS
from onrecord.publishing.writing import report
from onrecord.record import open_record
from onrecord.web.addresses import LiveAddresses

SOME = 6
"""So many pages of each kind are visited, evenly out of all."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    return hostile_record(tmp_path_factory.mktemp("hostile") / "hostile.db")


@pytest.fixture(scope="module")
def opened() -> Iterator[object]:
    with browser() as one:
        yield one


@pytest.fixture
def visitor(opened) -> Iterator[Visitor]:
    page = opened.new_page()
    yield Visitor(page)
    page.close()


class Visitor:
    """A reader's browser, and all that happened in it that must not happen."""

    def __init__(self, page) -> None:
        self.page = page
        self.happened: list[str] = []
        self.home = ""
        page.on("dialog", self._dialog)
        page.on("console", lambda said: self.happened.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        page.on("request", self._request)
        page.on("popup", lambda one: self.happened.append(f"popup: {one.url}"))

    def visit(self, address: str, home: str) -> list[str]:
        """What happened on a page that must not."""
        self.happened, self.home = [], home
        self.page.goto(address)
        return self.happened

    def _dialog(self, dialog) -> None:
        self.happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request) -> None:
        if not request.url.startswith((self.home, "data:image/svg+xml")):
            self.happened.append(f"request: {request.url}")


def some(everything: Sequence[str]) -> Sequence[str]:
    return everything[:: max(1, len(everything) // SOME)]


def addresses(hostile: Path) -> Iterator[str]:
    here = LiveAddresses()
    with open_record(hostile) as record:
        for name, kind in KINDS.items():
            asked = [{one.name: getattr(query, one.name) for one in fields(query)} for query in kind.every(record)]
            yield from some([here.to(name, **one) for one in asked])
        ids = [one.id for one in record.articles()]
    yield from some([here.to("compare", article=pair) for pair in zip(ids[::2], ids[1::2], strict=False)])
    yield from some([here.to("search", q=text) for text in CORPUS])
    yield from some([here.to("entry", id=text) for text in CORPUS])
    yield "/api"


def test_live_pages_run_and_load_nothing_of_an_article(hostile, visitor):
    with serving(hostile) as served:
        for address in addresses(hostile):
            happened = visitor.visit(served.address + address, served.address)
            told = [one for one in happened if "the server responded with a status of" not in one]
            assert told == [], address


def test_files_run_and_load_nothing_of_an_article(hostile, visitor, tmp_path):
    report(hostile, tmp_path / "site")
    folder = (tmp_path / "site").as_uri()
    files = sorted((tmp_path / "site").rglob("*.html"))
    for file in files[:: max(1, len(files) // (4 * SOME))]:
        assert visitor.visit(file.as_uri(), folder) == [], file.name
    for words in ("alert", "script onerror", "evil.example"):
        address = f"{folder}/search.html?q={quote(words)}"
        assert visitor.visit(address, folder) == [], words
        visitor.page.wait_for_selector("main mark")
        assert visitor.happened == [], words


def test_what_must_not_happen_would_be_seen(example, visitor):
    with serving(example) as served:
        assert visitor.visit(served.address, served.address) == []
        visitor.page.evaluate("alert(1)")
        assert visitor.happened == ["dialog: 1"]
        visitor.happened = []
        visitor.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=http://127.0.0.1:9/x onerror=alert(1)>')"
        )
        visitor.page.wait_for_timeout(300)
        assert any("Content Security Policy" in one for one in visitor.happened)
        assert not any(one.startswith("dialog") for one in visitor.happened)
