"""Sources resolve to one person or body of the article. Every person here is invented."""

from __future__ import annotations

import pytest

from onrecord.extraction import statements
from onrecord.language import analyse
from onrecord.model import words_of
from onrecord.reading.article import article_from_text

OPENING = "Foreign Minister Maria Orwin of Norway met reporters in Oslo on Monday. "


def last(text):
    article = article_from_text(text, id="a")
    (analysis,) = analyse([article])
    return article, statements(article, analysis)[-1]


def test_a_surname_gets_the_full_name_and_says_so():
    article, statement = last(OPENING + "“The bridge will open in May,” Orwin said.")
    assert statement.speaker.name == "Maria Orwin"
    evidence = statement.evidence["speaker.name"]
    assert (evidence.how, words_of(article.text, evidence.spans[:1])) == ("inferred", "Maria Orwin")


def test_a_pronoun_means_who_acted_last():
    _, statement = last(OPENING + "“The bridge will open in May,” she said.")
    assert statement.speaker.name == "Maria Orwin"
    assert statement.evidence["speaker.name"].rule == "pronoun"


def test_a_name_inside_a_quotation_is_not_who_acts():
    _, statement = last("“Peter Zandt cannot close the bridge,” Maria Orwin said. “Never,” she added.")
    assert statement.speaker.name == "Maria Orwin"


def test_a_role_means_who_has_it_in_the_article():
    _, statement = last(OPENING + "Peter Zandt was there too. The minister said that the bridge would open in May.")
    assert statement.speaker.name == "Maria Orwin"


def test_role_and_state_come_from_the_words_around_the_name():
    article, statement = last("“The bridge will open,” said Norwegian Foreign Minister Maria Orwin.")
    assert "Foreign Minister" in (statement.speaker.role or "")
    assert statement.speaker.actor == "NOR"
    assert words_of(article.text, statement.evidence["speaker.actor"].spans) == "Norwegian"


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("Slovakia said that it would open the bridge.", "Slovakia", "SVK"),
        ("“The bridge will open,” a senior Polish official said.", "a senior Polish official", "POL"),
        ("NATO leaders said that the bridge would open.", "NATO leaders", "NATO"),
    ],
)
def test_bodies_groups_and_the_unnamed_keep_the_words_that_name_them(text, name, actor):
    _, statement = last(text)
    assert (statement.speaker.name, statement.speaker.actor) == (name, actor)


def test_the_outlet_that_was_told_is_not_the_speaker():
    _, statement = last("Maria Orwin told the Harbour Gazette that the bridge would open in May.")
    assert statement.speaker.name == "Maria Orwin"


def test_they_means_the_last_group_that_acted():
    _, statement = last("When the ministers met in Oslo, they said that the bridge would open in May.")
    assert statement.speaker.name == "ministers"
