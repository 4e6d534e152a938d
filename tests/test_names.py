"""When two names are one person's or one body's, across articles."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.given_names import gender_of, surname_first, without_accents
from onrecord.reconciliation.speakers.names import same_name, surname_key
from onrecord.reconciliation.speakers.people import canonical_names
from onrecord.vocabulary import vocabulary

PAIRS = tomllib.loads((Path(__file__).parent / "name_pairs.toml").read_text(encoding="utf-8"))
NAMES = sorted({name for kind in ("same", "different") for pair in PAIRS[kind] for name in pair})


@pytest.mark.parametrize(("a", "b"), PAIRS["same"])
def test_spellings_of_one_name_are_one(a, b):
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(("a", "b"), PAIRS["different"])
def test_names_of_two_are_two(a, b):
    assert not same_name(a, b)
    assert not same_name(b, a)


def test_names_that_are_one_share_their_key():
    without = [(a, b) for a in NAMES for b in NAMES if same_name(a, b) and surname_key(a) != surname_key(b)]
    assert without == []


def test_keys_tell_most_people_apart():
    people = {name.split()[-1] for name in NAMES if len(name.split()) == 2}
    assert len({surname_key(surname) for surname in people}) > len(people) // 3


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_compare_both_ways_alike_and_share_a_key_when_one(a, b):
    assert same_name(a, b) == same_name(b, a)
    assert not same_name(a, b) or surname_key(a) == surname_key(b)


@given(st.sampled_from(NAMES))
def test_a_name_is_its_own(name):
    assert same_name(name, name)
    assert same_name(name, name.upper()) or len(name) <= 5


def test_every_spelling_of_a_person_gets_the_one_used_most():
    speakers = {
        ("Volodymyr Orwin", "President", "UKR"): 5,
        ("Vladimir Orwin", None, "UKR"): 2,
        ("Orwin", None, "UKR"): 9,
        ("V. Orwin", None, None): 1,
        ("President Orwin", None, None): 1,
    }
    assert set(canonical_names(speakers).values()) == {"Volodymyr Orwin"}


def test_a_surname_that_fits_two_people_stays_alone_unless_the_actor_tells():
    speakers = {
        ("Boris Zandt", None, "GBR"): 3,
        ("Mike Zandt", None, "USA"): 3,
        ("Zandt", None, None): 4,
        ("Zandt", None, "USA"): 1,
        ("Zandt", None, "NOR"): 1,
        ("M. Zandt", None, None): 1,
    }
    names = canonical_names(speakers)
    assert names["Zandt", None, None] == "Zandt"
    assert names["Zandt", None, "USA"] == "Mike Zandt"
    assert names["Zandt", None, "NOR"] == "Zandt"
    assert names["M. Zandt", None, None] == "Mike Zandt"
    assert len({names["Boris Zandt", None, "GBR"], names["Mike Zandt", None, "USA"]}) == 2


def test_bodies_and_groups_keep_their_names():
    speakers = {
        ("Kremlin", None, "RUS"): 2,
        ("US officials", None, "USA"): 1,
        ("a senior Polish official", None, "POL"): 1,
    }
    assert canonical_names(speakers) == {each: each[0] for each in speakers}


@given(
    st.dictionaries(
        st.tuples(st.sampled_from([*NAMES, "Zelensky", "Orban"]), st.none(), st.sampled_from([None, "UKR", "USA"])),
        st.integers(1, 9),
    ),
    st.randoms(),
)
def test_the_order_of_speakers_changes_no_canonical_name(speakers, random):
    shuffled = list(speakers.items())
    random.shuffle(shuffled)
    assert canonical_names(dict(shuffled)) == canonical_names(speakers)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("Xi", "Jinping"), True),
        (("Kim", "Jong", "Un"), True),
        (("Ban", "Ki-moon"), True),
        (("Orbán", "Viktor"), True),
        (("Viktor", "Orbán"), False),
        (("Kim", "Kardashian"), False),
        (("Li", "Andersson"), False),
        (("Elton", "John"), False),
        (("Xi",), False),
    ],
)
def test_the_family_name_stands_first_in_some_languages(words, first):
    assert surname_first(words) is first


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Olena", "f"), ("Dmytro", "m"), ("Élisabeth", "f"), ("Jean-Yves", "m"), ("Kim", None), ("", None)],
)
def test_a_given_name_tells_the_gender_where_it_is_of_one(name, gender):
    assert gender_of(name) == gender


def test_no_given_name_is_of_both_lists():
    table = vocabulary("given_names")
    male, female = (
        {without_accents(form) for line in table[key] for form in line.split()} for key in ("male", "female")
    )
    assert male.isdisjoint(female)
