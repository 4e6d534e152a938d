"""A build and rulings write a record while many browse it: every answer is of one state, and all succeed."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copyfile

from starlette.testclient import TestClient

from conftest import EXAMPLE
from onrecord import add, build, open_record, rule
from onrecord.web.app import application
from onrecord.web.shelf import Shelf

READERS = 50
ROUNDS = 6
"""Times that each reader goes around at least; they go on until the writers are done."""


def state_of(client: TestClient) -> tuple[int, int]:
    """The articles and the entries that one download of each holds."""
    lines = client.get("/download/articles?table=articles&format=jsonl").text.splitlines()
    return len(lines), len({json.loads(line)["id"] for line in lines})


def test_fifty_readers_and_a_build_harm_neither(example, tmp_path):
    first = sorted(EXAMPLE.iterdir())[:3]
    path = tmp_path / "record.db"
    build(first, record=path)
    with open_record(path) as record:
        before = sum(1 for _ in record.articles())
    with open_record(example) as record:
        after = sum(1 for _ in record.articles())
    assert before < after
    done = threading.Event()
    with TestClient(application(Shelf(path)), base_url="http://127.0.0.1") as client:
        with ThreadPoolExecutor(READERS + 1) as pool:
            readers = [pool.submit(browse, client, done, number) for number in range(READERS)]
            writer = pool.submit(write, path, done)
            assert writer.result() >= 4
            seen = set().union(*(one.result() for one in readers))
        assert seen <= {before, after}
        assert state_of(client) == (after, after)
    with open_record(path) as record:
        assert record.verify().failures == ()
        assert len(record.rulings()) >= 4


def browse(client: TestClient, done: threading.Event, number: int) -> set[int]:
    """Look at pages, data and downloads until the writers are done; the numbers of articles that were seen."""
    seen = set()
    rounds = 0
    while rounds < ROUNDS or not done.is_set():
        rounds += 1
        for address in ("/", "/commitments", "/disagreements", "/search?q=howitzers", "/api/overview")[
            number % 5 :
        ]:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.text)
            assert answer.text.rstrip().endswith(("</html>", "}")), address
        articles, different = state_of(client)
        assert articles == different
        seen.add(articles)
    return seen


def write(path: Path, done: threading.Event) -> int:
    """Add the rest of the example, ruling before and after."""
    rulings = 0
    try:
        for act in ("accept", "undo"):
            rulings += ruled(path, act)
        add([EXAMPLE], record=path)
        for act in ("accept", "undo"):
            rulings += ruled(path, act)
    finally:
        done.set()
    return rulings


def ruled(path: Path, act: str) -> int:
    with open_record(path) as record:
        entry = next(one for one in record.entries())
        last = [one.ruling.id for one in record.rulings()][-1:]
    rule(path, act, *(last if act == "undo" else [entry.id]), by="Ada Lind", why="read it")
    return 1


def test_a_copy_is_enough_to_serve(example, tmp_path):
    """A record alone, without the files that SQLite lays beside one that is open."""
    copyfile(example, tmp_path / "copy.db")
    with TestClient(application(Shelf(tmp_path / "copy.db")), base_url="http://127.0.0.1") as client:
        assert client.get("/").status_code == 200
