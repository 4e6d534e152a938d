"""Who said what, in sentences of the kinds that news prints. Every person and outlet here is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extraction import statements
from onrecord.language import analyse
from onrecord.model import words_of
from onrecord.reading.article import article_from_text


def found(text):
    article = article_from_text(text, id="a")
    (analysis,) = analyse([article])
    return article, statements(article, analysis)


def said(text):
    """(speaker's name, mode, content) of each statement."""
    return [(s.speaker.name, s.mode, s.text) for s in found(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"The bridge will open in May," Maria Orwin said.',
            ("Maria Orwin", "direct", '"The bridge will open in May,"'),
        ),
        (
            "“The bridge will open in May,” said Maria Orwin.",
            ("Maria Orwin", "direct", "“The bridge will open in May,”"),
        ),
        (
            "''The bridge will open in May,'' Maria Orwin said.",
            ("Maria Orwin", "direct", "''The bridge will open in May,''"),
        ),
        (
            'Maria Orwin said: "The bridge will open in May."',
            ("Maria Orwin", "direct", '"The bridge will open in May."'),
        ),
        (
            'Maria Orwin told reporters, "The bridge will open in May."',
            ("Maria Orwin", "direct", '"The bridge will open in May."'),
        ),
        (
            'MARIA ORWIN: "The bridge will open in May."',
            ("MARIA ORWIN", "direct", '"The bridge will open in May."'),
        ),
    ],
)
def test_a_quotation_belongs_to_the_frame_beside_it(text, expected):
    assert said(text) == [expected]


def test_a_quotation_that_its_frame_splits_is_one_statement():
    (statement,) = found("“In short,” Maria Orwin said, “the bridge will open in May.”")[1]
    assert [len(statement.content), statement.mode, statement.speaker.name] == [2, "direct", "Maria Orwin"]


def test_a_quotation_that_goes_on_in_its_paragraph_is_the_same_statement():
    (statement,) = found("“The bridge will open in May,” Maria Orwin said. “We have waited for years.”")[1]
    assert [len(statement.content), statement.mode, statement.speaker.name] == [2, "direct", "Maria Orwin"]
    assert statement.text == "“The bridge will open in May,” “We have waited for years.”"


def test_a_quotation_that_never_closes_ends_with_its_paragraph():
    text = "Maria Orwin said on her channel on Tuesday: “The bridge will open. I hope they know this.\n\nIt rained."
    assert said(text) == [("Maria Orwin", "direct", "“The bridge will open. I hope they know this.")]


def test_a_quotation_inside_a_clause_is_mixed():
    ((speaker, mode, content),) = said('Maria Orwin said that the bridge was "a gift to the town".')
    assert (speaker, mode) == ("Maria Orwin", "mixed")
    assert content.startswith("that the bridge was")


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Maria Orwin said that the bridge would open in May.", "Maria Orwin", "that the bridge would open in May"),
        ("The bridge would open in May, Maria Orwin said.", "Maria Orwin", "The bridge would open in May"),
        ("According to Maria Orwin, the bridge would open in May.", "Maria Orwin", "the bridge would open in May"),
        ("The ministry asked the town to open the bridge.", "ministry", "the town to open the bridge"),
        ("The ministry refused to open the bridge.", "ministry", "to open the bridge"),
    ],
)
def test_speech_without_marks_is_indirect(text, speaker, content):
    assert (speaker, "indirect", content) in said(text)


def test_each_statement_has_the_class_of_its_cue():
    classes = {
        s.speaker.name: s.cue_class
        for s in found(
            "Maria Orwin said that the bridge would open. Peter Zandt believes that the bridge is safe. "
            "Anna Mellin hopes to open the bridge."
        )[1]
    }
    assert classes == {"Maria Orwin": "speech", "Peter Zandt": "thought", "Anna Mellin": "intent"}


@pytest.mark.parametrize(
    "text",
    [
        "The bridge, known as the “Old Lady”, was closed on Monday.",
        "Maria Orwin appeared on the programme “Morning Forum” on Monday.",
        "The members' bridge opened in the '90s.",
    ],
)
def test_titles_names_and_apostrophes_are_not_speech(text):
    assert said(text) == []


def test_every_span_holds_the_words_that_the_statement_reports():
    article, results = found("“The bridge will open,” Maria Orwin said. She added that it was safe.")
    assert len(results) == 2
    for statement in results:
        assert statement.text == words_of(article.text, statement.content)
        assert words_of(article.text, statement.source) in ("Maria Orwin", "She")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB .,:;\n\"'“”‘’„«»—saidheXé中\u200f", max_size=120))
def test_odd_text_gives_statements_or_none(text):
    article, results = found(text)
    for statement in results:
        assert statement.content
        assert all(
            0 <= b < e <= len(article.text) for b, e in (*statement.content, *statement.source, *statement.cue)
        )


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_unicode_gives_statements_or_none(text):
    found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody in the crowd from Helsinki said the vote was lost.",
        "No one expected the bridge to open.",
        "A Baltic diplomat asked not to be named.",
        "One official requested to remain anonymous.",
        "War in the north: “We will not blink”",
    ],
)
def test_nobody_conditions_and_headline_labels_make_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize("when", ["in March", "on Monday", "last week"])
def test_content_does_not_begin_with_when_it_was_said(when):
    (row,) = said(f"The ministry agreed {when} to deliver one million shells.")
    assert row[-1] == "to deliver one million shells"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Orwin, officials said, has become sceptical about one of the options.", "officials"),
        ("But, according to the poll, 31 percent of the town have yet to choose.", "poll"),
        ("She accused the agency of trying to cover up the leaks.", None),
        ("Those over 60 say they feel safe at night.", "Those over 60"),
        ("The new poll shows Maria Orwin far ahead of her opponents.", "new poll"),
    ],
)
def test_reports_that_stand_oddly_in_their_sentence_are_found(text, expected):
    assert [name for name, _, _ in said(text)] == [expected]


def test_a_quotation_after_its_speakers_indirect_words_is_theirs():
    rows = said("Maria Orwin says the town should be free to cross the bridge. “It is theirs.”")
    assert rows == [("Maria Orwin", "mixed", "the town should be free to cross the bridge “It is theirs.”")]


def test_a_tag_behind_a_full_stop_in_the_quotation_still_names_the_speaker():
    assert said("“I hope that you find the thirty letters that are missing.” Orwin said.") == [
        ("Orwin", "direct", "“I hope that you find the thirty letters that are missing.”")
    ]
