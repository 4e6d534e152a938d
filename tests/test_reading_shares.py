"""Shares of the inputs: together what `read` gives, each on its own and in any process."""

from __future__ import annotations

import gzip
import io
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Rejected
from onrecord.reading import read
from onrecord.reading.shares import Share, read_share, shares

STORY = "Ostrava will send forty boats to Marland, the minister said on Tuesday."


@pytest.fixture(autouse=True)
def _cut_small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("onrecord.reading.shares"), "MIN_CUT", 1)


def together(found: list[Share]) -> list[Article | Rejected]:
    return [article for share in found for article in read_share(pickle.loads(pickle.dumps(share)))]


def rows(count: int) -> bytes:
    return b"".join(json.dumps({"text": f"{STORY} ({number})"}).encode() + b"\n" for number in range(count))


LINES = st.lists(
    st.sampled_from(
        [
            b'{"text": "One boat."}',
            b"",
            b"  ",
            b"not json",
            b'{"text": "\xff"}',
            b"\r",
            b'{"text": "' + b"x" * 300 + b'."}',
        ]
    )
)


@settings(deadline=None, max_examples=60)
@given(
    LINES,
    st.sampled_from([b"", b"\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.integers(0, 9),
    st.integers(0, 3),
)
@example([b""], b"\n", b"", 3, 1)
@example([], b"", b"\xef\xbb\xbf", 3, 1)
def test_shares_together_are_what_read_gives(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], end: bytes, mark: bytes, parts: int, others: int
) -> None:
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "b.jsonl").write_bytes(mark + b"\n".join(lines) + end)
    for number in range(others):
        (folder / f"{'ac'[number % 2]}{number}.txt").write_text(STORY + str(number))
    assert together(shares([folder, "missing.txt"], parts)) == list(read([folder, "missing.txt"]))


def test_a_large_file_is_cut_into_as_many_shares_of_about_one_size(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(rows(400))
    found = shares([tmp_path / "a.jsonl"], 4)
    counts = [len(list(read_share(share))) for share in found]
    assert len(counts) == 4
    assert sum(counts) == 400
    assert max(counts) - min(counts) < 20


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n\n" + rows(50) + b"nothing\n" + rows(3))
    paths = [found.path for found in together(shares([tmp_path], 7))]
    assert paths == [f"a.jsonl:{number}" for number in range(3, 57)]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv", "a.json", "a.jsonl"])
def test_what_cannot_be_cut_is_in_one_share(tmp_path: Path, name: str) -> None:
    content = rows(30)
    if name == "a.csv":
        content = b"text\n" + b"".join(b'"A boat\nof %d"\n' % number for number in range(30))
    if name == "a.json":
        content = json.dumps([json.loads(line) for line in content.splitlines()]).encode()
    if name == "a.jsonl":
        content = content.decode().encode("utf-16")
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    found = shares([tmp_path / name], 5)
    assert len(found) == 1
    articles = together(found)
    assert articles == list(read([tmp_path / name]))
    assert len(articles) == 30


def test_a_small_file_is_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("onrecord.reading.shares"), "MIN_CUT", 2**20)
    (tmp_path / "a.jsonl").write_bytes(rows(30))
    assert len(shares([tmp_path], 5)) == 1


def test_standard_input_is_read_where_it_was_given() -> None:
    (found,) = shares(["-"], 3, stdin=io.BytesIO(rows(5)))
    assert [article.path for article in read_share(found)] == [f"-:{number}" for number in range(1, 6)]


def test_a_line_longer_than_a_share_leaves_shares_out(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json.dumps({"text": STORY * 100}).encode() + b"\n" + rows(2))
    found = shares([tmp_path], 20)
    assert together(found) == list(read([tmp_path]))
    assert all(share.sources for share in found)


def test_no_inputs_have_no_shares() -> None:
    assert shares([], 4) == []


def test_other_processes_read_shares(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(rows(40))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = [path for paths in pool.map(paths_of, shares([tmp_path], 2)) for path in paths]
    assert found == [f"a.jsonl:{number}" for number in range(1, 41)]


def paths_of(share: Share) -> list[str | None]:
    return [article.path for article in read_share(share)]


def test_reading_holds_one_article_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(rows(3) + b"{" * 100)
    articles = read([tmp_path])
    assert isinstance(next(articles), Article)
    (tmp_path / "a.jsonl").write_bytes(b"")
    assert isinstance(next(articles), Article)
