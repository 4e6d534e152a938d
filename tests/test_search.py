"""Searching a record: what words find, how they rank, and that the index follows the tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import EXAMPLE
from onrecord import add, build, open_as_of, open_record, rule
from onrecord.errors import BadInput
from onrecord.model import Span, text_sha256
from onrecord.record import Search
from onrecord.record.opening import open_to_write
from onrecord.record.search_marks import found_in, words_index
from onrecord.record.search_words import MOST, wanted
from released_values import write_reconciled
from ruling_values import BY, world, write
from test_as_of import DAYS, STORY, TRACE

ASKED = ("howitzers", "slovakia", "SVK howitz", '"the door"', "opened OR closed", "bridge -closed", "Holt", "the")


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("search") / "small.db", *world())


def articles(path: Path, words: str | Search) -> set[str]:
    with open_record(path) as record:
        return set(record.search(words, "articles").ids)


def results(path: Path) -> dict[tuple[str, str], object]:
    with open_record(path) as record:
        return {(words, place): record.search(words, place) for words in ASKED for place in ("entries", "articles")}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("howitzers", {"a", "b", "c", "f"}),
        ("HOWITZER", {"a", "b", "c", "f"}),
        ("howit", {"a", "b", "c", "f"}),
        ("howit slovakia", set()),  # only the last word may be a beginning
        ("slovakia howit", {"a", "b", "f"}),
        ("bridge border", {"a", "b"}),
        ("bridge rockets", set()),
        ('"stays open"', {"a", "b"}),
        ('"open stays"', set()),
        ("bridge -closed", {"a"}),
        ('bridge -"was opened"', {"b"}),
        ("rockets OR drones", {"d", "e"}),
        ("slovakia rockets OR drones", {"d", "e"}),
        ("pledging", {"a", "b", "f"}),
        ("Slóvakia pledged", {"a", "b", "f"}),
        ("", set()),
        ("-bridge", set()),
        ("zebra", set()),
    ],
)
def test_words_find_articles(small, words, found):
    assert articles(small, words) == found


def test_accents_of_a_text_do_not_matter_either(tmp_path):
    said = [(one, found) for one, found in zip(*world()[:2], strict=True)]
    held = said[3][0]
    odd = replace(held, text=held.text + "\nTürkiye’s Erdoğan agreed.", sha256="")
    odd = replace(odd, sha256=text_sha256(odd.text))
    path = write_reconciled(tmp_path / "odd.db", [(odd, said[3][1])])
    assert articles(path, "turkiye erdogan") == {"d"} == articles(path, "TÜRKİYE Erdoğan")


def test_a_name_finds_its_code_and_a_code_its_name(small):
    with open_record(small) as record:
        by_name, by_code = record.search("Slovakia"), record.search("SVK")
        assert by_name.total == by_code.total > 0
        assert set(by_name.ids) == set(by_code.ids)
        assert all(entry.fields["actor"] == "SVK" for entry in record.entries(ids=by_name.ids))
    assert articles(small, "SVK") == articles(small, "slovakia") == {"a", "b", "d", "e", "f"}


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("us troops here", '"us" AND "troops" AND ("here" OR "here"*)'),
        ("US troops -Poland", '(("US" OR "USA") AND "troops") NOT ("Poland" OR "POL")'),
        ("united states aid", '("united states" OR "USA") AND ("aid" OR "aid"*)'),
        ('"united states"', '"united states"'),
        ("a OR", '"a"'),
        ("NEAR(x y) ^z *", '"NEAR(x" AND "y)" AND ("^z" OR "^z"*)'.replace('("^z" OR "^z"*)', '"^z"')),
        ('an "open phrase', '"an" AND "open phrase"'),
    ],
)
def test_queries_are_taken_apart(words, match):
    assert wanted(words).match == match


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=40) | st.text(st.sampled_from('"-*^():{}+ORANDT. a\x00é'), max_size=40))
def test_no_text_is_a_mistake(small, words):
    with open_record(small) as record:
        for place in ("entries", "articles"):
            record.search(words, place)
    for span in found_in(words, {"a": words + " a é"}).get("a", ()):
        assert 0 <= span.begin < span.end <= len(words) + 4


def test_too_many_words_are_refused_in_plain_words(small):
    with pytest.raises(BadInput, match=f"at most {MOST} words"), open_record(small) as record:
        record.search("word " * (MOST + 1))


def test_a_place_and_a_type_that_there_are_not_are_refused(small):
    with open_record(small) as record:
        with pytest.raises(BadInput, match="nothing to search in 'rulings'"):
            record.search("x", "rulings")
        with pytest.raises(BadInput, match="no type 'deed'"):
            record.search(Search("x", type="deed"))


def test_filters_narrow_and_types_are_counted(small):
    assert articles(small, Search("howitzers", outlet="Post")) == {"c"}
    assert articles(small, Search("howitzers", since="2023-04-05", until="2023-04-08")) == {"b", "c"}
    with open_record(small) as record:
        every = record.search("slovakia OR holt OR SWE")
        assert every.counts == {"commitment": 3, "membership": 1, "statement": 1}
        assert every.total == 5 == len(every.ids)
        statements = record.search(Search("slovakia OR holt OR SWE", type="statement"))
        assert (statements.total, statements.counts) == (1, every.counts)
        assert record.search(Search("slovakia", outlet="Brief")).total == 1


def test_stretches_put_together_are_the_whole(small):
    with open_record(small) as record:
        whole = record.search("the", "articles")
        parts = [record.search("the", "articles", limit=1, offset=at).ids for at in range(whole.total)]
        assert tuple(one for part in parts for one in part) == whole.ids
        assert record.search("the", "articles", limit=5, offset=99).total == whole.total


def test_a_word_in_the_title_ranks_first(example):
    with open_record(example) as record:
        titles = {one.id: one.title or "" for one in record.articles()}
        found = record.search("blue-and-white", "articles")
        assert found.total >= 1
        assert "blue-and-white" in titles[found.ids[0]]


def test_the_order_of_the_input_does_not_matter(small, tmp_path):
    some, found, trace = world()
    other = write(tmp_path / "other.db", some[::-1], found[::-1], trace)
    assert results(other) == results(small)


def test_adding_finds_what_building_at_once_finds(example, tmp_path):
    inputs = sorted(EXAMPLE.iterdir())
    path = tmp_path / "parts.db"
    build(inputs[::2], record=path)
    add(inputs[1::2], record=path)
    assert results(path) == results(example)


def test_the_index_follows_rulings_and_their_undoing(small, tmp_path):
    path = Path(copyfile(small, tmp_path / "ruled.db"))
    before = results(path)
    with open_record(path) as record:
        entry = next(one for one in record.entries() if one.fields.get("item") == "howitzers")
        assert record.search("30", "entries").total == 0
    rule(path, "correct", entry.id, "quantity", "31", **BY)
    sound(path)
    with open_record(path) as record:
        assert len(record.search("howitzers").ids) == before["howitzers", "entries"].total
    rule(path, "split", entry.id, entry.findings[0], **BY)
    sound(path)
    with open_record(path) as record:
        assert record.search("howitzers").total == before["howitzers", "entries"].total + 1
        made = [one.ruling.id for one in record.rulings()]
    for one in reversed(made):
        rule(path, "undo", one, **BY)
    sound(path)
    assert results(path) == before


def test_the_index_follows_articles_that_go(small, tmp_path):
    path = Path(copyfile(small, tmp_path / "fewer.db"))
    gate = open_to_write(path)
    with gate.transaction("remove"):
        for table in ("entries", "articles"):
            gate.all("remove", f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} ORDER BY id LIMIT 1)")
    gate.close()
    sound(path)
    assert articles(path, "howitzers") == {"b", "c", "f"}


def sound(path: Path) -> None:
    """The index holds exactly the words that it would hold if it were made now, under the keys that there are."""
    held, anew = open_to_write(path), words_index()
    texts = held.all("read the texts", "SELECT key, title, words FROM search_texts")
    assert len(texts) == held.one("count keys", "SELECT count(*) FROM search_keys")[0]
    anew.many("index them", "INSERT INTO search (rowid, title, words) VALUES (?, ?, ?)", texts)
    words = []
    for gate in (held, anew):
        gate.all("see each word", "CREATE VIRTUAL TABLE temp.every USING fts5vocab (main, search, instance)")
        words.append(gate.all("read them", "SELECT term, doc, col, offset FROM temp.every"))
        gate.close()
    assert words[0] == words[1] != []


def test_an_entry_is_found_by_what_it_said_on_a_day(tmp_path):
    path = write_reconciled(tmp_path / "story.db", STORY, TRACE)
    with open_record(path) as now:
        (entry,) = now.search("delivered").ids
        assert now.search("pledged").total == 0
    with open_as_of(path, DAYS[2]) as then:
        assert then.search("pledged").ids == (entry,)
        assert then.search("delivered").total == 0
        assert then.search("howitzers").ids == (entry,)
        assert set(then.search("howitzers", "articles").ids) == {"ferry", "lodge", "miller"}
        assert then.search("spokesman", "articles").total == 0
    with open_as_of(path, DAYS[3]) as last, open_record(path) as now:
        for words in ("delivered", "howitzers", "slovakia"):
            assert last.search(words) == now.search(words)
            assert last.search(words, "articles") == now.search(words, "articles")


def test_marks_are_the_texts_own_characters():
    text = "Türkiye\x00 pledged 13 howitzers; \ud800 the prime ministers of SLOVAKIA met. \ufdd0 Howitzer."
    found = found_in('howitzer "prime minister" slovakia', {"one": text, "other": "nothing of it"})
    assert set(found) == {"one"}
    assert [text[one.begin : one.end] for one in found["one"]] == [
        "howitzers", "prime ministers", "SLOVAKIA", "Howitzer",
    ]  # fmt: skip
    assert all(isinstance(one, Span) for one in found["one"])
