"""The index that tracing keeps on disk: what goes in comes out, in any split, and a crash loses nothing."""

from __future__ import annotations

import importlib
import json
from dataclasses import fields, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NotFound, RecordError
from onrecord.model import Article, Derivation, Layout, Reason, Rejected, Reuse, Span, Trace, text_sha256
from onrecord.tracing import trace
from onrecord.tracing.derivation import without_rings
from onrecord.tracing.index import Added, Index, planning
from onrecord.tracing.index import manifest as manifests
from onrecord.tracing.index.adding import MOST_SEGMENTS
from onrecord.tracing.index.features import Features
from onrecord.tracing.index.files import sync
from onrecord.tracing.index.locking import locked
from onrecord.tracing.index.merging import Kept, merge_segments
from onrecord.tracing.index.packing import packed, unpacked_article
from onrecord.tracing.index.planning import components
from onrecord.tracing.index.results import Met, pair_of
from onrecord.tracing.index.runs import RowSorter, merged
from onrecord.tracing.index.segments import FEATURES, write_segment
from onrecord.tracing.index.store import Store
from onrecord.tracing.index.wiring import tracing_stages
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
        opened.append(Store(tmp_path, [info.name for info in infos]))
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
    assert store.numbers(["a1", "not there", everything[-1].id]).tolist() == [1, -1, len(everything) - 1]
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


def test_files_and_folders_are_put_on_the_disk(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    sync(tmp_path / "file")
    sync(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync(tmp_path / "nothing")


def test_two_writers_are_kept_apart(tmp_path):
    with locked(tmp_path), pytest.raises(RecordError, match="another process"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def _fails(*_):
    raise OSError("no room on the disk")


# The face


def story(*sentences: int) -> str:
    """Sentences of invented words by their numbers: the same number, the same words."""
    little = ("the", "of", "and", "in", "to", "a", "that", "for", "with", "on")
    out = []
    for number in sentences:
        draw = np.random.default_rng(number)
        long = ["".join(chr(97 + letter) for letter in draw.integers(0, 26, 7)) for _ in range(8)]
        out.append(" ".join(f"{word} {little[draw.integers(10)]}" for word in long).capitalize() + " end.")
    return " ".join(out)


NOTE = (
    "Write to the desk of this paper at the old customs house on Pier Nineteen, Velmar, for corrections and praise."
)
"""What one outlet prints under its stories day after day: standing text, once it has done so often enough."""


def small_collection() -> list[Article]:
    """Copies, cuts, a quoting outlet that is published later than it is named, standing text, feed items."""
    posts = [story(*range(20 * n, 20 * n + 8)) for n in range(5)]
    texts = [
        ("Harbour Post", "2024-05-01T08:00:00", posts[0]),
        ("Velmar Courier", "2024-05-01T12:00:00", posts[0]),
        ("The Odrin Gazette", "2024-05-02", story(*range(4)) + "\n\n" + story(*range(200, 204))),
        (None, None, posts[0] + "\n\n" + story(300)),
        ("Quarry Herald", "2024-05-03", f"As the Odrin Gazette reported, {posts[1]}"),
        ("The Odrin Gazette", "2024-05-02T23:00:00", posts[1]),
        *(
            ("Tolvane Daily", f"2024-05-{9 * day + 1:02d}", f"{story(400 + 3 * day, 401 + 3 * day)}\n\n{NOTE}")
            for day in range(3)
        ),
        ("Marlock Weekly", "2024-06-01", f"{story(500, 501)}\n\n{NOTE}"),
        ("Harbour Post", None, posts[2]),
        ("Velmar Courier", None, posts[2]),
        ("Velmar Courier", "2024-05-05", ""),
        ("Sorrel Star", "2024-05-05", story(40, 41, 42, 43) + "\n\n" + story(60, 61, 62)),
        ("Hesperin Echo", "2024-05-04", posts[3]),
        ("Quarry Herald", "2024-05-06", f"As the Odrin Gazette reported, {story(700, 701)}"),
    ]
    return [article(number, text, outlet, published) for number, (outlet, published, text) in enumerate(texts)]


@pytest.fixture(scope="module", autouse=True)
def hasty():
    """Leaves it to the operating system when files reach the disk: thousands of small commits are quicker so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifests, "sync", lambda path: None)
        yield


@pytest.fixture(scope="module")
def expected() -> Trace:
    return trace(small_collection())


@pytest.fixture
def index(tmp_path):
    with Index.create(tmp_path / "index") as made:
        yield made


def folders(index_folder: Path) -> set[str]:
    return {path.name for path in index_folder.iterdir() if path.is_dir()}


def named_folders(index_folder: Path) -> set[str]:
    return {part.name for part in manifests.load(index_folder).parts()}


def test_the_small_collection_has_what_these_tests_are_about(expected):
    assert len(expected.reuse) >= 5
    assert any(each.wire == "The Odrin Gazette" for each in expected.derivations)
    assert not any({"a6", "a7", "a8", "a9"} & {each.a, each.b} for each in expected.reuse)  # only standing text


@given(st.permutations(range(16)), st.sets(st.integers(1, 15), max_size=5))
@settings(max_examples=12, deadline=None)
def test_any_split_in_any_order_gives_what_all_at_once_give(expected, order, cuts):
    everything = small_collection()
    shuffled = [everything[at] for at in order]
    bounds = [0, *sorted(cuts), len(shuffled)]
    with TemporaryDirectory() as folder, Index.create(Path(folder) / "index") as index:
        for begin, end in pairwise(bounds):
            assert index.add(shuffled[begin:end]).new == end - begin
        assert index.trace() == expected


def test_an_index_gives_back_its_articles(index):
    everything = small_collection()
    index.add(everything)
    assert len(index) == len(everything)
    assert all(one.id in index and index.article(one.id) == one for one in everything)
    assert "another" not in index
    assert list(index.articles()) == sorted(everything, key=lambda one: one.id)
    with pytest.raises(NotFound, match="another"):
        index.article("another")


def test_an_empty_index_says_nothing(index):
    assert index.trace() == Trace()
    assert len(index) == 0
    assert index.add([]).new == 0
    assert index.trace_of(small_collection()[0]) == trace(small_collection()[:1])


@pytest.mark.parametrize("at", range(16))
def test_one_article_is_traced_as_if_it_were_added(index, expected, at):
    everything = small_collection()
    one = everything.pop(at)
    index.add(everything)
    before = manifests.load(index._folder)
    assert index.reuse_of(one) == tuple(each for each in expected.reuse if one.id in (each.a, each.b))
    assert index.derivations_of(one) == tuple(each for each in expected.derivations if each.article == one.id)
    assert manifests.load(index._folder) == before


def test_an_article_of_the_index_is_answered_from_what_is_stored(index, expected):
    everything = small_collection()
    index.add(everything)
    for one in everything:
        assert index.reuse_of(one) == tuple(each for each in expected.reuse if one.id in (each.a, each.b))
        assert index.derivations_of(one) == tuple(each for each in expected.derivations if each.article == one.id)


def test_the_same_article_again_changes_nothing(index, expected):
    everything = small_collection()
    index.add(everything)
    before = manifests.load(index._folder)
    assert index.add(everything) == Added(0, ())
    assert manifests.load(index._folder) == before
    assert index.trace() == expected


def test_another_text_under_the_same_id_is_rejected(index):
    everything = small_collection()
    index.add(everything[:3])
    other = replace(article(0, story(900)), path="later.jsonl:1")
    copy = replace(everything[1], path="copy.jsonl:1")
    twin = replace(everything[2], path="twin.jsonl:1", outlet="Another Outlet")
    added = index.add([other, copy, twin, everything[3]])
    assert added.new == 1
    assert [row.path for row in added.rejected] == ["later.jsonl:1", "twin.jsonl:1"]
    assert "is also that of another text (in.jsonl:0)" in added.rejected[0].reason
    assert "duplicate of in.jsonl:2" in added.rejected[1].reason
    assert index.article("a0") == everything[0]


@pytest.mark.parametrize("turn", [1, -1])
def test_of_clashing_new_articles_the_same_one_stays_in_any_order(index, turn):
    same = [article(0, story(number)) for number in range(4)]
    least = min(same, key=lambda one: one.sha256)
    added = index.add([*same, *same, article(1, story(50))][::turn])
    assert added.new == 2
    assert len(added.rejected) == 6
    assert index.article("a0") == least
    assert folders(index._folder) == named_folders(index._folder)


def test_many_small_additions_are_merged_and_say_the_same(index, expected):
    for one in small_collection():
        index.add([one])
    assert len(manifests.load(index._folder).segments) <= MOST_SEGMENTS
    assert folders(index._folder) == named_folders(index._folder)
    assert index.trace() == expected


@pytest.mark.parametrize("words", [1, 200, 400])
def test_groups_too_large_for_one_part_say_the_same(index, expected, monkeypatch, words):
    monkeypatch.setattr(planning, "PART_WORDS", words)
    everything = small_collection()
    index.add(everything[:7])
    index.add(everything[7:])
    assert index.trace() == expected


def test_two_workers_say_the_same(index, expected, monkeypatch):
    monkeypatch.setattr(planning, "PART_WORDS", 300)  # several parts, so that the workers have something to share
    assert index.add(small_collection(), workers=2).new == 16
    assert index.trace() == expected


def test_what_fails_in_a_worker_fails_here_and_changes_nothing(index, tmp_path):
    with pytest.raises(FileNotFoundError, match="not there"):
        index.add_shares([partial(open, tmp_path / "not there")], workers=2)
    assert folders(index._folder) == named_folders(index._folder) == set()
    assert len(index) == 0


def test_what_a_share_cannot_read_is_rejected(index):
    unread = Rejected("in.jsonl:7", "no text")
    added = index.add_shares([lambda: [unread, *small_collection()[:2]], lambda: small_collection()[1:3]])
    assert added == Added(3, (unread,))


def test_an_index_is_opened_again(index, expected):
    everything = small_collection()
    index.add(everything[:9])
    with Index.open(index._folder) as again:
        again.add(everything[9:])
        assert again.trace() == expected
    index.add([])
    assert len(index) == len(everything)


# When things go wrong


STEPS = {
    "reading the input": ("onrecord.tracing.index.intake", "_unknown"),
    "finishing a segment": ("onrecord.tracing.index.segments", "info_of"),
    "meeting": ("onrecord.tracing.index.updating", "write_met"),
    "planning": ("onrecord.tracing.index.updating", "planned"),
    "aligning": ("onrecord.tracing.index.finding", "_aligned"),
    "concluding": ("onrecord.tracing.index.finding", "_concluded"),
    "writing derivations": ("onrecord.tracing.index.updating", "perhaps_in_rings"),
    "committing": ("onrecord.tracing.index.manifest", "sync"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_leaves_the_last_committed_state(index, expected, monkeypatch, step):
    everything = small_collection()
    index.add(everything[:8])
    before = index.trace()
    monkeypatch.setattr(importlib.import_module(STEPS[step][0]), STEPS[step][1], _fails)
    with pytest.raises(OSError, match="no room"):
        index.add(everything[8:])
    monkeypatch.undo()
    assert index.trace() == before
    assert folders(index._folder) == named_folders(index._folder)
    with Index.open(index._folder) as again:
        assert again.trace() == before
    index.add(everything[8:])
    assert index.trace() == expected


def test_what_a_killed_run_left_is_removed_and_nothing_else(index):
    index.add(small_collection()[:2])
    (index._folder / "segment-00000077-0").mkdir()
    (index._folder / "segment-00000077-0" / "texts.bin").write_bytes(b"half")
    (index._folder / "results-00000077").mkdir()
    (index._folder / "notes of mine").mkdir()
    Index.open(index._folder).close()
    assert folders(index._folder) == named_folders(index._folder) | {"notes of mine"}


def test_what_another_killed_run_left_meanwhile_is_in_nobodys_way(index, expected):
    everything = small_collection()
    index.add(everything[:5])
    (index._folder / "segment-00000003-0").mkdir()
    (index._folder / "results-00000003").mkdir()
    index.add(everything[5:])
    assert index.trace() == expected
    assert folders(index._folder) == named_folders(index._folder)


def test_an_open_index_goes_on_reading_what_it_was_opened_with(index, expected):
    everything = small_collection()
    index.add(everything[:7])
    before = index.trace()
    with Index.open(index._folder) as other:
        other.add(everything[7:])
        assert index.trace() == before
        assert len(index) == 7
        assert other.trace() == expected
    assert index.add(everything[3:9]).new == 0
    assert index.trace() == expected


def test_an_index_made_by_other_rules_is_not_used_but_made_anew(index, expected):
    index.add(small_collection())
    with pytest.raises(RecordError, match=r"other rules.*Index\.rebuild"):
        Index.open(index._folder, rules="other")
    with Index.rebuild(index._folder, rules="other") as anew:
        assert anew.trace() == expected
    with pytest.raises(RecordError, match="other rules"):
        index.add([])


@pytest.mark.parametrize("file", ["sheets.bin", "grams.npy", "articles.npy", "reuse.bin", "pairs.npy"])
def test_a_broken_index_says_so_and_is_made_anew_from_its_articles(index, expected, file):
    index.add(small_collection())
    (broken,) = index._folder.glob(f"*/{file}")
    broken.write_bytes(broken.read_bytes()[:-1])
    with pytest.raises(RecordError, match=rf"broken.*{file}.*Index\.rebuild"):
        Index.open(index._folder)
    with Index.rebuild(index._folder) as anew:
        assert anew.trace() == expected


def test_an_index_whose_articles_are_lost_stays_as_it_is(index):
    index.add(small_collection())
    (lost,) = index._folder.glob("*/texts.bin")
    lost.write_bytes(b"")
    before = folders(index._folder)
    with pytest.raises(RecordError, match="cannot be read"):
        Index.rebuild(index._folder)
    assert folders(index._folder) == before


def test_no_index_is_made_where_something_stands(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(RecordError, match="not empty"):
        Index.create(tmp_path)
    with pytest.raises(RecordError, match="is a file"):
        Index.create(tmp_path / "file")
    with pytest.raises(RecordError, match="holds no index"):
        Index.open(tmp_path / "nowhere")


def test_an_index_is_made_where_making_one_was_cut_off(tmp_path):
    (tmp_path / "lock").touch()
    (tmp_path / "manifest.json.part").write_text("{", encoding="utf-8")
    with Index.create(tmp_path) as index:
        assert len(index) == 0


def test_where_no_lock_can_be_held_nothing_is_added(index):
    index.add(small_collection()[:2])
    (index._folder / "lock").write_text("no database, and long enough to be read as one", encoding="utf-8")
    with pytest.raises(RecordError, match="cannot be written to"):
        index.add(small_collection()[2:])
    with Index.open(index._folder) as again:
        assert len(again) == 2


def test_only_one_process_adds_at_a_time(index):
    with locked(index._folder), pytest.raises(RecordError, match="another process is adding"):
        index.add(small_collection())
    assert len(index) == 0


def test_rings_are_broken_as_over_all_derivations_at_once(tmp_path):
    """Each article is said to come from the next one, the last one from the first: one ring and a tail."""
    everything = small_collection()[:6]
    source = {"a0": "a1", "a1": "a2", "a2": "a0", "a3": "a0", "a4": "a3"}

    def said(name):
        return Derivation(name, source[name], None, 0.5 + int(name[1]) / 10, (), (Reason("says", "so"),))

    def circular(articles, sheets, touched, reuse, named):
        there = {one.id for one in articles}
        return [[said(name)] if source.get(name) in there else [] for name in touched]

    stages = replace(tracing_stages(), conclude=circular, meet=_everyone, align=_nothing)
    raw = [said(name) for name in sorted(source)]
    with Index.create(tmp_path / "index", stages) as index:
        for one in everything:
            index.add([one])
        assert list(index.derivations()) == list(without_rings(raw))
        assert [each.source for each in index.derivations()] == [None, "a2", "a0", "a0", "a3"]


def _everyone(store, before, known):
    first, second = np.triu_indices(len(store), 1)
    return Met(pair_of(first, second), np.zeros(0, np.uint64))


def _nothing(articles, sheets, pairs, standing):
    return [
        Reuse(articles[a].id, articles[b].id, "verbatim", 1.0, 1.0, ())
        for a, b in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    ]


@given(
    st.sets(st.tuples(st.integers(0, 19), st.integers(0, 19)).filter(lambda pair: pair[0] < pair[1]), max_size=25),
    st.sets(st.integers(0, 19)),
    st.lists(st.integers(0, 9), min_size=20, max_size=20),
)
@settings(max_examples=80, deadline=None)
def test_a_plan_does_all_work_once_and_concludes_nothing_too_early(pairs, others, words):
    fresh = pair_of(*(np.array(sorted(pairs), np.int64).reshape(-1, 2).T))
    touched = np.array(sorted({*others, *(one for pair in pairs for one in pair)}), np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "PART_WORDS", 20)
        known = planning.Neighbours(np.zeros(0, np.uint64), 20)
        plan = planning.planned(np.array(words, np.int64), touched, fresh, known)
    done = [number for task in plan.tasks for number in task.numbers.tolist()]
    assert sorted([*done, *plan.articles.tolist()]) == touched.tolist()
    assert sorted(pair for task in plan.tasks for pair in task.fresh.tolist()) == sorted(fresh.tolist())
    for task in plan.tasks:
        theirs = [pair for pair in fresh.tolist() if {pair >> 24, pair & 0xFFFFFF} & {*task.numbers.tolist()}]
        assert {*theirs} <= {*task.fresh.tolist()}


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=25))
@settings(max_examples=80, deadline=None)
def test_articles_hang_together_by_way_of_pairs(pairs):
    first, second = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    groups = [{number} for number in range(20)]
    for a, b in pairs:
        both = groups[a] | groups[b]
        for number in both:
            groups[number] = both
    assert components(first, second, 20).tolist() == [min(group) for group in groups]


@pytest.mark.parametrize("base", [0, 7])
@pytest.mark.parametrize(
    ("rows", "asked"), [(0, 5), (1, 5), (511, 40), (512, 40), (513, 40), (5000, 300), (5000, 4000)]
)
def test_features_are_found_where_they_stand(tmp_path, rows, asked, base):
    draw = np.random.default_rng(rows + asked)
    hashes = np.sort(draw.integers(0, max(rows // 3, 1), rows).astype(np.uint64)) << np.uint64(24)
    column = hashes | np.sort(draw.choice(1 << 12, rows, replace=rows > 1 << 12)).astype(np.uint64)
    column = np.unique(column)
    sorter = RowSorter(tmp_path / "grams.npy")
    sorter.add(column)
    sorter.finish()
    features = Features(tmp_path / "grams.npy", base)
    column += np.uint64(base)
    wanted = np.unique(draw.integers(0, max(rows // 2, 3), asked).astype(np.uint64) << np.uint64(24))
    for values in (
        wanted,
        wanted | np.uint64(0xFFFFFF),
        wanted | np.uint64(base),
        column[::3],
        np.array([0], np.uint64),
    ):
        assert np.array_equal(features.places(values), np.searchsorted(column, values))
    for some in (wanted, wanted[::17], wanted[:0]):
        begins, ends = features.places(some), features.places(some | np.uint64(0xFFFFFF))
        expected = column[np.isin(column & ~np.uint64(0xFFFFFF), some)]
        assert np.array_equal(features.slices(begins, ends), expected)
        assert np.array_equal(features.of(some), expected)
    features.close()
