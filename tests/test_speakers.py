"""Sources resolve to one person or body of the article. Every person here is invented."""

from __future__ import annotations

import cProfile
import tomllib
from pathlib import Path

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


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("NATO met in Oslo. The world's largest security alliance said it would help.", "NATO", "NATO"),
        ("The European Union pledged to help. The bloc warned that the war would last.", "European Union", "EU"),
        ("The council met. The alliance said it would help.", "alliance", None),
    ],
)
def test_a_description_of_an_organisation_named_before_means_it(text, name, actor):
    _, statement = last(text)
    assert (statement.speaker.name, statement.speaker.actor) == (name, actor)
    how = statement.evidence["speaker.name"].how
    assert how == ("inferred" if actor else "stated")


@pytest.mark.parametrize("who", ["Finnish President Erik Orwin", "Estonian foreign minister Maria Orwin"])
def test_role_and_demonym_are_no_part_of_the_name(who):
    _, statement = last(f"{who} said that the bridge would open in May.")
    *role, first, surname = who.split()
    assert statement.speaker.name == f"{first} {surname}"
    assert statement.speaker.role == " ".join(role)


def test_the_second_verb_has_the_main_clauses_subject_not_the_relative_clauses():
    _, statement = last(
        "Officials said the shells that Russia fires each day far outnumber those that Kyiv has, "
        "and warned that a shortage would weaken the front."
    )
    assert statement.speaker.name == "Officials"


@pytest.mark.parametrize(
    ("text", "given", "name", "rule"),
    [
        ("The bridge\n\nI think that the bridge will open.", {"byline": "Ann Orwin"}, None, None),
        ("The bridge\n\nBy Ann Orwin\n\nI think that the bridge will open.", {}, "Ann Orwin", "author"),
        (
            "Aldmark Relief went north. We urge donors to pay.",
            {"outlet": "Aldmark Relief"},
            "Aldmark Relief",
            "publisher",
        ),
        ("Aldmark Relief went north. We urge donors to pay.", {"outlet": "The Ledger"}, None, None),
    ],
)
def test_the_articles_own_i_and_we_are_its_author_and_its_publisher(text, given, name, rule):
    article = article_from_text(text, id="a", **given)
    (analysis,) = analyse([article])
    statement = statements(article, analysis)[-1]
    assert statement.speaker.name == name
    assert rule is None or statement.evidence["speaker.name"].rule == rule


CASES = tomllib.loads((Path(__file__).parent / "speaker_cases.toml").read_text(encoding="utf-8"))["text"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_sources_mean(case):
    article = article_from_text(case["words"], id="a")
    (analysis,) = analyse([article])
    found = iter(statements(article, analysis))
    for wanted in case["speakers"]:
        fields = dict(wanted)
        source = fields.pop("source")
        statement = next((each for each in found if words_of(article.text, each.source) == source), None)
        assert statement is not None, f"no statement by {source!r}"
        values = {"venue": statement.venue} | {
            name: getattr(statement.speaker, name) for name in ("name", "role", "actor", "kind", "anonymous")
        }
        got = {name: "none" if values[name] is None else values[name] for name in fields}
        assert (source, got) == (source, fields)


def calls(people):
    """The calls that finding the statements of so many ministers costs, scans within a call not counted."""
    names = [
        f"{a}{b}{c}" for a in ("Bor", "Dag", "Fin", "Gor", "Hal", "Kar", "Lun") for b in "aeiou" for c in NAMED
    ]
    text = " ".join(
        f"“The bridge will open,” said Foreign Minister Erik {name}. He added that the minister knew. "
        f"The official said that they were late."
        for name in names[:people]
    )
    article = article_from_text(text, id="a")
    (analysis,) = analyse([article])
    profile = cProfile.Profile()
    profile.enable()
    statements(article, analysis)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


NAMED = ("bek", "dal", "fors", "gren", "holt", "krantz")


def test_twice_the_people_cost_about_twice_the_calls():
    assert calls(200) < 2.6 * calls(100)
