"""Every kind of page in a real browser: nothing is fetched from elsewhere, nothing runs that is not ours, and axe
finds nothing serious, in light and dark, wide and on a phone."""

from __future__ import annotations

from dataclasses import fields
from shutil import copyfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser_values import PHONE, WIDE, browser, serving
from onrecord.pages.registry import KINDS
from onrecord.publishing.writing import report
from onrecord.record import open_record
from onrecord.web.addresses import LiveAddresses

LOOKS = [("light", WIDE), ("dark", WIDE), ("light", PHONE), ("dark", PHONE)]
SERIOUS = ("serious", "critical")
AXE = {"resultTypes": ["violations"], "preload": False}  # what it would fetch anew, the page forbids


@pytest.fixture(scope="module")
def chromium_open():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def served(example, tmp_path_factory):
    record = tmp_path_factory.mktemp("served") / "accession.db"
    copyfile(example, record)
    with serving(record) as found:
        yield found


@pytest.fixture(scope="module")
def site(example, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    report(example, folder / "site")
    return folder / "site"


def address(example, name: str) -> str:
    """Of the first page of a kind."""
    with open_record(example) as record:
        query = next(iter(KINDS[name].every(record)))
    return LiveAddresses().to(name, **{one.name: getattr(query, one.name) for one in fields(query)})


def looked_at(chromium_open, where: str, scheme: str, size: dict) -> tuple[list, list]:
    """What axe finds serious on a page, and what else is wrong with it."""
    context = chromium_open.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    wrong = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    home = where.split("/", 3)[:3]
    page.on("request", lambda one: None if one.url.split("/", 3)[:3] == home else wrong.append(one.url))
    page.goto(where)
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if beyond > 0:
        wrong.append(f"{beyond} pixels wider than the screen")
    found = Axe().run(page, options=AXE).response["violations"]
    context.close()
    serious = [
        (one["id"], node["html"][:200], node.get("failureSummary", "")[:300])
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]
    return serious, wrong


@pytest.mark.parametrize(("scheme", "size"), LOOKS, ids=["light-wide", "dark-wide", "light-phone", "dark-phone"])
@pytest.mark.parametrize("name", KINDS)
def test_a_live_page_is_sound(name, scheme, size, chromium_open, served, example):
    assert looked_at(chromium_open, served.address + address(example, name), scheme, size) == ([], [])


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if not kind.live])
def test_a_static_page_is_sound(name, chromium_open, site, example):
    from onrecord.publishing.addresses import file_of

    kind = KINDS[name]
    with open_record(example) as record:
        asked = list(kind.every(record))[:1]
    for query in asked:
        file = file_of(name, {one.name: getattr(query, one.name) for one in fields(query)})
        assert looked_at(chromium_open, (site / file).as_uri(), "light", WIDE) == ([], []), file
