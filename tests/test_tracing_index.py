"""The index that tracing keeps on disk: what goes in comes out, in any split, and a crash loses nothing."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.model import Article, Layout, Span, text_sha256
from onrecord.tracing.index import manifest as manifests
from onrecord.tracing.index.locking import locked
from onrecord.tracing.index.merging import Kept, merge_segments
from onrecord.tracing.index.packing import packed, unpacked_article
from onrecord.tracing.index.runs import RowSorter, merged
from onrecord.tracing.index.segments import FEATURES, write_segment
from onrecord.tracing.index.store import Store
from onrecord.tracing.preparing import prepared
from onrecord.tracing.sheets import Sheets
from record_values import articles as any_articles

HOSTILE = (
    "\ud83d\ude00 two lone halves",
    "e\u0301a\u0000\u2028 \U0001f600",
    "",
    " ",
    "\n\n",
    "a" * 3000,
    "一二三。四五六。",
)
"""Texts that break encoders: lone surrogates that look like a pair, control characters, nothing."""


def article(number: int, text: str, outlet: str | None = "Harbour Post", published: str | None = None) -> Article:
    return Article(f"a{number}", text, text_sha256(text), f"in.jsonl:{number}", outlet=outlet, published=published)


def some_articles(count: int, seed: int = 0) -> list[Article]:
    """Short invented articles, some of which share sentences."""
    draw = np.random.default_rng(seed)
    common = ("the", "of", "and", "in", "to", "a", "that", "for")
    sentences = [
        " ".join(common[draw.integers(8)] if place % 2 else f"w{draw.integers(4000)}" for place in range(16)) + "."
        for _ in range(3 * count)
    ]
    out = []
    for number in range(count):
        text = " ".join(sentences[place] for place in draw.integers(0, len(sentences), draw.integers(1, 9)))
        out.append(article(number, text, f"Outlet {number % 3}", f"2024-03-{number % 28 + 1:02d}"))
    return out


def same_sheets(one: Sheets, two: Sheets) -> bool:
    return all(np.array_equal(getattr(one, field.name), getattr(two, field.name)) for field in fields(Sheets))


@pytest.fixture
def store_of(tmp_path):
    """Writes segments of the given articles and opens them as one store."""
    opened = []

    def make(*shares):
        infos = [write_segment(tmp_path / f"s{number}", share, prepared) for number, share in enumerate(shares)]
        opened.append(Store(tmp_path, infos))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


# Articles as bytes


@given(any_articles("id \udcff"))
@settings(max_examples=60, deadline=None)
def test_any_article_comes_back_equal(one):
    assert unpacked_article(*packed(one)) == one


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_character_by_character(text):
    one = replace(article(1, text), title=text, contributors=(text,), layout=Layout(Span(0, 1), (Span(0, 2),)))
    assert unpacked_article(*packed(one)) == one


# Segments


@pytest.mark.parametrize("shares", [(20,), (7, 13), (1, 1, 18), (0, 20)])
def test_a_store_holds_the_articles_and_sheets_of_its_segments(store_of, shares):
    everything = [*some_articles(20 - len(HOSTILE)), *(article(50 + at, text) for at, text in enumerate(HOSTILE))]
    parts, at = [], 0
    for size in shares:
        parts.append(everything[at : at + size])
        at += size
    store = store_of(*parts)
    assert list(store.every()) == everything
    assert [store.number(one.id) for one in everything] == list(range(len(everything)))
    assert store.number("not there") is None
    wanted = np.array([3, 17, 4, 5, 0, 19, 3])
    assert same_sheets(store.sheets(wanted), prepared([everything[at] for at in wanted]).sheets)
    assert store.some(wanted) == [everything[at] for at in wanted]
    ranked = sorted(one.id for one in everything)
    assert [ranked[rank] for rank in store.id_ranks()] == [one.id for one in everything]


@pytest.mark.parametrize("shares", [1, 3])
def test_features_are_those_of_all_articles_prepared_at_once(store_of, shares):
    everything = some_articles(30)
    size = len(everything) // shares
    store = store_of(*(everything[at : at + size] for at in range(0, len(everything), size)))
    prints = prepared(everything).prints
    for kind in FEATURES:
        rows = getattr(prints, kind)
        assert np.array_equal(np.concatenate(list(store.rows(kind, 100))), rows)
        hashes = np.unique(rows[::3] & ~np.uint64(0xFFFFFF))
        wanted = np.union1d(hashes, hashes + np.uint64(1 << 24))
        assert np.array_equal(store.rows_of(kind, wanted), rows[np.isin(rows & ~np.uint64(0xFFFFFF), wanted)])
    assert np.array_equal(store.articles["whole"], prints.whole)
    assert np.array_equal(store.articles["words"], prints.words)


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=40), max_size=8), st.integers(1, 30))
@settings(max_examples=60, deadline=None)
def test_rows_sort_the_same_however_many_are_held(batches, spill):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.npy"
        sorter = RowSorter(path, spill)
        for batch in batches:
            sorter.add(np.array(batch, np.uint64))
        sorter.finish()
        expected = np.sort(np.array([row for batch in batches for row in batch], np.uint64))
        assert np.array_equal(np.load(path), expected)
        assert sorted(each.name for each in Path(folder).iterdir()) == ["rows.npy", "rows_every.npy"]


def test_no_rows_merge_to_none():
    assert list(merged([])) == []


def test_merged_segments_are_as_one_written_at_once(tmp_path):
    everything = some_articles(24)
    for number, part in enumerate((everything[:10], everything[10:11], everything[11:])):
        write_segment(tmp_path / f"s{number}", part, prepared)
    gone = np.zeros(24, np.bool_)
    gone[[0, 10, 17, 18]] = True
    sources = [
        Kept(tmp_path / name, ~gone[part])
        for name, part in (("s0", slice(10)), ("s1", slice(10, 11)), ("s2", slice(11, 24)))
    ]
    info = merge_segments(tmp_path / "merged", sources)
    write_segment(tmp_path / "whole", [one for one, out in zip(everything, gone, strict=True) if not out], prepared)
    assert info.articles == 20
    for name, size in info.files.items():
        expected = (tmp_path / "whole" / name).read_bytes()
        assert (tmp_path / "merged" / name).read_bytes() == expected, name
        assert len(expected) == size


def test_a_segment_that_fails_leaves_nothing(tmp_path):
    def broken():
        yield from some_articles(3)
        raise RuntimeError("the input ended badly")

    with pytest.raises(RuntimeError):
        write_segment(tmp_path / "s0", broken(), prepared)
    assert not (tmp_path / "s0").exists()


# Manifest and lock


def test_a_commit_is_whole_or_not_at_all(tmp_path, monkeypatch):
    first = manifests.commit(tmp_path, manifests.Manifest("rules"))
    info = write_segment(tmp_path / "segment-00000002-0", some_articles(2), prepared)
    monkeypatch.setattr(Path, "replace", _fails)
    with pytest.raises(OSError, match="no room"):
        manifests.commit(tmp_path, replace(first, segments=(info,)), [info])
    monkeypatch.undo()
    assert manifests.load(tmp_path) == first
    manifests.remove_orphans(tmp_path, first)
    assert [path.name for path in tmp_path.iterdir()] == [manifests.NAME]
    assert manifests.damage(tmp_path, first) is None


def test_a_manifest_comes_back_and_tells_damage(tmp_path):
    info = write_segment(tmp_path / "segment-00000001-0", some_articles(2), prepared)
    written = manifests.commit(tmp_path, manifests.Manifest("rules", segments=(info,)), [info])
    assert manifests.load(tmp_path) == written
    texts = tmp_path / info.name / "texts.bin"
    texts.write_bytes(texts.read_bytes()[:-1])
    assert "texts.bin has" in manifests.damage(tmp_path, written)
    texts.unlink()
    assert "texts.bin is missing" in manifests.damage(tmp_path, written)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 99}', '"x"'])
def test_a_broken_manifest_is_a_record_error(tmp_path, content):
    (tmp_path / manifests.NAME).write_text(content, encoding="utf-8")
    with pytest.raises(RecordError, match=manifests.NAME):
        manifests.load(tmp_path)


def test_a_manifest_may_not_name_folders_elsewhere(tmp_path):
    manifests.commit(tmp_path, manifests.Manifest("rules"))
    read = json.loads((tmp_path / manifests.NAME).read_text(encoding="utf-8"))
    read["segments"] = [{"name": "../elsewhere", "articles": 1, "files": {}}]
    (tmp_path / manifests.NAME).write_text(json.dumps(read), encoding="utf-8")
    with pytest.raises(RecordError, match="elsewhere"):
        manifests.load(tmp_path)


def test_two_writers_are_kept_apart(tmp_path):
    with locked(tmp_path), pytest.raises(RecordError, match="another process"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def _fails(*_):
    raise OSError("no room on the disk")
