"""The keyboard through the queue, in a real browser: quick for whoever wants it, harmless for whoever types."""

from __future__ import annotations

import re
from shutil import copyfile

import pytest

from browser_values import PHONE, WIDE, browser, serving
from onrecord.record import open_record


@pytest.fixture(scope="module")
def chromium_open():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def record(example, tmp_path_factory):
    path = tmp_path_factory.mktemp("reviewed") / "accession.db"
    copyfile(example, path)
    return path


@pytest.fixture(scope="module")
def served(record):
    with serving(record) as found:
        yield found


@pytest.fixture
def tab(chromium_open, served):
    """A reviewer's page of the queue."""
    context = chromium_open.new_context(viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(15_000)
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(served.review)
    page.get_by_label("name").first.fill("Ada Lind")
    page.keyboard.press("Enter")
    page.locator(".reviewer [data-keys]").wait_for()
    yield page
    context.close()
    assert broken == []


def rulings(record):
    with open_record(record) as opened:
        return [(one.ruling.act, one.ruling.reason, one.state) for one in opened.rulings()]


def press(tab, *keys):
    for key in keys:
        tab.keyboard.press(key)


def to_the_item(tab, key, place):
    tab.keyboard.press(key)
    tab.locator(".walk", has_text=re.compile(rf"\b{place} of \d")).wait_for()
    tab.locator(".reviewer [data-keys]").wait_for()


def focused(tab):
    return tab.evaluate("document.activeElement.name || document.activeElement.tagName")


def test_the_keys_walk_the_queue_and_rule(tab, record):
    before = len(rulings(record))
    to_the_item(tab, "n", 1)
    to_the_item(tab, "j", 2)
    to_the_item(tab, "k", 1)
    press(tab, "s", "Space", "Tab")
    assert focused(tab) == "why"
    tab.keyboard.type("nnn jk a?r: the agency's text weakens")
    press(tab, "Enter")
    tab.locator(".notice", has_text="Written").wait_for()
    assert rulings(record)[before:] == [("settle", "nnn jk a?r: the agency's text weakens", "holds")]
    tab.locator(".reviewer [data-keys]").wait_for()
    press(tab, "u")
    tab.keyboard.type("tried it")
    press(tab, "Enter")
    tab.locator(".notice", has_text="Taken back").wait_for()
    assert [state for _, _, state in rulings(record)[before:]] == ["undone", "holds"]


@pytest.mark.parametrize(("key", "act"), [("a", "accept"), ("r", "reject")])
def test_a_key_opens_its_form_at_the_reason_and_escape_leaves_it(key, act, tab, record):
    before = rulings(record)
    to_the_item(tab, "n", 1)
    press(tab, key)
    assert focused(tab) == "why"
    assert tab.locator(f"details.act-{act}[open]").count() == 1
    press(tab, "Escape")
    assert tab.locator("details.act[open]").count() == 0
    assert focused(tab) == "SUMMARY"
    assert rulings(record) == before


def test_only_one_form_is_open_at_a_time(tab):
    to_the_item(tab, "n", 1)
    for key in "axmc":
        tab.evaluate("document.activeElement.blur()")
        press(tab, key)
        assert tab.locator("details.act[open]").count() == 1


def test_keys_that_are_switched_off_do_nothing_and_stay_off(tab):
    tab.locator("#keys").uncheck()
    tab.reload()
    tab.locator(".reviewer [data-keys]").wait_for()
    assert not tab.locator("#keys").is_checked()
    press(tab, "?", "n")
    assert tab.locator("dialog").count() == 0
    assert "item=" not in tab.url
    tab.locator("#keys").check()
    tab.evaluate("document.activeElement.blur()")
    press(tab, "?")
    assert tab.get_by_role("dialog", name="Keys").is_visible()
    press(tab, "Escape")
    assert not tab.get_by_role("dialog", name="Keys").is_visible()


def test_a_key_with_another_one_held_is_the_browser_s_own(tab):
    press(tab, "Control+n", "Alt+n", "Meta+j")
    assert "item=" not in tab.url


def test_all_of_it_can_be_done_without_script_on_a_phone(chromium_open, served, record):
    context = chromium_open.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.review)
    page.get_by_label("name").first.fill("Bo Ek")
    page.get_by_role("button", name="Review").click()
    page.get_by_role("link", name="Begin with the first").click()
    assert page.locator("[data-keys]").first.is_hidden(), "there are no keys to speak of"
    page.locator("summary", has_text="Accept").click()
    page.get_by_label("Reason").first.fill("read all three")
    page.get_by_role("button", name="Accept").click()
    assert "Written" in page.locator(".notice").inner_text()
    context.close()
    assert rulings(record)[-1] == ("accept", "read all three", "holds")
