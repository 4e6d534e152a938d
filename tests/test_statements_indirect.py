"""Indirect statements: every construction in which news reports what somebody said, thinks or intends, in sentences
of our own with invented people and outlets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extraction import statements
from onrecord.language import analyse
from onrecord.model import words_of
from onrecord.reading.article import article_from_text


def found(text):
    """(source, cue, content) of each statement, as written, and the statements."""
    article = article_from_text(text, id="a")
    (analysis,) = analyse([article])
    made = statements(article, analysis)
    assert all(s.mode == "indirect" for s in made)
    return [tuple(words_of(text, spans) for spans in (s.source, s.cue, s.content)) for s in made], made


def reported(text):
    return found(text)[0]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Maria Orwin said that the bridge would open in May.", "that the bridge would open in May"),
        ("Maria Orwin said the bridge would open in May.", "the bridge would open in May"),
        ("Maria Orwin said on Thursday that the bridge would open.", "that the bridge would open"),
        ("Maria Orwin explained why the bridge had closed.", "why the bridge had closed"),
        ("Maria Orwin asked how the dam would be repaired.", "how the dam would be repaired"),
        ("Maria Orwin told reporters that the dam would hold.", "that the dam would hold"),
        ("Maria Orwin denied taking money from the company.", "taking money from the company"),
        ("Maria Orwin asked lenders to wait.", "lenders to wait"),
        ("Maria Orwin vowed to rebuild the bridge.", "to rebuild the bridge"),
        ("Maria Orwin described the plan as a gift to the town.", "the plan as a gift to the town"),
        ("Maria Orwin called the plan a gift.", "the plan a gift"),
        ("Maria Orwin warned of delays.", "delays"),
        ("Maria Orwin answered that the ferry would sail.", "that the ferry would sail"),
        ("Maria Orwin means to stand again in the spring.", "to stand again in the spring"),
        (
            "Maria Orwin puts the yearly cost of the ferry at two million.",
            "the yearly cost of the ferry at two million",
        ),
        ("Maria Orwin accused the company of hiding the report.", "the company of hiding the report"),
        ("Maria Orwin endorsed Jon Hale for mayor.", "Jon Hale for mayor"),
        ("Maria Orwin is critical of the plan.", "the plan"),
        ("Maria Orwin is confident that the bridge will open.", "that the bridge will open"),
        ("Maria Orwin made clear that the tolls would stay.", "that the tolls would stay"),
        ("Maria Orwin noted in a column in Sunday's paper that tolls were rising.", "that tolls were rising"),
        ("Maria Orwin said the dam held, and it will be watched.", "the dam held, and it will be watched"),
    ],
)
def test_a_verb_or_adjective_reports_what_it_takes(text, content):
    ((source, _, reported_content),) = reported(text)
    assert (source, reported_content) == ("Maria Orwin", content)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to Maria Orwin, the bridge will open.", "Maria Orwin", "the bridge will open"),
        ("The bridge will open, according to Maria Orwin.", "Maria Orwin", "The bridge will open"),
        (
            "The bridge, according to a person familiar with the plans, will open in May.",
            "a person familiar with the plans",
            "The bridge will open in May",
        ),
        ("In Maria Orwin's view, the bridge is unsafe.", "Maria Orwin", "the bridge is unsafe"),
        ("In her words, the bridge is a gift.", "her", "the bridge is a gift"),
        ("In the words of Maria Orwin, the bridge is a gift.", "Maria Orwin", "the bridge is a gift"),
        (
            "In a new poll, half of the residents opposed the tolls.",
            "a new poll",
            "half of the residents opposed the tolls",
        ),
        ("As Maria Orwin put it, the bridge is a gift.", "Maria Orwin", "the bridge is a gift"),
        ("As The Harbour Post reported, the bridge will open.", "The Harbour Post", "the bridge will open"),
        ("The bridge is safe, as Maria Orwin noted.", "Maria Orwin", "The bridge is safe"),
        ("The bridge will open in May, officials said.", "officials", "The bridge will open in May"),
        ("The bridge, officials said, will open in May.", "officials", "The bridge will open in May"),
        ("The bridge has reportedly been closed.", "", "The bridge has been closed"),
    ],
)
def test_a_phrase_or_an_aside_reports_the_sentence_around_it(text, source, content):
    ((found_source, _, found_content),) = reported(text)
    assert (found_source, found_content) == (source, content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("His pledge that the tolls would fall moved nobody.", "His", "pledge", "that the tolls would fall"),
        (
            "The council ignored a warning from engineers that the dam was weak.",
            "engineers",
            "warning",
            "that the dam was weak",
        ),
        (
            "The ministry issued a warning that the dam was weak.",
            "The ministry",
            "warning",
            "that the dam was weak",
        ),
        ("The council heard reports that the bridge had closed.", "", "reports", "that the bridge had closed"),
        ("Maria Orwin's support for the plan surprised the town.", "Maria Orwin", "support", "the plan"),
        ("The mayor's criticism of the plan surprised the town.", "The mayor", "criticism", "the plan"),
        ("The council's decision to close the bridge stands.", "The council", "decision", "to close the bridge"),
    ],
)
def test_a_noun_reports_for_its_owner_or_maker(text, source, cue, content):
    assert (source, cue, content) in reported(text)


def test_a_relative_clause_behind_a_noun_is_not_what_it_reports():
    assert reported("The promise that she made was kept.") == []


def test_who_draws_criticism_has_not_made_it():
    assert all(source != "The minister" for source, _, _ in reported("The minister faced criticism of the plan."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents were told that the dam was safe.", ("", "were told", "that the dam was safe")),
        ("The bridge is said to be unsafe.", ("", "is said", "The bridge to be unsafe")),
        ("The plan was condemned by the harbour council.", ("the harbour council", "was condemned", "The plan")),
        ("The bridge is seen as a risk.", ("", "is seen", "The bridge a risk")),
        (
            "The mayor was quoted as saying that the bridge was safe.",
            ("The mayor", "saying", "that the bridge was safe"),
        ),
        (
            "The mayor is expected to announce the plan.",
            ("", "is expected", "The mayor to announce the plan"),
        ),
    ],
)
def test_a_passive_reports_from_its_agent_or_from_nobody_named(text, expected):
    assert reported(text) == [expected]


def test_a_document_reports_all_that_it_shows():
    ((source, _, content),) = reported("The latest poll showed Maria Orwin leading Jon Hale among young voters.")
    assert (source, content) == ("The latest poll", "Maria Orwin leading Jon Hale among young voters")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The harbour council endorsed Jon Hale, who leads the party.", "Jon Hale"),
        ("Maria Orwin praised the engineers on Monday.", "the engineers"),
        ("Maria Orwin criticized the plan, calling the council weak.", "the plan"),
    ],
)
def test_what_hangs_on_the_content_loosely_is_the_writers(text, content):
    assert reported(text)[0][2] == content


def test_what_only_tells_when_it_was_said_is_no_content():
    text = "After the bridge closed, Maria Orwin asked the council for money."
    assert all("After" not in content for _, _, content in reported(text))


@pytest.mark.parametrize(
    ("text", "negated", "modal"),
    [
        ("Maria Orwin said that the bridge was safe.", False, False),
        ("Maria Orwin did not say that the bridge was safe.", True, False),
        ("Maria Orwin didn't say whether the bridge was safe.", True, False),
        ("The council never promised that the tolls would fall.", True, False),
        ("Maria Orwin failed to mention that the road was closed.", True, False),
        ("Maria Orwin has yet to say whether the dam is safe.", True, False),
        ("Maria Orwin denied that the bridge was safe.", False, False),
        ("The minister may announce that the road is closed.", False, True),
        ("Maria Orwin would say only that talks went on.", False, True),
        ("The minister could ask lenders to wait.", False, True),
        ("Officials are likely to say that the port is safe.", False, True),
        ("If the mayor says that the dam is safe, residents will wait.", False, True),
        ("The company cannot say whether it will pay.", True, False),
        ("The ministry made no mention of the dam.", True, False),
    ],
)
def test_a_denied_or_possible_cue_is_kept_as_such(text, negated, modal):
    statement = found(text)[1][0]
    assert (statement.negated, statement.modal) == (negated, modal)


@pytest.mark.parametrize(
    ("text", "cue_class"),
    [
        ("Maria Orwin said that the bridge would open.", "speech"),
        ("Maria Orwin expects that the bridge will open.", "thought"),
        ("Maria Orwin expects to open the bridge.", "intent"),
        ("Maria Orwin hopes that the bridge will open.", "thought"),
        ("Maria Orwin hopes to open the bridge.", "intent"),
        ("Maria Orwin believes that the bridge is safe.", "thought"),
        ("Maria Orwin supports the plan.", "thought"),
        ("Maria Orwin wants to close the bridge.", "intent"),
        ("Maria Orwin is willing to wait.", "intent"),
        ("Maria Orwin is worried about the bridge.", "thought"),
    ],
)
def test_the_class_of_a_cue_follows_its_construction(text, cue_class):
    assert [s.cue_class for s in found(text)[1]] == [cue_class]


def test_what_one_source_says_that_another_said_is_kept_with_the_outer_statement():
    text = "Maria Orwin said that the minister had told her that the dam was weak."
    ((first, *_), (second, *_)), (outer, inner) = found(text)
    assert (first, second) == ("Maria Orwin", "the minister")
    assert (outer.within, inner.within) == (None, outer.id)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Orwin said she believed that the dam would hold.",
        "Officials said that the mayor wanted to leave.",
        "Maria Orwin said that polls showed that residents were angry.",
    ],
)
def test_what_the_outer_source_thinks_or_a_document_shows_is_no_statement_beside_it(text):
    assert len(reported(text)) == 1


def test_a_verb_form_inside_a_name_is_no_cue():
    assert [cue for _, cue, _ in reported("Maria Orwin told The Harbour Post that the dam was weak.")] == ["told"]


def test_a_verb_that_means_something_else_with_its_particle_is_no_cue():
    assert reported("The council called off the meeting.") == []


def test_a_finite_clause_behind_as_is_not_what_something_is_called():
    assert all(
        content != "the bridge" for _, _, content in reported("Soldiers attacked the town, as residents waited.")
    )


CLAUSES = (
    "Maria Orwin said that",
    "the council, according to the mayor,",
    "engineers had warned that",
    "his pledge that the tolls would fall",
    "the bridge has reportedly been closed",
    "residents were told that",
    "is seen as a risk",
    "in her view,",
    "as Jon Hale put it,",
    "and",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=9))
def test_whatever_the_sentence_every_span_is_in_it_and_every_outer_statement_is_another_one(clauses):
    text = " ".join(clauses) + "."
    article = article_from_text(text, id="a")
    (analysis,) = analyse([article])
    made = statements(article, analysis)
    ids = {s.id for s in made}
    for s in made:
        assert all(0 <= begin < end <= len(text) for begin, end in (*s.source, *s.cue, *s.content))
        assert s.content
        assert s.within is None or (s.within in ids and s.within != s.id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Their demand that the road be opened in May has split the town.",
            [("Their", "demand", "that the road be opened in May")],
        ),
        (
            "Asked by a child whether he had ever seen a whale, the captain did not answer.",
            [("a child", "Asked", "whether he had ever seen a whale")],
        ),
        (
            "The ferry will sail again this week, the harbour office said, after a driver lost his way.",
            [("the harbour office", "said", "The ferry will sail again this week")],
        ),
        ("It rained in May; the mayor never came back, he says.", [("he", "says", "the mayor never came back")]),
    ],
)
def test_content_is_the_clause_that_is_said(text, expected):
    assert reported(text) == expected


@pytest.mark.parametrize("subject", ["A rocket", "The storm", "Russia", "Drones"])
@pytest.mark.parametrize("verb", ["blasted", "slammed", "savaged", "ripped", "bashed"])
def test_blows_that_no_person_deals_are_no_words(subject, verb):
    assert reported(f"{subject} {verb} the port of Kell.") == []


def test_blows_of_a_person_against_a_plan_are_words():
    assert reported("The mayor slammed the port plan.") == [("The mayor", "slammed", "the port plan")]


def test_whom_a_paper_quotes_is_on_record_within_its_report():
    text = "The paper quoted Ann Orwin as saying that the dam would hold."
    rows, (outer, inner) = found(text)
    assert rows[1] == ("Ann Orwin", "saying", "that the dam would hold")
    assert inner.within == outer.id


def test_no_doubt_denies_nothing():
    (one,) = found("The mayor would no doubt answer that the road comes first.")[1]
    assert not one.negated


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Lenders urged to wait for the bridge.", ""),
        ("Towns ordered to close the bridge.", ""),
        ("Norway urged lenders to wait for the bridge.", "Norway"),
        ("Maria Orwin asked to see the bridge.", "Maria Orwin"),
    ],
)
def test_who_is_urged_in_a_headline_does_not_urge(text, source):
    ((said_by, _, _),) = reported(text)
    assert said_by == source
