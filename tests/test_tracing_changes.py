"""Word-by-word changes between two texts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.tracing import Change, word_changes

TEXTS = st.lists(
    st.sampled_from(["the", "weir", "30", "1.5", "Olvang", '"', "“", "”", ",", ".", "burst", "U.S."]), max_size=40
).map(" ".join)


def told(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(change.op, a[slice(*change.a)], b[slice(*change.b)]) for change in word_changes(a, b)]


def test_changes_are_the_words_that_differ() -> None:
    assert told("The board met on Monday.", "The river board met.") == [
        ("equal", "The", "The"),
        ("insert", "", "river"),
        ("equal", "board met", "board met"),
        ("delete", "on Monday", ""),
        ("equal", ".", "."),
    ]


def test_style_is_no_change() -> None:
    assert [change.op for change in word_changes("“Dry – for now,” he SAID.", '"dry - for  now," He said.')] == [
        "equal"
    ]


def test_numbers_names_and_quoted_words_are_marked() -> None:
    one, two = 'Ask Olvang: "30 gates leak" today.', 'Ask Brandt: "31 gates burst" again.'
    marked = [(one[slice(*c.a)], c.number, c.name, c.quoted) for c in word_changes(one, two) if c.op == "replace"]
    assert marked == [
        ("Olvang", False, True, False),
        ("30", True, False, True),
        ("leak", False, False, True),
        ("today", False, False, False),
    ]


def rebuilt(text: str, changes: list[Change], side: str) -> str:
    return "".join(text[slice(*getattr(change, side))] for change in changes).replace(" ", "")


@given(TEXTS, TEXTS)
def test_changes_cover_both_texts_in_order(a: str, b: str) -> None:
    changes = word_changes(a, b)
    assert rebuilt(a, changes, "a") == a.replace(" ", "")
    assert rebuilt(b, changes, "b") == b.replace(" ", "")
    assert all(one.op != two.op or one.op != "equal" for one, two in pairwise(changes))
    for change in changes:
        assert (change.a.begin == change.a.end) == (change.op == "insert")
        assert (change.b.begin == change.b.end) == (change.op == "delete")


@given(TEXTS)
def test_a_text_equals_itself(text: str) -> None:
    assert [change.op for change in word_changes(text, text)] == (["equal"] if text.strip() else [])


@settings(deadline=None, max_examples=5)
@given(st.integers(0, 19_000))
def test_a_long_text_with_one_new_word_has_one_change(place: int) -> None:
    words = [f"w{number}" for number in range(20_000)]
    changed = [*words[:place], "fresh", *words[place:]]
    a, b = " ".join(words), " ".join(changed)
    inserted = [change for change in word_changes(a, b) if change.op != "equal"]
    assert [b[slice(*change.b)] for change in inserted] == ["fresh"]


def test_an_insertion_stands_where_the_words_would() -> None:
    changes = word_changes("", "new words")
    assert [(change.op, change.a) for change in changes] == [("insert", Span(0, 0))]
