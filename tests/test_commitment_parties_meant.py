"""Who is meant and who is not: "it" beside a person, whoever warns or receives, and for whom unaddressed aid is."""

from __future__ import annotations

import pytest

from onrecord.extraction.commitments import commitments
from onrecord.extraction.statements import statements
from onrecord.language import analyse
from onrecord.model import Commitment
from onrecord.reading.article import article_from_text


def found(text: str, title: str | None = None) -> tuple[Commitment, ...]:
    written = text if title is None else f"{title}\n\n{text}"
    article = article_from_text(written, published="2023-02-10", title=title)
    analysis = next(iter(analyse([article])))
    return commitments(article, analysis, tuple(statements(article, analysis)))


def givers(text: str) -> set[str | None]:
    return {c.actor for c in found(text)}


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Jens Meyer sent a warning to Norway as it considers providing Laos with tanks.", "NOR"),
        ("The Serbian exit comes at a hard moment for Norway as it considers sending tanks to Laos.", "NOR"),
        ("Norway said that it will send Laos eight tanks.", "NOR"),
    ],
)
def test_it_is_whom_the_clause_is_about_and_never_a_person(text, giver):
    assert givers(text) == {giver}


@pytest.mark.parametrize(
    "text",
    [
        "A number of trucks will be sent, despite a warning from Serbia.",
        "The plan aims to boost Serbia's supply of tanks.",
        "President Aleksandar Vucic of Serbia received promises of further weapons shipments.",
    ],
)
def test_who_warns_or_receives_is_no_giver(text):
    assert "SRB" not in {c.actor for c in found(text, "Norway plans a gift of trucks")}


def test_a_rubric_and_a_day_are_no_part_of_a_name():
    (one,) = found("Energy | Norway will send ten generators to Laos.")
    assert (one.actor, one.actor_name) == ("NOR", "Norway")
    (one,) = found("Norway said Thursday its government would send ten generators to Laos.")
    assert one.actor_name is not None
    assert "Thursday" not in one.actor_name


@pytest.mark.parametrize("giver", ["Murray", "Anna Keller"])
def test_a_bare_name_of_whom_no_office_is_told_gives_for_nobody(giver):
    assert not found(f"{giver} donated $40,000 to help children in Laos.")


@pytest.mark.parametrize(
    ("title", "text", "receiver"),
    [
        ("Aid for Laos is on its way", "Norway will send ten tanks.", "LAO"),
        ("Why Norway wants to arm Laos", "Norway will send ten tanks.", "LAO"),
        ("What tanks can do", "Laos's allies have provided ten tanks.", "LAO"),
        ("Iran arms Russia", "Iran supplied 20 drones for Russia's war in Ukraine.", "RUS"),
    ],
)
def test_for_whom_aid_is_that_another_sentence_tells(title, text, receiver):
    told = [c for c in found(text, title) if c.quantity is not None]
    assert {c.recipient for c in told} == {receiver}
