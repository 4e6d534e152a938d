"""Rulings while a record is built anew: carried over, found again, and never lost."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.engines import running
from onrecord.record.gate import Gate
from ruling_values import BY, everything

STORY = {
    "a.txt": "Narland pledges howitzers\n\nNarland pledged 12 howitzers to Ukraine on Tuesday.\n",
    "b.txt": "Rockets for Ukraine\n\nPoland delivered 20 rockets to Ukraine on Monday, its ministry said.\n",
}


@pytest.fixture
def story(folder_of, tmp_path):
    folder = folder_of(STORY)
    onrecord.build(folder, tmp_path / "r.db", observed="2023-04-04")
    return folder, tmp_path / "r.db"


def rockets(path):
    with onrecord.open_record(path) as record:
        return [
            one
            for one in record.entries()
            if one.fields.get("item_class") == "rocket" or "rocket" in str(one.fields.get("item"))
        ]


def held(path):
    with onrecord.open_record(path) as record:
        return [(one.ruling.act, one.state) for one in record.rulings()]


def test_a_build_and_an_addition_carry_rulings_over(story, tmp_path):
    folder, path = story
    onrecord.rule(path, "reject", rockets(path)[0].id, **BY)
    (folder / "c.txt").write_text("Drones\n\nEstonia will send 5 drones to Ukraine, officials said.\n")
    onrecord.build(folder, path, force=True, observed="2023-04-04")
    assert rockets(path) == []
    assert held(path) == [("reject", "holds")]
    (folder / "d.txt").write_text("Boots\n\nLatvia delivered 300 boots to Ukraine on Friday.\n")
    summary = onrecord.add(folder, path, observed="2023-04-04")
    assert held(path) == [("reject", "holds")]
    assert summary.waiting == 0


def test_a_ruling_on_an_article_that_is_no_longer_there_waits_and_comes_back_with_it(story):
    folder, path = story
    onrecord.rule(path, "reject", rockets(path)[0].id, **BY)
    text = (folder / "b.txt").read_text()
    (folder / "b.txt").unlink()
    assert onrecord.build(folder, path, force=True, observed="2023-04-04").waiting == 1
    assert held(path) == [("reject", "no longer there")]
    (folder / "b.txt").write_text(text)
    assert onrecord.add(folder, path, observed="2023-04-04").waiting == 0
    assert held(path) == [("reject", "holds")]
    assert rockets(path) == []


def test_a_ruling_made_while_a_build_runs_is_in_the_new_record(story):
    folder, path = story
    (id_,) = [one.id for one in rockets(path)]

    def progress(step, done, total):
        if (step, done) == ("reconcile", total):
            onrecord.rule(path, "reject", id_, **BY)

    onrecord.build(folder, path, force=True, progress=progress, observed="2023-04-04")
    assert held(path) == [("reject", "holds")]
    assert rockets(path) == []


def test_a_ruling_made_at_the_very_moment_of_replacing_is_in_the_new_record(story, monkeypatch):
    folder, path = story
    (id_,) = [one.id for one in rockets(path)]
    copy, tries = Gate.copy_into, []

    def late(self, other, purpose, unless=bool):
        if not tries:
            onrecord.rule(path, "reject", id_, **BY)
        tries.append(copy(self, other, purpose, unless))
        return tries[-1]

    monkeypatch.setattr(Gate, "copy_into", late)
    onrecord.build(folder, path, force=True, observed="2023-04-04")
    assert tries == [False, True]
    assert held(path) == [("reject", "holds")]
    assert rockets(path) == []


def test_a_killed_build_loses_no_ruling(story, monkeypatch):
    folder, path = story
    onrecord.rule(path, "reject", rockets(path)[0].id, **BY)
    before = everything(path)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(running, "write_conclusions", killed)
        with pytest.raises(KeyboardInterrupt):
            onrecord.build(folder, path, force=True, observed="2023-04-04")
    assert everything(path) == before
    with onrecord.open_record(path) as record:
        first = next(record.entries()).id
    onrecord.rule(path, "accept", first, **BY)
    onrecord.build(folder, path, force=True, observed="2023-04-04")
    assert held(path) == [("reject", "holds"), ("accept", "holds")]


def test_a_ruling_that_fails_leaves_the_record_as_it_was(story, monkeypatch):
    _, path = story
    before = everything(path)

    def failing(*_):
        raise MemoryError

    monkeypatch.setattr("onrecord.record.writing.write_entries", failing)
    with pytest.raises(MemoryError):
        onrecord.rule(path, "accept", rockets(path)[0].id, **BY)
    assert everything(path) == before
