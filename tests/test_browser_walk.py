"""The walk of an analyst through the pages, in a real browser: live with a ruling, static for reading."""

from __future__ import annotations

import re
from shutil import copyfile

import pytest

from browser_values import WIDE, browser, serving
from onrecord.publishing.writing import report


@pytest.fixture(scope="module")
def chromium_open():
    with browser() as opened:
        yield opened


@pytest.fixture
def tab(chromium_open):
    """A page that fails the test for whatever a browser complains of."""
    context = chromium_open.new_context(viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda one: complaints.append(f"{one.url}: {one.failure}"))
    yield page
    context.close()
    assert complaints == []


def read_until_the_comparison(tab):
    """From the overview to Slovakia's jets, both reports' words, and the comparison of the two."""
    tab.get_by_role("navigation", name="Pages").get_by_role("link", name="Commitments").click()
    tab.locator("form.filters").get_by_label("Actor").fill("SVK")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("actor=SVK"))
    shown = tab.locator("#main a.what:visible")
    assert shown.count() == 2
    shown.filter(has_text="13 MiG-29").click()
    assert "13 MiG-29" in tab.get_by_role("heading", level=1).inner_text()
    words = tab.locator("#main")
    assert words.locator("mark", has_text=re.compile("^13$")).count() > 0
    assert words.locator("mark", has_text=re.compile("^30$")).count() > 0
    tab.locator("#main").get_by_role("link", name=re.compile("compare", re.I)).first.click()
    assert tab.locator("del", has_text="13").count() > 0
    assert tab.locator("ins", has_text="30").count() > 0


def test_the_walk_on_live_pages_with_a_ruling_that_is_taken_back(tab, example, tmp_path):
    record = tmp_path / "accession.db"
    copyfile(example, record)
    with serving(record) as served:
        tab.goto(served.review)
        tab.get_by_label("name").first.fill("Ada Lind")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
        assert "token" not in tab.url
        tab.goto(served.address + "/")
        read_until_the_comparison(tab)
        tab.go_back()
        entry = tab.url
        disagreement = tab.locator("[id^='d-']").filter(has_text="30").first
        disagreement.locator("summary", has_text="Settle").first.click()
        disagreement.get_by_label("Reason").first.fill("the Wednesday rewrite miscopied it")
        disagreement.get_by_role("radio").first.check()
        disagreement.get_by_role("button", name=re.compile("settle", re.I)).click()
        tab.wait_for_url(re.compile("/entries/"))
        history = tab.locator("[id^='r-']").first
        assert "the Wednesday rewrite miscopied it" in history.inner_text()
        assert "Ada Lind" in history.inner_text()
        history.locator("summary", has_text=re.compile("undo", re.I)).first.click()
        history.get_by_label("Reason").first.fill("tried it out")
        history.get_by_role("button", name=re.compile("undo|take back", re.I)).click()
        tab.wait_for_url(re.compile("/entries/"))
        assert "undone" in tab.locator("[id^='r-']").first.inner_text()
        tab.goto(entry)
        assert "tried it out" in tab.locator("#main").inner_text()
        leave(tab)


def test_the_reading_walk_on_the_static_site(tab, example, tmp_path):
    report(example, tmp_path / "site")
    tab.goto((tmp_path / "site" / "index.html").as_uri())
    read_until_the_comparison(tab)


def test_search_on_live_and_static_pages_finds_the_same_entries(tab, example, tmp_path):
    report(example, tmp_path / "site")
    tab.goto((tmp_path / "site" / "index.html").as_uri())
    static = found(tab, "jets")
    record = tmp_path / "accession.db"
    copyfile(example, record)
    with serving(record) as served:
        tab.goto(served.address + "/")
        live = found(tab, "jets")
        leave(tab)
    assert static == live != set()


def leave(tab) -> None:
    """Leave the site when nothing is under way any more: what a server that ends leaves unanswered is no fault."""
    tab.wait_for_load_state("networkidle")
    tab.goto("about:blank")


def found(tab, words: str) -> set[str]:
    """The ids of the entries that a search shows."""
    tab.get_by_role("searchbox").first.fill(words)
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("q=jets"))
    tab.locator("#main a[href*='e-']").first.wait_for()
    links = tab.locator("#main a[href*='entries/e-']").evaluate_all("all => all.map(one => one.href)")
    return {re.search(r"entries/(e-[0-9a-f]+)", link).group(1) for link in links}
