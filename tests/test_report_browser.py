"""What is published opens from the file system in a real browser and asks for nothing from elsewhere."""

from __future__ import annotations

import shutil

import pytest

from browser_values import WIDE, browser
from onrecord.publishing.single import report_entry
from onrecord.publishing.writing import report
from onrecord.record import Selection, open_record


@pytest.fixture(scope="module")
def chromium_open():
    with browser() as opened:
        yield opened


@pytest.fixture
def watched(chromium_open):
    """A tab, what it asked for, and what it complained of."""
    context = chromium_open.new_context(viewport=WIDE)
    page, asked, wrong = context.new_page(), [], []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda one: wrong.append(one.url))
    yield page, asked, wrong
    context.close()


def test_one_entry_as_a_file_asks_for_nothing_and_is_dressed_and_unfolded(watched, example, tmp_path):
    page, asked, wrong = watched
    with open_record(example) as record:
        entry = next(iter(record.entries(Selection(type="commitment")))).id
    out = tmp_path / "entry.html"
    report_entry(example, entry, out)
    page.goto(out.as_uri())
    assert [one for one in asked if not one.startswith("data:")] == [out.as_uri()]
    assert wrong == []
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    folded = "[...document.querySelectorAll('details')].filter(one => !one.open).length"
    assert page.evaluate(folded) == 0
    assert page.locator("script").count() == 0
    assert page.locator("mark").count() > 0


def test_the_site_opens_from_any_folder_it_is_moved_to(watched, example, tmp_path):
    page, asked, wrong = watched
    report(example, tmp_path / "site")
    moved = tmp_path / "deep" / "a place"
    shutil.move(tmp_path / "site", moved)
    page.goto((moved / "index.html").as_uri())
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Commitments").click()
    page.locator("#main a.what:visible").first.click()
    page.wait_for_url("**/entries/*.html")
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    assert [one for one in asked if not one.startswith((moved.as_uri(), "data:"))] == []
    assert wrong == []
