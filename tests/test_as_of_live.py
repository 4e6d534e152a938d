"""Any live page as of a day: the form, the way back, and records that are opened in the background."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from onrecord import open_as_of, open_record, rule
from onrecord.errors import BadInput
from onrecord.record.watching import Watch
from onrecord.web import days as module
from onrecord.web.app import application
from onrecord.web.days import MOST, Days, StillOpening
from onrecord.web.shelf import Shelf
from released_values import write_reconciled
from test_as_of import DAYS, STORY, TRACE

HER = {"by": "Ada Lind", "why": "read it"}


@pytest.fixture
def path(tmp_path) -> Path:
    return write_reconciled(tmp_path / "story.db", STORY, TRACE)


@pytest.fixture
def client(path):
    with TestClient(application(Shelf(path)), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture
def slow(monkeypatch):
    """Opening a day waits for a sign."""
    go = threading.Event()

    def opened(*given, **more):
        assert go.wait(20)
        return open_as_of(*given, **more)

    monkeypatch.setattr(module, "open_as_of", opened)
    yield go
    go.set()


@pytest.fixture
def opened(monkeypatch):
    """What days are opened, in that order."""
    days: list[str] = []

    def noted(record, day, *given, **more):
        days.append(day)
        return open_as_of(record, day, *given, **more)

    monkeypatch.setattr(module, "open_as_of", noted)
    return days


class Forms(HTMLParser):
    """The forms of a page: class of the element around, address, fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append((given["action"], {}))
        elif tag in ("input", "select") and given.get("name") and self.forms:
            self.forms[-1][1].setdefault(given["name"], []).append(given.get("value") or "")


def day_form(text: str) -> tuple[str, dict[str, list[str]]]:
    """The form that asks for a day."""
    return next(one for one in Forms(text).forms if {"as_of", "clock"} <= set(one[1]) and "q" not in one[1])


def asked_as(client, text: str, **fields: str):
    action, held = day_form(text)
    given = {name: values for name, values in held.items() if name not in fields}
    return client.get(f"{action.partition('?')[0]}?{urlencode({**given, **fields}, doseq=True)}")


def waited(client, address: str):
    """The page once it is there."""
    for _ in range(200):
        answer = client.get(address)
        if answer.status_code != 202:
            return answer
        assert answer.headers["Refresh"]
    raise AssertionError(f"{address} is never there")


def test_the_form_keeps_what_the_page_was_asked_for(client):
    client.get("/api/commitments", params={"as_of": DAYS[1]})  # waits until it is open
    page = client.get("/commitments", params={"actor": "SVK", "stage": "pledged"})
    _, held = day_form(page.text)
    assert (held["actor"], held["stage"]) == (["SVK"], ["pledged"])
    then = asked_as(client, page.text, as_of=DAYS[1], clock="published")
    assert then.status_code == 200
    assert f"As of <strong>{DAYS[1]}" in then.text
    assert "20 howitzers" in then.text or "12 howitzers" in then.text


def test_the_way_back_keeps_it_too_and_leaves_the_day(client):
    address = f"/commitments?actor=SVK&as_of={DAYS[1]}"
    page = waited(client, address)
    action, held = next(one for one in Forms(page.text).forms if set(one[1]) == {"actor"})
    assert held == {"actor": ["SVK"]}
    back = client.get(f"{action.partition('?')[0]}?actor=SVK")
    assert "As of <strong>" not in back.text
    assert "delivered" in back.text


def test_a_page_of_one_thing_keeps_its_address(client, path):
    with open_record(path) as record:
        (entry,) = record.entries()
    client.get(f"/api/entries/{entry.id}", params={"as_of": DAYS[1]})
    page = client.get(f"/entries/{entry.id}")
    then = asked_as(client, page.text, as_of=DAYS[1], clock="observed")
    assert then.url.path == f"/entries/{entry.id}"


def test_links_of_a_page_keep_its_day(client):
    page = waited(client, f"/commitments?as_of={DAYS[1]}")
    assert f'href="/statements?as_of={DAYS[1]}' in page.text.replace("&amp;", "&")


def test_a_page_says_that_a_day_is_being_opened_and_asks_again_by_itself(client, slow):
    page = client.get(f"/commitments?as_of={DAYS[1]}")
    assert page.status_code == 202
    assert page.headers["Refresh"] == "1"
    assert DAYS[1] in page.text
    assert page.text.count("<h1") == 1
    slow.set()
    assert waited(client, f"/commitments?as_of={DAYS[1]}").status_code == 200


def test_the_api_waits_until_it_is_open(client, slow):
    threading.Timer(0.3, slow.set).start()
    answer = client.get(f"/api/commitments?as_of={DAYS[1]}")
    assert answer.status_code == 200
    assert [one["stage"] for one in answer.json()["lines"]] == ["pledged"]


@pytest.mark.parametrize("asked", ["as_of=soon", f"as_of={DAYS[1]}&clock=noon", "clock=published"])
def test_what_is_no_day_is_refused_at_once(client, asked):
    assert client.get(f"/commitments?{asked}").status_code == 400


def test_a_day_is_opened_once_for_many_readers(path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        module, "open_as_of", lambda *given, **more: opened.append(given) or open_as_of(*given, **more)
    )
    shelf = Shelf(path)

    def ask(_: int) -> tuple[str | None, int]:
        with shelf.opened(DAYS[1]) as record:
            (entry,) = record.entries()
            return entry.stage, len(entry.articles)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(24))) == {("pledged", 2)}
    assert len(opened) == 1
    shelf.close()


def test_a_write_closes_what_was_open_and_is_seen(path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        module, "open_as_of", lambda *given, **more: opened.append(given) or open_as_of(*given, **more)
    )
    shelf = Shelf(path)
    with shelf.opened(DAYS[1]) as record:
        (entry,) = record.entries()
        assert not entry.accepted
        held = record
    rule(path, "accept", entry.id, **HER)
    with shelf.opened(DAYS[1]) as record:
        (entry,) = record.entries()
        assert entry.accepted
        assert record is not held
    assert len(opened) == 2
    shelf.close()


def test_a_reader_goes_on_in_one_state_while_somebody_writes(path):
    shelf = Shelf(path)
    with shelf.opened(DAYS[1]) as record:
        before = list(record.rows("entries"))
        rule(path, "accept", before[0]["id"], **HER)
        assert list(record.rows("entries")) == before
        assert record.rulings() == []
    shelf.close()


def test_only_so_many_days_are_kept_the_latest(path, opened):
    kept = Days(path, Watch(path))
    days = [f"2023-02-{day:02}" for day in range(1, MOST + 2)]
    for day in days:
        with kept.opened(day, "published"):
            pass
    with kept.opened(days[-1], "published"):
        pass
    assert len(opened) == MOST + 1
    with kept.opened(days[0], "published"):
        pass
    assert len(opened) == MOST + 2
    kept.close()


def test_a_failure_to_open_is_told_and_tried_again(path, monkeypatch):
    def broken(*_given, **_more):
        raise BadInput("no luck")

    kept = Days(path, Watch(path))
    monkeypatch.setattr(module, "open_as_of", broken)
    with pytest.raises(BadInput, match="no luck"), kept.opened(DAYS[1], "published"):
        pass
    monkeypatch.setattr(module, "open_as_of", open_as_of)
    with kept.opened(DAYS[1], "published") as record:
        assert record.as_of.day == DAYS[1]
    kept.close()


def test_waiting_ends_when_it_is_to_end(path, slow):
    kept = Days(path, Watch(path))
    with pytest.raises(StillOpening), kept.opened(DAYS[1], "published", wait=0):
        pass
    slow.set()
    with kept.opened(DAYS[1], "published") as record:
        assert record.as_of.day == DAYS[1]
    kept.close()
