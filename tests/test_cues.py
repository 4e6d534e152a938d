"""The cue vocabulary: forms, classes and constructions, and that its tables agree with each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extraction.statements.cues import CLASSES, cues, inflected
from onrecord.vocabulary import vocabulary

TABLE = vocabulary("cues")
CONSTRUCTIONS = sorted({name for kind in CLASSES for name in TABLE[kind] if isinstance(TABLE[kind][name], list)})
PREPOSITIONAL = ("preposition", "noun_preposition", "adjective_preposition")


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("says", "say"),
        ("said", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("admitting", "admit"),
        ("wrote", "write"),
        ("thought", "think"),
        ("urging", "urge"),
        ("stresses", "stress"),
        ("quipped", "quip"),
        ("quipping", "quip"),
    ],
)
def test_every_form_of_a_verb_finds_its_cue(form, lemma):
    assert cues().verbs[form].lemma == lemma


@pytest.mark.parametrize(
    ("lemma", "construction", "cue_class"),
    [
        ("expect", "clause", "thought"),
        ("expect", "infinitive", "intent"),
        ("hope", "clause", "thought"),
        ("hope", "infinitive", "intent"),
        ("decide", "clause", "thought"),
        ("decide", "infinitive", "intent"),
        ("say", "clause", "speech"),
        ("support", "object", "thought"),
        ("oppose", "object", "thought"),
        ("endorse", "object", "speech"),
    ],
)
def test_the_class_hangs_on_the_construction(lemma, construction, cue_class):
    assert cues().verbs[lemma].takes[construction] == cue_class


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_no_word_has_two_classes_in_one_construction(construction):
    words = [word for kind in CLASSES for word in TABLE[kind].get(construction, ())]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("table", PREPOSITIONAL)
def test_no_word_has_two_classes_behind_one_preposition(table):
    pairs = [
        (preposition, word)
        for kind in CLASSES
        for preposition, words in TABLE[kind].get(table, {}).items()
        for word in words
    ]
    assert len(pairs) == len(set(pairs))


def test_an_irregular_form_belongs_to_a_verb_that_the_tables_know():
    known = {cue.lemma.partition(" ")[0] for cue in cues().verbs.values()} | set(TABLE["phrases"]["making"])
    assert {lemma for lemma in TABLE["forms"].values() if lemma not in known} == set()


def test_verbs_that_tell_somebody_are_cues_themselves():
    assert {lemma for lemma in TABLE["phrases"]["told"] if not cues().verbs[lemma].told} == set()


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_regular_inflection_keeps_the_lemma_first_and_gives_past_and_participle(lemma):
    forms = list(inflected(lemma))
    assert forms[0] == lemma
    assert any(form.endswith("d") for form in forms[1:])
    assert any(form.endswith("ing") for form in forms[1:])
