"""Clocks of a commitment: when it happens, when it was said, as fine as the words are."""

from __future__ import annotations

import pytest

from onrecord.extraction.commitments import commitments
from onrecord.extraction.statements import statements
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text

DAY = "2023-01-18"  # a Wednesday


def only(text: str, published: str | None = DAY) -> Commitment:
    article = article_from_text(text, published=published)
    (analysis,) = analyse([article])
    found = commitments(article, analysis, tuple(statements(article, analysis)))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("when", "date", "precision"),
    [
        ("by March", "../2023-03", "month"),
        ("by the end of 2023", "../2023-12", "month"),
        ("in the coming weeks", "2023-01-18/..", "range"),
        ("next year", "2024", "year"),
        ("in July 2023", "2023-07", "month"),
        ("on Friday", "2023-01-20", "day"),
        ("this week", "2023-01-16/2023-01-22", "week"),
        ("before 5 May", "../2023-05-05", "day"),
    ],
)
def test_what_is_to_come_has_its_date_in_its_own_precision(when: str, date: str, precision: str) -> None:
    one = only(f"Norway will deliver 14 tanks to Ukraine {when}.")
    assert (one.stage, one.date, one.date_precision, one.said_on) == ("pledged", date, precision, None)


@pytest.mark.parametrize(
    ("when", "date"),
    [("last month", "2022-12"), ("on Tuesday", "2023-01-17"), ("since October", "2022-10/.."), ("in 2022", "2022")],
)
def test_what_has_happened_has_its_date(when: str, date: str) -> None:
    one = only(f"Norway delivered 14 tanks to Ukraine {when}.")
    assert (one.stage, one.date) == ("delivered", date)


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday Norway announced that it will deliver 14 tanks to Ukraine by March.",
        "Norway announced on Tuesday that it will deliver 14 tanks to Ukraine by March.",
        "Norway will deliver 14 tanks to Ukraine by March, its government said on Tuesday.",
    ],
)
def test_when_it_was_said_is_kept_apart_from_when_it_happens(text: str) -> None:
    one = only(text)
    assert (one.said_on, one.date) == ("2023-01-17", "../2023-03")


def test_a_date_on_the_word_of_saying_alone_is_no_date_of_the_delivery() -> None:
    one = only("Norway announced on Tuesday that it would deliver 14 tanks to Ukraine.")
    assert (one.said_on, one.date) == ("2023-01-17", None)


def test_nobody_can_have_said_it_on_a_day_to_come() -> None:
    one = only("Norway has promised Ukraine 14 tanks by March.")
    assert (one.said_on, one.date) == (None, "../2023-03")


def test_a_promise_with_a_date_happened_when_it_was_said() -> None:
    one = only("Norway pledged 14 tanks to Ukraine on 5 January.")
    assert (one.said_on, one.date) == ("2023-01-05", "2023-01-05")


def test_the_evidence_holds_the_preposition_that_opens_an_end() -> None:
    text = "Norway will deliver 14 tanks to Ukraine by March."
    (span,) = only(text).evidence["date"].spans
    assert text[span.begin : span.end] == "by March"
    assert only(text).evidence["date"].rule == "date of publication"


def test_a_relative_date_has_no_value_without_the_day_of_publication() -> None:
    one = only("Norway will deliver 14 tanks to Ukraine by March.", None)
    assert (one.date, one.date_precision) == (None, None)


def test_a_date_of_another_clause_is_not_the_commitments() -> None:
    one = only("Norway will deliver 14 tanks, which were built in 1987, to Ukraine.")
    assert one.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Norway will send tanks to Ukraine ahead of talks with its neighbours on Friday.",
        "Norway has given Ukraine tanks for the first time since the invasion last year.",
    ],
)
def test_the_date_of_another_event_is_not_the_commitments(text: str) -> None:
    one = only(text)
    assert (one.date, one.said_on) == (None, None)


def test_a_past_day_on_an_act_to_come_is_when_it_was_called_for() -> None:
    one = only("Norway called on Denmark to send tanks to Ukraine on Sunday.")
    assert (one.stage, one.date, one.said_on) == ("proposed", None, "2023-01-15")


def test_making_an_announcement_is_saying() -> None:
    one = only("Denmark made the announcement on Monday that it will donate 19 howitzers to Ukraine.")
    assert (one.date, one.said_on) == (None, "2023-01-16")


def test_whoever_announces_is_no_sign_of_a_day_to_come() -> None:
    one = only("The tanks announced by Norway on Friday will go to Ukraine.")
    assert "2023-01-20" not in (one.date, one.said_on)


@pytest.mark.parametrize("head", ["9 January 2023. ", "- 9 January: ", "Jan. 9, 2023 — ", "* January 9th: "])
def test_the_day_at_the_head_of_a_note_is_that_of_what_it_tells(head: str) -> None:
    one = only(f"A word before.\n\n{head}The Norwegian parliament approves 10 million euros for Ukraine.")
    assert (one.date, one.date_precision) == ("2023-01-09", "day")


def test_the_rule_is_named_where_the_note_itself_has_no_date() -> None:
    one = only("9 January 2023. The Norwegian parliament approves 10 million euros for Ukraine.")
    assert one.evidence["date"].rule == "day at the head of the note"


def test_of_what_is_to_come_it_is_the_day_when_it_was_said() -> None:
    one = only("9 January 2023. Norway will send 14 tanks to Ukraine.")
    assert (one.date, one.said_on) == (None, "2023-01-09")


def test_a_verb_with_a_subject_of_its_own_has_no_part_in_its_neighbours_date() -> None:
    article = article_from_text(
        "Norway approved 10 million euros for Ukraine on Monday, and Denmark gave Ukraine six howitzers.",
        published=DAY,
    )
    (analysis,) = analyse([article])
    dates = {one.actor: one.date for one in commitments(article, analysis, ())}
    assert dates == {"NOR": "2023-01-16", "DNK": None}


def test_the_day_of_a_dateline_is_no_note() -> None:
    one = only("OSLO, 9 January 2023 – Norway has given Ukraine 14 tanks.")
    assert one.date is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway will deliver 14 tanks to Ukraine before the end of 2024.", "../2024-12"),
        ("Norway delivered 14 tanks to Ukraine for the first time since 2020.", None),
        ("Norway approved €7 million in military aid to Ukraine for 2024.", None),
        ("Norway delivered 14 tanks to Ukraine ahead of talks on Friday.", None),
    ],
)
def test_a_date_that_measures_or_tells_what_for_is_not_the_acts_day(text: str, date: str | None) -> None:
    assert only(text).date == date


def test_a_note_about_next_years_money_happened_on_its_own_day() -> None:
    one = only("9 January 2023. Norway approves NOK 7.5 billion in military aid to Ukraine for 2024.")
    assert (one.date, one.date_precision) == ("2023-01-09", "day")


def test_a_promise_dated_at_its_verb_happens_when_it_is_said() -> None:
    one = only("Norway promised on Monday to send 14 tanks to Ukraine.")
    assert (one.date, one.said_on) == ("2023-01-16", "2023-01-16")


@pytest.mark.parametrize("when", ["made in March", "that it gave in March"])
def test_a_verb_that_only_says_a_promise_was_made_dates_it(when: str) -> None:
    text = f"Norway has kept a promise of 14 tanks for Ukraine {when}."
    assert only(text, "2023-04-04").date == "2023-03"
