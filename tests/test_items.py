"""Items: names of goods in running text, by the vocabulary."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extraction.commitments.lexicon import lexicon
from onrecord.extraction.forms import noun_forms, plural, verb_forms
from onrecord.extraction.items import find_items, item_class, lineage
from onrecord.vocabulary import vocabulary


def named(text: str) -> list[tuple[str, str]]:
    return [(text[m.begin : m.end], m.of.name) for m in find_items(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 armored vehicles", [("armored vehicles", "armoured vehicle")]),
        ("armoured personnel carriers", [("armoured personnel carriers", "armoured personnel carrier")]),
        ("Leopard-2 tanks", [("Leopard-2 tanks", "Leopard 2")]),
        ("six T72s", [("T72s", "T-72")]),
        ("Stinger missiles", [("Stinger missiles", "Stinger")]),
        ("HIMARS rockets", [("HIMARS", "HIMARS"), ("rockets", "missile")]),
        ("Patriot missile systems", [("Patriot missile systems", "Patriot")]),
        ("anti-tank guided missiles", [("anti-tank guided missiles", "anti-tank weapon")]),
        ("Patriots and transformers", [("Patriots", "Patriot"), ("transformers", "transformer")]),
        ("humanitarian aid", [("humanitarian aid", "humanitarian aid")]),
        ("a crowd of people", []),
    ],
)
def test_the_longest_name_wins(text, expected):
    assert named(text) == expected


def test_a_possessive_is_not_part_of_the_name():
    assert named("the tank's crew") == [("tank", "tank")]


def test_a_narrow_class_leads_to_its_broader_ones():
    patriot = item_class("Patriot")
    assert patriot is not None
    assert lineage(patriot) == ["Patriot", "air defence system", "missile system", "weapon"]


def test_a_variant_is_its_system_and_the_system_its_sort():
    variant = item_class("Leopard 2A6")
    assert variant is not None
    assert lineage(variant) == ["Leopard 2A6", "Leopard 2", "Leopard", "tank", "armoured vehicle", "weapon"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a spike in prices", []),
        ("the Apache are a people", []),
        ("six Apache", [("Apache", "Apache")]),
        ("Apache helicopters", [("Apache helicopters", "Apache")]),
        ("the first Apaches", [("Apaches", "Apache")]),
        ("in Milan on Friday", []),
    ],
)
def test_a_name_that_means_more_counts_only_where_it_is_plainly_an_item(text, expected):
    assert named(text) == expected


def test_no_name_stands_in_two_classes():
    names = [name for entry in vocabulary("items")["classes"].values() for name in entry["names"]]
    assert sorted(names) == sorted(set(names))


def test_every_broader_class_exists():
    classes = vocabulary("items")["classes"]
    assert {c["broader"] for c in classes.values() if "broader" in c} <= set(classes)


def test_every_class_has_a_known_kind():
    kinds = {"military", "financial", "humanitarian", "energy", "reconstruction", "political", "other", "modifier"}
    assert {c["kind"] for c in vocabulary("items")["classes"].values()} <= kinds


def test_a_user_may_add_a_system(tmp_path, monkeypatch):
    (tmp_path / "items.toml").write_text('[classes.tank]\nnames = ["karrag"]\n', encoding="utf-8")
    monkeypatch.setenv("ONRECORD_VOCABULARY", str(tmp_path))
    assert "karrag" in vocabulary("items")["classes"]["tank"]["names"]


@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_in_order_and_apart(text):
    found = find_items(text)
    assert all(0 <= m.begin < m.end <= len(text) for m in found)
    assert all(a.end <= b.begin for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("supply", {"supply", "supplies", "supplied", "supplying"}),
        ("donate", {"donate", "donates", "donated", "donating"}),
        ("pledge", {"pledge", "pledges", "pledged", "pledging"}),
        ("dispatch", {"dispatch", "dispatches", "dispatched", "dispatching"}),
    ],
)
def test_regular_verbs_have_their_forms(verb, forms):
    assert verb_forms(verb, {}) == forms


def test_irregular_verbs_have_the_forms_given():
    assert "sent" in verb_forms("send", {"send": ["sends", "sent", "sending"]})


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_a_noun_and_its_plural_are_both_forms(noun):
    assert noun_forms(noun) == {noun, plural(noun)}


def test_one_form_may_belong_to_a_verb_and_a_noun():
    assert {word.part for word in lexicon()["supplies"]} == {"verb", "noun"}


def test_words_with_a_particle_come_first():
    words = lexicon()["handed"]
    assert [word.particle is None for word in words] == sorted(word.particle is None for word in words)
