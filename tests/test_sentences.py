"""Sentence splitting."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.sentences import LONGEST, split_sentences

ONE_PER_ITEM = [
    ["The envoy met Gen. Ada Brook in Washington, D.C., on Monday.", "They spoke for an hour."],
    ["Troops left the U.S.", "The base was closed."],
    ["The U.S. Senate voted.", "It passed."],
    ["She lives at No. 10 on that street.", "No.", "That is wrong."],
    ["Talks began on Feb. 24 and ended in Nov. 2022.", "Nothing was signed."],
    ["John F. Miller Jr. spoke.", "So did J. Doe."],
    ["“We will pay.”", "The minister then left."],
    ["“We will pay,” Mr. Doe said.", "“And soon.”"],
    ["“Who will pay?” Mr. Doe asked.", "Nobody answered."],
    ["“They know the target. .", "I hope they understand."],
    ["1. The first point is short.", "2. The second is not."],
    ["LONDON (Example News) —", "The council met.", "It agreed."],
    ["OSLO, Nov. 3 (Example) -", "The council met."],
    ["It costs 3.5 million.", "That is 1.2% more."],
    ["The bridge fell.[12]", "It was old."],
    ["He arrived at 9 a.m. Monday.", "She left at 9 p.m.", "The hall was empty."],
    ["Acme Inc. shares fell.", "The board of Acme Corp. resigned."],
    ["Well ... it rained.", "Then it stopped..."],
    ["Why?!", "Because."],
    ["''Then-Sen. Doe and Gov. A.B. “Al” Roe spoke.''", "Nobody came."],
]


@pytest.mark.parametrize("sentences", ONE_PER_ITEM)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[s.begin : s.end] for s in split_sentences(text)] == sentences


def test_a_straight_quotation_mark_belongs_to_its_own_side() -> None:
    text = '"They came." "They went", he said. He was told."They all went." Nobody stayed.'
    assert [text[b:e] for b, e in split_sentences(text)] == [
        '"They came."', '"They went", he said.', "He was told.", '"They all went."', "Nobody stayed.",
    ]  # fmt: skip


def test_a_full_stop_without_space_after_it_ends_a_sentence_but_not_a_name() -> None:
    text = "The talks failed.Ukraine left. See example.com or node.js for more."
    assert [text[b:e] for b, e in split_sentences(text)] == [
        "The talks failed.", "Ukraine left.", "See example.com or node.js for more.",
    ]  # fmt: skip


def test_a_sentence_has_a_longest_length() -> None:
    assert max(s.end - s.begin for s in split_sentences("word " * 2000)) <= LONGEST
    assert [s.end - s.begin for s in split_sentences("x" * (2 * LONGEST))] == [LONGEST, LONGEST]


@pytest.mark.parametrize(
    "unit", ["a", " ", "\n ", ".", '"', "Ab.C", "A.M. X ", 'No."', ". ", "•", " \n", "a? “", "[1]."]
)
def test_a_megabyte_of_anything_is_split(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert sum(len(_solid(text[b:e])) for b, e in split_sentences(text)) == len(_solid(text))


TEXTS = st.one_of(
    st.text(alphabet=st.characters(codec=None), max_size=300),
    st.text(alphabet="Ab1. \n\t\"'“”?!…()[]—-,U.S.", max_size=300),
)


@given(TEXTS, st.integers(0, 5), st.integers(0, 5))
@settings(deadline=None, max_examples=300)
def test_sentences_cover_the_words_once_and_in_order(text: str, before: int, after: int) -> None:
    begin, end = min(before, len(text)), max(len(text) - after, min(before, len(text)))
    at = begin
    for sentence in split_sentences(text, begin, end):
        assert at <= sentence.begin < sentence.end <= end
        assert not _solid(text[at : sentence.begin])
        assert not text[sentence.begin].isspace()
        assert not text[sentence.end - 1].isspace()
        at = sentence.end
    assert not _solid(text[at:end])


def _solid(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and not "\ud800" <= char <= "\udfff")
