"""Titles in the case of a sentence: what is a name, what is not, and that no offset moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language import analyse
from onrecord.language.headlines import IN_HEADLINE, is_titled, sentence_case, usage_in
from onrecord.model import Article, Layout, Span, text_sha256


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Norway Sends Two Ferries To Malta", "Norway sends two ferries to Malta"),
        ("Minister Says Talks With NATO Go On", "Minister says talks with NATO go on"),
        ("Why the Dutch Farmers Waited for Rain", "Why the Dutch farmers waited for rain"),
        ("Latest: Ferry Leaves Oslo", "Latest: Ferry leaves Oslo"),
        ("Critics Call Plan 'Far Too Small'", "Critics call plan 'Far too small'"),
        ("Five-Year Harbour Plan Approved by Mayor", "Five-year harbour plan approved by mayor"),
        ("Anna Miller Opens the Old Bridge", "Anna Miller opens the old bridge"),
        ("Ferries May Stop Running on Sunday", "Ferries may stop running on Sunday"),
        ("Port to Close by May, Owners Say", "Port to close by May, owners say"),
        ("McAllister Meets Dockers’ Leaders", "McAllister meets dockers’ leaders"),
    ],
)
def test_title_case_is_read_as_a_sentence(title: str, read: str) -> None:
    assert is_titled(title, IN_HEADLINE)
    assert sentence_case(title, {}) == read


def test_capitals_are_read_as_a_sentence() -> None:
    assert sentence_case("NATO CHIEF SAYS POLAND WILL PAY", {}) == "NATO chief says Poland will pay"


@pytest.mark.parametrize(
    "text",
    [
        "Norway sends two ferries to Malta",
        "The Ministry of Foreign Affairs said the harbour would be closed.",
        "President Anna Miller told the Harbour Workers' Union that wages rise",
        "Olso Fjord",
        "",
    ],
)
def test_sentences_are_left_alone(text: str) -> None:
    assert not is_titled(text, IN_HEADLINE)


def test_the_story_tells_names_from_words() -> None:
    title = "Steel Buys Harbour From Coral"
    story = ["The firm Coral sold the harbour.", "It went to Steel for a price."]
    assert sentence_case(title, usage_in(story)) == "Steel buys harbour from Coral"
    assert usage_in(story)["harbour"] is False


def test_a_title_in_the_story_teaches_nothing() -> None:
    assert usage_in(["Workers Open Harbour Gates Again"]) == {}


def test_a_word_that_the_story_also_writes_small_is_no_name() -> None:
    assert usage_in(["The Harbour Office closed.", "The harbour is shut."])["harbour"] is False


@given(st.text(alphabet=st.characters(codec=None), max_size=80), st.booleans())
@settings(deadline=None, max_examples=300)
def test_only_the_case_of_letters_changes(text: str, capitals: bool) -> None:
    text = text.upper() if capitals else text.title()
    read = sentence_case(text, usage_in([text]))
    assert len(read) == len(text)
    assert all(a == b or a.lower() == b.lower() for a, b in zip(text, read, strict=True))


WORDS = ["Norway", "Sends", "'TWO", "İstanbul", "ŒUVRES", "To", "the", "Straße:", "Ferries,", "and", "A."]


@given(st.lists(st.sampled_from(WORDS), max_size=9))
@settings(deadline=None, max_examples=60)
def test_headlines_keep_their_text_and_places(words: list[str]) -> None:
    headline = " ".join(words)
    text = headline + "\nIt rained."
    layout = Layout(headline=Span(0, len(headline)), story=(Span(len(headline), len(text)),))
    (analysis,) = analyse([Article(id="a", text=text, sha256=text_sha256(text), layout=layout)])
    for sentence in analysis.sentences:
        assert text[sentence.begin : sentence.end] == sentence.doc.text
        assert all(0 <= token.head.i < len(sentence.doc) for token in sentence.doc)
