"""What the server keeps of pages: never anything that the record no longer says."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile

import pytest
from starlette.testclient import TestClient

from onrecord import open_record, rule
from onrecord.errors import NotFound, RecordError
from onrecord.pages.registry import KINDS
from onrecord.record.watching import Watch
from onrecord.web import shelf as module
from onrecord.web.app import application
from onrecord.web.page_cache import PageCache, Turns
from onrecord.web.shelf import Shelf
from ruling_values import BY, world, write


@pytest.fixture
def path(tmp_path) -> Path:
    return write(tmp_path / "record.db", *world())


@dataclass(frozen=True)
class Query:
    words: str = ""


def counting(made: list[object]):
    """A kind of page that notes each time it is made, and shows how many rulings there are."""

    def make(record, query):
        made.append(query)
        if query.words == "nothing":
            raise NotFound("there is none")
        return (query.words, len(record.rulings()))

    return replace(KINDS["rulings"], name="counting", query=Query, make=make)


def ruled(path: Path) -> str:
    """Rule once more, accepting the first entry or undoing that; the ruling's id."""
    with open_record(path) as record:
        made = [one.ruling for one in record.rulings()]
        entry = next(record.entries()).id
    undoes = bool(made) and made[-1].act == "accept"
    rule(path, "undo" if undoes else "accept", made[-1].id if undoes else entry, **BY)
    with open_record(path) as record:
        return record.rulings()[-1].ruling.id


def test_a_page_is_made_once_for_each_thing_that_is_asked(path):
    shelf, made = Shelf(path, worth=0), []
    kind = counting(made)
    for _ in range(3):
        assert shelf.page(kind, Query("a")).page == ("a", 0)
        assert shelf.page(kind, Query("b")).page == ("b", 0)
    assert made == [Query("a"), Query("b")]
    shelf.page(kind, Query("a"), as_of="2023-05-01")
    shelf.page(kind, Query("a"), as_of="2023-05-01", clock="published")
    assert len(made) == 3


def test_a_ruling_is_seen_at_once(path):
    shelf, made = Shelf(path, worth=0), []
    kind = counting(made)
    for number in range(3):
        assert shelf.page(kind, Query()).page == ("", number)
        assert shelf.page(kind, Query()).page == ("", number)
        ruled(path)
    assert len(made) == 3


def test_pages_follow_rulings_over_http(example, tmp_path):
    copy = Path(copyfile(example, tmp_path / "copy.db"))
    with TestClient(application(Shelf(copy, worth=0)), base_url="http://127.0.0.1") as client:
        for _ in range(3):
            client.get("/rulings")
            assert ruled(copy) in client.get("/rulings").text


def test_another_file_in_its_place_is_seen(path, tmp_path):
    shelf, made = Shelf(path, worth=0), []
    kind = counting(made)
    assert shelf.page(kind, Query()).page == ("", 0)
    other = write(tmp_path / "other.db", *world())
    ruled(other)
    other.replace(path)
    assert shelf.page(kind, Query()).page == ("", 1)


def test_a_record_that_is_gone_is_said_to_be_gone_and_found_again(path, tmp_path):
    shelf = Shelf(path, worth=0)
    kind = counting([])
    shelf.page(kind, Query())
    path.rename(tmp_path / "away.db")
    with pytest.raises(RecordError, match="there is no record"):
        shelf.page(kind, Query())
    (tmp_path / "away.db").rename(path)
    assert shelf.page(kind, Query()).page == ("", 0)


def test_failures_are_not_kept_and_fast_pages_are_made_anew(path):
    shelf, made = Shelf(path, worth=0), []
    kind = counting(made)
    for _ in range(2):
        with pytest.raises(NotFound):
            shelf.page(kind, Query("nothing"))
    assert len(made) == 2
    quick = Shelf(path, worth=3600)
    quick.page(kind, Query())
    quick.page(kind, Query())
    assert len(made) == 4


def test_no_more_than_so_many_are_kept_the_longest_unasked_go_first():
    cache: PageCache[str] = PageCache(2)
    for key in ("a", "b"):
        cache.keep(1, key, key)
    assert cache.get(1, "a") == "a"
    cache.keep(1, "c", "c")
    assert [cache.get(1, key) for key in "abc"] == ["a", None, "c"]
    assert cache.get(2, "a") is None
    cache.keep(2, "a", "new")
    assert [cache.get(state, "a") for state in (1, 2)] == [None, "new"]


def test_the_state_changes_with_every_write_and_with_none_else(path):
    watch = Watch(path)
    states = [watch.state(), watch.state()]
    assert states[0] == states[1]
    with open_record(path) as record:
        list(record.entries())
    assert watch.state() == states[0]
    ruled(path)
    assert watch.state() != states[0]
    assert watch.state() == watch.state()
    watch.close()


def test_many_threads_ask_while_rulings_are_written(path):
    shelf = Shelf(path, worth=0)
    kind = counting([])

    def ask(_number: int) -> list[int]:
        return [shelf.page(kind, Query(str(at % 3))).page[1] for at in range(40)]

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask, number) for number in range(8)]
        for _ in range(4):
            ruled(path)
        seen = [one.result() for one in asked]
    assert all(numbers == sorted(numbers) for numbers in seen)
    with open_record(path) as record:
        assert shelf.page(kind, Query("0")).page == ("0", len(record.rulings()))


def test_slow_pages_are_made_beforehand_and_again_after_a_write(path, monkeypatch):
    made: list[object] = []
    kind = counting(made)
    monkeypatch.setattr(module, "KINDS", {"counting": kind, "entry": KINDS["entry"]})
    monkeypatch.setattr(module, "QUIET", 0.0)
    shelf = Shelf(path, worth=0)
    shelf.warm()
    joined("warm")
    assert made == [Query()]
    ruled(path)
    shelf.page(kind, Query("other"))
    joined("warm")
    assert made.count(Query()) == 2
    assert shelf.page(kind, Query()).page == ("", 1)
    assert made.count(Query()) == 2
    shelf.close()


def joined(name: str) -> None:
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(20)


def test_whoever_asks_for_the_same_waits_and_others_do_not():
    turns, begun, done = Turns(), threading.Event(), threading.Event()
    order = []

    def first():
        with turns.turn("page"):
            begun.set()
            assert done.wait(10)
            order.append("first")

    def second():
        with turns.turn("page"):
            order.append("second")

    with ThreadPoolExecutor(2) as pool:
        made = pool.submit(first)
        assert begun.wait(10)
        waiting = pool.submit(second)
        with turns.turn("another page"):
            order.append("another")
        done.set()
        made.result(10)
        waiting.result(10)
    assert order == ["another", "first", "second"]


def test_a_turn_ends_with_a_failure_too():
    turns = Turns()
    with pytest.raises(NotFound), turns.turn("page"):
        raise NotFound("there is none")
    with turns.turn("page"):
        pass
    assert turns._wanted == {}


def test_a_slow_page_that_several_ask_for_at_once_is_made_once(path):
    shelf, made, go = Shelf(path, worth=0), [], threading.Event()

    def slow(record, query):
        made.append(query)
        assert go.wait(10)
        return KINDS["overview"].make(record, query)

    kind = replace(KINDS["overview"], make=slow)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(shelf.page, kind, kind.query()) for _ in range(4)]
        while not made:
            threading.Event().wait(0.001)
        go.set()
        shown = [one.result(10) for one in asked]
    assert len(made) == 1
    assert all(one is shown[0] for one in shown)
    shelf.close()
