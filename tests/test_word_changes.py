"""Which words changed: nothing is missed, and typography is no change."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.word_changes import WORD, _folded, word_changes

PIECES = (
    "the",
    "a",
    "ministers",
    "pledged",
    "30",
    "13",
    "tanks",
    "(",
    ")",
    ",",
    ".",
    "“",
    "”",
    "U.S.",
    "US",
    "won't",
)
sentences = st.lists(st.sampled_from(PIECES)).map(" ".join)


def words(text):
    return [_folded(found.group()) for found in WORD.finditer(text)]


@given(sentences, sentences)
def test_replacing_what_changed_turns_one_text_into_the_other(a, b):
    out, at = "", 0
    for change in word_changes(a, b):
        out += f"{a[at : change.a.begin]} {b[slice(*change.b)]} "
        at = change.a.end
    assert words(out + a[at:]) == words(b)


@given(sentences)
def test_a_text_does_not_differ_from_itself(text):
    assert word_changes(text, text) == []


@given(sentences, sentences)
def test_changes_are_in_order_and_apart(a, b):
    found = word_changes(a, b)
    for first, second in pairwise(found):
        assert first.a.end <= second.a.begin
        assert first.b.end <= second.b.begin


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("“We stand firm,” she said.", '"We stand firm", she said.'),
        ("Secretary-General", "Secretary General"),
        ("the U.S. aid", "The US aid"),
        ("Narland’s envoy", "Narland's envoy"),
    ],
)
def test_typography_is_no_change(a, b):
    assert word_changes(a, b) == []


@pytest.mark.parametrize(
    ("a", "b", "old", "new", "figure"),
    [
        ("sent 12 guns", "sent 20 guns", "12", "20", True),
        ("costs $5 million", "costs €5 million", "$", "€", False),
        ("grew by 1.5 points", "grew by 15 points", "1.5", "15", True),
        ("the door is open", "the gate is open", "door", "gate", False),
        ("he agreed at last", "he agreed", "at last", "", False),
    ],
)
def test_what_differs_is_named(a, b, old, new, figure):
    (change,) = word_changes(a, b)
    assert (a[slice(*change.a)], b[slice(*change.b)], change.figure) == (old, new, figure)
